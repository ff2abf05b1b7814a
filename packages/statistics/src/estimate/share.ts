import { check, either, listOf, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { evaluateRows } from "../data/evaluate.ts";
import { type Table, column, factor, numericColumn, withColumn } from "../data/table.ts";
import { type Design, domain } from "../design/design.ts";
import { type Progress, progressOf } from "../design/replicate-variance.ts";
import { type IntervalMethod, type ProportionInterval, intervalMethod, kishSize, proportionInterval, rowsForInterval } from "./interval.ts";
import { mean, meanStatistic } from "./means.ts";
import { type Estimate, type MissingOption, estimateOf, missingOf, type Statistic } from "./statistic.ts";

/** What is counted: a 0/1 column, a level of a factor, or an expression such as `ell == 0`. */
export type Indicator = string | { readonly variable: string; readonly level: string };

export type ShareEstimateOptions = MissingOption &
  Progress & { readonly method?: IntervalMethod; readonly level?: number; readonly df?: number; readonly clip?: boolean };

export type Share = {
  readonly estimate: number;
  readonly se: number;
  readonly interval: ProportionInterval;
  readonly method: IntervalMethod;
  readonly df: number;
  /** Unweighted rows in the denominator and in the numerator. */
  readonly rows: number;
  readonly count: number;
};

/** The design with the indicator as a numeric column, and that column's name. Errors: `argument` when it takes other values than 0 and 1. */
function withIndicator(design: Design, indicator: Indicator): { design: Design; name: string } {
  if (typeof indicator === "string" && design.table.columns.get(indicator)?.kind === "numeric") {
    requireBinary(design.table, indicator);
    return { design, name: indicator };
  }
  let values: Float64Array;
  if (typeof indicator === "string") values = evaluateRows(design.table, indicator);
  else {
    const source = factor(design.table, indicator.variable);
    const wanted = source.levels.indexOf(indicator.level);
    if (wanted < 0) {
      const count = source.levels.length;
      throw new StatisticsError("unknown-level", `"${indicator.variable}" has no level "${indicator.level}" among its ${count}.`, {
        variable: indicator.variable,
        count,
      });
    }
    values = Float64Array.from(source.codes, (code) => (code < 0 ? Number.NaN : code === wanted ? 1 : 0));
  }
  // In the place of the variable itself, so that an error names what the caller knows.
  const name = typeof indicator === "string" ? indicator : indicator.variable;
  const table = withColumn(design.table, numericColumn(name, values));
  requireBinary(table, name);
  return { design: { ...design, table }, name };
}

function requireBinary(table: Table, name: string): void {
  const source = column(table, name);
  if (source.kind !== "numeric") return;
  let other = 0;
  for (const value of source.values) if (value !== 0 && value !== 1 && !Number.isNaN(value)) other += 1;
  if (other > 0)
    throw new StatisticsError("argument", `"${name}" is neither 0 nor 1 in ${other} rows; a share needs a yes or no.`, {
      variable: name,
      count: other,
    });
}

const anIndicator = either(
  kinds.text,
  shapeOf<Exclude<Indicator, string>>({ variable: kinds.text, level: kinds.text }, "a level of a factor"),
);
const shareOptions = shapeOf<ShareEstimateOptions>({
  ...kinds.missing,
  ...kinds.progress,
  method: optional(intervalMethod),
  level: optional(kinds.anyNumber),
  df: optional(kinds.anyNumber),
  clip: optional(kinds.flag),
});

/**
 * The share as a statistic, a number 0…1, for groups and contrasts. Formula: p = Σ w I / Σ w; influence w (I − p)/Σ w.
 * Reference: Särndal, Swensson & Wretman (1992) §5.7; as R's `svymean` of an indicator.
 * Errors: `missing-values`, `empty-domain`, `unknown-level`, `unknown-column`, `wrong-column-type` for an indicator that gives text,
 * `argument` for one that is neither 0 nor 1.
 */
export function shareStatistic(design: Design, indicator: Indicator, options: MissingOption = {}): Statistic {
  check({ design, indicator, options }, { design: kinds.design, indicator: anIndicator, options: kinds.missingOptions });
  const prepared = withIndicator(design, indicator);
  const label = typeof indicator === "string" ? indicator : `${indicator.variable}${indicator.level}`;
  return { ...meanStatistic(prepared.design, [prepared.name], missingOf(options)), names: [label] };
}

/**
 * A share 0…1 with its standard error and interval. Formula: p = Σ w I / Σ w; see `proportionInterval` for the intervals and for shares of 0
 * and 1. Degrees of freedom are those of the design (Infinity: normal).
 * Reference: Särndal, Swensson & Wretman (1992) §5.7; Korn & Graubard (1998); as R's `svyciprop`.
 * Errors: `missing-values`, `empty-domain`, `unknown-level`, `unknown-column`, `wrong-column-type`, `lonely-psu`, `singular`, `too-few-rows`
 * without degrees of freedom, `argument` for an indicator that is neither 0 nor 1.
 */
export function share(design: Design, indicator: Indicator, options: ShareEstimateOptions = {}): Share {
  check({ design, indicator, options }, { design: kinds.design, indicator: anIndicator, options: shareOptions });
  const { design: prepared, name } = withIndicator(design, indicator);
  const result = mean(prepared, [name], { ...missingOf(options), ...progressOf(options) });
  const estimate = result.estimate[0] as number;
  const df = options.df ?? result.df;
  const method = options.method ?? "xlogit";
  const source = column(prepared.table, name);
  let count = 0;
  const used = prepared.weights.map((weight, row) => {
    const value = source.kind === "numeric" ? (source.values[row] as number) : 0;
    if (weight === 0 || Number.isNaN(value)) return 0;
    count += value;
    return weight;
  });
  const interval = proportionInterval({
    estimate,
    variance: result.covariance[0] as number,
    df,
    rows: rowsForInterval(prepared),
    rowsAtBoundary: kishSize(used),
    method,
    variable: name,
    level: options.level ?? 0.95,
    ...(options.clip === undefined ? {} : { clip: options.clip }),
  });
  const se = interval.degenerate === undefined ? (result.se[0] as number) : 0;
  return { estimate, se, interval, method, df, rows: result.rows, count };
}

export type ThreeNumbers = {
  /** All who answered, "don't know" being an answer: shares of every level. */
  readonly amongAnswers: Estimate;
  /** Those with an opinion: shares of the substantive levels, the others being outside the domain. */
  readonly amongSubstantive: Estimate;
  /** The share of each non-substantive level among all who answered, and of all of them together. */
  readonly notSubstantive: readonly { readonly level: string; readonly share: Share }[];
  readonly notSubstantiveTotal: Share;
  /** The base line under the table, unweighted. `missing` gave no answer at all, which is not "don't know". */
  readonly base: { readonly answered: number; readonly substantive: number; readonly notSubstantive: number; readonly missing: number };
};

/**
 * "Don't know" and "will not answer" as three published numbers, never one: as categories of their own, left out as outside the domain,
 * and as shares of their own (all 0…1). `levels` are the non-substantive levels of the factor. Formula: Σ w I / Σ w over all who answered,
 * and over those with an opinion as a domain. Reference: as R's `svymean` and `svyciprop` on the design and its `subset`.
 * Errors: `unknown-level`, `unknown-column`, `empty-domain` when nobody has an opinion, `lonely-psu`, `singular`, `too-few-rows` without
 * degrees of freedom, `argument` for a level outside 0…1.
 */
export function threeNumbers(
  design: Design,
  variable: string,
  levels: readonly string[],
  options: ShareEstimateOptions = {},
): ThreeNumbers {
  check(
    { design, variable, levels, options },
    { design: kinds.design, variable: kinds.text, levels: listOf(kinds.text, "levels"), options: shareOptions },
  );
  const source = factor(design.table, variable);
  const outside = new Set(
    levels.map((level) => {
      const code = source.levels.indexOf(level);
      if (code >= 0) return code;
      const count = source.levels.length;
      throw new StatisticsError("unknown-level", `"${variable}" has no level "${level}" among its ${count}.`, { variable, count });
    }),
  );
  const base = { answered: 0, substantive: 0, notSubstantive: 0, missing: 0 };
  design.weights.forEach((weight, row) => {
    if (weight === 0) return;
    const code = source.codes[row] as number;
    if (code < 0) base.missing += 1;
    else {
      base.answered += 1;
      base[outside.has(code) ? "notSubstantive" : "substantive"] += 1;
    }
  });
  const omit = { ...options, missing: "omit" } as const;
  const means = { missing: "omit", ...progressOf(options) } as const;
  const substantive = domain(
    design,
    (row) => (source.codes[row] as number) >= 0 && !outside.has(source.codes[row] as number),
    `${variable}, substantive`,
  );
  const kept = source.levels.map((_, code) => code).filter((code) => !outside.has(code));
  const renumbered = new Map(kept.map((code, index) => [code, index]));
  const narrowed = withColumn(design.table, {
    ...source,
    levels: kept.map((code) => source.levels[code] ?? ""),
    codes: source.codes.map((code) => renumbered.get(code) ?? -1),
  });
  const anyOutside = Float64Array.from(source.codes, (code) => (code < 0 ? Number.NaN : outside.has(code) ? 1 : 0));
  const together = withColumn(design.table, numericColumn(variable, anyOutside));
  const reduced = { ...substantive, table: narrowed };
  return {
    amongAnswers: mean(design, [variable], means),
    amongSubstantive: estimateOf(reduced, meanStatistic(reduced, [variable], { missing: "omit" }), progressOf(options)),
    notSubstantive: levels.map((level) => ({ level, share: share(design, { variable, level }, omit) })),
    notSubstantiveTotal: share({ ...design, table: together }, variable, omit),
    base,
  };
}
