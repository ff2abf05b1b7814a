/** HiGHS for the suppressor: loaded once, used on models that stay in memory. */
import loadHighs from "highs";
import type { Highs } from "highs";

// The package's types are read as CommonJS; its module exports the function itself.
const load = loadHighs as unknown as typeof loadHighs.default;

let loaded: Promise<Highs> | undefined;

/** The solver, loaded at the first call. In a browser worker the bundler must serve `highs.wasm` (see the README of `highs`). Throws what the loader throws. */
export function loadSolver(): Promise<Highs> {
  loaded ??= load();
  return loaded;
}

/** Rows of a sparse matrix, collected one by one. */
export class RowMatrix {
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];

  /** Adds one row low ≤ Σ values·columns ≤ high. */
  add(columns: readonly number[], values: readonly number[], low: number, high: number): void {
    this.indices.push(...columns);
    this.values.push(...values);
    this.starts.push(this.indices.length);
    this.low.push(low);
    this.high.push(high);
  }

  /** The matrix as HiGHS takes it. */
  toSparse(columns: number) {
    return {
      format: "csr" as const,
      numRows: this.low.length,
      numCols: columns,
      starts: Int32Array.from(this.starts),
      indices: Int32Array.from(this.indices),
      values: Float64Array.from(this.values),
    };
  }
}
