import { check, oneOf, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { numeric } from "../data/table.ts";
import type { Design } from "../design/design.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import { type Progress, checkAborted, covarianceOf, progressOf, replicateVariance } from "../design/replicate-variance.ts";
import { type IntervalMethod, kishSize, proportionInterval, rowsForInterval } from "./interval.ts";
import { sumOf } from "./means.ts";
import {
  type QuantileQuirks,
  type QuantileRule,
  type Sorted,
  quantileQuirks,
  quantileRule,
  sortWeighted,
  weightedQuantile,
} from "./quantile-rules.ts";
import { type MissingOption, criticalValue, usableWeights, without } from "./statistic.ts";

/**
 * How the interval of a quantile is made: Woodruff's, from the interval of the share at or below it (`mean`, `xlogit`, `beta`, `asin`),
 * the values the `score` test does not reject, or for replicate designs `quantile` ± t se from the quantiles of the replicates.
 */
export type QuantileInterval = Extract<IntervalMethod, "mean" | "xlogit" | "beta" | "asin"> | "score" | "quantile";

export type QuantileOptions = MissingOption &
  Progress & {
    readonly rule?: QuantileRule;
    readonly interval?: QuantileInterval;
    readonly level?: number;
    readonly df?: number;
    /**
     * To repeat R's survey 4.1 where it parts from the definition: see `QuantileQuirks`; also, a quantile that is the largest value, so that all of
     * the population is at or below it, is then its own limits, as in R wherever rounding does not make them NaN.
     */
    readonly quirks?: QuantileQuirks;
  };

export type QuantileEstimate = {
  readonly p: number;
  readonly quantile: number;
  /** null: the interval of the share reaches beyond 0 or 1, so the data set no limit on this side. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** (upper − lower) / 2t; null when a limit is. */
  readonly se: number | null;
  readonly df: number;
  readonly rows: number;
  /**
   * Of the share at or below the quantile, from which the limits come. `boundary`: it is 1, as the quantile is the largest value; `constant`: it
   * has no variance by the design. Absent otherwise, and where the limits do not come from an interval of the share.
   */
  readonly degenerate?: "boundary" | "constant";
};

const quantileOptions = shapeOf<QuantileOptions>({
  ...kinds.missing,
  ...kinds.progress,
  rule: optional(quantileRule),
  interval: optional(oneOf("mean", "xlogit", "beta", "asin", "score", "quantile")),
  level: optional(kinds.anyNumber),
  df: optional(kinds.anyNumber),
  quirks: optional(quantileQuirks),
});

/**
 * Quantiles with intervals, in the units of the variable. Formula: the share F̂(q) of the population at or below the estimate has a
 * variance; its interval is turned back into values with the same rule; se = (upper − lower)/(2 t_df). Where F̂(q) = 1 the interval is that of
 * `proportionInterval` at the edge, unless `quirks` says otherwise.
 * Reference: Woodruff (1952); Francisco & Fuller (1991) for the score interval; as R's `svyquantile` since survey 4.1.
 * Errors: `missing-values`, `empty-domain`, `negative-weight` (as linear calibration may give), `too-few-rows` without degrees of freedom,
 * `not-replicate` for the interval `quantile`, `wrong-column-type`, `unknown-column`, `lonely-psu`, `argument` for p outside 0…1 and what is
 * infinite.
 */
export function quantiles(
  design: Design,
  variable: string,
  probabilities: readonly number[],
  options: QuantileOptions = {},
): QuantileEstimate[] {
  check(
    { design, variable, probabilities, options },
    { design: kinds.design, variable: kinds.text, probabilities: kinds.numberList, options: quantileOptions },
  );
  const values = numeric(design.table, variable);
  const { missing, any } = missingRows(values);
  const { weights, rows } = usableWeights(design, any ? missing : null, [variable], options);
  const rule = options.rule ?? "math";
  const method = options.interval ?? "mean";
  const { quirks } = options;
  const level = options.level ?? 0.95;
  const df = options.df ?? degreesOfFreedom(any ? { ...design, weights } : design);
  const t = criticalValue(level, df);
  const negative = weights.filter((weight) => weight < 0).length;
  if (negative > 0) {
    throw new StatisticsError("negative-weight", `"${variable}" has no quantile: ${negative} of its ${rows} rows have a negative weight.`, {
      variable,
      count: negative,
    });
  }
  const sorted = sortWeighted(values, weights);
  return probabilities.map((p) => {
    checkAborted(options);
    const quantile = weightedQuantile(sorted, p, rule, quirks);
    const limits = ((): Pick<QuantileEstimate, "lower" | "upper" | "degenerate"> => {
      if (method === "quantile") {
        if (design.kind !== "replicate") {
          throw new StatisticsError("not-replicate", `The interval "quantile" of "${variable}" needs replicates; the design has 0.`, {
            variable,
            count: 0,
          });
        }
        const again = (other: Float64Array): Float64Array =>
          Float64Array.of(weightedQuantile(sortWeighted(values, without(other, missing)), p, rule, quirks));
        const half = t * Math.sqrt(replicateVariance(design, again, progressOf(options))[0] as number);
        return { lower: quantile - half, upper: quantile + half };
      }
      const share = shareBelow(design, values, any ? missing : null, weights);
      if (method === "score") return scoreLimits(sorted, p, t, share);
      const { estimate, variance } = share(quantile);
      const interval = proportionInterval({
        estimate,
        variance,
        df,
        rows: rowsForInterval(design, rows),
        rowsAtBoundary: kishSize(weights),
        method,
        level,
        clip: false,
      });
      const { degenerate } = interval;
      // R lets a share of 1 be its own interval.
      const given = degenerate === "boundary" && quirks === "survey" ? { lower: estimate, upper: estimate } : interval;
      return {
        lower: given.lower < 0 ? null : weightedQuantile(sorted, given.lower, rule, quirks),
        upper: given.upper > 1 ? null : weightedQuantile(sorted, given.upper, rule, quirks),
        ...(degenerate === undefined ? {} : { degenerate }),
      };
    })();
    if ([quantile, limits.lower ?? 0, limits.upper ?? 0].some((limit) => !Number.isFinite(limit))) {
      const count = values.filter((value) => Math.abs(value) === Infinity).length;
      throw new StatisticsError("argument", `"${variable}" is infinite in ${count} rows.`, { variable, count });
    }
    const se = limits.lower === null || limits.upper === null ? null : (limits.upper - limits.lower) / (2 * t);
    return { p, quantile, ...limits, se, df, rows };
  });
}

type Share = (limit: number) => { estimate: number; variance: number };

/** The share at or below a value, with its variance. */
function shareBelow(design: Design, values: Float64Array, missing: Uint8Array | null, weights: Float64Array): Share {
  return (limit) => {
    const at = (other: Float64Array): number => {
      let sum = 0;
      for (let row = 0; row < other.length; row++) if (other[row] !== 0 && (values[row] as number) <= limit) sum += other[row] as number;
      return sum / sumOf(other);
    };
    const estimate = at(weights);
    const total = sumOf(weights);
    const covariance = covarianceOf(
      design,
      () => [weights.map((weight, row) => (weight === 0 ? 0 : (weight * (((values[row] as number) <= limit ? 1 : 0) - estimate)) / total))],
      (other) => Float64Array.of(at(without(other, missing))),
    );
    return { estimate, variance: covariance[0] as number };
  };
}

/** The smallest values at which the test of "p of the population lies at or below" stops and starts rejecting. */
function scoreLimits({ x }: Sorted, p: number, t: number, share: Share): { lower: number | null; upper: number | null } {
  const score = (index: number): number => {
    const { estimate, variance } = share(x[index] as number);
    return variance <= 0 ? (estimate - p) * Infinity : (estimate - p) / Math.sqrt(variance);
  };
  const first = (target: number): number => {
    let low = 0;
    let high = x.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (score(middle) >= target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const lower = first(-t);
  const upper = first(t);
  return { lower: lower === 0 ? null : (x[lower] ?? null), upper: upper >= x.length - 1 ? null : (x[upper] as number) };
}

function missingRows(values: Float64Array): { missing: Uint8Array; any: boolean } {
  const missing = new Uint8Array(values.length);
  let any = false;
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) return;
    missing[row] = 1;
    any = true;
  });
  return { missing, any };
}
