/** Means, totals, ratios and shares, by groups, with the differences from a reference group or between all. */
import {
  evaluateRows,
  factor,
  numeric,
  degreesOfFreedom,
  holm,
  domain,
  studentTwoSided,
  contrasts,
  byGroups,
  proportionInterval,
  meanStatistic,
  ratioStatistic,
  totalStatistic,
  reweighted,
  share,
  shareStatistic,
  confidenceIntervals,
  estimateOf,
} from "@fortrogen/statistics";
import type { Design, IntervalMethod, Indicator, Estimate, Statistic } from "@fortrogen/statistics";
import { planError } from "../faults.ts";
import { emptyNumbers, orWithoutInterval, shareNumbers } from "../interval-or-none.ts";
import type { Parts, Run } from "../parts.ts";
import { enterParts, groupNamed, partsOf, presence } from "../parts.ts";
import type { Analysis } from "../plan.ts";
import type { Figure, Measure, Outcome } from "../result.ts";
import { aboutOf } from "../sources.ts";

/** A standard error below this part of the estimate is none. */
const rounding = 1e-10;

const omit = { missing: "omit" } as const;

/** One quantity of an analysis: how it is estimated in a part of the design, and its name on the page. */
type Quantity = {
  readonly name: string;
  readonly statistic: (part: Design) => Statistic;
  readonly indicator?: Indicator;
  /** Of a total of a level: its rows, which are what it rests on. */
  readonly holds?: (row: number) => boolean;
  /** Of a ratio: whether there is anything to divide by. */
  readonly hasBase?: (part: Design) => boolean;
};

/** Figures of `mean`, `total`, `ratio` and `share`. Errors: those of the estimators, `plan` for the reference. */
export function estimates(run: Run, analysis: Analysis): Outcome {
  const parts = partsOf(run.design, analysis);
  const { quantities, classes, classOf } = quantitiesOf(run.design, analysis);
  const { variable: measured = "", denominator = measured } = analysis;
  const about = aboutOf(run.sources, analysis, [measured, denominator]);
  const units = quantities.map((quantity) =>
    quantity.holds === undefined
      ? enterParts(run, about, parts, classes, classOf)
      : enterParts(run, about, parts, 1, (row) => (quantity.holds?.(row) === true ? 0 : -1)),
  );
  const measure = analysis.type as Measure;
  const has = (row: number): boolean => classOf(row) >= 0;
  const method = methodOf(run, analysis, has);
  const figures = parts.list.flatMap(({ labels, design }, p) => {
    const isEmpty = rowsOf(design, has) === 0;
    return quantities.map((quantity, q): Figure => {
      const common = { labels, measure, name: quantity.name, needs: [units[q]?.[p] ?? -1] };
      if (isEmpty) return { ...common, ...emptyNumbers };
      if (quantity.indicator !== undefined) return { ...common, ...shareFigure(run, design, quantity, analysis, method) };
      if (parts.list.length > 1 && quantity.hasBase?.(design) === false) return { ...common, ...emptyNumbers, remark: "no-base" };
      const estimate = method.estimate(design, quantity);
      const { found, hasInterval } = orWithoutInterval((df) => confidenceIntervals(estimate, { level: run.confidence, ...df }));
      const [interval] = found;
      const [value = 0, se = 0] = [estimate.estimate[0], estimate.se[0]];
      const rows = quantity.holds === undefined ? estimate.rows : rowsOf(design, quantity.holds);
      if (!hasInterval) return { ...common, estimate: value, se: null, lower: null, upper: null, rows, remark: "few" };
      // Known from the margins or the design: what is left of a variance is rounding.
      if (se <= rounding * Math.abs(value))
        return { ...common, estimate: value, se: 0, lower: value, upper: value, rows, remark: "constant" };
      return { ...common, estimate: value, se, lower: interval?.lower ?? null, upper: interval?.upper ?? null, rows };
    });
  });
  const isCompared = analysis.reference !== undefined || analysis.pairs === true;
  const differences = !isCompared ? [] : differencesFrom(run, analysis, { parts, quantities, units, has, method });
  return { by: analysis.by ?? [], figures: [...figures, ...differences] };
}

/** How rows without a value are treated: left out, or stood for by those of their class. */
type Method = {
  readonly statistic: (part: Design, quantity: Quantity) => Statistic;
  readonly estimate: (part: Design, quantity: Quantity) => Estimate;
  readonly isReweighted: boolean;
};

function methodOf(run: Run, analysis: Analysis, has: (row: number) => boolean): Method {
  const isReweighted = analysis.missing === "reweight";
  const statistic = (part: Design, quantity: Quantity): Statistic =>
    isReweighted ? reweighted(run.design, analysis.classes ?? [], has, quantity.statistic, part) : quantity.statistic(part);
  // What stands for a class rests on its rows in other groups too, so the variance is one of the whole design.
  const estimate = (part: Design, quantity: Quantity): Estimate =>
    isReweighted
      ? { ...estimateOf(run.design, statistic(part, quantity)), df: degreesOfFreedom(part) }
      : estimateOf(part, statistic(part, quantity));
  return { statistic, estimate, isReweighted };
}

function shareFigure(
  run: Run,
  design: Design,
  quantity: Quantity,
  { interval }: Analysis,
  method: Method,
): ReturnType<typeof shareNumbers> {
  const options = { ...omit, level: run.confidence, ...(interval ? { method: interval as IntervalMethod } : {}) };
  const { indicator = "" } = quantity;
  if (!method.isReweighted) return shareNumbers((df) => share(design, indicator, { ...options, ...df }));
  const { estimate, se, rows, df: own } = method.estimate(design, quantity);
  const [p = 0, error = 0] = [estimate[0], se[0]];
  return shareNumbers(({ df = own }) => ({
    estimate: p,
    se: error,
    interval: proportionInterval({
      estimate: p,
      variance: error * error,
      df,
      rows,
      method: options.method ?? "xlogit",
      level: run.confidence,
      variable: quantity.name,
    }),
    method: options.method ?? "xlogit",
    df,
    rows,
    count: 0,
  }));
}

type Quantities = {
  readonly quantities: readonly Quantity[];
  /** For the ledger: the classes whose numbers of rows the figures tell, and the class of each row. */
  readonly classes: number;
  readonly classOf: (row: number) => number;
};

function quantitiesOf(design: Design, analysis: Analysis): Quantities {
  const { type, variable = "", denominator = "", level } = analysis;
  const known = design.table.columns.get(variable);
  if (type === "ratio") {
    const statistic = (part: Design): Statistic => ratioStatistic(part, variable, denominator, omit);
    const name = `${variable}/${denominator}`;
    const classOf = presence(design, [variable, denominator]);
    const bottom = numeric(design.table, denominator);
    const hasBase = (part: Design): boolean =>
      part.weights.reduce((sum, weight, row) => (weight === 0 || classOf(row) < 0 ? sum : sum + weight * (bottom[row] as number)), 0) !== 0;
    return { quantities: [{ name, statistic, hasBase }], classes: 1, classOf };
  }
  if (type === "mean" || (type === "total" && known?.kind !== "factor")) {
    numeric(design.table, variable);
    const statistic = (part: Design): Statistic => (type === "mean" ? meanStatistic : totalStatistic)(part, [variable], omit);
    return { quantities: [{ name: variable, statistic }], classes: 1, classOf: presence(design, [variable]) };
  }
  if (level !== undefined || known?.kind === "factor") return levelsOf(design, analysis);
  const values = known === undefined ? evaluateRows(design.table, variable) : numeric(design.table, variable);
  const quantity = { name: variable, indicator: variable, statistic: (part: Design) => shareStatistic(part, variable, omit) };
  const classOf = (row: number): number => (Number.isNaN(values[row]) ? -1 : values[row] === 0 ? 0 : 1);
  return { quantities: [quantity], classes: 2, classOf };
}

/** Every level of a factor (or the one asked for): shares, or totals of the population. */
function levelsOf(design: Design, { type, variable = "", level }: Analysis): Quantities {
  const source = factor(design.table, variable);
  const wanted = level === undefined ? source.levels : [level];
  const quantities = wanted.map((name): Quantity => {
    const indicator = { variable, level: name };
    if (type === "share") return { name, indicator, statistic: (part) => shareStatistic(part, indicator, omit) };
    const at = source.levels.indexOf(name);
    const statistic = (part: Design): Statistic => oneOf(totalStatistic(part, [variable], omit), at);
    return { name, statistic, holds: (row) => source.codes[row] === at };
  });
  const classOf = (row: number): number => source.codes[row] as number;
  return { quantities, classes: source.levels.length, classOf };
}

function rowsOf(design: Design, holds: (row: number) => boolean): number {
  let count = 0;
  design.weights.forEach((weight, row) => {
    if (weight !== 0 && holds(row)) count += 1;
  });
  return count;
}

/** A statistic of one value out of a statistic of several. */
function oneOf(all: Statistic, at: number): Statistic {
  return {
    names: [all.names[at] ?? ""],
    values: all.values.slice(at, at + 1),
    rows: all.rows,
    ...(all.weights === undefined ? {} : { weights: all.weights }),
    influence: () => all.influence().slice(at, at + 1),
    recompute: (weights) => all.recompute(weights).slice(at, at + 1),
  };
}

type Work = {
  readonly parts: Parts;
  readonly quantities: readonly Quantity[];
  readonly units: readonly (readonly number[])[];
  readonly has: (row: number) => boolean;
  readonly method: Method;
};

/** The labels of a difference: where the two groups have the same, it stands once. */
const labelsOf = (one: readonly string[], other: readonly string[]): string[] =>
  one.map((label, k) => (label === other[k] ? label : `${label} − ${other[k] ?? ""}`));

/**
 * Each group minus the reference group, or with `pairs` each group minus every group before it, with the covariance between the two, on the degrees of
 * freedom of the whole design. The p of pairs are adjusted by Holm over the whole analysis; as each says something of the others, all are hidden with
 * one of their groups. Groups in which no row has a value have no difference. Errors: `plan` when that is the reference group.
 */
function differencesFrom(run: Run, analysis: Analysis, { parts, quantities, units, has, method }: Work): Figure[] {
  const { reference: named, by = [] } = analysis;
  const reference = named === undefined ? -1 : groupNamed(parts, named);
  const hasRows = parts.list.slice(0, parts.groups).map(({ design }) => rowsOf(design, has) > 0);
  if (named !== undefined && hasRows[reference] !== true) throw planError("reference-empty", undefined, { variable: named });
  const isWhole = hasRows.every(Boolean);
  const inside = isWhole ? run.design : domain(run.design, (row) => hasRows[parts.groupOf[row] ?? -1] === true, named ?? by.join(" | "));
  // Positions among all groups of those that have rows.
  const place = hasRows.flatMap((one, g) => (one ? [g] : []));
  const each = place.map((_, g) => g);
  const from = place.indexOf(reference);
  const compared =
    named === undefined ? each.flatMap((g) => each.slice(0, g).map((k) => [g, k] as const)) : each.map((g) => [g, from] as const);
  const pairs = compared.filter(([g, k]) => g !== k);
  if (pairs.length === 0) return [];
  const all = units.flatMap((own) => place.map((g) => own[g] ?? -1));
  const figures = quantities.flatMap((quantity, q) => {
    const { groups, estimates: one, joint } = byGroups(inside, by, (part) => method.statistic(part, quantity));
    const rowsIn = (g: number): number => {
      const design = groups[g]?.design;
      return quantity.holds === undefined || design === undefined ? (one[g]?.rows ?? 0) : rowsOf(design, quantity.holds);
    };
    const rows = pairs.map(([g, k], at) => [`${at}`, groups.map((_, i) => (i === g ? 1 : i === k ? -1 : 0))] as const);
    const found = contrasts(joint, Object.fromEntries(rows));
    const intervals = confidenceIntervals(found, { level: run.confidence });
    return pairs.map(([g, k], at): Figure => {
      const [estimate = 0, se = 0] = [found.estimate[at], found.se[at]];
      const labels = groups[g]?.labels ?? [];
      return {
        labels: named === undefined ? labelsOf(labels, groups[k]?.labels ?? []) : labels,
        measure: named === undefined ? "pairwise difference" : "difference",
        name: quantity.name,
        estimate,
        se,
        lower: intervals[at]?.lower ?? null,
        upper: intervals[at]?.upper ?? null,
        p: se > 0 ? studentTwoSided(estimate / se, found.df) : null,
        rows: rowsIn(g) + rowsIn(k),
        needs: named === undefined ? all : [units[q]?.[place[g] ?? -1] ?? -1, units[q]?.[reference] ?? -1],
      };
    });
  });
  return named === undefined ? adjusted(figures) : figures;
}

/** The p of all figures together, by Holm; a difference that is fixed has none. */
function adjusted(figures: readonly Figure[]): Figure[] {
  const made = holm(figures.flatMap(({ p = null }) => (p === null ? [] : [p])));
  let at = 0;
  return figures.map((figure) => ((figure.p ?? null) === null ? figure : { ...figure, p: made[at++] ?? null }));
}
