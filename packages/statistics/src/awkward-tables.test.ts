// Small tables with everything that goes wrong in one: missing and infinite values, columns that do not vary, single rows, weights of 0, levels
// nobody has, lonely units. Whatever is asked of them, the answer is finite numbers or a StatisticsError that says what and how many.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as library from "./index.ts";
import { type Column, type Design, StatisticsError, type Table, createTable, factorFromCodes, numericColumn } from "./index.ts";

type Row = {
  readonly y: number | null;
  readonly x: number | null;
  readonly yes: number | null;
  readonly sex: number;
  readonly area: number;
  readonly grade: number;
  readonly weight: number;
  readonly stratum: number;
  readonly unit: number;
  readonly wave: number;
  readonly half: number;
  readonly size: number;
};

const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -3, max: 9 }) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(0.1, 1e-12, 1e12, 1e200, -1e308, Infinity, 0) },
);
const row: fc.Arbitrary<Row> = fc.record({
  y: value,
  x: value,
  yes: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(0, 1) }, { weight: 1, arbitrary: fc.constant(null) }),
  sex: fc.integer({ min: -1, max: 1 }),
  area: fc.integer({ min: 0, max: 3 }),
  grade: fc.integer({ min: -1, max: 2 }),
  weight: fc.constantFrom(0, 1, 1, 2, 2.5, 7, 1e-9, 1e9),
  stratum: fc.integer({ min: 0, max: 2 }),
  unit: fc.integer({ min: 0, max: 4 }),
  wave: fc.integer({ min: 2021, max: 2023 }),
  half: fc.integer({ min: 0, max: 1 }),
  size: fc.integer({ min: 1, max: 9 }),
});
/** Tables of tens of rows let models be fitted at all; tables of a few let everything else go wrong. */
const rows = fc.oneof(fc.array(row, { minLength: 0, maxLength: 6 }), fc.array(row, { minLength: 12, maxLength: 40 }));

function tableOf(list: readonly Row[]): Table {
  const numbers = (name: string, of: (one: Row) => number | null): Column => numericColumn(name, list.map(of));
  const codes = (of: (one: Row) => number): Int32Array => Int32Array.from(list, of);
  return createTable([
    numbers("y", (one) => one.y),
    numbers("x", (one) => one.x),
    numbers("small", (one) => (one.y === null || Math.abs(one.y) > 10 ? null : one.y)),
    numbers("yes", (one) => one.yes),
    numbers("constant", () => 0.1),
    numbers("zero", () => 0),
    numbers("empty", () => null),
    numbers("weight", (one) => one.weight),
    numbers("stratum", (one) => one.stratum),
    numbers("unit", (one) => one.unit),
    numbers("wave", (one) => one.wave),
    numbers("size", (one) => one.size),
    numericColumn(
      "pair",
      list.map((_, at) => Math.floor(at / 2)),
    ),
    numbers("population", () => 50),
    numbers("probability", (one) => 0.1 + one.unit / 10),
    factorFromCodes(
      "sex",
      codes((one) => one.sex),
      ["woman", "man"],
    ),
    factorFromCodes(
      "half",
      codes((one) => one.half),
      ["first", "second"],
    ),
    factorFromCodes(
      "area",
      codes((one) => Math.min(one.area, 2)),
      ["north", "south", "west", "nobody"],
    ),
    factorFromCodes(
      "grade",
      codes((one) => one.grade),
      ["low", "middle", "high"],
      true,
    ),
  ]);
}

const plans: Readonly<Record<string, (table: Table) => Design>> = {
  plain: (table) => library.surveyDesign(table),
  weighted: (table) => library.surveyDesign(table, { weights: "weight" }),
  stratified: (table) => library.surveyDesign(table, { weights: "weight", strata: ["stratum"], lonelyPsu: "adjust" }),
  averaged: (table) => library.surveyDesign(table, { strata: ["stratum"], lonelyPsu: "average" }),
  clustered: (table) => library.surveyDesign(table, { ids: ["unit"], strata: ["stratum"], nest: true, lonelyPsu: "remove" }),
  finite: (table) => library.surveyDesign(table, { strata: ["stratum"], fpc: ["population"] }),
  "unequal probabilities": (table) => library.surveyDesign(table, { fpc: ["probability"], pps: "overton" }),
  domain: (table) => library.domain(library.surveyDesign(table, { weights: "weight" }), (at) => at % 3 !== 0, "two of three"),
  jackknife: (table) => library.withReplicates(library.surveyDesign(table, { weights: "weight" }), { type: "JK1" }),
  bootstrap: (table) =>
    library.withReplicates(library.surveyDesign(table, { strata: ["stratum"] }), { type: "bootstrap", replicates: 5, seed: 3 }),
  "half-samples": (table) => library.withReplicates(library.surveyDesign(table, { strata: ["pair"] }), { type: "BRR" }),
  raked: (table) => library.rake(library.surveyDesign(table), [margin("half"), margin("area")]).design,
  "linear calibration": (table) => library.calibrateToTotals(library.surveyDesign(table), { "(Intercept)": 60, size: 150 }).design,
  "post-stratified jackknife": (table) =>
    library.postStratify(library.withReplicates(library.surveyDesign(table), { type: "JK1" }), margin("half")).design,
  trimmed: (table) => library.trimWeights(library.surveyDesign(table, { weights: "weight" }), { lower: 0.5, upper: 4, strict: true }),
};

function margin(variable: "half" | "area"): library.Margin {
  const levels = variable === "half" ? { first: 30, second: 30 } : { north: 20, south: 20, west: 20 };
  return { variables: [variable], totals: Object.entries(levels).map(([level, total]) => ({ levels: [level], total })) };
}

const omit = { missing: "omit" } as const;
const methods = ["xlogit", "logit", "asin", "mean", "beta", "likelihood", "wilson", "wilson-adjusted"] as const;
const rules = ["math", "school", "shahvaish", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"] as const;
const questions: Readonly<Record<string, (design: Design) => unknown>> = {
  mean: (design) => library.mean(design, ["y", "area"], omit),
  "mean with its effect": (design) => library.mean(design, ["small"], { ...omit, designEffect: "without-replacement" }),
  "mean of a constant": (design) => library.mean(design, ["constant", "zero"], { designEffect: "with-replacement" }),
  "mean where nothing may be missing": (design) => library.mean(design, ["y", "sex"]),
  "mean of nothing": (design) => library.mean(design, ["empty"], omit),
  total: (design) => library.total(design, ["y", ["sex", "area"]], { ...omit, designEffect: "with-replacement" }),
  ratio: (design) => library.ratio(design, "y", "x", omit),
  "ratio to nothing": (design) => library.ratio(design, "y", "zero", omit),
  variance: (design) => library.populationVariance(design, ["small", "x"], omit),
  "function of means": (design) =>
    library.nonlinearContrasts(library.mean(design, ["small", "constant"], omit), { g: "sqrt(small) / small" }),
  intervals: (design) => library.confidenceIntervals(library.mean(design, ["small"], omit)),
  shares: (design) => methods.map((method) => library.share(design, "yes", { ...omit, method })),
  "share of a level nobody has": (design) => library.share(design, { variable: "area", level: "nobody" }, omit),
  "three numbers": (design) => library.threeNumbers(design, "grade", ["middle"]),
  quantiles: (design) => rules.map((rule) => library.quantiles(design, "y", [0, 0.3, 0.5, 1], { ...omit, rule })),
  "score intervals": (design) => library.quantiles(design, "small", [0.5], { ...omit, interval: "score" }),
  "quantiles of replicates": (design) => library.quantiles(design, "small", [0.5], { ...omit, interval: "quantile" }),
  groups: (design) => library.byGroups(design, ["sex", "area"], (part) => library.meanStatistic(part, ["small"], omit)),
  table: (design) => library.weightedTable(design, "sex", "grade"),
  weights: (design) => library.weightDiagnostics(design),
  margins: (design) => library.marginFit(design, [margin("half")]),
  "older raking": (design) => library.rakeByProportionalFitting(design, [margin("half"), margin("area")]).design.weights,
  "logit calibration": (design) =>
    library.calibrateToMargins(design, [margin("half")], { distance: "logit", bounds: [0.1, 40] }).design.weights,
  "linear regression": (design) => numbersOf(library.fitGlm(design, "y ~ x + area", "gaussian")),
  "logistic regression": (design) => numbersOf(library.fitGlm(design, "yes ~ small + sex", "binomial")),
  "Poisson regression": (design) => numbersOf(library.fitGlm(design, "I(small + 3) ~ sex", "poisson")),
  "proportional odds": (design) => numbersOf(library.fitOrdinal(design, "grade ~ small")),
  "odds ratios": (design) => library.oddsRatios(library.fitGlm(design, "yes ~ x", "binomial")),
  predictions: (design) => {
    const fit = library.fitGlm(design, "small ~ sex", "gaussian");
    return [library.predict(fit, library.newRows(fit, { sex: ["man"] }), "response"), library.predictedMargins(fit, "sex")];
  },
  "tests of terms": (design) => {
    const fit = library.fitGlm(design, "yes ~ sex", "binomial");
    return [library.waldTest(fit, ["sex"]), library.likelihoodRatioTest(fit, ["sex"]), library.workingWaldTest(fit, ["sex"])];
  },
  "two-way table": (design) => library.twoWayTest(design, "sex", "grade"),
  "t-test": (design) => [library.tTest(design, "small ~ sex"), library.tTest(design, "small ~ 0")],
  "rank tests": (design) =>
    (["wilcoxon", "vanderWaerden", "median", "KruskalWallis"] as const).map((score) => library.rankTest(design, "y ~ sex", score)),
  "rank test of three groups": (design) => library.rankTest(design, "small ~ area"),
  trend: (design) => library.trendTest(design, "small", "wave"),
  "response by class": ({ table }) => library.responseRatesBy(table, "yes", "area"),
  "response by reminder": ({ table }) => library.responseByReminder(table, "yes", "wave"),
  propensity: ({ table }) => {
    const { propensity, rIndicator, maximumBias, modelStandardErrors } = library.responsePropensity(table, "yes", ["area"], "weight");
    return { propensity, rIndicator, maximumBias, modelStandardErrors };
  },
  "respondents and frame": ({ table }) => library.compareWithFrame(table, "yes", "area"),
  "early and late": ({ table }) => library.compareEarlyLate(table, "yes", "wave", "small", 2022),
};

/** The numbers of a fit, without the table and design it carries. */
function numbersOf({ coefficients, covariance, standardErrors, naiveCovariance, dfResidual }: library.Fit): unknown {
  return { coefficients, covariance, standardErrors, naiveCovariance, dfResidual };
}

/** Every number in a result, the design of a group left out: it is input. */
function expectFinite(result: unknown, path: string): void {
  if (typeof result === "number") expect(Number.isFinite(result), `${path} is ${result}`).toBe(true);
  else if (result instanceof Float64Array || Array.isArray(result)) result.forEach((one, at) => expectFinite(one, `${path}[${at}]`));
  else if (typeof result === "object" && result !== null) {
    for (const [key, one] of Object.entries(result)) if (key !== "design") expectFinite(one, `${path}.${key}`);
  }
}

/** Finite numbers, or a refusal that names what it is about. Anything else fails. */
function expectHonest(name: string, run: () => unknown): "answered" | "refused" {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    if (!(error instanceof StatisticsError)) throw error;
    expect(error.variable, `${name}: "${error.message}" names no variable`).not.toBeUndefined();
    expect(error.variable, `${name}: "${error.message}" names an empty variable`).not.toBe("");
    expect(Number.isNaN(error.count), `${name}: "${error.message}" counts NaN`).toBe(false);
    expect(error.message).not.toMatch(/undefined|NaN/);
    return "refused";
  }
  expectFinite(result, name);
  return "answered";
}

describe("awkward tables give finite numbers or a StatisticsError", () => {
  it.each(Object.entries(plans))("%s", (_, plan) => {
    let answered = 0;
    fc.assert(
      fc.property(rows, (list) => {
        let design: Design | undefined;
        expectHonest("design", () => {
          design = plan(tableOf(list));
          return design.weights;
        });
        if (design === undefined) return;
        const made = design;
        for (const [name, ask] of Object.entries(questions)) if (expectHonest(name, () => ask(made)) === "answered") answered += 1;
      }),
      { numRuns: 40 },
    );
    // A library that refused everything would pass the rest.
    expect(answered).toBeGreaterThan(20);
  });
});
