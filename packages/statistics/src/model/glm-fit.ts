import type { StopSignal } from "../design/replicate-variance.ts";
import { type Family, devianceAt, linkAt, meanAt, varianceAt } from "./family.ts";
import { type Evaluation, type Solution, newton } from "./iterate.ts";

export type GlmProblem = {
  readonly family: Family;
  /** m × p, row major. */
  readonly x: Float64Array;
  readonly p: number;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly offset: Float64Array | null;
  /** How many rows of the data each row of the problem stands for; 1 each when not given. */
  readonly counts?: Int32Array | undefined;
  readonly names: readonly string[];
  readonly start?: Float64Array | undefined;
  readonly maximumIterations: number;
  readonly signal?: StopSignal | undefined;
};

/** The fit on plain arrays: β̂ and everything per row that the variance needs. */
export type GlmSolution = Solution & {
  /** η̂ and μ̂ per row. */
  readonly linear: Float64Array;
  readonly mean: Float64Array;
  readonly deviance: number;
};

/** Starting values: one weighted least-squares step from a mean pulled off the edge, as in `glm`. */
function startingPredictor(family: Family, y: number): number {
  if (family === "gaussian") return y;
  return family === "poisson" ? Math.log(y + 0.1) : linkAt("binomial", (y + 0.5) / 2);
}

/**
 * Weighted fit of a generalised linear model: β̂ solves Σ w x (y − μ) = 0 by Newton's method, one pass over the rows per iteration.
 * Reference: McCullagh & Nelder (1989). Errors: `collinear`, `separation`, `not-converged`, `aborted`.
 */
export function solveGlm(problem: GlmProblem): GlmSolution {
  const { family, x, p, y, weights, offset, names } = problem;
  const m = y.length;
  const linear = new Float64Array(m);
  const last = new Float64Array(m);
  // Most of a row of dummies is zeros: the places of the others are gathered once for each row.
  const place = new Int32Array(p);
  let first = problem.start === undefined;

  const evaluate = (beta: Float64Array): Evaluation => {
    const score = new Float64Array(p);
    const information = new Float64Array(p * p);
    let criterion = 0;
    let largest = 0;
    let change = 0;
    for (let i = 0, at = 0; i < m; i++, at += p) {
      const weight = weights[i] as number;
      const shift = offset === null ? 0 : (offset[i] as number);
      const yi = y[i] as number;
      let count = 0;
      for (let j = 0; j < p; j++) if (x[at + j] !== 0) place[count++] = j;
      let eta = shift;
      let residual: number;
      let slope: number;
      if (first) {
        eta = startingPredictor(family, yi);
        const mean = meanAt(family, eta);
        slope = varianceAt(family, mean);
        // The working response less the offset: the score at β = 0 of the weighted least-squares step.
        residual = slope * (eta - shift) + (yi - mean);
      } else {
        for (let a = 0; a < count; a++) eta += (x[at + (place[a] as number)] as number) * (beta[place[a] as number] as number);
        const mean = meanAt(family, eta);
        slope = varianceAt(family, mean);
        residual = yi - mean;
        criterion += weight * devianceAt(family, yi, eta);
      }
      const before = linear[i] as number;
      last[i] = before;
      linear[i] = eta;
      largest = Math.max(largest, Math.abs(eta));
      change = Math.max(change, Math.abs(eta - before));
      const wr = weight * residual;
      const ws = weight * slope;
      for (let a = 0; a < count; a++) {
        const j = place[a] as number;
        const xj = x[at + j] as number;
        score[j] = (score[j] as number) + xj * wr;
        const left = xj * ws;
        const row = j * p;
        for (let b = 0; b <= a; b++) {
          const k = place[b] as number;
          information[row + k] = (information[row + k] as number) + left * (x[at + k] as number);
        }
      }
    }
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k] as number;
    if (first) criterion = Number.MAX_VALUE;
    first = false;
    return { criterion, score, information, largest, change };
  };
  const countOf = (i: number): number => problem.counts?.[i] ?? 1;
  const movingRows = (): number => linear.reduce((sum, eta, i) => sum + (Math.abs(eta - (last[i] as number)) > 0.3 ? countOf(i) : 0), 0);
  const solution = newton({
    start: problem.start ?? new Float64Array(p),
    names,
    evaluate,
    movingRows,
    rows: problem.counts?.reduce((sum, count) => sum + count, 0) ?? m,
    maximumIterations: problem.maximumIterations,
    signal: problem.signal,
  });
  const mean = last;
  let deviance = 0;
  for (let i = 0, at = 0; i < m; i++, at += p) {
    let eta = offset === null ? 0 : (offset[i] as number);
    for (let j = 0; j < p; j++) eta += (x[at + j] as number) * (solution.coefficients[j] as number);
    linear[i] = eta;
    mean[i] = meanAt(family, eta);
    deviance += (weights[i] as number) * devianceAt(family, y[i] as number, eta);
  }
  return { ...solution, linear, mean, deviance };
}
