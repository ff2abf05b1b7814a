// Means, totals, ratios, variances, contrasts, groups, shares and quantiles (files 01–04, 09, and their kind in the others).
import { numeric } from "../../src/data/table.ts";
import { type Design, activeRows } from "../../src/design/design.ts";
import { degreesOfFreedom } from "../../src/design/degrees-of-freedom.ts";
import { contrasts, nonlinearContrasts } from "../../src/estimate/contrasts.ts";
import { type Group, byGroups, weightedTable } from "../../src/estimate/groups.ts";
import type { IntervalMethod } from "../../src/estimate/interval.ts";
import { mean, meanStatistic, populationVariance, ratio, ratioStatistic, total, totalStatistic } from "../../src/estimate/means.ts";
import type { QuantileRule } from "../../src/estimate/quantile-rules.ts";
import { type QuantileInterval, quantiles } from "../../src/estimate/quantile.ts";
import { share, shareStatistic } from "../../src/estimate/share.ts";
import { type Estimate, type Variable, coefficientsOfVariation, confidenceIntervals } from "../../src/estimate/statistic.ts";
import { Layouts } from "../compare.ts";
import { type Answer, type Context, type Handler, type Question, UNSUPPORTED } from "../context.ts";
import { designOf, formulas, matrix, strings, variablesOf } from "./read.ts";

const OMIT = { missing: "omit" } as const;
/** R cuts no interval at 0 and 1. */
const SHARES = { ...OMIT, clip: false } as const;

export const estimateCases: Handler = (context, question) => {
  switch (question.fn.replace(/\(subset\)$/, "")) {
    case "svymean":
    case "svytotal":
      return meanOrTotal(designOf(context, question), question);
    case "svyratio": {
      const { numerator, denominator } = ratioTerms(question);
      return { values: laidOut(ratio(designOf(context, question), numerator, denominator, OMIT)) };
    }
    case "svyvar":
      return { values: laidOut(populationVariance(designOf(context, question), variablesOf(question), OMIT)) };
    case "svycontrast":
      return contrastCase(context, question);
    case "svyby":
    case "svyby(svymean)":
    case "svyby(svyratio)":
    case "svyby(svyciprop)":
    case "svyby(svytotal)":
      return groupCase(designOf(context, question), question);
    case "unwtd.count": {
      const [[variable = ""] = [], second = []] = formulas(question.r);
      const by = strings(question.args["by"]) ?? second;
      const { groups } = byGroups(designOf(context, question), by, (part) => meanStatistic(part, [variable], OMIT));
      return { values: { ...columnsOf(by, groups), groups: groupLayouts(by, groups), counts: groups.map((group) => group.rows) } };
    }
    case "svytable": {
      const [[first = "", second = ""] = []] = formulas(question.r);
      const table = weightedTable(designOf(context, question), first, second);
      return { values: { rows: table.rows, cols: table.columns, table: table.cells } };
    }
    case "svyciprop":
      return shareCase(designOf(context, question), question);
    case "wilson_formula":
      return wilsonCase(designOf(context, question), question);
    case "svyquantile":
      return quantileCase(designOf(context, question), question);
    default:
      return UNSUPPORTED;
  }
};

/** An estimate as the reference files write it. */
export function laidOut(estimate: Estimate): Record<string, unknown> {
  const pairs = (df: number): number[][] => confidenceIntervals(estimate, { df }).map(({ lower, upper }) => [lower, upper]);
  return {
    names: estimate.names,
    estimate: estimate.estimate,
    se: estimate.se,
    vcov: matrix(estimate.covariance),
    ci95_normal: pairs(Infinity),
    ...(estimate.df > 0 ? { ci95_t: pairs(estimate.df) } : {}),
    df: estimate.df,
    cv: coefficientsOfVariation(estimate),
    ...(estimate.designEffect === undefined ? {} : { deff: estimate.designEffect }),
  };
}

function meanOrTotal(design: Design, question: Question): Answer {
  const variables = variablesOf(question);
  const { deff } = question.args;
  const asked = deff !== undefined ? deff !== false : /deff\s*=/.test(question.r);
  const replace = deff === "replace" || /deff\s*=\s*['"]replace/.test(question.r);
  // Against sampling without replacement there is a design effect only where the weights count a population.
  const countsMore = design.weights.reduce((sum, weight) => sum + weight, 0) > activeRows(design);
  const against = replace ? "with-replacement" : countsMore ? "without-replacement" : null;
  const options = asked && against !== null ? ({ ...OMIT, designEffect: against } as const) : OMIT;
  const estimate = question.fn.startsWith("svytotal") ? total(design, variables, options) : mean(design, variables, options);
  const extra: Record<string, unknown> = { n: estimate.rows, n_domain: activeRows(design), degf_domain: degreesOfFreedom(design) };
  const [variable] = variables;
  if (typeof variable === "string" && design.table.columns.get(variable)?.kind === "factor") perLevel(design, variable, extra);
  return { values: { ...laidOut(estimate), ...extra } };
}

/** Unweighted counts and intervals of every level of a factor. */
function perLevel(design: Design, variable: string, extra: Record<string, unknown>): void {
  const source = design.table.columns.get(variable);
  if (source?.kind !== "factor") return;
  const counts: Record<string, number> = {};
  for (const level of source.levels) {
    const { count, interval } = share(design, { variable, level }, SHARES);
    counts[level] = count;
    extra[`ci_xlogit_${level}`] = [interval.lower, interval.upper];
  }
  extra["n_unweighted"] = counts;
}

function ratioTerms({ args, r }: Question): { numerator: string; denominator: string } {
  const terms = formulas(r).map((one) => one[0] ?? "");
  const denominator = /denominator\s*=\s*~\s*([\w.]+)/.exec(r)?.[1];
  return {
    numerator: strings(args["numerator"])?.[0] ?? terms[0] ?? "",
    denominator: strings(args["denominator"])?.[0] ?? denominator ?? terms[1] ?? "",
  };
}

function contrastCase(context: Context, question: Question): Answer {
  const design = designOf(context, question);
  const [, estimator = "svymean"] = /svycontrast\(\s*(svy\w+)\(/.exec(question.r) ?? [];
  const variables: Variable[] = formulas(question.r)[0] ?? [];
  const estimate = estimator === "svytotal" ? total(design, variables, OMIT) : mean(design, variables, OMIT);
  const { contrasts: linear, expression } = question.args;
  if (typeof expression === "string") return { values: laidOut(nonlinearContrasts(estimate, { contrast: expression })) };
  return { values: laidOut(contrasts(estimate, linear as Record<string, number[]>)) };
}

export function groupCase(design: Design, question: Question): Answer {
  const { args, r } = question;
  const [first = [], second = []] = formulas(r);
  const by = strings(args["by"]) ?? second;
  const ofRatio = question.fn.includes("svyratio") || /svyratio/.test(r);
  let variables = strings(args["variables"]) ?? first;
  const terms = ratioTerms(question);
  const statistic = question.fn.includes("svytotal") || /svytotal/.test(r) ? totalStatistic : meanStatistic;
  const ofShare = question.fn.includes("svyciprop") || /svyciprop/.test(r);
  const indicator = ofShare ? indicatorOf(question) : "";
  if (ofShare) variables = [indicator];
  const result = byGroups(design, by, (part) => {
    if (ofShare) return shareStatistic(part, indicator, OMIT);
    return ofRatio ? ratioStatistic(part, terms.numerator, terms.denominator, OMIT) : statistic(part, variables, OMIT);
  });
  const labels = groupLayouts(by, result.groups);
  const values: Record<string, unknown> = {
    ...columnsOf(by, result.groups),
    groups: labels,
    waves: labels,
    estimate: result.joint.estimate,
    se: result.joint.se,
    vcov_names: result.joint.names,
    vcov: matrix(result.joint.covariance),
    n: result.estimates.map((one) => one.rows),
  };
  const everything = [...new Set([...variables, ...formulas(r).flat()])].filter(
    (name) => design.table.columns.get(name)?.kind === "numeric",
  );
  if (ofRatio) return { values };
  // The trend file adds the mean score to the shares.
  if (everything.includes("high") && question.file.startsWith("11")) everything.push("score");
  for (const name of everything) {
    const one = byGroups(design, by, (part) => statistic(part, [name], OMIT)).joint;
    values[name] = one.estimate;
    values[`se_${name}`] = one.se;
  }
  if (ofShare) {
    const method = methodOf(question);
    const intervals = result.groups.map((group) => share(group.design, indicator, { ...SHARES, method }).interval);
    values["lower"] = values["ci_l"] = intervals.map((one) => one.lower);
    values["upper"] = values["ci_u"] = intervals.map((one) => one.upper);
  }
  return { values };
}

/** The groups of a case, in whichever way its file writes those of several variables; in R's order, the first variable varying fastest. */
function groupLayouts(by: readonly string[], groups: readonly Pick<Group, "labels">[]): unknown {
  const [dotted, colon] = [".", ":"].map((sign) => groups.map(({ labels }) => labels.join(sign)));
  if (by.length < 2) return dotted;
  const records = groups.map(({ labels }) => Object.fromEntries(by.map((name, k) => [name, labels[k]])));
  return new Layouts([
    dotted,
    groups.map(({ labels }) => labels),
    records,
    columnsOf(by, groups),
    by.map((_, k) => groups.map(({ labels }) => labels[k])),
    colon,
  ]);
}

/** The labels of each grouping variable, group by group. */
function columnsOf(by: readonly string[], groups: readonly Pick<Group, "labels">[]): Record<string, unknown> {
  return by.length < 2 ? {} : Object.fromEntries(by.map((name, k) => [name, groups.map(({ labels }) => labels[k])]));
}

function methodOf({ args, r }: Question): IntervalMethod {
  const name = args["method"] ?? /method\s*=\s*['"](\w+)['"]/.exec(r)?.[1];
  const methods: readonly IntervalMethod[] = ["xlogit", "logit", "asin", "mean", "beta", "likelihood", "wilson"];
  return methods.find((one) => one === name) ?? "xlogit";
}

function indicatorOf({ args, r }: Question): string {
  if (typeof args["expression"] === "string") return args["expression"];
  return /~\s*I\((.*?)\)\s*,/.exec(r)?.[1] ?? formulas(r)[0]?.[0] ?? "";
}

function shareCase(design: Design, question: Question): Answer {
  const indicator = indicatorOf(question);
  const main = share(design, indicator, { ...SHARES, method: methodOf(question) });
  const { lower, upper, degenerate } = main.interval;
  const deff = design.table.columns.has(indicator)
    ? { deff: mean(design, [indicator], { ...OMIT, designEffect: "with-replacement" }).designEffect }
    : {};
  const values: Record<string, unknown> = {
    estimate: main.estimate,
    se: main.se,
    df: main.df,
    lower,
    upper,
    ci: [lower, upper],
    n: main.rows,
    unweighted: main.count / main.rows,
    degenerate: degenerate !== undefined,
    ...deff,
  };
  for (const method of ["xlogit", "logit", "likelihood", "asin", "beta", "mean", "wilson"] as const) {
    const { interval } = share(design, indicator, { ...SHARES, method });
    values[method] = { estimate: main.estimate, lower: interval.lower, upper: interval.upper };
    values[`ci_${method}`] = [interval.lower, interval.upper];
  }
  const normal = share(design, indicator, { ...SHARES, df: Infinity }).interval;
  values["logit_df_inf"] = { lower: normal.lower, upper: normal.upper };
  const wide = share(design, indicator, { ...SHARES, level: 0.99 }).interval;
  values["logit_99"] = { lower: wide.lower, upper: wide.upper };
  // R profiles the likelihood with a spline and a model fit that stops early: the file says 1e-4.
  return { values, tolerances: { "likelihood.lower": 1e-4, "likelihood.upper": 1e-4 } };
}

function wilsonCase(design: Design, question: Question): Answer {
  const indicator = indicatorOf(question);
  const by = (method: IntervalMethod): ReturnType<typeof share> => share(design, indicator, { ...SHARES, method });
  const [plain, adjusted, beta] = [by("wilson"), by("wilson-adjusted"), by("beta")];
  const limits = ({ interval: { lower, upper } }: ReturnType<typeof share>): { lower: number; upper: number } => ({ lower, upper });
  return {
    values: {
      estimate: plain.estimate,
      se: plain.se,
      n: activeRows(design),
      df: plain.df,
      n_eff: plain.interval.effectiveRows,
      n_eff_df_adjusted: adjusted.interval.effectiveRows,
      wilson_t_df: limits(plain),
      wilson_neff_adjusted_z: limits(adjusted),
      korn_graubard_beta: limits(beta),
    },
  };
}

export function quantileCase(design: Design, question: Question): Answer {
  const { args } = question;
  const [variable] = variablesOf(question);
  const name = typeof variable === "string" ? variable : "";
  numeric(design.table, name);
  const results = quantiles(design, name, [args["quantiles"]].flat() as number[], {
    ...OMIT,
    rule: (args["qrule"] as QuantileRule | undefined) ?? "math",
    interval: (args["interval"] as QuantileInterval | undefined) ?? "mean",
    quirks: "survey",
  });
  return {
    values: {
      quantile: results.map((one) => one.quantile),
      lower: results.map((one) => one.lower),
      upper: results.map((one) => one.upper),
      se: results.map((one) => one.se),
    },
  };
}
