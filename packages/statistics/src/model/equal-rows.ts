// Rows that share all factors and the outcome are one row to a fit, with the sum of their weights: a million rows are then some hundred.
import type { ModelFrame } from "./frame.ts";

/** `cellOf` of each row of a frame; of each cell its line of x, its outcome and how many rows it has. */
export type EqualRows = {
  readonly cellOf: Int32Array;
  readonly x: Float64Array;
  readonly outcome: Int32Array;
  readonly counts: Int32Array;
};

/** The cells of the lines of a frame's x crossed with an outcome of 0 … outcomes − 1; null when every row has a line of its own. */
export function equalRows({ lineOf, x, p }: ModelFrame, outcomeOf: ArrayLike<number>, outcomes: number): EqualRows | null {
  if (lineOf === null) return null;
  const number = new Int32Array((x.length / p) * outcomes).fill(-1);
  const cellOf = new Int32Array(lineOf.length);
  const keys: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < cellOf.length; i++) {
    const key = (lineOf[i] as number) * outcomes + (outcomeOf[i] as number);
    let cell = number[key] as number;
    if (cell < 0) {
      cell = keys.length;
      number[key] = cell;
      keys.push(key);
      counts.push(0);
    }
    cellOf[i] = cell;
    counts[cell] = (counts[cell] as number) + 1;
  }
  const lines = new Float64Array(keys.length * p);
  keys.forEach((key, cell) => {
    const line = Math.floor(key / outcomes);
    lines.set(x.subarray(line * p, (line + 1) * p), cell * p);
  });
  return { cellOf, x: lines, outcome: Int32Array.from(keys, (key) => key % outcomes), counts: Int32Array.from(counts) };
}

/** Σ weights of each cell. */
export function sumByCell({ cellOf, counts }: EqualRows, weights: Float64Array): Float64Array {
  const sum = new Float64Array(counts.length);
  for (let i = 0; i < cellOf.length; i++) {
    const cell = cellOf[i] as number;
    sum[cell] = (sum[cell] as number) + (weights[i] as number);
  }
  return sum;
}

/** The value of each row's cell. */
export function spread({ cellOf }: EqualRows, values: Float64Array): Float64Array {
  const result = new Float64Array(cellOf.length);
  for (let i = 0; i < result.length; i++) result[i] = values[cellOf[i] as number] as number;
  return result;
}

/** q vectors of length n: factor of the row × the q values of its cell (`values` is cells × q, row major); 0 in rows outside the frame. */
export function spreadInfluence(
  cellOf: Int32Array,
  rows: Int32Array,
  factor: Float64Array,
  values: Float64Array,
  q: number,
  n: number,
): Float64Array[] {
  return Array.from({ length: q }, (_, j) => {
    const influence = new Float64Array(n);
    for (let i = 0; i < rows.length; i++) {
      influence[rows[i] as number] = (factor[i] as number) * (values[(cellOf[i] as number) * q + j] as number);
    }
    return influence;
  });
}

/** Gives every row of the frame a line of its own, for an outcome that takes any value. */
export function separateRows(frame: ModelFrame): void {
  const { lineOf, x, p } = frame;
  if (lineOf === null) return;
  const own = new Float64Array(lineOf.length * p);
  for (let i = 0; i < lineOf.length; i++) {
    const from = (lineOf[i] as number) * p;
    for (let j = 0; j < p; j++) own[i * p + j] = x[from + j] as number;
  }
  frame.x = own;
  frame.lineOf = null;
}
