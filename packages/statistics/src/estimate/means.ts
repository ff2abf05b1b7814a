import { check, oneOf, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { column, numeric } from "../data/table.ts";
import type { Design } from "../design/design.ts";
import { type Progress, progressOf } from "../design/replicate-variance.ts";
import { factorShares } from "./factor-shares.ts";
import {
  type Estimate,
  type MissingOption,
  type Statistic,
  type Variable,
  estimateOf,
  factorOf,
  missingOf,
  usableWeights,
  variableMatrix,
  without,
} from "./statistic.ts";

/** `without-replacement`: against a simple random sample with the finite population correction; `with-replacement`: against one without it. */
export type DesignEffect = "without-replacement" | "with-replacement";

export type MeanOptions = MissingOption & Progress & { readonly designEffect?: DesignEffect };

const watched = { ...kinds.missing, ...kinds.progress };
const watchedOptions = shapeOf<MissingOption & Progress>(watched);
const meanOptions = shapeOf<MeanOptions>({ ...watched, designEffect: optional(oneOf("without-replacement", "with-replacement")) });

/**
 * Means in the units of the variables, and shares 0…1 of the levels of factors. Formula: m = Σ w y / W over rows without missing values,
 * W = Σ w; influence w (y − m)/W. Reference: Särndal, Swensson & Wretman (1992) §5.7; as R's `svymean`.
 * Errors: `missing-values`, `empty-domain`, `unknown-column`, `argument` without variables.
 */
export function meanStatistic(design: Design, variables: readonly Variable[], options: MissingOption = {}): Statistic {
  check({ design, variables, options }, { design: kinds.design, variables: kinds.variables, options: kinds.missingOptions });
  const [only] = variables;
  if (only !== undefined && variables.length === 1 && (typeof only !== "string" || column(design.table, only).kind === "factor")) {
    return factorShares(design, factorOf(design.table, only), variables, options);
  }
  const { names, columns, missing } = variableMatrix(design.table, variables);
  const { weights, rows } = usableWeights(design, missing, variables, options);
  const values = means(columns, weights);
  return {
    names,
    values,
    rows,
    weights,
    influence: () => {
      const total = sumOf(weights);
      return columns.map((column, j) => {
        return centred(weights, column, values[j] as number, total);
      });
    },
    recompute: (other) => means(columns, without(other, missing)),
  };
}

/**
 * Totals in the units of the variables, and numbers of the population in the levels of factors. Formula: Σ w y; influence w y.
 * Reference: Särndal, Swensson & Wretman (1992) §2.8; as R's `svytotal`.
 * Errors: `missing-values`, `empty-domain`, `unknown-column`, `argument` without variables.
 */
export function totalStatistic(design: Design, variables: readonly Variable[], options: MissingOption = {}): Statistic {
  check({ design, variables, options }, { design: kinds.design, variables: kinds.variables, options: kinds.missingOptions });
  const { names, columns, missing } = variableMatrix(design.table, variables);
  const { weights, rows } = usableWeights(design, missing, variables, options);
  const totals = (other: Float64Array): Float64Array => Float64Array.from(columns, (column) => weightedSum(column, other));
  return {
    names,
    values: totals(weights),
    rows,
    weights,
    influence: () => columns.map((column) => centred(weights, column, 0, 1)),
    recompute: (other) => totals(without(other, missing)),
  };
}

/**
 * A ratio of two totals, in units of y per unit of x. Formula: R = Σ w y / Σ w x; influence w (y − R x)/Σ w x.
 * Reference: Särndal, Swensson & Wretman (1992) §5.6; as R's `svyratio`.
 * Errors: `argument` when Σ w x = 0, `wrong-column-type` for a factor, `missing-values`, `empty-domain`, `unknown-column`.
 */
export function ratioStatistic(design: Design, numerator: string, denominator: string, options: MissingOption = {}): Statistic {
  check(
    { design, numerator, denominator, options },
    { design: kinds.design, numerator: kinds.text, denominator: kinds.text, options: kinds.missingOptions },
  );
  const { columns, missing } = variableMatrix(design.table, [numerator, denominator]);
  numeric(design.table, numerator);
  numeric(design.table, denominator);
  const { weights, rows } = usableWeights(design, missing, [numerator, denominator], options);
  const [y, x] = columns as [Float64Array, Float64Array];
  const bottom = weightedSum(x, weights);
  if (bottom === 0) {
    throw new StatisticsError("argument", `The weighted total of "${denominator}" is 0 over ${rows} rows.`, {
      variable: denominator,
      count: rows,
    });
  }
  const ratio = weightedSum(y, weights) / bottom;
  return {
    names: [`${numerator}/${denominator}`],
    values: Float64Array.of(ratio),
    rows,
    weights,
    influence: () => [
      weights.map((weight, row) => (weight === 0 ? 0 : (weight * ((y[row] as number) - ratio * (x[row] as number))) / bottom)),
    ],
    recompute: (other) => {
      const used = without(other, missing);
      return Float64Array.of(weightedSum(y, used) / weightedSum(x, used));
    },
  };
}

/**
 * Population variances and covariances in squares of the units of the variables; p × p values, row major, named `a:b`.
 * Formula: S_jk = Σ w (y_j − m_j)(y_k − m_k)/W · n/(n − 1), n the rows with weight and a value; influence as of a mean of the products.
 * Reference: Särndal, Swensson & Wretman (1992) §5.9; as R's `svyvar`.
 * Errors: `too-few-rows` below 2 rows, `missing-values`, `empty-domain`, `unknown-column`, `argument` without variables.
 */
export function varianceStatistic(design: Design, variables: readonly Variable[], options: MissingOption = {}): Statistic {
  check({ design, variables, options }, { design: kinds.design, variables: kinds.variables, options: kinds.missingOptions });
  const { names, columns, missing } = variableMatrix(design.table, variables);
  const { weights, rows } = usableWeights(design, missing, variables, options);
  if (rows < 2) {
    const label = names.join(", ");
    throw new StatisticsError("too-few-rows", `A variance of "${label}" needs at least 2 rows; there are ${rows}.`, {
      variable: label,
      count: rows,
    });
  }
  const p = columns.length;
  // The rows with a value, as survey 4.2 and later; 4.1 counted those without one too.
  const n = rows;
  const compute = (other: Float64Array): { centre: Float64Array; values: Float64Array } => {
    const centre = means(columns, other);
    const total = sumOf(other);
    const values = new Float64Array(p * p);
    for (let j = 0; j < p; j++) {
      for (let k = 0; k <= j; k++) {
        const [a, b] = [columns[j] as Float64Array, columns[k] as Float64Array];
        const [ma, mb] = [centre[j] as number, centre[k] as number];
        let sum = 0;
        for (let row = 0; row < other.length; row++) {
          const weight = other[row] as number;
          if (weight !== 0) sum += weight * ((a[row] as number) - ma) * ((b[row] as number) - mb);
        }
        values[j * p + k] = values[k * p + j] = ((sum / total) * n) / (n - 1);
      }
    }
    return { centre, values };
  };
  const { centre, values } = compute(weights);
  return {
    names: names.flatMap((a) => names.map((b) => (p === 1 ? a : `${a}:${b}`))),
    values,
    rows,
    weights,
    influence: () => {
      const total = sumOf(weights);
      const scale = n / (n - 1);
      return columns.flatMap((a, j) =>
        columns.map((b, k) =>
          weights.map((weight, row) => {
            if (weight === 0) return 0;
            const product = ((a[row] as number) - (centre[j] as number)) * ((b[row] as number) - (centre[k] as number));
            return (weight * (product * scale - (values[j * p + k] as number))) / total;
          }),
        ),
      );
    },
    recompute: (other) => compute(without(other, missing)).values,
  };
}

/**
 * Means and shares with standard errors, in the units of the variables (shares 0…1). Formula: `meanStatistic`, and the design's variance of
 * its influence. Reference: Särndal, Swensson & Wretman (1992) §5.7; as R's `svymean`.
 * Errors: `missing-values`, `empty-domain`, `unknown-column`, `lonely-psu`, `singular` for a negative variance, `too-few-rows` and
 * `population-size` for a design effect, `argument` for what is infinite.
 */
export function mean(design: Design, variables: readonly Variable[], options: MeanOptions = {}): Estimate {
  check({ design, variables, options }, { design: kinds.design, variables: kinds.variables, options: meanOptions });
  const estimate = estimateOf(design, meanStatistic(design, variables, missingOf(options)), progressOf(options));
  if (options.designEffect === undefined) return estimate;
  return { ...estimate, designEffect: designEffects(design, variables, estimate, options, options.designEffect, false) };
}

/**
 * Totals with standard errors, in the units of the variables. Formula: `totalStatistic`, and the design's variance of its influence.
 * Reference: Särndal, Swensson & Wretman (1992) §2.8; as R's `svytotal`.
 * Errors: `missing-values`, `empty-domain`, `unknown-column`, `lonely-psu`, `singular` for a negative variance, `too-few-rows` and
 * `population-size` for a design effect, `argument` for what is infinite.
 */
export function total(design: Design, variables: readonly Variable[], options: MeanOptions = {}): Estimate {
  check({ design, variables, options }, { design: kinds.design, variables: kinds.variables, options: meanOptions });
  const estimate = estimateOf(design, totalStatistic(design, variables, missingOf(options)), progressOf(options));
  if (options.designEffect === undefined) return estimate;
  return { ...estimate, designEffect: designEffects(design, variables, estimate, options, options.designEffect, true) };
}

/**
 * A ratio of two totals with its standard error, in units of y per unit of x. Formula: `ratioStatistic`, and the design's variance of its
 * influence. Reference: Särndal, Swensson & Wretman (1992) §5.6; as R's `svyratio`.
 * Errors: `argument` when the denominator is 0, `wrong-column-type`, `missing-values`, `empty-domain`, `unknown-column`, `lonely-psu`,
 * `singular` for a negative variance.
 */
export function ratio(design: Design, numerator: string, denominator: string, options: MissingOption & Progress = {}): Estimate {
  check(
    { design, numerator, denominator, options },
    { design: kinds.design, numerator: kinds.text, denominator: kinds.text, options: watchedOptions },
  );
  return estimateOf(design, ratioStatistic(design, numerator, denominator, missingOf(options)), progressOf(options));
}

/**
 * Population variances and covariances with standard errors, in squares of the units of the variables. Formula: `varianceStatistic`, and the
 * design's variance of its influence. Reference: Särndal, Swensson & Wretman (1992) §5.9; as R's `svyvar`.
 * Errors: `too-few-rows` below 2 rows, `missing-values`, `empty-domain`, `unknown-column`, `lonely-psu`, `singular`, `argument`.
 */
export function populationVariance(design: Design, variables: readonly Variable[], options: MissingOption & Progress = {}): Estimate {
  check({ design, variables, options }, { design: kinds.design, variables: kinds.variables, options: watchedOptions });
  return estimateOf(design, varianceStatistic(design, variables, missingOf(options)), progressOf(options));
}

/**
 * V over the variance of a simple random sample of n rows: s²/n with replacement, s² (N − n)/(N n) without, N = Σ w; for totals × N².
 * Reference: Kish (1965) §8.2. 0 where neither the variable nor the estimate varies.
 * Errors: `too-few-rows` with a single row, `population-size` when the weights count no more than the sample itself, `argument` when the
 * variance is too large for a number, or the variable does not vary and its estimate does.
 */
function designEffects(
  design: Design,
  variables: readonly Variable[],
  estimate: Estimate,
  options: MissingOption,
  kind: DesignEffect,
  ofTotal: boolean,
): Float64Array {
  const { names, columns, missing } = variableMatrix(design.table, variables);
  const { weights, rows: n } = usableWeights(design, missing, variables, options);
  if (n < 2) {
    const label = names.join(", ");
    throw new StatisticsError("too-few-rows", `A design effect of "${label}" needs at least 2 rows; there are ${n}.`, {
      variable: label,
      count: n,
    });
  }
  const population = sumOf(weights);
  if (kind === "without-replacement" && !(population > n)) {
    const message = `The weights of the ${n} rows sum to ${population}, so they do not count a population to draw from; ask for "with-replacement".`;
    throw new StatisticsError("population-size", message, { variable: "weights", count: n });
  }
  const centre = means(columns, weights);
  return estimate.se.map((se, j) => {
    const column = columns[j] as Float64Array;
    const m = centre[j] as number;
    let sum = 0;
    for (let row = 0; row < weights.length; row++) {
      const weight = weights[row] as number;
      if (weight !== 0) sum += weight * ((column[row] as number) - m) ** 2;
    }
    const s2 = ((sum / population) * n) / (n - 1);
    let simple = kind === "with-replacement" ? s2 / n : (s2 * (population - n)) / (population * n);
    if (ofTotal) simple *= population * population;
    const effect = simple === 0 && se === 0 ? 0 : (se * se) / simple;
    if (Number.isFinite(effect)) return effect;
    const name = names[j] ?? "";
    const why = simple === 0 ? "its values do not vary, and its estimate does" : "its values are too large to be squared";
    throw new StatisticsError("argument", `"${name}" has no design effect with ${n} rows: ${why}.`, { variable: name, count: n });
  });
}

/** w (y − centre) / scale, 0 where there is no weight. A plain loop: this runs over every row of every column. */
function centred(weights: Float64Array, column: Float64Array, centre: number, scale: number): Float64Array {
  const result = new Float64Array(weights.length);
  for (let row = 0; row < result.length; row++) {
    const weight = weights[row] as number;
    if (weight !== 0) result[row] = (weight * ((column[row] as number) - centre)) / scale;
  }
  return result;
}

/** Σ w over all rows. */
export function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < weights.length; row++) sum += weights[row] as number;
  return sum;
}

function weightedSum(column: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] as number;
    if (weight !== 0) sum += weight * (column[row] as number);
  }
  return sum;
}

function means(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const total = sumOf(weights);
  return Float64Array.from(columns, (column) => weightedSum(column, weights) / total);
}
