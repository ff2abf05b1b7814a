// How sure the R-indicator is, and which variables of the frame the response is uneven over.
import { check, having, listOf, orNull } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { type Table, crossFactors, factor } from "../data/table.ts";
import { normalQuantile } from "../distributions/normal.ts";
import { StatisticsError } from "../errors.ts";
import { modelMatrix } from "../model/frame.ts";
import type { PropensityAnalysis } from "./propensity.ts";

const analysisShape = having<PropensityAnalysis>("an analysis, as responsePropensity makes it", {
  fit: orNull(kinds.glmFit),
  certain: kinds.list,
  modelStandardErrors: kinds.floats,
  propensity: kinds.floats,
  mean: kinds.number,
  standardDeviation: kinds.number,
  rIndicator: kinds.number,
  maximumBias: kinds.number,
});

export type RepresentativityInterval = {
  /** R after what the estimation of the propensities adds to their spread has been taken away; at most 1. */
  readonly adjusted: number;
  readonly lower: number;
  readonly upper: number;
  /** Of S²(ρ̂), which the limits come from. */
  readonly varianceStandardError: number;
};

/**
 * The R-indicator of a frame that is asked whole, adjusted for small samples, with an interval. R is at most 1; in a large frame the adjusted one
 * is that of `responsePropensity`.
 *
 * Formula: ρ̂ ≈ ρ + z′δ with z = ρ(1 − ρ)x and δ ~ N(0, V), V the inverse information. S²(ρ̂) is a quadratic form in δ: its mean is S²(ρ) + tr(CV) and its
 * variance 4 a′Va + 2 tr(CVCV), where a = cov(ρ, z) and C = cov(z) over the frame, with n − 1. R = 1 − 2 √S², the limits from S² − tr(CV) ± z se, not below
 * 0. Certain classes have no δ. Reference: Schouten, Cobben & Bethlehem (2009); Shlomo, Skinner & Schouten (2012), without their term for
 * the sample, of which there is none. Errors: `argument` for an analysis of another frame or with weights, or a level outside 0 and 1; `too-few-rows` for
 * a frame of fewer than 2 units.
 */
export function representativityInterval(frame: Table, analysis: PropensityAnalysis, level = 0.95): RepresentativityInterval {
  check({ frame, analysis, level }, { frame: kinds.table, analysis: analysisShape, level: kinds.number });
  refuseOther(frame, analysis);
  if (!(level > 0 && level < 1))
    throw new StatisticsError("argument", `"level" must lie between 0 and 1, got ${level}.`, { variable: "level" });
  const { fit, propensity, mean } = analysis;
  const n = frame.n;
  const squared = analysis.standardDeviation ** 2;
  if (fit === null) return { adjusted: 1 - 2 * Math.sqrt(squared), ...limits(squared, 0, 0), varianceStandardError: 0 };
  const p = fit.names.length;
  const x = modelMatrix(fit.specification, frame, fit.rows);
  const z = new Float64Array(n * p);
  fit.rows.forEach((row, i) => {
    const rho = propensity[row] as number;
    for (let j = 0; j < p; j++) z[row * p + j] = rho * (1 - rho) * (x[i * p + j] as number);
  });
  const { a, c } = momentsOf(z, propensity, mean, n, p);
  const v = fit.naiveCovariance.map((value) => value / fit.weightScale);
  const cv = product(c, v, p);
  const cvcv = product(cv, cv, p);
  let linear = 0;
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) linear += (a[j] as number) * (v[j * p + k] as number) * (a[k] as number);
  const standardError = Math.sqrt(Math.max(0, 4 * linear + 2 * trace(cvcv, p)));
  const adjusted = squared - trace(cv, p);
  return {
    adjusted: 1 - 2 * Math.sqrt(Math.max(0, adjusted)),
    ...limits(adjusted, standardError, normalQuantile(0.5 + level / 2)),
    varianceStandardError: standardError,
  };
}

const limits = (squared: number, standardError: number, quantile: number) => ({
  lower: 1 - 2 * Math.sqrt(Math.max(0, squared + quantile * standardError)),
  upper: 1 - 2 * Math.sqrt(Math.max(0, squared - quantile * standardError)),
});

/** The covariance of z with the propensity, and with itself, over the frame, with n − 1. */
function momentsOf(z: Float64Array, propensity: Float64Array, mean: number, n: number, p: number) {
  const centre = new Float64Array(p);
  for (let at = 0; at < z.length; at++) centre[at % p] = (centre[at % p] as number) + (z[at] as number) / n;
  const a = new Float64Array(p);
  const c = new Float64Array(p * p);
  for (let row = 0; row < n; row++) {
    const away = (propensity[row] as number) - mean;
    for (let j = 0; j < p; j++) {
      const one = (z[row * p + j] as number) - (centre[j] as number);
      a[j] = (a[j] as number) + (away * one) / (n - 1);
      for (let k = 0; k < p; k++)
        c[j * p + k] = (c[j * p + k] as number) + (one * ((z[row * p + k] as number) - (centre[k] as number))) / (n - 1);
    }
  }
  return { a, c };
}

function product(left: Float64Array, right: Float64Array, p: number): Float64Array {
  const result = new Float64Array(p * p);
  for (let i = 0; i < p; i++)
    for (let k = 0; k < p; k++)
      for (let j = 0; j < p; j++)
        result[i * p + j] = (result[i * p + j] as number) + (left[i * p + k] as number) * (right[k * p + j] as number);
  return result;
}

function trace(matrix: Float64Array, p: number): number {
  let sum = 0;
  for (let j = 0; j < p; j++) sum += matrix[j * p + j] as number;
  return sum;
}

/** Errors: `argument` where the analysis is of another frame or was weighted, `too-few-rows`. */
function refuseOther(frame: Table, { propensity, fit }: PropensityAnalysis): void {
  if (frame.n < 2)
    throw new StatisticsError("too-few-rows", `The frame has ${frame.n} units, too few for a spread.`, {
      variable: "frame",
      count: frame.n,
    });
  if (propensity.length !== frame.n) {
    const message = `"analysis" is of ${propensity.length} units and "frame" has ${frame.n}; give the frame that was analysed.`;
    throw new StatisticsError("argument", message, { variable: "analysis", count: propensity.length });
  }
  const weighted = fit?.design.weights.filter((weight, row) => weight !== 1 && fit.rows.includes(row)).length ?? 0;
  if (weighted > 0) {
    const message = `"analysis" has weights in ${weighted} rows; these indicators are of a frame that is asked whole.`;
    throw new StatisticsError("argument", message, { variable: "analysis", count: weighted });
  }
}

export type PartialIndicators = {
  /** Spread of the propensities between the classes of the variable: what it explains taken alone, 0 or more. */
  readonly unconditional: number;
  /** Spread within the classes of all the others together: what it adds beside them, 0 or more. */
  readonly conditional: number;
  /** Each class's part of the first: above 0 where its units answer more often than all do. */
  readonly classes: readonly {
    readonly group: string;
    readonly units: number;
    readonly propensity: number;
    readonly unconditional: number;
  }[];
};

/**
 * The partial R-indicators of one variable of a frame, on the scale of the standard deviation of the propensities: 0 where the response is even over it.
 * `others` are the variables that it stands beside in the model.
 *
 * Formula: unconditional √(Σ n_k (ρ̄_k − ρ̄)²/(n − 1)), of a class √(n_k/(n − 1)) (ρ̄_k − ρ̄); conditional √(Σ_l Σ_{i in l} (ρ_i − ρ̄_l)²/(n − 1)) over the crossed
 * classes l of the others. Without others it is S(ρ̂). Reference: Schouten, Shlomo & Skinner (2011). Errors: `unknown-column`, `missing-values` for units
 * whose class is not known, `argument` for an analysis of another frame or with weights, `too-few-rows` for a frame of fewer than 2 units.
 */
export function partialIndicators(
  frame: Table,
  analysis: PropensityAnalysis,
  variable: string,
  others: readonly string[],
): PartialIndicators {
  check(
    { frame, analysis, variable, others },
    { frame: kinds.table, analysis: analysisShape, variable: kinds.text, others: listOf(kinds.text, "column names") },
  );
  refuseOther(frame, analysis);
  const known = (name: string) => {
    const one = factor(frame, name);
    const count = one.codes.filter((code) => code < 0).length;
    if (count > 0) throw new StatisticsError("missing-values", `"${name}" is missing in ${count} rows.`, { variable: name, count });
    return one;
  };
  const { propensity, mean } = analysis;
  const own = known(variable);
  const means = meansBy(own.codes, own.levels.length, propensity);
  const classes = own.levels.flatMap((group, code) => {
    const { units, mean: among } = means[code] as ClassMean;
    return units === 0 ? [] : [{ group, units, propensity: among, unconditional: Math.sqrt(units / (frame.n - 1)) * (among - mean) }];
  });
  const columns = others.map(known);
  const beside = columns.length === 0 ? null : crossFactors(columns);
  const besideMeans = beside && meansBy(beside.codes, beside.levels.length, propensity);
  let within = 0;
  propensity.forEach((rho, row) => {
    const among = beside && besideMeans ? (besideMeans[beside.codes[row] as number] as ClassMean).mean : mean;
    within += (rho - among) ** 2;
  });
  return {
    unconditional: Math.sqrt(classes.reduce((sum, one) => sum + one.unconditional ** 2, 0)),
    conditional: Math.sqrt(within / (frame.n - 1)),
    classes,
  };
}

type ClassMean = { units: number; mean: number };

function meansBy(codes: Int32Array, levels: number, values: Float64Array): ClassMean[] {
  const found = Array.from({ length: levels }, (): ClassMean => ({ units: 0, mean: 0 }));
  codes.forEach((code, row) => {
    const one = found[code] as ClassMean;
    one.units += 1;
    one.mean += values[row] as number;
  });
  for (const one of found) one.mean = one.units === 0 ? 0 : one.mean / one.units;
  return found;
}
