// Intervals for a share from its variance and degrees of freedom.
import { check, oneOf, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { betaQuantile } from "../distributions/beta.ts";
import { type Design, activeRows } from "../design/design.ts";
import { type ConfidenceInterval, criticalValue } from "./statistic.ts";
import { normalQuantile } from "../distributions/normal.ts";
import { studentQuantile } from "../distributions/student.ts";

/**
 * `xlogit` = `logit`: on the log odds (the default); `asin`: on asin √p; `mean`: p ± t se; `beta`: Korn & Graubard (1998), Clopper–Pearson
 * with the effective size; `likelihood`: the values a binomial likelihood of effective size does not reject; `wilson`: Wilson's with the
 * effective size and t; `wilson-adjusted`: Wilson's with the effective size adjusted for the degrees of freedom and the normal quantile.
 */
export type IntervalMethod = "xlogit" | "logit" | "asin" | "mean" | "beta" | "likelihood" | "wilson" | "wilson-adjusted";

export type ProportionInterval = ConfidenceInterval & {
  /**
   * `constant`: all variation lies between what the design holds fixed, the variance is 0 and the interval is the estimate itself.
   * `boundary`: the share is 0 or 1; the variance says nothing and the limit is the exact binomial one with `effectiveRows`.
   */
  readonly degenerate?: "constant" | "boundary";
  readonly effectiveRows: number;
};

export type ProportionInput = {
  readonly estimate: number;
  readonly variance: number;
  readonly df: number;
  /** Rows n, for the adjustment (t_{n−1}/t_df)² of the effective size. */
  readonly rows: number;
  readonly method: IntervalMethod;
  readonly level: number;
  /** Effective size to use at 0 and 1, where the variance gives none; `rows` when not said. */
  readonly rowsAtBoundary?: number;
  /** What the share is of, for messages. */
  readonly variable?: string;
  /** false: leave `mean` and `asin` as they fall, also below 0 or above 1, as R does; by default they are cut at 0 and 1. */
  readonly clip?: boolean;
};

/** The variance of a share counts as 0 below this part of p(1 − p): rounding, not sampling. */
const ROUNDING = 1e-24;

export const intervalMethod = oneOf("xlogit", "logit", "asin", "mean", "beta", "likelihood", "wilson", "wilson-adjusted");
const proportionInput = shapeOf<ProportionInput>(
  {
    estimate: kinds.anyNumber,
    variance: kinds.anyNumber,
    df: kinds.anyNumber,
    rows: kinds.anyNumber,
    method: intervalMethod,
    level: kinds.anyNumber,
    rowsAtBoundary: optional(kinds.anyNumber),
    variable: optional(kinds.text),
    clip: optional(kinds.flag),
  },
  "a share with what its interval needs",
);

/**
 * The interval of a share: limits between 0 and 1 (`mean` and `asin` may pass them when not clipped). Formula: by method, see
 * `IntervalMethod`; n_e = p(1−p)/V. Policy at the edges, as nothing may be NaN: p of 0 or 1 gives the exact one-sided binomial limits with
 * n_e = rowsAtBoundary · (t_{n−1}/t_df)²; V = 0 with 0 < p < 1 gives the estimate itself; both say so in `degenerate`.
 * Reference: Korn & Graubard (1998), Dean & Pagano (2015), Franco et al. (2019); as R's `svyciprop` between the edges.
 * Errors: `too-few-rows` when df or rows are below 1; `argument` for an estimate that is no share, a variance that is negative or not
 * finite, or a level outside 0…1.
 */
export function proportionInterval(input: ProportionInput): ProportionInterval {
  check({ input }, { input: proportionInput });
  requireShare(input);
  const interval = intervalOf(input);
  if ([interval.lower, interval.upper, interval.effectiveRows].every(Number.isFinite)) return interval;
  const { variable = "share", rows, level, variance } = input;
  const message = `"${variable}" has no interval at level ${level} with variance ${variance} and ${rows} rows: its limits are no numbers.`;
  throw new StatisticsError("argument", message, { variable, count: rows });
}

function intervalOf(input: ProportionInput): ProportionInterval {
  const { estimate: p, variance, df, rows, method, level } = input;
  const alpha = 1 - level;
  const t = criticalValue(level, df);
  const adjustment = rows > 1 && df !== Infinity ? (studentQuantile(alpha / 2, rows - 1) / t) ** 2 : 1;
  if (!(p > 1e-15 && p < 1 - 1e-15)) {
    const size = (input.rowsAtBoundary ?? rows) * adjustment;
    const far = 1 - (alpha / 2) ** (1 / size);
    const limits = p < 0.5 ? { lower: 0, upper: far } : { lower: 1 - far, upper: 1 };
    return { ...limits, degenerate: "boundary", effectiveRows: size };
  }
  if (variance <= ROUNDING * p * (1 - p)) return { lower: p, upper: p, degenerate: "constant", effectiveRows: rows };
  const se = Math.sqrt(variance);
  const size = (p * (1 - p)) / variance;
  return { ...limits(), effectiveRows: method === "beta" || method === "wilson-adjusted" ? size * adjustment : size };

  function limits(): ConfidenceInterval {
    switch (method) {
      case "xlogit":
      case "logit": {
        const centre = Math.log(p / (1 - p));
        const half = (t * se) / (p * (1 - p));
        return { lower: expit(centre - half), upper: expit(centre + half) };
      }
      case "asin": {
        const centre = Math.asin(Math.sqrt(p));
        const half = (t * se) / (2 * Math.sqrt(p * (1 - p)));
        if (input.clip === false) return { lower: Math.sin(centre - half) ** 2, upper: Math.sin(centre + half) ** 2 };
        return { lower: Math.sin(Math.max(0, centre - half)) ** 2, upper: Math.sin(Math.min(Math.PI / 2, centre + half)) ** 2 };
      }
      case "mean":
        if (input.clip === false) return { lower: p - t * se, upper: p + t * se };
        return { lower: Math.max(0, p - t * se), upper: Math.min(1, p + t * se) };
      case "beta": {
        const ne = size * adjustment;
        return { lower: betaQuantile(alpha / 2, ne * p, ne * (1 - p) + 1), upper: betaQuantile(alpha / 2, ne * p + 1, ne * (1 - p), true) };
      }
      case "likelihood":
        // R scales the binomial deviance so that its curvature is that of the design, with the (n − 1)/n of its dispersion.
        return likelihoodLimits(p, (size * (rows - 1)) / rows, t);
      case "wilson":
        return wilson(p, size, t);
      case "wilson-adjusted":
        return wilson(p, size * adjustment, normalQuantile(1 - alpha / 2));
    }
  }
}

function requireShare({ estimate, variance, rows, rowsAtBoundary = rows, variable = "share" }: ProportionInput): void {
  if (!(estimate > -1e-9 && estimate < 1 + 1e-9)) {
    const message = `"${variable}" is ${estimate}, which is no share of ${rows} rows. Negative weights, as linear calibration may give, can do so.`;
    throw new StatisticsError("argument", message, { variable, count: rows });
  }
  if (!(variance >= 0 && variance < Infinity)) {
    throw new StatisticsError("argument", `The variance of "${variable}" is ${variance}; with ${rows} rows it has no interval.`, {
      variable,
      count: rows,
    });
  }
  if (rows >= 1 && rows < Infinity && rowsAtBoundary > 0 && rowsAtBoundary < Infinity) return;
  throw new StatisticsError("too-few-rows", `"${variable}" has ${Math.min(rows, rowsAtBoundary)} rows; an interval needs at least 1.`, {
    variable,
    count: rows,
  });
}

/** Rows as the adjustment of the effective size counts them. A calibrated domain keeps the rows outside it, as in R. */
export function rowsForInterval(design: Design, active = activeRows(design)): number {
  return design.calibrations.length > 0 || design.pps !== null ? design.n : active;
}

/** What rows with these weights are worth at equal weights. Formula: (Σw)²/Σw². Reference: Kish (1965). */
export function kishSize(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}

function wilson(p: number, n: number, t: number): ConfidenceInterval {
  const centre = p + (t * t) / (2 * n);
  const half = (t / (2 * n)) * Math.sqrt(4 * n * p * (1 - p) + t * t);
  const bottom = 1 + (t * t) / n;
  return { lower: (centre - half) / bottom, upper: (centre + half) / bottom };
}

/** 2 n KL(p ‖ q) = t², solved for q on either side. */
function likelihoodLimits(p: number, n: number, t: number): ConfidenceInterval {
  const distance = (u: number): number => {
    // log q and log (1 − q) from the log odds u, without cancellation.
    const logQ = -Math.log1p(Math.exp(-u));
    const logNot = -Math.log1p(Math.exp(u));
    return 2 * n * (p * (Math.log(p) - logQ) + (1 - p) * (Math.log(1 - p) - logNot)) - t * t;
  };
  const centre = Math.log(p / (1 - p));
  const side = (direction: -1 | 1): number => {
    let inside = centre;
    let step = 1;
    while (distance(centre + direction * step) < 0 && step < 600) step *= 2;
    let outside = centre + direction * step;
    for (let round = 0; round < 200 && Math.abs(outside - inside) > 1e-15 * Math.max(1, Math.abs(outside)); round++) {
      const middle = (inside + outside) / 2;
      if (distance(middle) < 0) inside = middle;
      else outside = middle;
    }
    return expit((inside + outside) / 2);
  };
  return { lower: side(-1), upper: side(1) };
}

function expit(u: number): number {
  return u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u));
}
