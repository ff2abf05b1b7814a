/** Counts are whole numbers: which part of a shift keeps them so. */
import type { System } from "./system.ts";

const tolerance = 1e-6;
const isWhole = (size: number): boolean => Math.abs(size - Math.round(size)) < tolerance;

/**
 * The cells that a shift moves by whole numbers, as whole numbers. A shift falls apart into pieces that no relation connects, and each piece alone is a
 * shift too: a fraction in one does not spoil the others. Errors: none.
 */
export function wholePart(system: System, shift: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const whole = new Map<number, number>();
  const isAll = [...shift.values()].every(isWhole);
  if (isAll) {
    for (const [cell, size] of shift) whole.set(cell, Math.round(size));
    return whole;
  }
  const seen = new Set<number>();
  for (const first of shift.keys()) {
    if (seen.has(first)) continue;
    seen.add(first);
    const piece = [first];
    const rows = new Set<number>();
    for (let at = 0; at < piece.length; at++) {
      for (const r of system.rowsOf[piece[at] ?? 0] ?? []) {
        if (rows.has(r)) continue;
        rows.add(r);
        for (const cell of system.rows[r]?.cells ?? []) {
          if (!shift.has(cell) || seen.has(cell)) continue;
          seen.add(cell);
          piece.push(cell);
        }
      }
    }
    if (!piece.every((cell) => isWhole(shift.get(cell) ?? 0))) continue;
    for (const cell of piece) whole.set(cell, Math.round(shift.get(cell) ?? 0));
  }
  return whole;
}

/**
 * The cells that the only child of a cell knows the number of besides: the child is alone in every total of 1 that the cell is part of, and alone in
 * every part that makes up its 1. The cell itself is among them. Errors: none.
 */
export function knownBySingleton(system: System, singleton: number): ReadonlySet<number> {
  const known = new Set([singleton]);
  for (const cell of known) {
    // A part that is empty beside the child says nothing of the other totals it is in.
    if (system.value[cell] !== 1) continue;
    for (const r of system.rowsOf[cell] ?? []) {
      const { cells, low, high } = system.rows[r] ?? { cells: [], low: 0, high: 1 };
      if (low !== high || system.value[cells[0] ?? 0] !== 1) continue;
      // A total of 1: one part is the child, the others are empty.
      for (const one of cells) known.add(one);
    }
  }
  return known;
}
