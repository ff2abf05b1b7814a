// What every estimator gives: values, their influence, and how to compute them again with other weights.
import { check, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { type FactorColumn, type Table, column, crossFactors, factor } from "../data/table.ts";
import { type Design, activeRows } from "../design/design.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import { type Progress, covarianceOf } from "../design/replicate-variance.ts";
import { standardErrors } from "../design/variance.ts";
import { studentQuantile } from "../distributions/student.ts";
import { normalQuantile } from "../distributions/normal.ts";

/** A column, or several columns crossed into one factor. Numbers stand for themselves, factors for one 0/1 column per level. */
export type Variable = string | readonly string[];

export type MissingOption = {
  /** Rows with a missing value: `error` (default) stops and counts them, `omit` takes them out listwise, as a domain. */
  readonly missing?: "error" | "omit";
};

/** The part of an estimator's options that says what to do with missing values. */
export const missingOf = ({ missing }: MissingOption): MissingOption => (missing === undefined ? {} : { missing });

/** An estimator at work on a design, before its variance is asked for. */
export type Statistic = {
  readonly names: readonly string[];
  readonly values: Float64Array;
  /** Weighted influence values w_i z_i, one vector per value. */
  readonly influence: () => readonly Float64Array[];
  /** The values with other weights (replicates). */
  readonly recompute: (weights: Float64Array) => Float64Array;
  /** Rows with weight and without missing values. */
  readonly rows: number;
  /** The weights with 0 where a value is missing: the domain that the variance is one of. */
  readonly weights?: Float64Array;
  /** Independent from row to row and beside the sampling: one vector per value, whose products add to the linearised covariance. */
  readonly noise?: () => readonly Float64Array[];
};

export type Estimate = {
  readonly names: readonly string[];
  readonly estimate: Float64Array;
  readonly se: Float64Array;
  /** p × p, row major. */
  readonly covariance: Float64Array;
  /** Degrees of freedom of the design (of the domain, when it is one). */
  readonly df: number;
  /** Unweighted rows behind the estimate. */
  readonly rows: number;
  readonly designEffect?: Float64Array;
};

/**
 * Estimates, standard errors and full covariance of a statistic on its design, in its units and their squares. Formula: the design's
 * variance of the statistic's influence values, or its replicates. Reference: Binder (1983); Wolter (2007).
 * Errors: `argument` when a value is not finite, `lonely-psu`, `empty-domain`, `singular` for a negative variance, `aborted`.
 */
export function estimateOf(design: Design, statistic: Statistic, progress: Progress = {}): Estimate {
  check({ design, statistic, progress }, { design: kinds.design, statistic: kinds.statistic, progress: kinds.progressOptions });
  requireFinite(statistic);
  const { weights } = statistic;
  const isPart = weights !== undefined && weights !== design.weights && design.kind !== "replicate";
  const covariance = covarianceOf(
    isPart ? { ...design, weights, restricted: true } : design,
    statistic.influence,
    statistic.recompute,
    progress,
  );
  if (design.kind !== "replicate") addNoise(covariance, statistic.noise?.() ?? []);
  return {
    names: statistic.names,
    estimate: statistic.values,
    se: standardErrors(covariance),
    covariance,
    df: degreesOfFreedom(design),
    rows: statistic.rows,
  };
}

/** Adds Σ_i a_i b_i for every two of the vectors. */
function addNoise(covariance: Float64Array, noise: readonly Float64Array[]): void {
  noise.forEach((a, j) => {
    noise.forEach((b, k) => {
      let sum = 0;
      for (let row = 0; row < a.length; row++) sum += (a[row] as number) * (b[row] as number);
      covariance[j * noise.length + k] = (covariance[j * noise.length + k] as number) + sum;
    });
  });
}

/** Nothing leaves the library as NaN. Errors: `argument`, naming the value. */
function requireFinite(statistic: Statistic): void {
  statistic.values.forEach((value, j) => {
    if (Number.isFinite(value)) return;
    const name = statistic.names[j] ?? "";
    throw new StatisticsError(
      "argument",
      `"${name}" is not finite with ${statistic.rows} rows; are there infinite values, or is its denominator 0?`,
      {
        variable: name,
        count: statistic.rows,
      },
    );
  });
}

export type ConfidenceInterval = { readonly lower: number; readonly upper: number };

const intervalOptions = shapeOf<{ level?: number; df?: number }>({ level: optional(kinds.anyNumber), df: optional(kinds.anyNumber) });

/**
 * Confidence intervals in the units of the estimates, one for each. Formula: estimate ± t_{df, (1+level)/2} · se; `df` Infinity gives the
 * normal interval, default the design's degrees of freedom. Reference: as R's `confint` with `df = degf(design)`.
 * Errors: `too-few-rows` without degrees of freedom, `argument` for a level outside 0…1.
 */
export function confidenceIntervals(
  estimate: Estimate,
  options: { readonly level?: number; readonly df?: number } = {},
): ConfidenceInterval[] {
  check({ estimate, options }, { estimate: kinds.estimate, options: intervalOptions });
  const t = criticalValue(options.level ?? 0.95, options.df ?? estimate.df);
  return Array.from(estimate.estimate, (value, j) => {
    const half = t * (estimate.se[j] as number);
    return { lower: value - half, upper: value + half };
  });
}

/**
 * The two-sided critical value of Student's t, a number > 0 without unit. Formula: the (1+level)/2 quantile of t(df), of the normal at
 * df = Infinity. Reference: as R's `qt`. Errors: `argument` for a level outside 0…1, `too-few-rows` without degrees of freedom.
 */
export function criticalValue(level: number, df: number): number {
  check({ level, df }, { level: kinds.anyNumber, df: kinds.anyNumber });
  if (!(level > 0 && level < 1)) {
    throw new StatisticsError("argument", `The confidence level ${level} is not between 0 and 1.`, { variable: "level" });
  }
  if (!(df >= 1)) {
    throw new StatisticsError("too-few-rows", `The design has df = ${df} degrees of freedom; an interval needs at least 1.`, {
      variable: "df",
      count: df,
    });
  }
  // From the lower tail, which keeps its digits however close the level is to 1.
  const tail = (1 - level) / 2;
  return df === Infinity ? -normalQuantile(tail) : -studentQuantile(tail, df);
}

/**
 * Coefficients of variation, shares ≥ 0 without unit (0.05 is 5 %). Formula: se / |estimate|; Infinity when the estimate is 0, so that
 * "too uncertain to publish" holds. Reference: as R's `cv`. Errors: `argument` for another kind of thing.
 */
export function coefficientsOfVariation(estimate: Estimate): Float64Array {
  check({ estimate }, { estimate: kinds.estimate });
  return estimate.se.map((se, j) => (estimate.estimate[j] === 0 ? Infinity : se / Math.abs(estimate.estimate[j] as number)));
}

export type Matrix = { readonly names: readonly string[]; readonly columns: readonly Float64Array[]; readonly missing: Uint8Array | null };

/** The variable as a factor: a factor column, a numeric one by its distinct values, or several crossed. Errors: `unknown-column`. */
export function factorOf(table: Table, variable: Variable): FactorColumn {
  if (typeof variable === "string") return factor(table, variable);
  return crossFactors(
    variable.map((name) => factor(table, name)),
    `interaction(${variable.join(", ")})`,
  );
}

/** Numeric columns of the variables, with the rows where any of them is missing. */
export function variableMatrix(table: Table, variables: readonly Variable[]): Matrix {
  const names: string[] = [];
  const columns: Float64Array[] = [];
  let missing: Uint8Array | null = null;
  const mark = (row: number): void => {
    missing ??= new Uint8Array(table.n);
    missing[row] = 1;
  };
  for (const variable of variables) {
    const single = typeof variable === "string" ? column(table, variable) : null;
    if (single?.kind === "numeric") {
      for (let row = 0; row < table.n; row++) if (Number.isNaN(single.values[row] as number)) mark(row);
      names.push(single.name);
      columns.push(single.values);
      continue;
    }
    const one = factorOf(table, variable);
    const first = columns.length;
    for (const level of one.levels) {
      names.push(`${one.name}${level}`);
      columns.push(new Float64Array(table.n));
    }
    for (let row = 0; row < table.n; row++) {
      const code = one.codes[row] as number;
      if (code < 0) mark(row);
      else (columns[first + code] as Float64Array)[row] = 1;
    }
  }
  return { names, columns, missing };
}

/**
 * The design's weights with rows that miss a value set to 0, and the rows left.
 * Errors: `missing-values` (unless omitted) with the count, `empty-domain` when no row is left.
 */
export function usableWeights(
  design: Design,
  missing: Uint8Array | null,
  variables: readonly Variable[],
  option: MissingOption,
): { weights: Float64Array; rows: number } {
  const label = variables.map((one) => (typeof one === "string" ? one : one.join(" × "))).join(", ");
  if (variables.length === 0) {
    throw new StatisticsError("argument", "There are 0 variables to estimate anything of.", { variable: "variables", count: 0 });
  }
  let rows = activeRows(design);
  if (missing === null) return { weights: design.weights, rows };
  let dropped = 0;
  for (let row = 0; row < design.n; row++) if (missing[row] === 1 && design.weights[row] !== 0) dropped += 1;
  if (dropped > 0 && option.missing !== "omit") {
    throw new StatisticsError(
      "missing-values",
      `"${label}" is missing in ${dropped} of ${rows} rows; say missing: "omit" to take them out.`,
      {
        variable: label,
        count: dropped,
      },
    );
  }
  rows -= dropped;
  if (rows === 0)
    throw new StatisticsError("empty-domain", `"${label}" is missing in all ${dropped} rows.`, { variable: label, count: dropped });
  return { weights: without(design.weights, missing), rows };
}

/** A copy of weights with 0 where the mask is set. */
export function without(weights: Float64Array, missing: Uint8Array | null): Float64Array {
  return missing === null ? weights : weights.map((weight, row) => (missing[row] === 1 ? 0 : weight));
}
