/** Which hidden cells hang together. */
import type { System } from "./system.ts";

/** The hidden cells in parts that no row connects. */
export function connectedParts(system: System, hidden: Uint8Array): number[][] {
  const seen = new Uint8Array(system.count);
  const seenRow = new Uint8Array(system.rows.length);
  const parts: number[][] = [];
  for (let first = 0; first < system.count; first++) {
    if (hidden[first] !== 1 || seen[first] === 1) continue;
    seen[first] = 1;
    const part = [first];
    for (let at = 0; at < part.length; at++) {
      for (const r of system.rowsOf[part[at] ?? 0] ?? []) {
        if (seenRow[r] === 1) continue;
        seenRow[r] = 1;
        for (const cell of system.rows[r]?.cells ?? []) {
          if (hidden[cell] !== 1 || seen[cell] === 1) continue;
          seen[cell] = 1;
          part.push(cell);
        }
      }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}
