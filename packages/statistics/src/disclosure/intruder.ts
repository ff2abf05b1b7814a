/** What an intruder knows of the hidden cells of one connected part of the system. Part of the audit; the suppressor uses none of it. */
import type { Highs, Model } from "highs";
import { StatisticsError } from "../errors.ts";
import type { System } from "./system.ts";
import { wholePart } from "./whole-shift.ts";

const tolerance = 1e-6;

/** Outer bounds hold for every table that fits; inner bounds are reached by tables that were found. Equal: the interval is exact. */
export type Bounds = {
  readonly outerLow: Float64Array;
  readonly outerHigh: Float64Array;
  readonly innerLow: Float64Array;
  readonly innerHigh: Float64Array;
  /** Reached by tables of whole numbers that were found. */
  readonly wholeLow: Float64Array;
  readonly wholeHigh: Float64Array;
};

/** Bounds before any arithmetic: outer is what everyone knows, inner is the true table. Shown cells are points. */
export function startBounds(system: System, hidden: Uint8Array): Bounds {
  const { value, lower } = system;
  return {
    outerLow: Float64Array.from(value, (v, i) => (hidden[i] === 1 ? (lower[i] ?? 0) : v)),
    outerHigh: Float64Array.from(value, (v, i) => (hidden[i] === 1 ? Infinity : v)),
    innerLow: Float64Array.from(value),
    innerHigh: Float64Array.from(value),
    wholeLow: Float64Array.from(value),
    wholeHigh: Float64Array.from(value),
  };
}

/** Interval propagation over every row until nothing changes, at most `rounds` times. Tightens the outer bounds; always valid. */
export function propagate(system: System, bounds: Bounds, rounds = 60): void {
  const { outerLow, outerHigh } = bounds;
  for (let round = 0, isChanged = true; isChanged && round < rounds; round++) {
    isChanged = false;
    for (const { cells, coefficients, low, high } of system.rows) {
      let [least, most, openLeast, openMost] = [0, 0, 0, 0];
      const ends = (k: number): readonly [number, number] => {
        const cell = cells[k] ?? 0;
        const a = coefficients[k] ?? 0;
        const x = a * (outerLow[cell] ?? 0);
        const y = a * (outerHigh[cell] ?? 0);
        return a > 0 ? [x, y] : [y, x];
      };
      for (let k = 0; k < cells.length; k++) {
        const [from, to] = ends(k);
        if (from === -Infinity) openLeast++;
        else least += from;
        if (to === Infinity) openMost++;
        else most += to;
      }
      for (let k = 0; k < cells.length; k++) {
        const cell = cells[k] ?? 0;
        const a = coefficients[k] ?? 0;
        if (outerLow[cell] === outerHigh[cell]) continue;
        const [from, to] = ends(k);
        const restLeast = from === -Infinity ? (openLeast === 1 ? least : -Infinity) : openLeast > 0 ? -Infinity : least - from;
        const restMost = to === Infinity ? (openMost === 1 ? most : Infinity) : openMost > 0 ? Infinity : most - to;
        // low − restMost ≤ a·y ≤ high − restLeast
        const [x, y] = [(low - restMost) / a, (high - restLeast) / a];
        const [newLow, newHigh] = a > 0 ? [x, y] : [y, x];
        if (newLow > (outerLow[cell] ?? 0) + tolerance) {
          outerLow[cell] = Math.ceil(newLow - tolerance) - newLow < tolerance ? Math.ceil(newLow - tolerance) : newLow;
          isChanged = true;
        }
        if (newHigh < (outerHigh[cell] ?? 0) - tolerance) {
          outerHigh[cell] = newHigh;
          isChanged = true;
        }
      }
    }
  }
}

/**
 * Keeps what a table, or the pieces of it that are in whole numbers, shows to be possible in whole numbers. Comes back: the cells that are then not as in
 * the true table. Errors: none.
 */
export function noteWhole(
  system: System,
  { wholeLow, wholeHigh }: Bounds,
  cells: readonly number[],
  table: ArrayLike<number>,
): ReadonlySet<number> {
  const shift = new Map<number, number>();
  cells.forEach((cell, k) => {
    const size = (table[k] ?? 0) - (system.value[cell] ?? 0);
    if (Math.abs(size) > tolerance) shift.set(cell, size);
  });
  const part = wholePart(system, shift);
  for (const [cell, size] of part) {
    const y = (system.value[cell] ?? 0) + size;
    wholeLow[cell] = Math.min(wholeLow[cell] ?? y, y);
    wholeHigh[cell] = Math.max(wholeHigh[cell] ?? y, y);
  }
  return new Set(part.keys());
}

/** One part's linear programme, kept in memory so that each question starts from the last answer. */
export class Intruder {
  private readonly model: Model;
  private readonly cells: readonly number[];
  private readonly system: System;
  private readonly place = new Map<number, number>();
  private readonly bounds: Bounds;
  private readonly ceiling: number;
  private readonly optimal: number;
  private readonly endless: readonly number[];
  /** How many programmes were solved. */
  solved = 0;

  constructor(highs: Highs, system: System, cells: readonly number[], bounds: Bounds) {
    this.cells = cells;
    this.system = system;
    this.bounds = bounds;
    const { optimal, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
    this.optimal = optimal;
    // The true table fits, so "unbounded or infeasible" is unbounded.
    this.endless = [unbounded, unboundedOrInfeasible];
    cells.forEach((cell, k) => this.place.set(cell, k));
    // Far above anything published: how far many cells are pulled at once where nothing bounds them.
    this.ceiling = 1e4 + 10 * system.value.reduce((a, b) => Math.max(a, b), 0);
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    const low: number[] = [];
    const high: number[] = [];
    for (const r of new Set(cells.flatMap((cell) => system.rowsOf[cell] ?? []))) {
      const row = system.rows[r];
      if (!row) continue;
      let known = 0;
      row.cells.forEach((cell, k) => {
        const place = this.place.get(cell);
        if (place === undefined) known += (row.coefficients[k] ?? 0) * (system.value[cell] ?? 0);
        else {
          indices.push(place);
          values.push(row.coefficients[k] ?? 0);
        }
      });
      starts.push(indices.length);
      low.push(row.low - known);
      high.push(row.high - known);
    }
    this.model = highs.createModel({
      numCols: cells.length,
      numRows: low.length,
      colCost: new Float64Array(cells.length),
      colLower: Float64Array.from(cells, (cell) => bounds.outerLow[cell] ?? 0),
      colUpper: Float64Array.from(cells, (cell) => bounds.outerHigh[cell] ?? Infinity),
      rowLower: Float64Array.from(low),
      rowUpper: Float64Array.from(high),
      matrix: {
        format: "csr",
        numRows: low.length,
        numCols: cells.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    });
    this.model.options.set({ output_flag: false, presolve: "off", simplex_strategy: 4 });
  }

  /** Exact bound of one cell: the least (−1) or the most (+1) it can be, infinite when nothing bounds it. Stored in inner and outer bounds. */
  ask(cell: number, direction: 1 | -1): void {
    const place = this.place.get(cell) ?? 0;
    this.model.changeColCost(place, -direction);
    const found = this.run("endless");
    this.model.changeColCost(place, 0);
    const y = found ? (found[place] ?? 0) : Infinity;
    const near = Math.abs(y - Math.round(y)) < tolerance ? Math.round(y) : y;
    if (direction === -1) this.bounds.outerLow[cell] = this.bounds.innerLow[cell] = near;
    else this.bounds.outerHigh[cell] = this.bounds.innerHigh[cell] = near;
    // What has no end in fractions has none in whole numbers: the ray is of whole numbers, and the true table is one to start from.
    if (near === Infinity) this.bounds.wholeHigh[cell] = Infinity;
  }

  /** One table in which as many as possible of the cells are high (+1) or low (−1); widens the inner bounds of every cell. */
  askMany(cells: readonly number[], direction: 1 | -1, enough: number): void {
    const asked = cells.flatMap((cell) => this.place.get(cell) ?? []);
    const upper = (place: number) => this.bounds.outerHigh[this.cells[place] ?? 0] ?? Infinity;
    for (const place of asked) {
      const cell = this.cells[place] ?? 0;
      this.model.changeColCost(place, -direction);
      // More than enough for one would be taken from another. Never below what the cell is known to reach.
      if (direction === 1) {
        this.model.changeColBounds(
          place,
          this.bounds.outerLow[cell] ?? 0,
          Math.max(this.bounds.outerLow[cell] ?? 0, Math.min(enough, this.ceiling, upper(place))),
        );
      }
    }
    const before = this.solved;
    try {
      this.run("any");
    } finally {
      this.solved = before + 1;
      for (const place of asked) {
        this.model.changeColCost(place, 0);
        this.model.changeColBounds(place, this.bounds.outerLow[this.cells[place] ?? 0] ?? 0, upper(place));
      }
    }
  }

  /**
   * The table found. Undefined when there is none and that is no surprise: "endless", because nothing bounds what is asked, or "any".
   * Errors: `infeasible` when the solver gives nothing else, with the `count` of cells.
   */
  private run(mayFail: "endless" | "any"): Float64Array | undefined {
    this.solved++;
    this.model.run();
    const isEndless = () => this.endless.includes(this.model.getModelStatus());
    // A warm start can leave the solver undecided; a cold one has no such memory.
    if (this.model.getModelStatus() !== this.optimal && !isEndless()) this.runCold();
    if (this.model.getModelStatus() !== this.optimal) {
      if (mayFail === "any" || isEndless()) return undefined;
      throw new StatisticsError(
        "infeasible",
        `The solver found no table that fits what is published (status ${this.model.getModelStatus()}).`,
        { variable: this.system.label(this.cells[0] ?? 0), count: this.cells.length },
      );
    }
    const { colValue } = this.model.getSolution();
    noteWhole(this.system, this.bounds, this.cells, colValue);
    this.cells.forEach((cell, k) => {
      const y = colValue[k] ?? 0;
      if (y < (this.bounds.innerLow[cell] ?? 0)) this.bounds.innerLow[cell] = y;
      if (y > (this.bounds.innerHigh[cell] ?? 0)) this.bounds.innerHigh[cell] = y;
    });
    return colValue;
  }

  private runCold(): void {
    this.model.clearSolver();
    this.model.options.set({ simplex_strategy: 1, presolve: "on" });
    this.model.run();
    this.model.options.set({ simplex_strategy: 4, presolve: "off" });
  }

  dispose(): void {
    this.model.dispose();
  }
}
