// Small symmetric systems, row major on Float64Array: pivoted Cholesky, which also says which columns add nothing.
import { StatisticsError } from "../errors.ts";

export type SymmetricSolution = {
  /** p × q, row major; 0 for the aliased columns. */
  readonly solution: Float64Array;
  readonly rank: number;
  /** Columns that are linear combinations of others. */
  readonly aliased: readonly number[];
};

type Factor = { lower: Float64Array; order: Int32Array; rank: number; scale: Float64Array };

/**
 * Solves A X = B for a symmetric positive semidefinite A (p × p) and B (p × q), both row major, with one step of refinement.
 * Columns whose share of own variation is below `tolerance` are taken as aliased and get solution 0.
 */
export function solveSymmetric(a: Float64Array, p: number, b: Float64Array, q = 1, tolerance = 1e-11): SymmetricSolution {
  const factor = pivotedCholesky(a, p, tolerance);
  const solution = applyInverse(factor, p, b, q);
  const residual = Float64Array.from(b);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < p; k++) {
      const value = a[i * p + k] as number;
      if (value === 0) continue;
      for (let j = 0; j < q; j++) residual[i * q + j] = (residual[i * q + j] as number) - value * (solution[k * q + j] as number);
    }
  }
  const change = applyInverse(factor, p, residual, q);
  for (let i = 0; i < solution.length; i++) solution[i] = (solution[i] as number) + (change[i] as number);
  return { solution, rank: factor.rank, aliased: Array.from(factor.order.subarray(factor.rank)).sort((x, y) => x - y) };
}

/** The inverse of a symmetric positive definite matrix, row major. Errors: `singular`, with the number of columns that add nothing. */
export function invertSymmetric(a: Float64Array, p: number, tolerance = 1e-13): Float64Array {
  const identity = new Float64Array(p * p);
  for (let i = 0; i < p; i++) identity[i * p + i] = 1;
  const { solution, rank } = solveSymmetric(a, p, identity, p, tolerance);
  if (rank < p) {
    const message = `The ${p} × ${p} matrix has rank ${rank}, ${p - rank} too few; it has no inverse.`;
    throw new StatisticsError("singular", message, { variable: "information", count: p - rank });
  }
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) {
      const mean = ((solution[i * p + k] as number) + (solution[k * p + i] as number)) / 2;
      solution[i * p + k] = mean;
      solution[k * p + i] = mean;
    }
  }
  return solution;
}

/** Cholesky with diagonal pivoting of D⁻¹ A D⁻¹, D² = diag A, so that the units of the variables do not matter. */
function pivotedCholesky(a: Float64Array, p: number, tolerance: number): Factor {
  const scale = new Float64Array(p);
  for (let i = 0; i < p; i++) scale[i] = Math.sqrt(Math.max(0, a[i * p + i] as number));
  const order = Int32Array.from({ length: p }, (_, i) => i);
  const lower = new Float64Array(p * p);
  const left = new Float64Array(p);
  for (let i = 0; i < p; i++) left[i] = scale[i] === 0 ? 0 : 1;
  let rank = 0;
  for (; rank < p; rank++) {
    let best = rank;
    for (let i = rank + 1; i < p; i++) if ((left[order[i] as number] as number) > (left[order[best] as number] as number) + 1e-12) best = i;
    const pivot = order[best] as number;
    const value = left[pivot] as number;
    if (!(value > tolerance)) break;
    order[best] = order[rank] as number;
    order[rank] = pivot;
    for (let j = 0; j < rank; j++) {
      const swap = lower[best * p + j] as number;
      lower[best * p + j] = lower[rank * p + j] as number;
      lower[rank * p + j] = swap;
    }
    const diagonal = Math.sqrt(value);
    lower[rank * p + rank] = diagonal;
    for (let i = rank + 1; i < p; i++) {
      const row = order[i] as number;
      let sum = (a[row * p + pivot] as number) / ((scale[row] as number) * (scale[pivot] as number));
      if ((scale[row] as number) === 0) sum = 0;
      for (let j = 0; j < rank; j++) sum -= (lower[i * p + j] as number) * (lower[rank * p + j] as number);
      const entry = sum / diagonal;
      lower[i * p + rank] = entry;
      left[row] = (left[row] as number) - entry * entry;
    }
  }
  return { lower, order, rank, scale };
}

function applyInverse({ lower, order, rank, scale }: Factor, p: number, b: Float64Array, q: number): Float64Array {
  const result = new Float64Array(p * q);
  const work = new Float64Array(rank);
  for (let j = 0; j < q; j++) {
    for (let i = 0; i < rank; i++) {
      const row = order[i] as number;
      let sum = (b[row * q + j] as number) / (scale[row] as number);
      for (let k = 0; k < i; k++) sum -= (lower[i * p + k] as number) * (work[k] as number);
      work[i] = sum / (lower[i * p + i] as number);
    }
    for (let i = rank - 1; i >= 0; i--) {
      let sum = work[i] as number;
      for (let k = i + 1; k < rank; k++) sum -= (lower[k * p + i] as number) * (work[k] as number);
      work[i] = sum / (lower[i * p + i] as number);
    }
    for (let i = 0; i < rank; i++) {
      const row = order[i] as number;
      result[row * q + j] = (work[i] as number) / (scale[row] as number);
    }
  }
  return result;
}
