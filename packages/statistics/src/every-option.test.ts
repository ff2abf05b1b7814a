// Every public function refuses what it cannot use, from plain JavaScript too: options that it does not have, words that it does not know, values
// of another kind and things of another shape. The walk goes over all exports: a new function without a line here fails.
import { describe, expect, it } from "vitest";
import * as library from "./index.ts";
import { StatisticsError } from "./index.ts";
import { type Anything, walkEveryOption } from "./every-option.ts";

const rows = Array.from({ length: 24 }, (_, i) => i);
const table = library.createTable([
  library.numericColumn(
    "y",
    rows.map((i) => (i * 7) % 11),
  ),
  library.numericColumn(
    "x",
    rows.map((i) => 1 + ((i * 3) % 5)),
  ),
  library.numericColumn(
    "yes",
    rows.map((i) => ((i * 5) % 7 < 3 ? 1 : 0)),
  ),
  library.numericColumn(
    "w",
    rows.map((i) => 1 + (i % 3)),
  ),
  library.numericColumn(
    "sent",
    rows.map((i) => i % 3),
  ),
  library.numericColumn("N", Array<number>(24).fill(600)),
  library.factorColumn(
    "sex",
    rows.map((i) => (i % 2 === 0 ? "woman" : "man")),
  ),
  library.factorColumn(
    "area",
    rows.map((i) => ["north", "south", "west"][(i * 2) % 3]),
  ),
  library.factorColumn(
    "grade",
    rows.map((i) => ["low", "mid", "high"][(i * 5) % 3]),
    ["low", "mid", "high"],
    true,
  ),
]);
const design = library.surveyDesign(table, { weights: "w" });
const margin = {
  variables: ["sex"],
  totals: [
    { levels: ["woman"], total: 30 },
    { levels: ["man"], total: 30 },
  ],
};
const estimate = library.mean(design, ["y", "x"]);
const statistic = library.meanStatistic(design, ["y"]);
const fit = library.fitGlm(design, "y ~ sex + x", "gaussian");
const ordinal = library.fitOrdinal(design, "grade ~ x");
const noProgress = { onProgress: () => undefined, signal: new AbortController().signal };
const system = library.compilePublication({
  cells: [
    { value: 30, label: "all", fixed: "shown" },
    { value: 3, label: "a", role: "denominator" },
    { value: 12, label: "b" },
    { value: 15, label: "c", minimum: 1, isStructuralZero: false },
  ],
  relations: [{ kind: "sum", total: 0, parts: [1, 2, 3] }],
});

/** A call that works, with every option that there is. */
const calls: Record<string, readonly unknown[]> = {
  column: [table, "y"],
  createTable: [[...table.columns.values()]],
  crossFactors: [[library.factor(table, "sex"), library.factor(table, "area")], "both"],
  factor: [table, "sex"],
  factorColumn: ["a", ["x", null, "y"], ["x", "y"], true],
  factorFromCodes: ["a", Int32Array.of(0, 1, -1), ["x", "y"], false],
  missingMask: [library.column(table, "y")],
  numeric: [table, "y"],
  numericColumn: ["a", [1, null, 2]],
  withColumn: [table, library.column(table, "y")],
  activeRows: [design],
  domain: [design, (row: number) => row < 9, "first"],
  surveyDesign: [
    table,
    { ids: [], strata: ["sex"], weights: "w", fpc: ["N"], nest: true, lonelyPsu: "adjust", ppsVariance: "HT", pps: undefined },
  ],
  withWeights: [design, design.weights],
  standardErrors: [estimate.covariance],
  variance: [design, statistic.influence()],
  covarianceOf: [design, statistic.influence, statistic.recompute, noProgress],
  replicateVariance: [library.withReplicates(design, { type: "JK1" }), statistic.recompute, noProgress],
  degreesOfFreedom: [design],
  calibrateToMargins: [
    design,
    [margin],
    { ...noProgress, distance: "logit", bounds: [0.2, 5], maxIterations: 50, tolerance: 1e-8, variance: "regression" },
  ],
  calibrateToTotals: [
    design,
    { "(Intercept)": 50 },
    { ...noProgress, distance: "linear", bounds: null, maxIterations: 50, tolerance: 1e-8, variance: "regression" },
  ],
  postStratify: [design, margin],
  rake: [design, [margin], { ...noProgress, bounds: null, maxIterations: 50, tolerance: 1e-8, variance: "sweeps" }],
  rakeByProportionalFitting: [design, [margin], { maxIterations: 20, epsilon: 0.1 }],
  trimWeights: [design, { lower: 1.2, upper: 2.9, strict: false }],
  marginFit: [design, [margin]],
  weightDiagnostics: [design, design.weights],
  auditPattern: [system, [1, 2], { ...noProgress, intervals: "all" }],
  determinedCells: [system, Uint8Array.of(0, 1, 1, 0)],
  optimalSuppression: [system, { ...noProgress, level: "range", seconds: 5, rounds: 20 }],
  roundCounts: [
    library.compilePublication({ cells: [{ value: 3 }, { value: 1 }, { value: 2 }], relations: [{ total: 0, parts: [1, 2] }] }),
    { ...noProgress, base: 5, method: "random", isAdditive: false, seed: 1, seconds: 5 },
  ],
  auditShares: [
    [{ label: "a", n: 9, numerator: 4, isCountShown: true, isShareShown: true }],
    { ...noProgress, minimum: 7, isTotalCountShown: true, isTotalShareShown: true, step: 1, extremes: "report" },
  ],
  suppress: [system, { ...noProgress, level: "exact", carefulUpTo: 250 }],
  compilePublication: [
    { cells: [{ value: 3 }, { value: 1 }, { value: 2 }], relations: [{ total: 0, parts: [1, 2] }] },
    { minimum: 7, basis: ["denominator"], zerosAreShown: true },
  ],
  primaryCells: [system],
  buildPublication: [
    {
      dimensions: [{ name: "sex", total: { code: "all", parts: [{ code: "girls" }, { code: "boys" }] }, kind: "sum" }],
      tables: [["sex"]],
      countOf: ({ sex }: { sex: string }) => ({ n: sex === "all" ? 9 : sex === "girls" ? 4 : 5 }),
      fixedOf: () => undefined,
    },
  ],
  useSolver: [{ wasm: "/highs.wasm" }],
  parseExpression: ["y + 1"],
  evaluateRows: [table, "y + 1"],
  evaluateWithGradient: ["a / b", ["a", "b"], [1, 2]],
  fromReplicateWeights: [
    design,
    { type: "other", weights: [design.weights, design.weights.map((one) => one * 2)], scale: 1, rscales: [1, 1], mse: true },
  ],
  withReplicates: [design, { type: "bootstrap", replicates: 9, seed: 1 }, false, noProgress],
  coefficientsOfVariation: [estimate],
  confidenceIntervals: [estimate, { level: 0.9, df: 12 }],
  criticalValue: [0.95, 12],
  estimateOf: [design, statistic, noProgress],
  mean: [design, ["y"], { ...noProgress, missing: "omit", designEffect: "with-replacement" }],
  meanStatistic: [design, ["y"], { missing: "omit" }],
  populationVariance: [design, ["y"], { ...noProgress, missing: "omit" }],
  ratio: [design, "y", "x", { ...noProgress, missing: "omit" }],
  ratioStatistic: [design, "y", "x", { missing: "omit" }],
  total: [design, ["y"], { ...noProgress, missing: "omit", designEffect: "with-replacement" }],
  totalStatistic: [design, ["y"], { missing: "omit" }],
  varianceStatistic: [design, ["y"], { missing: "omit" }],
  byGroups: [design, ["sex"], (part: library.Design) => library.meanStatistic(part, ["y"]), noProgress],
  groups: [design, ["sex"]],
  weightedTable: [design, "sex", "area"],
  reweighted: [design, ["area"], (row: number) => row % 4 > 0, (part: library.Design) => library.meanStatistic(part, ["y"]), design],
  contrasts: [estimate, { difference: [1, -1], named: { x: 1 } }],
  nonlinearContrasts: [estimate, { quotient: "y / x" }],
  proportionInterval: [
    { estimate: 0.4, variance: 0.01, df: 12, rows: 20, method: "beta", level: 0.95, rowsAtBoundary: 20, variable: "share", clip: true },
  ],
  share: [design, "yes", { ...noProgress, missing: "omit", method: "asin", level: 0.9, df: 12, clip: false }],
  shareStatistic: [design, { variable: "sex", level: "woman" }, { missing: "omit" }],
  threeNumbers: [design, "grade", ["mid"], { ...noProgress, missing: "omit", method: "asin", level: 0.9, df: 12, clip: false }],
  sortWeighted: [Float64Array.of(2, 1), Float64Array.of(1, 1)],
  weightedQuantile: [library.sortWeighted(Float64Array.of(2, 1), Float64Array.of(1, 1)), 0.5, "hf7", "survey"],
  quantiles: [design, "y", [0.5], { ...noProgress, missing: "omit", rule: "hf2", interval: "beta", level: 0.9, df: 12, quirks: "survey" }],
  betaCdf: [0.5, 1, 2],
  betaQuantile: [0.5, 1, 2, true],
  betaSurvival: [0.5, 1, 2],
  chiSquareCdf: [3, 2],
  chiSquareQuantile: [0.5, 2, true],
  chiSquareSurvival: [3, 2],
  fCdf: [3, 2, 9],
  fQuantile: [0.5, 2, 9, true],
  fSurvival: [3, 2, 9],
  normalCdf: [1],
  normalDensity: [1],
  normalQuantile: [0.5],
  normalSurvival: [1],
  studentCdf: [1, 9],
  studentQuantile: [0.4, 9],
  studentSurvival: [1, 9],
  studentTwoSided: [1, 9],
  parseFormula: ["y ~ x"],
  toFormula: [{ response: "y", terms: ["x"], offset: "w", intercept: false }],
  coefficientTable: [fit, 0.9],
  fitGlm: [design, { response: "y", terms: ["x"], intercept: true }, "gaussian", { ...noProgress, maximumIterations: 40 }],
  oddsRatios: [library.fitGlm(design, "yes ~ x", "binomial"), 0.9],
  fitOrdinal: [design, "grade ~ x", { ...noProgress, maximumIterations: 60 }],
  newRows: [fit, { sex: ["woman"], x: [2] }],
  predict: [fit, library.newRows(fit, { sex: ["woman"], x: [2] }), "response", 0.9],
  predictCategories: [ordinal, library.newRows(ordinal, { x: [2] })],
  predictedMargins: [fit, "sex"],
  quadraticFormSurvival: [3, [1, 2], 9, "satterthwaite"],
  likelihoodRatioTest: [fit, ["x"], { denominatorDf: 9, approximation: "satterthwaite" }],
  waldTest: [fit, ["x"]],
  waldTestOf: [fit, [1], 9],
  workingWaldTest: [fit, ["x"], { denominatorDf: 9, approximation: "saddlepoint" }],
  twoWayTest: [design, "sex", "area"],
  holm: [[0.01, 0.04, 0.03]],
  rankTest: [design, "y ~ sex", "median", { quirks: "survey" }],
  tTest: [design, "y ~ sex", 0.9],
  trendTest: [design, "yes", "area", { scores: [1, 2, 4], level: 0.9 }],
  compareEarlyLate: [table, "yes", "sent", "y", 1],
  compareWithFrame: [table, "yes", "sex"],
  responsePropensity: [table, "yes", ["x"], "w", { fullClasses: "certain" }],
  representativityInterval: [table, library.responsePropensity(table, "yes", ["sex"]), 0.9],
  partialIndicators: [table, library.responsePropensity(table, "yes", ["sex"]), "sex", ["area"]],
  forecastResponse: [Array.from({ length: 6 }, () => ({ waiting: 50, answered: 2 })), 40, 3, 0.9],
  cohenKappa: [["a", "b", "a"], ["a", "b", "b"], 0.9],
  responseByReminder: [table, "yes", "sent"],
  responseRates: [{ complete: 9, partial: 1, refusal: 2, nonContact: 3, other: 1, unknownHousehold: 1, unknownOther: 1 }, 0.5],
  responseRatesBy: [table, "yes", "sex"],
};

const callersOwn = {
  calibrateToTotals: ["1"],
  contrasts: ["1", "1.named"],
  nonlinearContrasts: ["1"],
  newRows: ["1"],
};
const words = new Set([
  ..."adjust HT logit linear regression sweeps all range random report exact denominator sum shown bootstrap other".split(" "),
  ..."omit with-replacement beta asin hf7 hf2 survey gaussian response satterthwaite saddlepoint median".split(" "),
]);

// There is one solver for all, and it cannot be set twice.
walkEveryOption(library, calls, { callersOwn, words, onlyOnce: new Set(["useSolver"]) });

describe("what b700fd6 took silently", () => {
  const anything = library as unknown as Record<string, Anything>;
  it.each([
    [
      "surveyDesign",
      [table, { lonelyPsu: "adjusted" }],
      /"lonelyPsu" is "adjusted"; it must be "fail", "remove".*Did you mean "adjust"\?/,
      "lonelyPsu",
    ],
    [
      "calibrateToMargins",
      [design, [margin], { distance: "greg" }],
      /"distance" is "greg"; it must be "linear", "raking" or "logit"/,
      "distance",
    ],
    ["surveyDesign", [table, { fpc: ["N"], ppsVariance: "yg" }], /"ppsVariance" is "yg"; it must be "HT" or "YG"/, "ppsVariance"],
    [
      "surveyDesign",
      [table, { weight: "w" }],
      /There is no "weight"; it may be "ids", "strata", "weights".* Did you mean "weights"\?/,
      "weight",
    ],
    ["surveyDesign", [table, { ids: "area" }], /"ids" is "area"; it must be a list of column names/, "ids"],
    ["rake", [design, [margin], { distance: "linear" }], /There is no "distance"/, "distance"],
    ["mean", [design, "y"], /"variables" is "y"; it must be a list of column names/, "variables"],
    ["mean", [table, ["y"]], /"design" .*a design, as surveyDesign makes it/, "design"],
    ["numericColumn", ["y", [1, "1 234,5"]], /"y" is "1 234,5" in row 2; a numeric column takes numbers/, "y"],
    ["newRows", [fit, { sex: ["woman"], x: ["1 234,5"] }], /"x" is "1 234,5" in row 1/, "x"],
    ["rankTest", [design, "y ~ sex", "wilcoxson"], /"score" is "wilcoxson".*Did you mean "wilcoxon"\?/, "score"],
    ["share", [design, "yes", { methode: "beta" }], /There is no "methode".*Did you mean "method"\?/, "methode"],
    ["byGroups", [design, ["sex"], () => 5], /"statistic" is 5; it must be a statistic/, "statistic"],
    ["normalSurvival", ["1"], /The point x of a distribution function is "1", which is not a number/, "x"],
  ] as const)("%s(…%#)", (name, given, message, variable) => {
    let error: unknown = null;
    try {
      anything[name]?.(...given);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(StatisticsError);
    expect((error as StatisticsError).message).toMatch(message);
    expect(error).toMatchObject({ code: "argument", variable });
  });
});
