import type { StopSignal } from "../design/replicate-variance.ts";
import { StatisticsError } from "../errors.ts";
import { invertSymmetric, solveSymmetric } from "../linear/symmetric.ts";

/** What one pass over the rows gives at β: the criterion (deviance or −2 log-likelihood), the score and the information (p × p, row major). */
export type Evaluation = {
  readonly criterion: number;
  readonly score: Float64Array;
  readonly information: Float64Array;
  /** Largest |linear predictor|, and the largest change of one since the last pass: what betrays separation. */
  readonly largest: number;
  readonly change: number;
};

export type Solution = {
  readonly coefficients: Float64Array;
  readonly inverseInformation: Float64Array;
  readonly criterion: number;
  readonly iterations: number;
};

export type NewtonProblem = {
  readonly start: Float64Array;
  readonly names: readonly string[];
  readonly evaluate: (coefficients: Float64Array) => Evaluation;
  /** Rows with a linear predictor that still moves, for the message on separation. */
  readonly movingRows: () => number;
  readonly maximumIterations: number;
  readonly rows: number;
  readonly signal?: StopSignal | undefined;
};

/** A linear predictor beyond this, still moving after ten iterations, is on its way to infinity. */
const FAR = 12;

/**
 * Columns that are linear combinations of columns before them: own share of variation under 1e-11, by Cholesky in column order.
 */
function aliasedColumns(information: Float64Array, p: number, tolerance = 1e-11): number[] {
  const lower = new Float64Array(p * p);
  const aliased: number[] = [];
  for (let j = 0; j < p; j++) {
    const whole = information[j * p + j] as number;
    let left = whole;
    for (let k = 0; k < j; k++) {
      const pivot = lower[k * p + k] as number;
      if (pivot === 0) continue;
      let sum = information[j * p + k] as number;
      for (let i = 0; i < k; i++) sum -= (lower[j * p + i] as number) * (lower[k * p + i] as number);
      const entry = sum / pivot;
      lower[j * p + k] = entry;
      left -= entry * entry;
    }
    if (left > tolerance * whole && whole > 0) lower[j * p + j] = Math.sqrt(left);
    else aliased.push(j);
  }
  return aliased;
}

/** Throws `collinear`, naming the columns and their number. */
function refuseCollinear(information: Float64Array, names: readonly string[]): void {
  refuseAliased(aliasedColumns(information, names.length), names);
}

function refuseAliased(aliased: readonly number[], names: readonly string[]): void {
  const first = aliased[0];
  if (first === undefined) return;
  const list = aliased.map((j) => `"${names[j] ?? ""}"`).join(", ");
  throw new StatisticsError(
    "collinear",
    `${list} can be calculated from the other variables of the model (or never occurs); leave it out.`,
    {
      variable: names[first] ?? "",
      count: aliased.length,
    },
  );
}

function refuseSeparation(problem: NewtonProblem, step: Float64Array, information: Float64Array, aliased: readonly number[]): never {
  const p = problem.names.length;
  const size = Float64Array.from(step, (value, j) => Math.abs(value) * (information[j * p + j] === 0 ? 0 : 1));
  const largest = size.reduce((a, b) => Math.max(a, b), 0);
  const moving = problem.names.filter((name, j) => name !== "(Intercept)" && (size[j] as number) > 0.5 * largest);
  const still = problem.names.filter((_, j) => (size[j] as number) > 0.5 * largest || (largest === 0 && aliased.includes(j)));
  const named = moving.length > 0 ? moving : still;
  const rows = problem.movingRows();
  throw new StatisticsError(
    "separation",
    `${named.map((name) => `"${name}"`).join(", ")} separates the outcomes: ${rows} rows are predicted without error, so the coefficient has no finite value.`,
    { variable: named[0] ?? "", count: rows },
  );
}

/**
 * Newton–Raphson with step halving until the decrement s′I⁻¹s is below 1e-20 (in the units of the deviance) or stops falling at rounding level.
 * Errors: `collinear`, `separation` (both name the variables), `not-converged` with the number of iterations, `aborted`.
 */
export function newton(problem: NewtonProblem): Solution {
  const p = problem.start.length;
  let beta: Float64Array = Float64Array.from(problem.start);
  let step: Float64Array = new Float64Array(p);
  let best = Infinity;
  let before = Infinity;
  let halvings = 0;
  for (let iteration = 1; iteration <= problem.maximumIterations; iteration++) {
    if (problem.signal?.aborted === true) throw new StatisticsError("aborted", "The fit was stopped.", { count: iteration - 1 });
    const at = problem.evaluate(beta);
    if (!(at.criterion <= best + 1e-9 * (1 + Math.abs(best))) && halvings < 40) {
      halvings += 1;
      step = step.map((value) => value / 2);
      beta = beta.map((value, j) => value - (step[j] as number));
      continue;
    }
    halvings = 0;
    best = at.criterion;
    if (iteration === 1) refuseCollinear(at.information, problem.names);
    const solved = solveSymmetric(at.information, p, at.score);
    const moving = at.largest > FAR && at.change > 0.3;
    if (solved.rank < p || (iteration > 10 && moving)) {
      // Weights that differ by many powers of ten can hide from the one order of columns what the other sees.
      if (iteration === 1) refuseAliased(solved.aliased, problem.names);
      refuseSeparation(problem, step, at.information, solved.aliased);
    }
    step = solved.solution;
    let decrement = 0;
    for (let j = 0; j < p; j++) decrement += (step[j] as number) * (at.score[j] as number);
    beta = beta.map((value, j) => value + (step[j] as number));
    // In units of the response's own spread: a deviance per row above 1 makes the rounding noise as much larger.
    const scale = Math.max(1, at.criterion / problem.rows);
    const still = decrement < 1e-20 * scale || (decrement < 1e-9 * scale && decrement > before / 4 && at.change < 1e-4 * Math.sqrt(scale));
    if (iteration > 1 && still && !moving) {
      return { coefficients: beta, inverseInformation: invertSymmetric(at.information, p), criterion: at.criterion, iterations: iteration };
    }
    before = decrement;
  }
  const moves = (j: number): number => (problem.names[j] === "(Intercept)" ? 0 : Math.abs(step[j] as number));
  const farthest = step.reduce((most, _, j) => (moves(j) > moves(most) ? j : most), 0);
  const variable = problem.names[farthest] ?? "";
  throw new StatisticsError(
    "not-converged",
    `The fit did not converge in ${problem.maximumIterations} iterations; "${variable}" still moves most.`,
    { variable, count: problem.maximumIterations },
  );
}
