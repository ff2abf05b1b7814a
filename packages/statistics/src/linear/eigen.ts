import { StatisticsError } from "../errors.ts";
import { solveSymmetric } from "./symmetric.ts";

/** Eigenvalues of a symmetric matrix (p × p, row major), largest first, by cyclic Jacobi rotations. */
function symmetricEigenvalues(matrix: Float64Array, p: number): Float64Array {
  const a = Float64Array.from(matrix);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++) {
        const square = (a[i * p + j] as number) ** 2;
        all += square;
        if (i !== j) off += square;
      }
    if (off <= 1e-34 * all) break;
    for (let i = 0; i < p; i++) for (let j = i + 1; j < p; j++) rotate(a, p, i, j);
  }
  return Float64Array.from({ length: p }, (_, i) => a[i * p + i] as number)
    .sort()
    .reverse();
}

function rotate(a: Float64Array, p: number, i: number, j: number): void {
  const off = a[i * p + j] as number;
  if (off === 0) return;
  const theta = ((a[j * p + j] as number) - (a[i * p + i] as number)) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < p; k++) {
    const x = a[k * p + i] as number;
    const y = a[k * p + j] as number;
    a[k * p + i] = c * x - s * y;
    a[k * p + j] = s * x + c * y;
  }
  for (let k = 0; k < p; k++) {
    const x = a[i * p + k] as number;
    const y = a[j * p + k] as number;
    a[i * p + k] = c * x - s * y;
    a[j * p + k] = s * x + c * y;
  }
}

/**
 * Eigenvalues of B⁻¹ A for symmetric A and positive definite B (both p × p, row major), largest first: those of L⁻¹ A L⁻ᵀ with B = L Lᵀ.
 * Errors: `singular` when B is not positive definite, under the name of what it is the covariance of.
 */
export function generalisedEigenvalues(a: Float64Array, b: Float64Array, p: number, variable = "covariance"): Float64Array {
  const lower = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = b[i * p + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i * p + k] as number) * (lower[j * p + k] as number);
      if (i !== j) lower[i * p + j] = sum / (lower[j * p + j] as number);
      else if (sum > 0) lower[i * p + i] = Math.sqrt(sum);
      else {
        const message = `The ${p} × ${p} covariance matrix (${variable}) has no inverse.`;
        throw new StatisticsError("singular", message, { variable, count: p });
      }
    }
  }
  const forward = (matrix: Float64Array): Float64Array => {
    const result = Float64Array.from(matrix);
    for (let column = 0; column < p; column++) {
      for (let i = 0; i < p; i++) {
        let sum = result[i * p + column] as number;
        for (let k = 0; k < i; k++) sum -= (lower[i * p + k] as number) * (result[k * p + column] as number);
        result[i * p + column] = sum / (lower[i * p + i] as number);
      }
    }
    return result;
  };
  const half = forward(a);
  const turned = new Float64Array(p * p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) turned[i * p + j] = half[j * p + i] as number;
  return symmetricEigenvalues(forward(turned), p);
}

/** b′ A⁻¹ b for a symmetric A. Errors: `singular` with the number of missing dimensions, under the name of what A is the covariance of. */
export function quadraticForm(a: Float64Array, b: Float64Array, variable = "covariance"): number {
  const p = b.length;
  const { solution, rank } = solveSymmetric(a, p, b, 1, 1e-13);
  if (rank < p) {
    const message = `The ${p} × ${p} covariance matrix (${variable}) has rank ${rank}, ${p - rank} too few.`;
    throw new StatisticsError("singular", message, { variable, count: p - rank });
  }
  return solution.reduce((sum, value, j) => sum + value * (b[j] as number), 0);
}
