// Bad input is refused by name: a typed error that says which variable and how many. And what is accepted gives no NaN.
import { describe, expect, it } from "vitest";
import * as library from "./index.ts";
import {
  type Column,
  type Design,
  type Margin,
  StatisticsError,
  type StatisticsErrorCode,
  createTable,
  factorColumn,
  numericColumn,
  surveyDesign,
} from "./index.ts";

const n = 12;
const cycle = <Value>(...values: Value[]): Value[] => Array.from({ length: n }, (_, row) => values[row % values.length] as Value);
const base: Column[] = [
  numericColumn("y", [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]),
  numericColumn("x", [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5]),
  numericColumn("yes", [1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1]),
  numericColumn("zero", cycle(0)),
  numericColumn("constant", cycle(4)),
  numericColumn("gaps", cycle(1, null, 0)),
  numericColumn("empty", cycle<number | null>(null)),
  numericColumn("w", cycle(1, 2, 3)),
  numericColumn("negative", cycle(1, 2, 3, -1)),
  numericColumn("holes", cycle(1, null, 3, 2, 1, 1)),
  numericColumn("endless", cycle(1, 2, 3, 4, 5, Infinity)),
  numericColumn("fpc", cycle(40)),
  numericColumn("tiny", cycle(3)),
  numericColumn("uneven", cycle(40, 50)),
  numericColumn("ones", cycle(1)),
  numericColumn("chance", cycle(0.2, 0.3)),
  numericColumn("some", cycle(1, 0)),
  numericColumn("graded", cycle(1, 5, 9, 5)),
  numericColumn("wave", cycle(2021, 2022, 2023)),
  factorColumn("sex", cycle("woman", "man")),
  factorColumn("area", cycle("north", "south", "west")),
  factorColumn("one", cycle("same")),
  factorColumn("partly", cycle("a", "b", null)),
  factorColumn("grade", cycle("low", "middle", "high", "middle"), ["low", "middle", "high"], true),
  factorColumn("gender", cycle("f", "m")),
  factorColumn("rare", ["a", "a", "a", "b", "a", "a", "a", "a", "a", "b", "a", "a"]),
  factorColumn("topped", cycle("no", "no", "yes", "no")),
  factorColumn("pair", cycle("p1", "p2", "p3", "p4", "p5", "p6")),
  factorColumn("unit", cycle("u1", "u2", "u3", "u4")),
  factorColumn("stratum", [...cycle("s1").slice(1), "lonely"]),
];
const table = createTable(base);
const design = surveyDesign(table, { weights: "w" });
const lonely = surveyDesign(table, { strata: ["stratum"] });
const jackknife = library.withReplicates(design, { type: "JK1" });
const lopsided = surveyDesign(createTable([numericColumn("y", [1, 2, 3])]), { weights: Float64Array.of(1, 1, 3.5) });
const pairs = surveyDesign(table, { strata: ["pair"] });
const half = surveyDesign(table, { weights: "some" });
const calibrated = library.calibrateToTotals(design, { "(Intercept)": 30 }).design;
/** Linear calibration to a total far from the sample's gives negative weights. */
const negative = library.calibrateToTotals(design, { "(Intercept)": 24, x: 300 }).design;
const given = ({ length = n, fill = 1, scale = 1 } = {}) => ({
  type: "other" as const,
  weights: [new Float64Array(n).fill(1), new Float64Array(length).fill(fill)],
  scale,
  mse: false,
});
const with_ = (...columns: Column[]): Design => surveyDesign(createTable([...base, ...columns]));
const margin = (variable: string, totals: Record<string, number>): Margin => ({
  variables: [variable],
  totals: Object.entries(totals).map(([level, total]) => ({ levels: [level], total })),
});
const wide = (name: string) =>
  factorColumn(
    name,
    [],
    Array.from({ length: 200 }, (_, level) => `${level}`),
  );
const publication = (values: number[]): library.Publication => ({
  cells: values.map((value, cell) => ({ value, label: `cell ${cell}` })),
  relations: [{ total: 0, parts: [1, 2] }],
});

type Case = readonly [name: string, run: () => unknown, code: StatisticsErrorCode, variable?: string | undefined, count?: number];

const weights: Case[] = [
  ["negative weights", () => surveyDesign(table, { weights: "negative" }), "negative-weight", "negative", 3],
  ["missing weights", () => surveyDesign(table, { weights: "holes" }), "missing-weight", "holes", 2],
  ["infinite weights", () => surveyDesign(table, { weights: "endless" }), "missing-weight", "endless", 2],
  ["weights that are all 0", () => surveyDesign(table, { weights: "zero" }), "zero-weights", "zero", 12],
  ["weights that are labels", () => surveyDesign(table, { weights: "sex" }), "wrong-column-type", "sex"],
  ["too few weights", () => surveyDesign(table, { weights: new Float64Array(5).fill(1) }), "argument", "weights", 5],
  ["negative weights put in later", () => library.withWeights(design, new Float64Array(n).fill(-1)), "negative-weight", "weights", 12],
  ["trimming limits in the wrong order", () => library.trimWeights(design, { lower: 3, upper: 1 }), "bounds", "weights", 12],
  ["trimming that leaves no room", () => library.trimWeights(design, { lower: 2.5, strict: true }), "bounds", "weights", 12],
  ["trimming that pushes weights below 0", () => library.trimWeights(lopsided, { lower: 3 }), "negative-weight", "weights", 1],
  ["weights that are no number", () => surveyDesign(table, { weights: new Float64Array(n).fill(NaN) }), "missing-weight", "weights", 12],
  ["other weights beside replicates", () => library.withWeights(jackknife, design.weights), "unsupported", "weights", 12],
  ["weights before of another length", () => library.weightDiagnostics(design, new Float64Array(3)), "argument", "before", 3],
  ["weights before that are 0", () => library.weightDiagnostics(design, new Float64Array(n)), "argument", "before", 12],
];

const tables: Case[] = [
  ["a column that is not there", () => library.mean(design, ["nothing"]), "unknown-column", "nothing"],
  ["a label outside the levels", () => factorColumn("sex", ["woman", "x", "y"], ["woman", "man"]), "unknown-level", "sex", 2],
  ["codes outside the levels", () => library.factorFromCodes("sex", Int32Array.of(0, 5, -2), ["woman"]), "unknown-level", "sex", 2],
  ["columns of different length", () => createTable([numericColumn("a", [1, 2]), numericColumn("b", [1])]), "argument", "b", 1],
  ["two columns of one name", () => createTable([numericColumn("a", [1]), numericColumn("a", [1])]), "argument", "a"],
  ["no rows at all", () => surveyDesign(createTable([])), "too-few-rows", "table", 0],
  ["a factor where a number is needed", () => library.ratio(design, "sex", "y"), "wrong-column-type", "sex", 2],
  ["a quantile of a factor", () => library.quantiles(design, "area", [0.5]), "wrong-column-type", "area", 3],
  ["a level given twice", () => factorColumn("sex", ["woman"], ["woman", "man", "man"]), "argument", "sex", 1],
  [
    "more crossed levels than a computer holds",
    () => library.crossFactors([wide("a"), wide("b"), wide("c")], "all"),
    "argument",
    "all",
    8e6,
  ],
  ["an expression that is a factor", () => library.evaluateRows(table, "sex"), "wrong-column-type", "sex", 2],
  ["a level that is none of the factor's", () => library.evaluateRows(table, "sex == 'womn'"), "unknown-level", "sex", 2],
  ["a list with a level that is none", () => library.evaluateRows(table, "sex in ('woman', 'mna')"), "unknown-level", "sex", 2],
  ["a factor larger than a factor", () => library.evaluateRows(table, "sex > area"), "wrong-column-type", "sex", 2],
  ["arithmetic on text", () => library.evaluateRows(table, "sex + 1"), "wrong-column-type", "sex", 2],
  ["a function that is none of ours", () => library.evaluateRows(table, "constructor(y)"), "unsupported", "constructor"],
  ["an expression that stops", () => library.parseExpression("y +"), "argument", "y +"],
];

const designs: Case[] = [
  ["a stratum with one unit", () => library.mean(lonely, ["y"]), "lonely-psu", "stratum", 1],
  ["a single unit without strata", () => library.mean(surveyDesign(table, { ids: ["one"] }), ["y"]), "lonely-psu", "one", 1],
  [
    "strata that are all lonely",
    () => library.mean(surveyDesign(table, { ids: ["unit"], strata: ["unit"], lonelyPsu: "average" }), ["y"]),
    "lonely-psu",
    "unit",
    4,
  ],
  ["a stratum with one unit, jackknifed", () => library.withReplicates(lonely, { type: "JKn" }), "lonely-psu", "stratum", 1],
  [
    "a stratum with one unit, redrawn",
    () => library.withReplicates(lonely, { type: "bootstrap", replicates: 9, seed: 1 }),
    "lonely-psu",
    "stratum",
    1,
  ],
  ["JK1 with strata", () => library.withReplicates(lonely, { type: "JK1" }), "argument", "stratum", 2],
  ["BRR with strata of another size than 2", () => library.withReplicates(lonely, { type: "BRR" }), "argument", "stratum", 2],
  ["Fay's factor of 1", () => library.withReplicates(pairs, { type: "BRR", fay: 1 }), "argument", "fay"],
  ["a bootstrap of one", () => library.withReplicates(design, { type: "bootstrap", replicates: 1, seed: 1 }), "argument", "replicates", 1],
  ["replicates of replicates", () => library.withReplicates(jackknife, { type: "JK1" }), "argument", "design", 12],
  ["replicates of a calibrated design", () => library.withReplicates(calibrated, { type: "JK1" }), "argument", "design", 1],
  ["replicate weights for a calibrated design", () => library.fromReplicateWeights(calibrated, given()), "argument", "design", 1],
  [
    "replicates of unequal probabilities",
    () => library.withReplicates(surveyDesign(table, { fpc: ["chance"], pps: "brewer" }), { type: "JK1" }),
    "unsupported",
    "pps",
    12,
  ],
  ["replicate weights of another length", () => library.fromReplicateWeights(design, given({ length: 5 })), "argument", "replicate 2", 5],
  ["negative replicate weights", () => library.fromReplicateWeights(design, given({ fill: -1 })), "negative-weight", "replicate 2", 12],
  [
    "replicate weights that are no number",
    () => library.fromReplicateWeights(design, given({ fill: NaN })),
    "missing-weight",
    "replicate 2",
    12,
  ],
  ["a negative scale of replicates", () => library.fromReplicateWeights(design, given({ scale: -1 })), "argument", "rscales", 2],
  [
    "replicates asked for where there are none",
    () => library.replicateVariance(design, () => new Float64Array(1)),
    "not-replicate",
    "design",
    0,
  ],
  ["linearisation of replicates", () => library.variance(jackknife, []), "argument", "design", 12],
  ["influence of another length", () => library.variance(design, [new Float64Array(3)]), "argument", "influence", 3],
  ["a mask of another length", () => library.domain(design, [1, 0], "some"), "argument", "some", 2],
  ["more strata than stages", () => surveyDesign(table, { strata: ["sex", "area"] }), "argument", "area", 2],
  ["more populations than stages", () => surveyDesign(table, { fpc: ["fpc", "fpc"] }), "argument", "fpc", 2],
  ["a population that is a factor", () => surveyDesign(table, { fpc: ["sex"] }), "wrong-column-type", "sex", 2],
  ["a population that is missing", () => surveyDesign(table, { fpc: ["gaps"] }), "missing-values", "gaps", 4],
  ["a stratum that is missing", () => surveyDesign(table, { strata: ["partly"] }), "missing-values", "partly", 4],
  ["units split over strata", () => surveyDesign(table, { ids: ["unit"], strata: ["area"] }), "not-nested", "unit", 8],
  ["a population smaller than the sample", () => surveyDesign(table, { fpc: ["tiny"] }), "population-size", "tiny", 12],
  ["a population that varies within a stratum", () => surveyDesign(table, { fpc: ["uneven"] }), "population-size", "uneven", 6],
  ["PPS without probabilities", () => surveyDesign(table, { pps: "brewer" }), "argument", "fpc", 0],
  ["a domain without rows", () => library.domain(design, () => false, "nobody"), "empty-domain", "nobody", 0],
  ["groups of a variable that is missing", () => library.groups(design, ["empty"]), "empty-domain", "empty", 0],
];

const estimates: Case[] = [
  ["missing values", () => library.mean(design, ["gaps"]), "missing-values", "gaps", 4],
  ["nothing but missing values", () => library.mean(design, ["empty"], { missing: "omit" }), "empty-domain", "empty", 12],
  ["a total of nothing", () => library.total(design, ["empty"], { missing: "omit" }), "empty-domain", "empty", 12],
  ["a quantile of nothing", () => library.quantiles(design, "empty", [0.5], { missing: "omit" }), "empty-domain", "empty", 12],
  ["a quantile above 1", () => library.quantiles(design, "y", [1.5]), "argument", "p"],
  ["a quantile of NaN", () => library.quantiles(design, "y", [NaN]), "argument", "p"],
  [
    "an interval of replicates where there are none",
    () => library.quantiles(design, "y", [0.5], { interval: "quantile" }),
    "not-replicate",
    "y",
    0,
  ],
  ["a quantile with negative weights", () => library.quantiles(negative, "y", [0.5]), "negative-weight", "y"],
  ["sorting what is missing", () => library.sortWeighted(Float64Array.of(1, NaN), Float64Array.of(1, 1)), "missing-values", "values", 1],
  ["a level of confidence of 1", () => library.share(design, "yes", { level: 1 }), "argument", "level"],
  ["a level of confidence of NaN", () => library.confidenceIntervals(library.mean(design, ["y"]), { level: NaN }), "argument", "level"],
  ["an estimate of nothing", () => library.mean(design, []), "argument", "variables", 0],
  [
    "a design effect without a population",
    () => library.mean(surveyDesign(table), ["y"], { designEffect: "without-replacement" }),
    "population-size",
    "weights",
    12,
  ],
  [
    "the design effect of a total that varies with the weights alone",
    () => library.total(design, ["zero", "ones"], { designEffect: "with-replacement" }),
    "argument",
    "ones",
    12,
  ],
  ["a share among missing answers", () => library.share(design, { variable: "partly", level: "a" }), "missing-values", "partly", 4],
  [
    "an interval of a variance that is no number",
    () => library.proportionInterval({ estimate: 0.5, variance: NaN, df: 9, rows: 10, method: "beta", level: 0.95 }),
    "argument",
    "share",
    10,
  ],
  [
    "an interval of no rows",
    () => library.proportionInterval({ estimate: 0, variance: 0, df: 9, rows: 0, method: "beta", level: 0.95 }),
    "too-few-rows",
    "share",
    0,
  ],
  ["a contrast of too few coefficients", () => library.contrasts(library.mean(design, ["y", "x"]), { d: [1] }), "argument", "d", 1],
  ["a contrast that is no number", () => library.contrasts(library.mean(design, ["y", "x"]), { d: [1, NaN] }), "argument", "d", 1],
  ["a contrast of an unknown estimate", () => library.contrasts(library.mean(design, ["y"]), { d: { z: 1 } }), "unknown-column", "z", 1],
  [
    "a function without derivative",
    () => library.nonlinearContrasts(library.mean(design, ["zero"]), { root: "sqrt(zero)" }),
    "argument",
    "sqrt(zero)",
    1,
  ],
  ["a negative variance", () => library.standardErrors(Float64Array.of(-1)), "singular", "covariance", 1],

  ["a ratio to 0", () => library.ratio(design, "y", "zero"), "argument", "zero", 12],
  ["a share of what is no yes or no", () => library.share(design, "y"), "argument", "y", 10],
  ["a share of an unknown level", () => library.share(design, { variable: "sex", level: "other" }), "unknown-level", "sex", 2],
  ["don't know by an unknown level", () => library.threeNumbers(design, "grade", ["vet inte"]), "unknown-level", "grade", 3],
  [
    "a variance of one row",
    () =>
      library.populationVariance(
        library.domain(design, (row) => row === 0),
        ["y"],
      ),
    "too-few-rows",
    "y",
    1,
  ],
  [
    "an interval without degrees of freedom",
    () => library.share(surveyDesign(table, { ids: ["one"], lonelyPsu: "remove" }), "yes"),
    "too-few-rows",
    "df",
    0,
  ],
];

const men = { man: 50, woman: 50 };
/** One row of twelve is the level "lonely" of "stratum": a jackknife leaves it out once. */
const lonelyRow = surveyDesign(table);
const twice: Margin = {
  variables: ["sex"],
  totals: [
    { levels: ["man"], total: 5 },
    { levels: ["man"], total: 5 },
  ],
};
const calibrations: Case[] = [
  ["a level no row has", () => library.rake(design, [margin("sex", { ...men, other: 5 })]), "margin-unknown-level", "sex", 2],
  ["a level without total", () => library.rake(design, [margin("sex", { man: 50 })]), "margin-unknown-level", "sex", 6],
  [
    "a cell of the margin without rows",
    () => library.rake(with_(factorColumn("kind", cycle("a", "b"), ["a", "b", "c"])), [margin("kind", { a: 5, b: 5, c: 5 })]),
    "margin-empty",
    "kind",
    0,
  ],
  ["rows that should not be", () => library.rake(design, [margin("sex", { man: 100, woman: 0 })]), "margin-contradiction", "sex", 6],
  ["a negative total", () => library.rake(design, [margin("sex", { man: 100, woman: -5 })]), "margin-contradiction", "sex", -5],
  ["a total that is no number", () => library.rake(design, [margin("sex", { man: NaN, woman: 5 })]), "margin-contradiction", "sex"],
  [
    "margins of two populations",
    () => library.rake(design, [margin("sex", men), margin("area", { north: 30, south: 30, west: 30 })]),
    "margin-contradiction",
    "area",
    90,
  ],
  [
    "margins that cannot be met together",
    () => library.rake(with_(factorColumn("copy", cycle("a", "b"))), [margin("sex", men), margin("copy", { a: 90, b: 10 })]),
    "not-converged",
    "copy = a",
  ],
  [
    "bounds too narrow",
    () => library.calibrateToMargins(design, [margin("sex", { man: 1, woman: 99 })], { distance: "logit", bounds: [0.9, 1.1] }),
    "not-converged",
    "sex = man",
  ],
  [
    "a margin that a replicate cannot meet",
    () => library.rake(library.withReplicates(lonelyRow, { type: "JK1" }), [margin("stratum", { s1: 50, lonely: 9 })]),
    "not-converged",
    "stratum = lonely",
  ],
  [
    "a post-stratum that a replicate leaves empty",
    () => library.postStratify(library.withReplicates(lonelyRow, { type: "JK1" }), margin("stratum", { s1: 50, lonely: 9 })),
    "margin-empty",
    "stratum",
    0,
  ],
  ["a total given twice", () => library.rake(design, [twice]), "argument", "sex", 2],
  ["a total of too few labels", () => library.rake(design, [{ ...twice, variables: ["sex", "area"] }]), "argument", "sex × area", 1],
  ["logit without bounds", () => library.calibrateToMargins(design, [margin("sex", men)], { distance: "logit" }), "bounds", "bounds"],
  ["no totals", () => library.calibrateToTotals(design, {}), "argument", "totals", 0],
  ["a total that is infinite", () => library.calibrateToTotals(design, { y: Infinity }), "argument", "y"],
  ["an auxiliary that is infinite", () => library.calibrateToTotals(design, { endless: 9 }), "argument", "endless", 2],
  ["older raking of replicates", () => library.rakeByProportionalFitting(jackknife, [margin("sex", men)]), "unsupported", "design", 12],
  ["older raking to no margin", () => library.rakeByProportionalFitting(design, []), "argument", "margins", 0],
  ["bounds on one side of 1", () => library.rake(design, [margin("sex", men)], { bounds: [1.5, 3] }), "bounds", "bounds"],
  ["a margin with missing values", () => library.rake(design, [margin("partly", { a: 5, b: 5 })]), "missing-values", "partly", 4],
  ["no margin", () => library.rake(design, []), "argument", "margins", 0],
  [
    "a post-stratum without rows",
    () => library.postStratify(design, margin("sex", { ...men, other: 5 })),
    "margin-unknown-level",
    "sex",
    2,
  ],
  ["a total of a column with gaps", () => library.calibrateToTotals(design, { gaps: 10 }), "missing-values", "gaps", 4],
  ["a total of a factor without level", () => library.calibrateToTotals(design, { sex: 10 }), "wrong-column-type", "sex", 2],
];

const linear = library.fitGlm(design, "y ~ x", "gaussian");
const gappy = [numericColumn("x", [1, 2]), numericColumn("w", [1, null])];
const separated = with_(numericColumn("split", [1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1]));
const models: Case[] = [
  [
    "collinear terms",
    () => library.fitGlm(with_(numericColumn("twice", cycle(2, 4)), numericColumn("once", cycle(1, 2))), "y ~ once + twice", "gaussian"),
    "collinear",
    "twice",
    1,
  ],
  ["a term that never varies", () => library.fitGlm(design, "y ~ constant", "gaussian"), "collinear", "constant", 1],
  ["complete separation", () => library.fitGlm(separated, "yes ~ split", "binomial"), "separation", "split", 12],
  ["too few iterations", () => library.fitGlm(design, "yes ~ x", "binomial", { maximumIterations: 1 }), "not-converged", "x", 1],
  ["quasi-separation", () => library.fitGlm(design, "yes ~ rare", "binomial"), "separation", "rareb", 2],
  ["separation in proportional odds", () => library.fitOrdinal(design, "grade ~ graded"), "separation", "graded"],
  ["quasi-separation in proportional odds", () => library.fitOrdinal(design, "grade ~ topped"), "separation", "toppedyes"],
  ["infinite values in a model", () => library.fitGlm(design, "y ~ endless", "gaussian"), "argument", "endless", 2],
  ["an infinite response", () => library.fitGlm(design, "endless ~ x", "gaussian"), "argument", "endless", 2],
  ["negative weights in a model", () => library.fitGlm(negative, "y ~ x", "gaussian"), "negative-weight", "weights"],
  ["a function that formulas do not know", () => library.fitGlm(design, "y ~ toString(x)", "gaussian"), "unsupported", "toString"],
  ["a formula that stops", () => library.fitGlm(design, "y ~ x +", "gaussian"), "argument", "y ~ x +"],
  ["a model without response", () => library.fitGlm(design, "~ x", "gaussian"), "argument", "formula", 0],
  ["a model without anything", () => library.fitGlm(design, "y ~ 0", "gaussian"), "argument", "y", 0],
  ["an unknown level in a model", () => library.fitGlm(design, 'y ~ I(sex == "x")', "gaussian"), "unknown-level", "sex", 2],
  [
    "more coefficients than degrees of freedom",
    () => library.fitGlm(surveyDesign(table, { ids: ["unit"] }), "y ~ x + area + yes", "gaussian"),
    "too-few-rows",
    "y",
    3,
  ],
  [
    "more slopes than degrees of freedom",
    () => library.fitOrdinal(surveyDesign(table, { ids: ["unit"] }), "grade ~ x + area + yes"),
    "too-few-rows",
    "grade",
    3,
  ],
  ["a level of confidence above 1", () => library.coefficientTable(linear, 1.2), "argument", "level"],
  [
    "a coefficient without variance",
    () => library.coefficientTable(library.fitGlm(design, "constant ~ 1", "gaussian")),
    "singular",
    "(Intercept)",
    12,
  ],
  ["a ratio beyond numbers", () => library.oddsRatios(library.fitGlm(design, "y ~ I(x / 1e6)", "poisson")), "argument", "I(x/1000000)", 1],
  ["coefficients outside the model", () => library.waldTestOf(linear, [0, 7]), "argument", "index", 1],
  ["no coefficient", () => library.waldTestOf(linear, []), "argument", "index", 0],
  ["a prediction without its variable", () => library.predict(linear, createTable([numericColumn("z", [1])])), "unknown-column", "x", 1],
  ["a prediction with gaps", () => library.predict(linear, createTable([numericColumn("x", [1, null])])), "missing-values", "x", 1],
  [
    "a prediction without its offset",
    () => library.predict(library.fitGlm(design, "y ~ x + offset(w)", "gaussian"), createTable(gappy)),
    "missing-values",
    "w",
    1,
  ],
  [
    "a prediction beyond numbers",
    () => library.predict(library.fitGlm(design, "y ~ x", "poisson"), createTable([numericColumn("x", [-1e6, 1e6])]), "response"),
    "argument",
    "y",
    2,
  ],
  ["margins of a number", () => library.predictedMargins(linear, "x"), "argument", "x", 0],
  [
    "margins of replicates",
    () => library.predictedMargins(library.fitGlm(jackknife, "y ~ sex", "gaussian"), "sex"),
    "unsupported",
    "design",
    12,
  ],
  ["a tail of no design effects", () => library.quadraticFormSurvival(1, [], 9), "argument", "lambda", 0],
  ["a tail without degrees of freedom", () => library.quadraticFormSurvival(1, [1], 0.5), "too-few-rows", "ddf"],
  ["a response that is no yes or no", () => library.fitGlm(design, "y ~ x", "binomial"), "argument", "y"],
  ["a model of nothing", () => library.fitGlm(design, "empty ~ x", "gaussian"), "empty-domain", "x, empty", 0],
  ["a factor of one level", () => library.fitGlm(design, "y ~ one", "gaussian"), "one-level", "one", 1],
  [
    "more terms than rows",
    () =>
      library.fitGlm(
        library.domain(design, (row) => row < 2),
        "y ~ x + area",
        "gaussian",
      ),
    "too-few-rows",
    "y",
    2,
  ],
  ["proportional odds of one level", () => library.fitOrdinal(design, "one ~ x"), "one-level", "one", 1],
  ["a term that is not in the model", () => library.waldTest(library.fitGlm(design, "y ~ x", "gaussian"), ["sex"]), "argument", "sex", 1],
  ["a test of one level", () => library.twoWayTest(design, "sex", "one"), "one-level", "one", 1],
  ["a test without common rows", () => library.twoWayTest(design, "sex", "empty"), "empty-domain", "sex, empty", 0],
  [
    "a test with fewer degrees of freedom than the table",
    () => library.twoWayTest(surveyDesign(table, { ids: ["unit"] }), "pair", "area"),
    "too-few-rows",
    "pair, area",
    3,
  ],
  ["a test of a table without variance", () => library.twoWayTest(design, "sex", "gender"), "singular", "sex, gender", 1],
  ["a rank test of one group", () => library.rankTest(design, "y ~ one"), "one-level", "one", 1],
  ["a rank test without a group", () => library.rankTest(design, "y ~ 1"), "argument", "y ~ 1", 0],
  ["a rank test of nothing", () => library.rankTest(design, "empty ~ sex"), "empty-domain", "sex", 0],
  ["a t-test of two variables", () => library.tTest(design, "y ~ sex + area"), "argument", "y ~ sex + area", 2],
  ["a trend of waves that count alike", () => library.trendTest(design, "y", "wave", { scores: [1, 1, 1] }), "argument", "wave", 3],
  ["a trend of a factor", () => library.trendTest(design, "sex", "wave"), "wrong-column-type", "sex", 2],
  ["a t-test of three groups", () => library.tTest(design, "y ~ area"), "argument", "area", 3],
  ["a t-test of what never varies", () => library.tTest(design, "constant ~ sex"), "singular", "sex", 12],
  ["a trend over one wave", () => library.trendTest(design, "y", "one"), "one-level", "one", 1],
];

const others: Case[] = [
  ["no eligible unit", () => library.responseRates({ complete: 0 }), "too-few-rows", "dispositions", 0],
  ["nobody reached", () => library.responseRates({ complete: 0, nonContact: 9 }), "too-few-rows", "dispositions", 0],
  ["an endless count of units", () => library.responseRates({ complete: Infinity }), "argument", "complete", Infinity],
  ["an eligibility above 1", () => library.responseRates({ complete: 5 }, 1.5), "argument", "eligibility"],
  ["a class that is missing", () => library.responseRatesBy(table, "yes", "partly"), "missing-values", "partly", 4],
  [
    "propensities of units that do not count",
    () => library.responsePropensity(half.table, "yes", ["x"], "some"),
    "zero-weights",
    "some",
    6,
  ],
  ["propensities with gaps in the frame", () => library.responsePropensity(table, "yes", ["holes"]), "missing-values", "holes", 2],
  ["reminders in words", () => library.compareEarlyLate(table, "yes", "grade", "y"), "wrong-column-type", "grade", 3],
  ["respondents without reminders", () => library.compareEarlyLate(table, "yes", "gaps", "y"), "missing-values", "gaps", 1],
  ["late answers alone", () => library.compareEarlyLate(table, "yes", "wave", "y", 2000), "one-level", "wave", 6],
  ["early and late that do not vary", () => library.compareEarlyLate(table, "yes", "wave", "constant", 2022), "singular", "constant", 6],
  ["negative counts of units", () => library.responseRates({ complete: 5, refusal: -2 }), "argument", "refusal", -2],
  ["a response that is no yes or no", () => library.responseRatesBy(table, "y", "sex"), "argument", "y", 10],
  ["a class that answered fully", () => library.responsePropensity(separated.table, "split", ["yes"]), "separation", "yes", 12],
  [
    "a comparison where all answered",
    () => library.compareWithFrame(with_(numericColumn("all", cycle(1))).table, "all", "sex"),
    "one-level",
    "all",
    12,
  ],
  ["a table that does not add", () => library.compilePublication(publication([10, 4, 5])), "disclosure", "cell 0"],
  ["a count below 0", () => library.compilePublication(publication([3, 4, -1])), "disclosure", "cell 2"],
  ["a count that is no whole number", () => library.compilePublication(publication([4.5, 4, 0.5])), "disclosure", "cell 0"],
  ["a rule of 0", () => library.compilePublication(publication([9, 4, 5]), { minimum: 0 }), "disclosure"],
  ["a probability above 1", () => library.normalQuantile(2), "argument", "p"],
  ["degrees of freedom below 0", () => library.studentCdf(1, -3), "argument", "df"],
  ["the distribution at NaN", () => library.normalCdf(NaN), "argument", "x"],
  ["the density at NaN", () => library.normalDensity(NaN), "argument", "x"],
];

function expectRefusal([, run, code, variable, count]: Case): void {
  let thrown: unknown;
  let given: unknown;
  try {
    given = run();
  } catch (error) {
    thrown = error;
  }
  expect(given).toBeUndefined();
  expect(thrown).toBeInstanceOf(StatisticsError);
  expect(thrown).toMatchObject({ code, ...(variable === undefined ? {} : { variable }), ...(count === undefined ? {} : { count }) });
  const { message } = thrown as StatisticsError;
  if (code !== "disclosure") expect((thrown as StatisticsError).variable).toBeTruthy();
  for (const part of [variable, count])
    if (part !== undefined && part !== 0 && part !== 1) expect(message.toLowerCase()).toContain(String(part).toLowerCase());
}

describe.each([
  ["weights", weights],
  ["tables", tables],
  ["designs", designs],
  ["estimates", estimates],
  ["calibration", calibrations],
  ["models and tests", models],
  ["non-response, disclosure and distributions", others],
])("refused with a typed error: %s", (_, cases) => {
  it.each(cases.map((one) => [one[0], one] as const))("%s", (_name, one) => expectRefusal(one));
});

describe("nothing returns NaN", () => {
  it("refuses infinite data and replicates that miss the domain", () => {
    const cases: Case[] = [
      ["an infinite mean", () => library.mean(design, ["endless"]), "argument", "endless", 12],
      ["an infinite denominator", () => library.ratio(design, "y", "endless"), "argument"],
      ["an infinite quantile", () => library.quantiles(design, "endless", [1]), "argument", "endless", 2],
      ["influence that is no number", () => library.variance(design, [new Float64Array(n).fill(NaN)]), "argument", "covariance", 1],
      [
        "a replicate without the domain",
        () =>
          library.mean(
            library.domain(jackknife, (row) => row === 0),
            ["y"],
          ),
        "empty-domain",
        "replicates",
        1,
      ],
      [
        "a design effect of one row",
        () =>
          library.mean(
            library.domain(design, (row) => row === 0),
            ["y"],
            { designEffect: "with-replacement" },
          ),
        "too-few-rows",
        "y",
        1,
      ],
    ];
    cases.forEach(expectRefusal);
  });

  it("gives numbers for what does not vary and for shares of 0 and 1", () => {
    for (const one of [design, library.domain(design, (row) => row < 2), library.withReplicates(design, { type: "JK1" })]) {
      for (const name of ["zero", "constant", "y"]) {
        const estimate = library.mean(one, [name], { designEffect: "with-replacement" });
        expectNumbers([estimate, library.coefficientsOfVariation(estimate), library.quantiles(one, name, [0, 0.5, 1])]);
      }
      for (const method of ["xlogit", "logit", "asin", "mean", "beta", "likelihood", "wilson", "wilson-adjusted"] as const) {
        for (const indicator of ["zero", "zero == 0", "yes"]) expectNumbers(library.share(one, indicator, { method }));
      }
    }
  });
});

/** No number anywhere in the value is NaN. */
function expectNumbers(value: unknown, path = ""): void {
  if (typeof value === "number") expect(value, path).not.toBeNaN();
  else if (value instanceof Float64Array || Array.isArray(value)) value.forEach((one, index) => expectNumbers(one, `${path}[${index}]`));
  else if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value)) expectNumbers(one, `${path}.${key}`);
}
