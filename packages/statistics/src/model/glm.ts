import { check, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import { type Design, domain } from "../design/design.ts";
import { covarianceOf, type Progress, progressOf } from "../design/replicate-variance.ts";
import { standardErrors } from "../design/variance.ts";
import { studentTwoSided } from "../distributions/student.ts";
import { StatisticsError } from "../errors.ts";
import { criticalValue } from "../estimate/statistic.ts";
import { equalRows, separateRows, spread, spreadInfluence, sumByCell } from "./equal-rows.ts";
import { type Family, devianceAt, linkAt, responseOf } from "./family.ts";
import { type Formula, type Model, modelShape, toFormula } from "./formula.ts";
import { type ModelFrame, type ModelSpecification, modelFrame } from "./frame.ts";
import { type GlmSolution, solveGlm } from "./glm-fit.ts";

/** `onProgress` hears of the replicates of a replicate design; without replicates a fit is a few passes over the rows. */
export type FitOptions = Progress & { readonly maximumIterations?: number };

/** What every fitted model has: coefficients with their design-based covariance (p × p, row major). */
export type Fit = {
  readonly names: readonly string[];
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
  readonly standardErrors: Float64Array;
  /** Inverse of the information with weights of mean 1: the covariance if rows were independent and equally drawn. */
  readonly naiveCovariance: Float64Array;
  /** What the weights were divided by: `naiveCovariance` / `weightScale` belongs to the weights as given (frequency weights). */
  readonly weightScale: number;
  readonly dfResidual: number;
  readonly specification: ModelSpecification;
  /** The design restricted to the rows of the model. */
  readonly design: Design;
  /** Rows of the table that take part. */
  readonly rows: Int32Array;
  readonly iterations: number;
};

export type GlmFit = Fit & {
  readonly kind: "glm";
  readonly family: Family;
  /** Deviance and that of the model with the constant alone, weights of mean 1. */
  readonly deviance: number;
  readonly nullDeviance: number;
  /** Design variance of the Pearson residuals, as R's summary of svyglm. */
  readonly dispersion: number;
  /** Fitted means of `rows`. */
  readonly fitted: Float64Array;
};

/** Numeric variables are centred while fitting (where there is a constant), so that years and other large numbers cost no digits. */
function centreColumns(frame: ModelFrame, weights: Float64Array): Float64Array {
  const { p, x, specification } = frame;
  const centre = new Float64Array(p);
  if (!specification.formula.intercept) return centre;
  const m = frame.rows.length;
  specification.columns.forEach(({ parts }, j) => {
    if (parts.length !== 1 || parts[0]?.level !== -1) return;
    let sum = 0;
    let total = 0;
    for (let i = 0, at = j; i < m; i++, at += p) {
      sum += (weights[i] as number) * (x[at] as number);
      total += weights[i] as number;
    }
    const mean = sum / total;
    centre[j] = mean;
    for (let i = 0, at = j; i < m; i++, at += p) x[at] = (x[at] as number) - mean;
  });
  return centre;
}

/** Undoes the centring for a vector of coefficients, in place: the constant is for x = 0 again. */
function uncentre(values: Float64Array, centre: Float64Array): Float64Array {
  for (let j = 1; j < values.length; j++) values[0] = (values[0] as number) - (centre[j] as number) * (values[j] as number);
  return values;
}

/** T V T′ for a covariance of centred coefficients. */
function uncentreMatrix(matrix: Float64Array, centre: Float64Array): Float64Array {
  const p = centre.length;
  const result = Float64Array.from(matrix);
  for (let k = 0; k < p; k++)
    for (let j = 1; j < p; j++) result[k] = (result[k] as number) - (centre[j] as number) * (result[j * p + k] as number);
  for (let k = 0; k < p; k++) {
    for (let j = 1; j < p; j++) result[k * p] = (result[k * p] as number) - (centre[j] as number) * (result[k * p + j] as number);
  }
  return result;
}

/** A⁻¹ x for every line of x, for x = 0 as the reference. */
function projected(x: Float64Array, p: number, inverse: Float64Array, centre: Float64Array): Float64Array {
  const result = new Float64Array(x.length);
  for (let at = 0; at < x.length; at += p) {
    const one = result.subarray(at, at + p);
    for (let k = 0; k < p; k++)
      for (let j = 0; j < p; j++) one[j] = (one[j] as number) + (inverse[k * p + j] as number) * (x[at + k] as number);
    uncentre(one, centre);
  }
  return result;
}

/** Influence of each row on each coefficient, w_i A⁻¹ x_i (y_i − μ_i), one vector of length n per coefficient. */
function influenceOf(frame: ModelFrame, residual: Float64Array, inverse: Float64Array, centre: Float64Array, n: number): Float64Array[] {
  const { x, p, rows, lineOf } = frame;
  if (lineOf !== null) return spreadInfluence(lineOf, rows, residual, projected(x, p, inverse, centre), p, n);
  const influence = Array.from({ length: p }, () => new Float64Array(n));
  const one = new Float64Array(p);
  for (let i = 0, at = 0; i < rows.length; i++, at += p) {
    const r = residual[i] as number;
    one.fill(0);
    for (let k = 0; k < p; k++) {
      const value = (x[at + k] as number) * r;
      if (value === 0) continue;
      for (let j = 0; j < p; j++) one[j] = (one[j] as number) + (inverse[k * p + j] as number) * value;
    }
    uncentre(one, centre);
    const row = rows[i] as number;
    for (let j = 0; j < p; j++) (influence[j] as Float64Array)[row] = one[j] as number;
  }
  return influence;
}

/** Deviance of the model with the constant (and offset) alone. */
function nullDeviance(family: Family, y: Float64Array, weights: Float64Array, frame: ModelFrame, full: number): number {
  const { columns, formula } = frame.specification;
  if (columns.length === 1 && formula.intercept) return full;
  const m = y.length;
  const p = formula.intercept ? 1 : 0;
  if (p === 1 && frame.offset === null) return constantDeviance(family, y, weights);
  const x = new Float64Array(m * p).fill(1);
  const problem = { family, x, p, y, weights, offset: frame.offset, names: ["(Intercept)"].slice(0, p), maximumIterations: 60 };
  return solveGlm(problem).deviance;
}

/** With a constant alone the fitted mean is the weighted mean: nothing has to be iterated. */
function constantDeviance(family: Family, y: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    sum += (weights[i] as number) * (y[i] as number);
    total += weights[i] as number;
  }
  const eta = linkAt(family, sum / total);
  let deviance = 0;
  for (let i = 0; i < y.length; i++) deviance += (weights[i] as number) * devianceAt(family, y[i] as number, eta);
  return deviance;
}

/** Weights of the rows of a frame, divided by `mean`. */
export function frameWeights(weights: Float64Array, rows: Int32Array, mean: number): Float64Array {
  const result = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = (weights[rows[i] as number] as number) / mean;
  return result;
}

/** Mean weight as `svyglm` takes it before rows with missing values fall out; calibrated domains keep their rows of weight 0. */
function meanWeight(design: Design): number {
  let sum = 0;
  let rows = 0;
  for (const weight of design.weights) {
    sum += weight;
    if (weight !== 0) rows += 1;
  }
  return sum / (design.calibrations.length > 0 ? design.n : rows);
}

/** The design restricted to the rows of a frame. Errors: `too-few-rows`. */
export function frameDesign(design: Design, frame: ModelFrame): Design {
  const inside = new Uint8Array(design.n);
  for (const row of frame.rows) inside[row] = 1;
  return domain(design, inside, "rows of the model");
}

/**
 * Σ w (r − r̄)²/W · m/(m − 1) for Pearson residuals r, on the same scale as the deviance: weights of mean 1 over the whole design, so W is the number
 * of rows used, and in calibrated designs (`whole`) also those with missing values, as in R.
 */
function dispersionOf(y: Float64Array, mean: Float64Array, weights: Float64Array, family: Family, whole: number | null): number {
  const m = y.length;
  const pearson = new Float64Array(m);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < m; i++) {
    const mu = mean[i] as number;
    const v = family === "gaussian" ? 1 : family === "poisson" ? mu : mu * (1 - mu);
    const w = weights[i] as number;
    const value = ((y[i] as number) - mu) / Math.sqrt(v);
    pearson[i] = value;
    sum += w * value;
    total += w;
  }
  const centre = sum / total;
  let squares = 0;
  for (let i = 0; i < m; i++) squares += (weights[i] as number) * ((pearson[i] as number) - centre) ** 2;
  return ((squares / (whole ?? m)) * m) / (m - 1);
}

export const fitOptions = shapeOf<FitOptions>({ ...kinds.progress, maximumIterations: optional(kinds.wholeNumber(1)) });

/**
 * Weighted generalised linear model with design-based variance (R's `svyglm`): linear, logistic or Poisson (log-linear) regression. Returns
 * the coefficients with their covariance, and what the tests and predictions need.
 *
 * Formula: β̂ solves Σ w x (y − μ) = 0; A = Σ w x x′ v(μ); influence w A⁻¹ x (y − μ) into the design's variance (calibration residuals
 * included), or refits under replicate weights. df = df(design without rows with missing values) + 1 − p.
 * Reference: Binder (1983); Lumley & Scott (2017). Units: coefficients on the scale of the link (log odds, log rate).
 * Errors: `empty-domain`, `too-few-rows`, `one-level`, `collinear`, `separation`, `not-converged`, `wrong-column-type`, `unknown-column`,
 * `negative-weight` (as linear calibration may give), `lonely-psu`, `singular` for a negative variance, `unsupported` for a function that
 * formulas do not know, `aborted`, `argument` for values that are infinite or outside the family's range.
 */
export function fitGlm(design: Design, model: Model | string | Formula, family: Family, options: FitOptions = {}): GlmFit {
  check({ design, model, family, options }, { design: kinds.design, model: modelShape, family: kinds.family, options: fitOptions });
  const formula = typeof model === "object" && "variables" in model ? model : toFormula(model);
  const frame = modelFrame(design.table, formula, design.weights);
  const { specification, rows, p } = frame;
  const m = rows.length;
  if (frame.response === null) throw new StatisticsError("argument", "The formula has no response.", { variable: "formula", count: 0 });
  const y = responseOf(frame.response, rows, family);
  const names = specification.columns.map((one) => one.name);
  const variable = frame.response.name;
  if (p === 0)
    throw new StatisticsError("argument", `The model of "${variable}" has 0 coefficients: no constant and no term.`, {
      variable,
      count: 0,
    });
  if (m <= p) {
    throw new StatisticsError("too-few-rows", `The model of "${variable}" has ${m} complete rows, too few for ${p} coefficients.`, {
      variable,
      count: m,
    });
  }
  const used = frameDesign(design, frame);
  const dfResidual = degreesOfFreedom(used) + 1 - p;
  if (dfResidual <= 0) {
    const count = degreesOfFreedom(used);
    const message = `The model of "${variable}" has ${p} coefficients, too many for the ${count} degrees of freedom of the design.`;
    throw new StatisticsError("too-few-rows", message, { variable, count });
  }
  const mean = meanWeight(design);
  const weights = frameWeights(design.weights, rows, mean);
  const centre = centreColumns(frame, weights);
  const maximumIterations = options.maximumIterations ?? 60;
  if (!y.every((value) => value === 0 || value === 1)) separateRows(frame);
  const equal = equalRows(frame, y, 2);
  const given = {
    family,
    x: (equal ?? frame).x,
    p,
    counts: equal?.counts,
    y: equal === null ? y : Float64Array.from(equal.outcome),
    offset: frame.offset,
    names,
  };
  const solve = (w: Float64Array, start?: Float64Array): GlmSolution =>
    solveGlm({ ...given, weights: equal === null ? w : sumByCell(equal, w), start, maximumIterations, signal: options.signal });
  const solution = solve(weights);
  const fitted = equal === null ? solution.mean : spread(equal, solution.mean);
  const residual = new Float64Array(m);
  for (let i = 0; i < m; i++) residual[i] = (weights[i] as number) * ((y[i] as number) - (fitted[i] as number));
  const covariance = covarianceOf(
    used,
    () => {
      const influence = influenceOf(frame, residual, solution.inverseInformation, centre, design.n);
      // The largest array of the fit has done its work; the variance needs the room.
      frame.x = given.x = new Float64Array(0);
      return influence;
    },
    (w) => uncentre(Float64Array.from(solve(frameWeights(w, rows, mean), solution.coefficients).coefficients), centre),
    progressOf(options),
  );
  return {
    kind: "glm",
    family,
    names,
    coefficients: uncentre(Float64Array.from(solution.coefficients), centre),
    covariance,
    standardErrors: standardErrors(covariance),
    naiveCovariance: uncentreMatrix(solution.inverseInformation, centre),
    weightScale: mean,
    dfResidual,
    specification,
    design: used,
    rows,
    iterations: solution.iterations,
    deviance: solution.deviance,
    nullDeviance: nullDeviance(family, y, weights, frame, solution.deviance),
    dispersion: dispersionOf(y, fitted, weights, family, design.calibrations.length > 0 ? design.n : null),
    fitted,
  };
}

export type CoefficientRow = {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
};

/**
 * Table of coefficients, one row each, on the scale of the link; p between 0 and 1. Formula: t = β/se and two-sided p on t(dfResidual),
 * interval β ± t_{(1+level)/2} se. Reference: Binder (1983); as R's `summary.svyglm` and `confint`.
 * Errors: `singular` when a coefficient has variance 0 (the table would hold a division by zero), `argument` for a level outside 0…1.
 */
export function coefficientTable(fit: Fit, level = 0.95): CoefficientRow[] {
  check({ fit, level }, { fit: kinds.fit, level: kinds.anyNumber });
  const quantile = criticalValue(level, fit.dfResidual);
  return fit.names.map((name, j) => {
    const estimate = fit.coefficients[j] as number;
    const standardError = fit.standardErrors[j] as number;
    if (!(standardError > 0)) {
      const message = `The coefficient "${name}" has no variance under the design in ${fit.rows.length} rows.`;
      throw new StatisticsError("singular", message, { variable: name, count: fit.rows.length });
    }
    const t = estimate / standardError;
    const half = quantile * standardError;
    return { name, estimate, standardError, t, p: studentTwoSided(t, fit.dfResidual), lower: estimate - half, upper: estimate + half };
  });
}

/**
 * Odds ratios (rate ratios for Poisson), numbers ≥ 0 without unit; the constant and the thresholds are left out.
 * Formula: exp of the coefficients and of the ends of their intervals. Reference: Lumley (2010); as R's `exp(confint(fit))`.
 * Errors: `singular` when a coefficient has variance 0; `argument` for a level outside 0…1, or a ratio too large for a number.
 */
export function oddsRatios(fit: Fit, level = 0.95): { name: string; ratio: number; lower: number; upper: number; p: number }[] {
  check({ fit, level }, { fit: kinds.fit, level: kinds.anyNumber });
  const slopes = fit.specification.columns.filter((one) => one.term >= 0).map((one) => one.name);
  return coefficientTable(fit, level)
    .filter((row) => slopes.includes(row.name))
    .map(({ name, estimate, lower, upper, p }) => {
      const one = { name, ratio: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper), p };
      if (Number.isFinite(one.upper)) return one;
      const message = `The ratio of "${name}" per unit (1 of ${slopes.length}) is too large for a number; measure "${name}" in a larger unit.`;
      throw new StatisticsError("argument", message, { variable: name, count: slopes.length });
    });
}
