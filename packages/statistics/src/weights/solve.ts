// Newton's method for calibration weights w = d·F(x′λ) with Σ w x = T.
import { StatisticsError } from "../errors.ts";
import { solveSymmetric } from "../linear/symmetric.ts";
import { type Progress, checkAborted } from "../design/replicate-variance.ts";
import type { Auxiliary } from "./auxiliary.ts";

/** Distance functions of Deville & Särndal (1992): their case 1 (linear), 2 (raking) and 6 (logit, which needs bounds). */
export type Distance = "linear" | "raking" | "logit";

export type SolveOptions = Progress & {
  readonly distance: Distance;
  /** Smallest and largest g = w/d. Linear and raking are truncated at them, as in R; logit approaches them. */
  readonly bounds: readonly [number, number] | null;
  readonly maxIterations: number;
  readonly tolerance: number;
};

export type Solution = { readonly g: Float64Array; readonly iterations: number; readonly misfit: number };

type Calibrator = { readonly g: (u: number) => number; readonly slope: (u: number) => number };

function calibrator(distance: Distance, bounds: readonly [number, number] | null): Calibrator {
  const [lower, upper] = bounds ?? [-Infinity, Infinity];
  if (!(lower < 1 && upper > 1)) {
    throw new StatisticsError("bounds", `The bounds ${lower} and ${upper} must lie on either side of 1.`, { variable: "bounds" });
  }
  if (distance === "logit") {
    if (!Number.isFinite(lower) || !Number.isFinite(upper))
      throw new StatisticsError("bounds", `Logit calibration needs two finite bounds, not ${lower} and ${upper}.`, { variable: "bounds" });
    const a = (upper - lower) / ((1 - lower) * (upper - 1));
    const both = (u: number): [number, number] => {
      const e = Math.exp(Math.min(700, a * u));
      return [(lower * (upper - 1) + upper * (1 - lower) * e) / (upper - 1 + (1 - lower) * e), e];
    };
    return {
      g: (u) => both(u)[0],
      slope: (u) => {
        const [, e] = both(u);
        const bottom = upper - 1 + (1 - lower) * e;
        return (a * (upper - lower) * (upper - 1) * (1 - lower) * e) / (bottom * bottom);
      },
    };
  }
  const free: Calibrator = distance === "linear" ? { g: (u) => 1 + u, slope: () => 1 } : { g: Math.exp, slope: Math.exp };
  if (bounds === null) return free;
  return {
    g: (u) => Math.min(upper, Math.max(lower, free.g(u))),
    slope: (u) => {
      const g = free.g(u);
      return g > lower && g < upper ? free.slope(u) : 0;
    },
  };
}

/**
 * g per cell so that Σ_cells D g x = T; D are the sums of the weights before. The misfit is the largest |Σ w x − T| / (1 + |T|).
 * Errors: `not-converged` (names the auxiliary that is furthest off), `bounds`, `aborted`.
 */
export function solveCalibration(auxiliary: Auxiliary, cellWeight: Float64Array, options: SolveOptions, where = "the sample"): Solution {
  const { x, p, cells, totals } = auxiliary;
  const { g: weightFactor, slope } = calibrator(options.distance, options.bounds);
  let lambda = new Float64Array(p);
  const at = (candidate: Float64Array): { g: Float64Array; u: Float64Array; gap: Float64Array; misfit: number; worst: number } => {
    const g = new Float64Array(cells);
    const u = new Float64Array(cells);
    const sum = new Float64Array(p);
    for (let cell = 0; cell < cells; cell++) {
      let linear = 0;
      for (let j = 0; j < p; j++) linear += (x[cell * p + j] as number) * (candidate[j] as number);
      u[cell] = linear;
      g[cell] = weightFactor(linear);
      const weight = (cellWeight[cell] as number) * (g[cell] as number);
      if (weight !== 0) for (let j = 0; j < p; j++) sum[j] = (sum[j] as number) + weight * (x[cell * p + j] as number);
    }
    const gap = totals.map((total, j) => total - (sum[j] as number));
    let misfit = 0;
    let worst = 0;
    gap.forEach((value, j) => {
      const size = Math.abs(value) / (1 + Math.abs(totals[j] as number));
      if (size > misfit || Number.isNaN(size)) [misfit, worst] = [Number.isNaN(size) ? Infinity : size, j];
    });
    return { g, u, gap, misfit, worst };
  };
  let state = at(lambda);
  let iterations = 0;
  while (iterations < options.maxIterations && state.misfit > 1e-15) {
    checkAborted(options);
    iterations += 1;
    options.onProgress?.(iterations / options.maxIterations);
    const { solution } = solveSymmetric(curvature(auxiliary, cellWeight, state.u, slope), p, state.gap);
    let step = 1;
    let next = state;
    let candidate = lambda;
    while (step > 1e-6) {
      candidate = lambda.map((value, j) => value + step * (solution[j] as number));
      next = at(candidate);
      if (next.misfit < state.misfit) break;
      step /= 2;
    }
    // No step makes it better: rounding noise when the margins are met, a contradiction when they are not.
    if (!(next.misfit < state.misfit)) break;
    [lambda, state] = [candidate, next];
  }
  if (!(state.misfit <= options.tolerance)) {
    const name = auxiliary.names[state.worst] ?? "";
    const within = options.bounds === null ? "" : ` within the bounds ${options.bounds.join(" and ")}`;
    throw new StatisticsError(
      "not-converged",
      `The weights do not meet the totals${within} after ${iterations} iterations: "${name}" is ${(state.gap[state.worst] as number).toPrecision(4)} short of ${totals[state.worst]}. The margins may contradict each other in ${where}, or a cell is too small.`,
      { variable: name, count: iterations },
    );
  }
  return { g: state.g, iterations, misfit: state.misfit };
}

/** Σ D F′(u) x x′. */
function curvature(auxiliary: Auxiliary, cellWeight: Float64Array, u: Float64Array, slope: (u: number) => number): Float64Array {
  const { x, p, cells } = auxiliary;
  const matrix = new Float64Array(p * p);
  for (let cell = 0; cell < cells; cell++) {
    const weight = (cellWeight[cell] as number) * slope(u[cell] as number);
    if (weight === 0) continue;
    for (let j = 0; j < p; j++) {
      const left = weight * (x[cell * p + j] as number);
      if (left === 0) continue;
      for (let k = 0; k <= j; k++) matrix[j * p + k] = (matrix[j * p + k] as number) + left * (x[cell * p + k] as number);
    }
  }
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) matrix[k * p + j] = matrix[j * p + k] as number;
  return matrix;
}
