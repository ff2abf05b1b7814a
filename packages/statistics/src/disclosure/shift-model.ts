/** The suppressor's model: how the published numbers could be shifted without any shown number changing. */
import type { Highs, Model } from "highs";
import type { System } from "./system.ts";
import { wholePart } from "./whole-shift.ts";

/** A shift of the cells: y = value + shift is another table with the same shown numbers. Only cells that move are in it. */
export type Shift = ReadonlyMap<number, number>;

const moved = 1e-7;
/** Branches of one programme in whole numbers, after which nothing is taken for found. */
const mostBranches = 500;

/**
 * Kelly, Golden and Assad (1992): the cheapest set of cells to hide so that a cell can be `amount` higher or lower.
 * Two columns per cell that may be hidden, up and down; down is bounded by what everyone knows is the least.
 */
export class ShiftModel {
  private readonly system: System;
  private readonly model: Model;
  private readonly optimal: number;
  private readonly infeasible: number;
  /** Column of "up" for a cell, "down" is the next; -1 for cells that can never be hidden. */
  private readonly column: Int32Array;
  private readonly cells: number[] = [];
  private readonly most: number;
  private readonly cost: Float64Array;
  private readonly open: Uint8Array;

  constructor(highs: Highs, system: System, most: number, allowed: Uint8Array = system.isHideable) {
    this.system = system;
    this.most = most;
    this.optimal = highs.constants.modelStatus.optimal;
    this.infeasible = highs.constants.modelStatus.infeasible;
    this.column = new Int32Array(system.count).fill(-1);
    for (let i = 0; i < system.count; i++) {
      if (system.isHideable[i] !== 1 || allowed[i] !== 1) continue;
      this.column[i] = this.cells.length * 2;
      this.cells.push(i);
    }
    const columns = this.cells.length * 2;
    this.cost = new Float64Array(columns);
    this.open = new Uint8Array(system.count).fill(1);
    const rows = this.rows();
    this.model = highs.createModel({
      numCols: columns,
      numRows: rows.count,
      colCost: this.cost,
      colLower: new Float64Array(columns),
      colUpper: Float64Array.from({ length: columns }, (_, j) => this.limit(j)),
      rowLower: rows.low,
      rowUpper: rows.high,
      matrix: rows.matrix,
    });
    this.model.options.set({ output_flag: false, presolve: "off", solver: "simplex", simplex_strategy: 1 });
  }

  /** The system's rows over two columns per cell, bounded by how far the true table is from their bounds. */
  private rows() {
    const { value, rows: all } = this.system;
    const entries = all.reduce((sum, { cells }) => sum + 2 * cells.length, 0);
    const [indices, values] = [new Int32Array(entries), new Float64Array(entries)];
    const [starts, low, high] = [new Int32Array(all.length + 1), new Float64Array(all.length), new Float64Array(all.length)];
    let [rows, at] = [0, 0];
    for (const row of all) {
      let now = 0;
      const first = at;
      for (let k = 0; k < row.cells.length; k++) {
        const cell = row.cells[k] ?? 0;
        const a = row.coefficients[k] ?? 0;
        now += a * (value[cell] ?? 0);
        const column = this.column[cell] ?? -1;
        if (column < 0) continue;
        indices[at] = column;
        values[at++] = a;
        indices[at] = column + 1;
        values[at++] = -a;
      }
      if (at === first) continue;
      low[rows] = row.low - now;
      high[rows] = row.high - now;
      starts[++rows] = at;
    }
    const matrix = {
      format: "csr" as const,
      numRows: rows,
      numCols: 2 * this.cells.length,
      starts: starts.slice(0, rows + 1),
      indices: indices.slice(0, at),
      values: values.slice(0, at),
    };
    return { count: rows, low: low.slice(0, rows), high: high.slice(0, rows), matrix };
  }

  private limit(column: number): number {
    const cell = this.cells[column >> 1] ?? 0;
    if (this.open[cell] !== 1) return 0;
    return column % 2 === 0 ? this.most : Math.min(this.most, (this.system.value[cell] ?? 0) - (this.system.lower[cell] ?? 0));
  }

  /** Opens or closes cells for shifts. Closed cells keep their value. */
  setOpen(cells: Iterable<number>, isOpen: boolean): void {
    for (const cell of cells) {
      const column = this.column[cell] ?? -1;
      if (column < 0 || (this.open[cell] === 1) === isOpen) continue;
      this.open[cell] = isOpen ? 1 : 0;
      this.model.changeColBounds(column, 0, this.limit(column));
      this.model.changeColBounds(column + 1, 0, this.limit(column + 1));
    }
  }

  /** What one step of a shift costs, per cell. */
  setCosts(costOf: (cell: number) => number): void {
    this.cells.forEach((cell, k) => {
      this.cost[2 * k] = this.cost[2 * k + 1] = costOf(cell);
    });
    if (this.cells.length > 0) this.model.changeColsCost({ kind: "range", from: 0, to: this.cost.length - 1 }, this.cost);
  }

  setCost(cell: number, cost: number): void {
    const column = this.column[cell] ?? -1;
    if (column < 0 || this.cost[column] === cost) return;
    this.cost[column] = this.cost[column + 1] = cost;
    this.model.changeColCost(column, cost);
    this.model.changeColCost(column + 1, cost);
  }

  /** The cheapest shift that moves `cell` by exactly `amount` (negative: down), or undefined when there is none. */
  shift(cell: number, amount: number): Shift | undefined {
    const up = this.column[cell] ?? -1;
    if (up < 0) return undefined;
    const [column, back] = amount < 0 ? [up + 1, up] : [up, up + 1];
    const size = Math.abs(amount);
    if (this.limit(column) < size) return undefined;
    this.model.changeColBounds(column, size, size);
    this.model.changeColBounds(back, 0, 0);
    const found = this.solve();
    this.model.changeColBounds(column, 0, this.limit(column));
    this.model.changeColBounds(back, 0, this.limit(back));
    return found;
  }

  /**
   * A shift in whole numbers that moves `cell` by at least `amount` (negative: down), or undefined where none was found within the bounds of the work.
   * The relaxation mostly gives one; where it has fractions, branch and bound does.
   */
  wholeShift(cell: number, amount: number): Shift | undefined {
    const up = this.column[cell] ?? -1;
    if (up < 0) return undefined;
    const [column, back] = amount < 0 ? [up + 1, up] : [up, up + 1];
    const size = Math.abs(amount);
    if (this.limit(column) < size) return undefined;
    this.model.changeColBounds(column, size, this.limit(column));
    this.model.changeColBounds(back, 0, 0);
    const relaxed = this.solve();
    const part = relaxed && wholePart(this.system, relaxed);
    const found = relaxed === undefined || part?.has(cell) === true ? part : this.branch();
    this.model.changeColBounds(column, 0, this.limit(column));
    this.model.changeColBounds(back, 0, this.limit(back));
    return found;
  }

  private branch(): Shift | undefined {
    const all = { kind: "range", from: 0, to: this.cost.length - 1 } as const;
    this.model.changeColsIntegrality(all, new Int32Array(this.cost.length).fill(1));
    this.model.options.set({ presolve: "on", mip_max_nodes: mostBranches });
    try {
      this.model.clearSolver();
      this.model.run();
      return this.model.getModelStatus() === this.optimal ? wholePart(this.system, this.read()) : undefined;
    } finally {
      this.model.changeColsIntegrality(all, new Int32Array(this.cost.length));
      this.model.options.set({ presolve: "off" });
    }
  }

  /** One shift that moves as many of the given cells as it can at once, each by at most its amount, when a step of theirs is worth `gain`. */
  shiftMany(cells: readonly (readonly [cell: number, amount: number])[], gain: number): Shift | undefined {
    const asked = cells.flatMap(([cell, amount]) => {
      const up = this.column[cell] ?? -1;
      return up < 0 ? [] : [{ column: amount < 0 ? up + 1 : up, back: amount < 0 ? up : up + 1, size: Math.abs(amount) }];
    });
    for (const { column, back, size } of asked) {
      this.model.changeColCost(column, -gain);
      this.model.changeColBounds(column, 0, Math.min(size, this.limit(column)));
      this.model.changeColBounds(back, 0, 0);
    }
    const found = this.solve();
    for (const { column, back } of asked) {
      this.model.changeColCost(column, this.cost[column] ?? 0);
      this.model.changeColBounds(column, 0, this.limit(column));
      this.model.changeColBounds(back, 0, this.limit(back));
    }
    return found;
  }

  /**
   * Always from "nothing moves", which fits every relation and is dual feasible, so that the dual simplex method takes few steps. That
   * also makes an answer independent of the questions before it.
   */
  private solve(): Shift | undefined {
    this.model.clearSolver();
    this.model.run();
    const status = this.model.getModelStatus();
    if (status !== this.optimal && status !== this.infeasible) {
      // Undecided, which presolving may help; an answer that is not proven is not used.
      this.model.options.set({ presolve: "on" });
      this.model.run();
      this.model.options.set({ presolve: "off" });
    }
    return this.model.getModelStatus() === this.optimal ? this.read() : undefined;
  }

  private read(): Map<number, number> {
    const { colValue } = this.model.getSolution();
    const result = new Map<number, number>();
    for (let k = 0; k < this.cells.length; k++) {
      const size = (colValue[2 * k] ?? 0) - (colValue[2 * k + 1] ?? 0);
      if (Math.abs(size) > moved) result.set(this.cells[k] ?? 0, size);
    }
    return result;
  }

  dispose(): void {
    this.model.dispose();
  }
}
