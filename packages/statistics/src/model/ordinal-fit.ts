import type { StopSignal } from "../design/replicate-variance.ts";
import { type Evaluation, type Solution, newton } from "./iterate.ts";

export type OrdinalProblem = {
  /** m × p slopes, row major, without a constant. */
  x: Float64Array;
  readonly p: number;
  /** Category 0 … categories − 1 per row. */
  readonly category: Int32Array;
  readonly categories: number;
  readonly weights: Float64Array;
  readonly offset: Float64Array | null;
  /** How many rows of the data each row of the problem stands for; 1 each when not given. */
  readonly counts?: Int32Array | undefined;
  readonly names: readonly string[];
  readonly start?: Float64Array | undefined;
  readonly maximumIterations: number;
  readonly signal?: StopSignal | undefined;
};

/** Per-row derivatives of ln π with respect to the linear predictor and the two thresholds around the category. */
export type OrdinalRows = {
  /** ∂ ln π/∂(−x′β): multiplies −x in the score. */
  readonly slope: Float64Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
};

/** Thresholds at the logits of the weighted cumulative shares, slopes 0. */
function startingThresholds(problem: OrdinalProblem): Float64Array {
  const { p, category, categories, weights } = problem;
  const share = new Float64Array(categories);
  let total = 0;
  for (let i = 0; i < category.length; i++) {
    const k = category[i] as number;
    share[k] = (share[k] as number) + (weights[i] as number);
    total += weights[i] as number;
  }
  const start = new Float64Array(p + categories - 1);
  let below = 0;
  for (let k = 0; k < categories - 1; k++) {
    below += share[k] as number;
    start[p + k] = Math.log(below / (total - below));
  }
  return start;
}

/**
 * Maximises the weighted log-likelihood of the proportional-odds model, logit P(Y ≤ k) = ζ_k − x′β, by Newton with analytic Hessian.
 *
 * With u = ζ_y − x′β, l = ζ_{y−1} − x′β, F logistic and π = F(u) − F(l) = F(u) F(−l) (1 − e^{l−u}):
 * score f(u)/π, −f(l)/π for the thresholds and their difference times −x for the slopes; the Hessian from f′ = f (1 − 2F).
 * One pass over the rows per iteration and nothing allocated per row. `rows` receives the scores at the last pass.
 */
export function solveOrdinal(problem: OrdinalProblem, rows: OrdinalRows | null): Solution {
  const { x, p, category, categories, weights, offset, names } = problem;
  const m = category.length;
  const q = p + categories - 1;
  const linear = new Float64Array(m);
  const last = new Float64Array(m);
  // Most of a row of dummies is zeros: the places of the others are gathered once for each row.
  const place = new Int32Array(p);

  const evaluate = (theta: Float64Array): Evaluation => {
    const score = new Float64Array(q);
    const information = new Float64Array(q * q);
    let criterion = 0;
    let largest = 0;
    let change = 0;
    for (let i = 0, at = 0; i < m; i++, at += p) {
      let eta = offset === null ? 0 : (offset[i] as number);
      let count = 0;
      for (let j = 0; j < p; j++) {
        const xj = x[at + j] as number;
        if (xj === 0) continue;
        place[count++] = j;
        eta += xj * (theta[j] as number);
      }
      const before = linear[i] as number;
      last[i] = before;
      linear[i] = eta;
      largest = Math.max(largest, Math.abs(eta));
      change = Math.max(change, Math.abs(eta - before));
      const k = category[i] as number;
      const hasUpper = k < categories - 1;
      const hasLower = k > 0;
      const u = hasUpper ? (theta[p + k] as number) - eta : Infinity;
      const l = hasLower ? (theta[p + k - 1] as number) - eta : -Infinity;
      // F and 1 − F from one exponential, each without a small difference.
      const eu = Math.exp(-Math.abs(u));
      const el = Math.exp(-Math.abs(l));
      const fu = (u >= 0 ? 1 : eu) / (1 + eu);
      const notU = (u >= 0 ? eu : 1) / (1 + eu);
      const fl = (l >= 0 ? 1 : el) / (1 + el);
      const notL = (l >= 0 ? el : 1) / (1 + el);
      const gap = hasUpper && hasLower ? -Math.expm1(l - u) : 1;
      // π = F(u) (1 − F(l)) (1 − e^{l−u}); f(u)/π and f(l)/π follow without a small difference.
      const gu = hasUpper ? notU / (notL * gap) : 0;
      const gl = hasLower ? fl / (fu * gap) : 0;
      const w = weights[i] as number;
      criterion -= 2 * w * Math.log(fu * notL * gap);
      const s = gu - gl;
      if (rows !== null) {
        rows.slope[i] = s;
        rows.upper[i] = gu;
        rows.lower[i] = -gl;
      }
      // −H of ln π: in u, gu² − gu (1 − 2F(u)); in l, gl² + gl (1 − 2F(l)); across, −gu gl.
      const huu = w * gu * (gu - (notU - fu));
      const hll = w * gl * (gl + (notL - fl));
      const hul = -w * gu * gl;
      const hxu = huu + hul;
      const hxl = hll + hul;
      const hxx = hxu + hxl;
      const ws = w * s;
      for (let a = 0; a < count; a++) {
        const j = place[a] as number;
        const xj = x[at + j] as number;
        score[j] = (score[j] as number) - xj * ws;
        const left = xj * hxx;
        const line = j * q;
        for (let b = 0; b <= a; b++) {
          const c = place[b] as number;
          information[line + c] = (information[line + c] as number) + left * (x[at + c] as number);
        }
        if (hasUpper) information[(p + k) * q + j] = (information[(p + k) * q + j] as number) - xj * hxu;
        if (hasLower) information[(p + k - 1) * q + j] = (information[(p + k - 1) * q + j] as number) - xj * hxl;
      }
      if (hasUpper) {
        const a = p + k;
        score[a] = (score[a] as number) + w * gu;
        information[a * q + a] = (information[a * q + a] as number) + huu;
        if (hasLower) information[a * q + a - 1] = (information[a * q + a - 1] as number) + hul;
      }
      if (hasLower) {
        const b = p + k - 1;
        score[b] = (score[b] as number) - w * gl;
        information[b * q + b] = (information[b * q + b] as number) + hll;
      }
    }
    for (let j = 0; j < q; j++) for (let c = 0; c < j; c++) information[c * q + j] = information[j * q + c] as number;
    // Thresholds out of order have no likelihood; a step that leads there is halved.
    for (let k = 1; k < categories - 1; k++) if (!((theta[p + k] as number) > (theta[p + k - 1] as number))) criterion = Infinity;
    return { criterion, score, information, largest, change };
  };
  const countOf = (i: number): number => problem.counts?.[i] ?? 1;
  const movingRows = (): number => linear.reduce((sum, eta, i) => sum + (Math.abs(eta - (last[i] as number)) > 0.3 ? countOf(i) : 0), 0);
  const solution = newton({
    start: problem.start ?? startingThresholds(problem),
    names,
    evaluate,
    movingRows,
    rows: problem.counts?.reduce((sum, count) => sum + count, 0) ?? m,
    maximumIterations: problem.maximumIterations,
    signal: problem.signal,
  });
  // One more pass, so that information and scores stand at the solution itself.
  if (rows !== null) evaluate(solution.coefficients);
  return solution;
}
