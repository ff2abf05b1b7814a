/** The line heuristic: in every equation that holds a hidden cell, enough other cells are hidden for it to move. */
import type { Demand } from "./demands.ts";
import type { System } from "./system.ts";

/** What it costs to hide a cell: fewest cells first, then small values; a top total only when nothing else is left (SPEC, "Files"). */
export function costOf(system: System, cell: number): number {
  const size = system.groups[system.group[cell] ?? 0]?.length ?? 1;
  return ((1000 + Math.min(system.value[cell] ?? 0, 999)) / size) * (system.isTop[cell] === 1 ? 50 : 1);
}

/**
 * Hides more cells, line by line, until each hidden cell can move by what is asked of it within each of its lines. A primary cell asks
 * its demands; a secondary cell asks to move by 1. Changes `hidden`. Each cell that is hidden puts its lines in the queue again.
 * Necessary, not sufficient: elimination and the shift model follow. Reference: Hundepool et al. (2012), section 4.4.
 */
export function hideLines(system: System, hidden: Uint8Array, demands: readonly Demand[]): void {
  const up = new Float64Array(system.count);
  const down = new Float64Array(system.count);
  for (const { cell, amount } of demands) {
    if (amount > 0) up[cell] = Math.max(up[cell] ?? 0, amount);
    else down[cell] = Math.max(down[cell] ?? 0, -amount);
  }
  // Lines are visited shortest first: what a short line must hide, a long one may use.
  const order = [...system.rows.keys()].sort((a, b) => (system.rows[a]?.cells.length ?? 0) - (system.rows[b]?.cells.length ?? 0) || a - b);
  const counts = Int32Array.from(system.rows, ({ cells }) => cells.reduce((n, cell) => n + (hidden[cell] ?? 0), 0));
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const r of order) if (completeLine({ system, hidden, counts }, r, up, down)) isChanged = true;
  }
}

type Work = { readonly system: System; readonly hidden: Uint8Array; readonly counts: Int32Array };

function completeLine(work: Work, r: number, up: Float64Array, down: Float64Array): boolean {
  const { system, hidden, counts } = work;
  const row = system.rows[r];
  if (!row || row.low !== row.high) return false;
  let isChanged = false;
  for (const [k, cell] of [...row.cells].entries()) {
    if (hidden[cell] !== 1) continue;
    const sign = row.coefficients[k] ?? 0;
    for (const [direction, need] of [[1, up[cell] ?? 0] as const, [-1, down[cell] ?? 0] as const]) {
      const asked = Math.max(need, direction === 1 ? 1 : 0);
      // The rest of the line must take −sign·direction·asked.
      let short = asked - capacity(system, r, cell, -sign * direction, hidden);
      while (short > 0) {
        const next = cheapest(work, r, -sign * direction, short);
        if (next < 0) break;
        for (const member of system.groups[system.group[next] ?? 0] ?? []) {
          if (hidden[member] !== 1) for (const other of system.rowsOf[member] ?? []) counts[other] = (counts[other] ?? 0) + 1;
          hidden[member] = 1;
        }
        isChanged = true;
        short = asked - capacity(system, r, cell, -sign * direction, hidden);
      }
    }
  }
  return isChanged;
}

function room(system: System, cell: number, sign: number): number {
  return sign > 0 ? 1e9 : (system.value[cell] ?? 0) - (system.lower[cell] ?? 0);
}

function capacity(system: System, r: number, except: number, direction: number, hidden: Uint8Array): number {
  const row = system.rows[r];
  let sum = 0;
  row?.cells.forEach((cell, k) => {
    if (cell !== except && hidden[cell] === 1) sum += room(system, cell, (row.coefficients[k] ?? 0) * direction);
  });
  return sum;
}

/** The cheapest cell of a line that covers what is short, else the roomiest. A cell whose other lines hold hidden cells is cheaper. */
function cheapest({ system, hidden, counts }: Work, r: number, direction: number, short: number): number {
  const row = system.rows[r];
  let best = -1;
  let bestCost = Infinity;
  row?.cells.forEach((cell, k) => {
    if (hidden[cell] === 1 || system.isHideable[cell] !== 1) return;
    const size = room(system, cell, (row.coefficients[k] ?? 0) * direction);
    if (size <= 0) return;
    let lonely = 0;
    for (const other of system.rowsOf[cell] ?? []) {
      if (other !== r && counts[other] === 0) lonely++;
    }
    const cost = costOf(system, cell) * (1 + lonely) * Math.max(1, short / size);
    if (cost < bestCost) [best, bestCost] = [cell, cost];
  });
  return best;
}
