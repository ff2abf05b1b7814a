import { check } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import type { Column } from "../data/table.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import type { Design } from "../design/design.ts";
import { covarianceOf, progressOf } from "../design/replicate-variance.ts";
import { standardErrors } from "../design/variance.ts";
import { StatisticsError } from "../errors.ts";
import { type EqualRows, equalRows, spreadInfluence, sumByCell } from "./equal-rows.ts";
import { type Formula, type Model, modelShape, toFormula } from "./formula.ts";
import { type ModelFrame, modelFrame } from "./frame.ts";
import { type Fit, type FitOptions, fitOptions, frameDesign, frameWeights } from "./glm.ts";
import { type OrdinalProblem, type OrdinalRows, solveOrdinal } from "./ordinal-fit.ts";

export type OrdinalFit = Fit & {
  readonly kind: "ordinal";
  /** Names of the response's categories that occur, in order. */
  readonly levels: readonly string[];
  /** Number of slopes β; the thresholds ζ follow them. */
  readonly slopes: number;
  /** Weighted log-likelihood Σ w ln π with the weights as given. */
  readonly logLikelihood: number;
  /** −2 Σ w ln π with weights of mean 1. */
  readonly deviance: number;
};

/** Categories that occur, numbered from 0. Errors: `wrong-column-type`, `one-level`. */
function categoriesOf(column: Column | null, rows: Int32Array): { category: Int32Array; levels: string[] } {
  if (column === null) throw new StatisticsError("argument", "The formula has no response.", { variable: "formula", count: 0 });
  const { name } = column;
  let codes: Int32Array;
  let labels: readonly string[];
  if (column.kind === "factor") ({ codes, levels: labels } = column);
  else {
    const distinct = [...new Set(Array.from(rows, (row) => column.values[row] as number))].sort((a, b) => a - b);
    if (distinct.length > 50) {
      const count = distinct.length;
      throw new StatisticsError("wrong-column-type", `"${name}" has ${count} different values; an ordered outcome needs a few.`, {
        variable: name,
        count,
      });
    }
    const code = new Map(distinct.map((value, at) => [value, at]));
    codes = Int32Array.from(column.values, (value) => code.get(value) ?? -1);
    labels = distinct.map(String);
  }
  const seen = new Uint8Array(labels.length);
  for (const row of rows) seen[codes[row] as number] = 1;
  const levels = labels.filter((_, at) => seen[at] === 1);
  if (levels.length < 2) {
    throw new StatisticsError("one-level", `The response "${name}" has only one category among the ${rows.length} rows of the model.`, {
      variable: name,
      count: levels.length,
    });
  }
  let next = 0;
  const fresh = Int32Array.from(seen, (one) => (one === 1 ? next++ : -1));
  const category = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) category[i] = fresh[codes[rows[i] as number] as number] as number;
  return { category, levels };
}

/** Takes the mean from every slope that is a number; only the thresholds move by it. */
function centreSlopes(frame: ModelFrame): Float64Array {
  const { p, x, specification } = frame;
  const centre = new Float64Array(p);
  const m = frame.rows.length;
  specification.columns.forEach(({ parts }, j) => {
    if (parts.length !== 1 || parts[0]?.level !== -1) return;
    let sum = 0;
    for (let at = j; at < m * p; at += p) sum += x[at] as number;
    centre[j] = sum / m;
    for (let at = j; at < m * p; at += p) x[at] = (x[at] as number) - sum / m;
  });
  return centre;
}

/** ζ for x = 0 from ζ for x = centre: ζ_k + c′β, in place. */
function uncentre(values: Float64Array, centre: Float64Array): Float64Array {
  const p = centre.length;
  let shift = 0;
  for (let j = 0; j < p; j++) shift += (centre[j] as number) * (values[j] as number);
  for (let k = p; k < values.length; k++) values[k] = (values[k] as number) + shift;
  return values;
}

function uncentreMatrix(matrix: Float64Array, q: number, centre: Float64Array): Float64Array {
  const half = new Float64Array(q * q);
  for (let j = 0; j < q; j++) {
    const column = uncentre(
      Float64Array.from({ length: q }, (_, i) => matrix[i * q + j] as number),
      centre,
    );
    for (let i = 0; i < q; i++) half[j * q + i] = column[i] as number;
  }
  const result = new Float64Array(q * q);
  for (let i = 0; i < q; i++) {
    const column = uncentre(
      Float64Array.from({ length: q }, (_, j) => half[j * q + i] as number),
      centre,
    );
    result.set(column, i * q);
  }
  return result;
}

/** Influence of each row on slopes and thresholds, one vector of length n each; `weights` are those of the rows of the frame. */
function influenceOf(
  frame: ModelFrame,
  equal: EqualRows | null,
  weights: Float64Array,
  problem: OrdinalProblem,
  rows: OrdinalRows,
  inverse: Float64Array,
  centre: Float64Array,
  n: number,
): Float64Array[] {
  const { x, p, category, categories } = problem;
  const q = p + categories - 1;
  const influence = equal === null ? Array.from({ length: q }, () => new Float64Array(n)) : [];
  const byCell = new Float64Array(equal === null ? 0 : category.length * q);
  const one = new Float64Array(q);
  const add = (line: number, value: number): void => {
    if (value === 0) return;
    for (let j = 0; j < q; j++) one[j] = (one[j] as number) + (inverse[line * q + j] as number) * value;
  };
  for (let i = 0, at = 0; i < category.length; i++, at += p) {
    const w = equal === null ? (weights[i] as number) : 1;
    const k = category[i] as number;
    one.fill(0);
    const slope = -w * (rows.slope[i] as number);
    for (let j = 0; j < p; j++) add(j, (x[at + j] as number) * slope);
    if (k < categories - 1) add(p + k, w * (rows.upper[i] as number));
    if (k > 0) add(p + k - 1, w * (rows.lower[i] as number));
    uncentre(one, centre);
    if (equal !== null) {
      byCell.set(one, i * q);
      continue;
    }
    const row = frame.rows[i] as number;
    for (let j = 0; j < q; j++) (influence[j] as Float64Array)[row] = one[j] as number;
  }
  return equal === null ? influence : spreadInfluence(equal.cellOf, frame.rows, weights, byCell, q, n);
}

/**
 * Proportional-odds (ordered logistic) regression with design-based variance. Returns slopes β and then thresholds ζ with their covariance.
 *
 * Formula: logit P(Y ≤ k) = ζ_k − x′β. Weighted pseudo-likelihood by Newton with analytic score and Hessian H; influence w (−H)⁻¹ s into the design's variance (calibration
 * residuals included), or refits under replicate weights. df = df(design without rows with missing values) − number of slopes.
 * R's `svyolr` has the same model but stops early (1e-4); this equals `ordinal::clm` to rounding.
 * Reference: McCullagh (1980); Binder (1983). Units: log odds; a positive slope shifts the answer towards higher categories.
 * Errors: `one-level` when the response has one category; `empty-domain`, `too-few-rows`, `collinear`, `separation`, `not-converged`,
 * `wrong-column-type`, `unknown-column`, `negative-weight` (as linear calibration may give), `lonely-psu`, `singular` for a negative
 * variance, `unsupported` for a function that formulas do not know, `aborted`, `argument` for values that are infinite.
 */
export function fitOrdinal(design: Design, model: Model | string | Formula, options: FitOptions = {}): OrdinalFit {
  check({ design, model, options }, { design: kinds.design, model: modelShape, options: fitOptions });
  const given = typeof model === "object" && "variables" in model ? model : toFormula(model);
  const full = modelFrame(design.table, { ...given, intercept: true }, design.weights);
  const { columns } = full.specification;
  const p = columns.length - 1;
  const m = full.rows.length;
  // The thresholds are the constants: the column of ones is taken out, in place.
  const lines = full.x.length / (p + 1);
  for (let i = 0; i < lines; i++) full.x.copyWithin(i * p, i * (p + 1) + 1, (i + 1) * (p + 1));
  full.x = full.x.subarray(0, lines * p);
  const specification = { ...full.specification, columns: columns.slice(1) };
  const frame: ModelFrame = { ...full, p, specification };
  const { category, levels } = categoriesOf(frame.response, frame.rows);
  const q = p + levels.length - 1;
  const variable = frame.response?.name ?? "";
  if (m <= q) {
    throw new StatisticsError("too-few-rows", `The model of "${variable}" has ${m} complete rows, too few for ${q} coefficients.`, {
      variable,
      count: m,
    });
  }
  const used = frameDesign(design, frame);
  const available = degreesOfFreedom(used);
  if (available - p <= 0) {
    const message = `The model of "${variable}" has ${p} slopes, too many for the ${available} degrees of freedom of the design.`;
    throw new StatisticsError("too-few-rows", message, { variable, count: available });
  }
  let total = 0;
  for (const row of frame.rows) total += design.weights[row] as number;
  const mean = total / m;
  const centre = centreSlopes(frame);
  const names = [...specification.columns.map((one) => one.name), ...levels.slice(1).map((level, k) => `${levels[k] ?? ""}|${level}`)];
  const equal = p === 0 ? null : equalRows(frame, category, levels.length);
  const problem = (weights: Float64Array, start?: Float64Array): OrdinalProblem => ({
    x: (equal ?? frame).x,
    p,
    category: equal?.outcome ?? category,
    categories: levels.length,
    counts: equal?.counts,
    weights: equal === null ? weights : sumByCell(equal, weights),
    offset: frame.offset,
    names,
    start,
    maximumIterations: options.maximumIterations ?? 60,
    signal: options.signal,
  });
  const weights = frameWeights(design.weights, frame.rows, mean);
  const own = problem(weights);
  const size = own.category.length;
  const rows = { slope: new Float64Array(size), upper: new Float64Array(size), lower: new Float64Array(size) };
  const solution = solveOrdinal(own, rows);
  const covariance = covarianceOf(
    used,
    () => {
      const influence = influenceOf(frame, equal, weights, own, rows, solution.inverseInformation, centre, design.n);
      // The largest array of the fit has done its work; the variance needs the room.
      for (const one of [full, frame, own]) one.x = new Float64Array(0);
      return influence;
    },
    (w) => {
      const again = solveOrdinal(problem(frameWeights(w, frame.rows, mean), solution.coefficients), null);
      return uncentre(Float64Array.from(again.coefficients), centre);
    },
    progressOf(options),
  );
  return {
    kind: "ordinal",
    names,
    coefficients: uncentre(Float64Array.from(solution.coefficients), centre),
    covariance,
    standardErrors: standardErrors(covariance),
    naiveCovariance: uncentreMatrix(solution.inverseInformation, q, centre),
    dfResidual: available - p,
    specification,
    design: used,
    rows: frame.rows,
    iterations: solution.iterations,
    levels,
    slopes: p,
    logLikelihood: (-solution.criterion / 2) * mean,
    weightScale: mean,
    deviance: solution.criterion,
  };
}
