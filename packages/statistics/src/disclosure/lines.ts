/** The line heuristic: in every equation that holds a hidden cell, enough other cells are hidden for it to move. */
import type { Demand } from "./demands.ts";
import type { System } from "./system.ts";

/** What it costs to hide a cell: fewest cells first, then small values; a top total only when nothing else is left. */
export function costOf(system: System, cell: number): number {
  const size = system.groups[system.group[cell] ?? 0]?.length ?? 1;
  return ((1000 + Math.min(system.value[cell] ?? 0, 999)) / size) * (system.isTop[cell] === 1 ? 50 : 1);
}

/**
 * Hides more cells, line by line, until each hidden cell can move by what is asked of it within each of its lines. A primary cell asks
 * its demands; a secondary cell asks to move up by 1. Changes `hidden`. Each cell that is hidden puts its lines in the queue again.
 * Necessary, not sufficient: the shift model decides. Reference: Hundepool et al. (2012), Statistical Disclosure Control, ch. 4.
 */
export function hideLines(system: System, hidden: Uint8Array, demands: readonly Demand[]): void {
  const lines = new Lines(system, hidden, demands);
  // Lines are visited shortest first: what a short line must hide, a long one may use.
  const length = (r: number) => system.rows[r]?.cells.length ?? 0;
  const order = [...system.rows.keys()].sort((a, b) => length(a) - length(b) || a - b);
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const r of order) if (lines.complete(r)) isChanged = true;
  }
}

/** A cell that nothing known bounds can take more than any table holds. */
const unbounded = 1e9;

/** The lines with what their hidden cells can take, kept up to date with each cell that is hidden. */
class Lines {
  private readonly system: System;
  private readonly hidden: Uint8Array;
  private readonly up: Float64Array;
  private readonly down: Float64Array;
  private readonly cost: Float64Array;
  /** How far the hidden cells of a line can raise and lower its sum. */
  private readonly raise: Float64Array;
  private readonly lower: Float64Array;
  private readonly counts: Int32Array;
  private readonly isWaiting: Uint8Array;

  constructor(system: System, hidden: Uint8Array, demands: readonly Demand[]) {
    const lines = system.rows.length;
    this.system = system;
    this.hidden = hidden;
    this.up = new Float64Array(system.count);
    this.down = new Float64Array(system.count);
    for (const { cell, amount } of demands) {
      const asked = amount > 0 ? this.up : this.down;
      asked[cell] = Math.max(asked[cell] ?? 0, Math.abs(amount));
    }
    this.cost = Float64Array.from({ length: system.count }, (_, cell) => costOf(system, cell));
    this.raise = new Float64Array(lines);
    this.lower = new Float64Array(lines);
    this.counts = new Int32Array(lines);
    this.isWaiting = new Uint8Array(lines).fill(1);
    for (let cell = 0; cell < system.count; cell++) if (hidden[cell] === 1) this.enter(cell);
  }

  /** Hides what line r lacks. True when it hid anything. */
  complete(r: number): boolean {
    const row = this.system.rows[r];
    if (!row || row.low !== row.high || this.isWaiting[r] === 0) return false;
    this.isWaiting[r] = 0;
    let isChanged = false;
    const { cells, coefficients } = row;
    for (let k = 0; k < cells.length; k++) {
      const cell = cells[k] ?? 0;
      if (this.hidden[cell] !== 1) continue;
      const sign = coefficients[k] ?? 0;
      const ups = Math.max(this.up[cell] ?? 0, 1);
      // The rest of the line must take the opposite of what the cell does.
      if (this.fill(r, cell, sign, -sign, ups)) isChanged = true;
      if (this.fill(r, cell, sign, sign, this.down[cell] ?? 0)) isChanged = true;
    }
    return isChanged;
  }

  /** Hides cells of line r until the others than `cell` can move its sum by `asked` in a direction. */
  private fill(r: number, cell: number, sign: number, direction: number, asked: number): boolean {
    let isChanged = false;
    for (;;) {
      const all = (direction > 0 ? this.raise : this.lower)[r] ?? 0;
      const short = asked - (all - this.room(cell, sign * direction));
      if (short <= 0) return isChanged;
      const next = this.cheapest(r, direction, short);
      if (next < 0) return isChanged;
      for (const member of this.system.groups[this.system.group[next] ?? 0] ?? []) {
        if (this.hidden[member] !== 1) this.enter(member);
        this.hidden[member] = 1;
      }
      isChanged = true;
    }
  }

  private enter(cell: number): void {
    for (const r of this.system.rowsOf[cell] ?? []) {
      const row = this.system.rows[r];
      const sign = row?.coefficients[row.cells.indexOf(cell)] ?? 0;
      this.raise[r] = (this.raise[r] ?? 0) + this.room(cell, sign);
      this.lower[r] = (this.lower[r] ?? 0) + this.room(cell, -sign);
      this.counts[r] = (this.counts[r] ?? 0) + 1;
      this.isWaiting[r] = 1;
    }
  }

  private room(cell: number, sign: number): number {
    return sign > 0 ? unbounded : (this.system.value[cell] ?? 0) - (this.system.lower[cell] ?? 0);
  }

  /** The cheapest cell of a line that covers what is short, else the roomiest. A cell whose other lines hold hidden cells is cheaper. */
  private cheapest(r: number, direction: number, short: number): number {
    const row = this.system.rows[r];
    if (!row) return -1;
    let best = -1;
    let bestCost = Infinity;
    for (let k = 0; k < row.cells.length; k++) {
      const cell = row.cells[k] ?? 0;
      if (this.hidden[cell] === 1 || this.system.isHideable[cell] !== 1) continue;
      const size = this.room(cell, (row.coefficients[k] ?? 0) * direction);
      if (size <= 0) continue;
      let lonely = 0;
      for (const other of this.system.rowsOf[cell] ?? []) if (other !== r && this.counts[other] === 0) lonely++;
      const cost = (this.cost[cell] ?? 0) * (1 + lonely) * Math.max(1, short / size);
      if (cost < bestCost) [best, bestCost] = [cell, cost];
    }
    return best;
  }
}
