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
  numericColumn("wave", cycle(2021, 2022, 2023)),
  factorColumn("sex", cycle("woman", "man")),
  factorColumn("area", cycle("north", "south", "west")),
  factorColumn("one", cycle("same")),
  factorColumn("partly", cycle("a", "b", null)),
  factorColumn("grade", cycle("low", "middle", "high", "middle"), ["low", "middle", "high"], true),
  factorColumn("unit", cycle("u1", "u2", "u3", "u4")),
  factorColumn("stratum", [...cycle("s1").slice(1), "lonely"]),
];
const table = createTable(base);
const design = surveyDesign(table, { weights: "w" });
const lonely = surveyDesign(table, { strata: ["stratum"] });
const with_ = (...columns: Column[]): Design => surveyDesign(createTable([...base, ...columns]));
const margin = (variable: string, totals: Record<string, number>): Margin => ({
  variables: [variable],
  totals: Object.entries(totals).map(([level, total]) => ({ levels: [level], total })),
});
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
  ["trimming limits in the wrong order", () => library.trimWeights(design, { lower: 3, upper: 1 }), "bounds"],
];

const tables: Case[] = [
  ["a column that is not there", () => library.mean(design, ["nothing"]), "unknown-column", "nothing"],
  ["a label outside the levels", () => factorColumn("sex", ["woman", "x", "y"], ["woman", "man"]), "unknown-level", "sex", 2],
  ["codes outside the levels", () => library.factorFromCodes("sex", Int32Array.of(0, 5, -2), ["woman"]), "unknown-level", "sex", 2],
  ["columns of different length", () => createTable([numericColumn("a", [1, 2]), numericColumn("b", [1])]), "argument", "b", 1],
  ["two columns of one name", () => createTable([numericColumn("a", [1]), numericColumn("a", [1])]), "argument", "a"],
  ["no rows at all", () => surveyDesign(createTable([])), "too-few-rows", undefined, 0],
  ["a factor where a number is needed", () => library.ratio(design, "sex", "y"), "wrong-column-type", "sex", 2],
];

const designs: Case[] = [
  ["a stratum with one unit", () => library.mean(lonely, ["y"]), "lonely-psu", undefined, 1],
  ["a stratum with one unit, jackknifed", () => library.withReplicates(lonely, { type: "JKn" }), "lonely-psu", undefined, 1],
  ["JK1 with strata", () => library.withReplicates(lonely, { type: "JK1" }), "argument", undefined, 2],
  ["a stratum that is missing", () => surveyDesign(table, { strata: ["partly"] }), "missing-values", "partly", 4],
  ["units split over strata", () => surveyDesign(table, { ids: ["unit"], strata: ["area"] }), "not-nested", "unit"],
  ["a population smaller than the sample", () => surveyDesign(table, { fpc: ["tiny"] }), "population-size", "tiny"],
  ["a population that varies within a stratum", () => surveyDesign(table, { fpc: ["uneven"] }), "population-size", "uneven"],
  ["PPS without probabilities", () => surveyDesign(table, { pps: "brewer" }), "argument"],
  ["a domain without rows", () => library.domain(design, () => false, "nobody"), "empty-domain", "nobody", 0],
  ["groups of a variable that is missing", () => library.groups(design, ["empty"]), "empty-domain", "empty", 0],
];

const estimates: Case[] = [
  ["missing values", () => library.mean(design, ["gaps"]), "missing-values", "gaps", 4],
  ["nothing but missing values", () => library.mean(design, ["empty"], { missing: "omit" }), "empty-domain", "empty", 12],
  ["a total of nothing", () => library.total(design, ["empty"], { missing: "omit" }), "empty-domain", "empty", 12],
  ["a quantile of nothing", () => library.quantiles(design, "empty", [0.5], { missing: "omit" }), "empty-domain", "empty", 12],
  ["a quantile above 1", () => library.quantiles(design, "y", [1.5]), "argument"],
  ["a ratio to 0", () => library.ratio(design, "y", "zero"), "argument", "zero", 12],
  ["a share of what is no yes or no", () => library.share(design, "y"), "argument", "y", 10],
  ["a share of an unknown level", () => library.share(design, { variable: "sex", level: "other" }), "unknown-level", "sex"],
  ["don't know by an unknown level", () => library.threeNumbers(design, "grade", ["vet inte"]), "unknown-level", "grade"],
  [
    "a variance of one row",
    () =>
      library.populationVariance(
        library.domain(design, (row) => row === 0),
        ["y"],
      ),
    "too-few-rows",
    undefined,
    1,
  ],
  [
    "an interval without degrees of freedom",
    () => library.share(surveyDesign(table, { ids: ["one"], lonelyPsu: "remove" }), "yes"),
    "too-few-rows",
  ],
];

const men = { man: 50, woman: 50 };
const calibrations: Case[] = [
  ["a level no row has", () => library.rake(design, [margin("sex", { ...men, other: 5 })]), "margin-unknown-level", "sex"],
  ["a level without total", () => library.rake(design, [margin("sex", { man: 50 })]), "margin-unknown-level", "sex", 6],
  [
    "a cell of the margin without rows",
    () => library.rake(with_(factorColumn("kind", cycle("a", "b"), ["a", "b", "c"])), [margin("kind", { a: 5, b: 5, c: 5 })]),
    "margin-empty",
    "kind",
    0,
  ],
  ["rows that should not be", () => library.rake(design, [margin("sex", { man: 100, woman: 0 })]), "margin-contradiction", "sex", 6],
  ["a negative total", () => library.rake(design, [margin("sex", { man: 100, woman: -5 })]), "margin-contradiction", "sex"],
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
  ],
  [
    "bounds too narrow",
    () => library.calibrateToMargins(design, [margin("sex", { man: 1, woman: 99 })], { distance: "logit", bounds: [0.9, 1.1] }),
    "not-converged",
  ],
  ["bounds on one side of 1", () => library.rake(design, [margin("sex", men)], { bounds: [1.5, 3] }), "bounds"],
  ["a margin with missing values", () => library.rake(design, [margin("partly", { a: 5, b: 5 })]), "missing-values", "partly", 4],
  ["no margin", () => library.rake(design, []), "argument"],
  ["a post-stratum without rows", () => library.postStratify(design, margin("sex", { ...men, other: 5 })), "margin-unknown-level", "sex"],
  ["a total of a column with gaps", () => library.calibrateToTotals(design, { gaps: 10 }), "missing-values", "gaps", 4],
  ["a total of a factor without level", () => library.calibrateToTotals(design, { sex: 10 }), "wrong-column-type", "sex"],
];

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
  ["too few iterations", () => library.fitGlm(design, "yes ~ x", "binomial", { maximumIterations: 1 }), "not-converged", undefined, 1],
  ["a response that is no yes or no", () => library.fitGlm(design, "y ~ x", "binomial"), "argument", "y"],
  ["a model of nothing", () => library.fitGlm(design, "empty ~ x", "gaussian"), "empty-domain"],
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
  ],
  ["proportional odds of one level", () => library.fitOrdinal(design, "one ~ x"), "one-level", "one"],
  ["a term that is not in the model", () => library.waldTest(library.fitGlm(design, "y ~ x", "gaussian"), ["sex"]), "argument"],
  ["a test of one level", () => library.twoWayTest(design, "sex", "one"), "one-level", "one", 1],
  ["a test without common rows", () => library.twoWayTest(design, "sex", "empty"), "empty-domain"],
  ["a t-test of three groups", () => library.tTest(design, "y ~ area"), "argument", "area", 3],
  ["a t-test of what never varies", () => library.tTest(design, "constant ~ sex"), "singular", "sex"],
  ["a trend over one wave", () => library.trendTest(design, "y", "one"), "one-level", "one"],
];

const others: Case[] = [
  ["no eligible unit", () => library.responseRates({ complete: 0 }), "too-few-rows", undefined, 0],
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
  ["a probability above 1", () => library.normalQuantile(2), "argument"],
  ["degrees of freedom below 0", () => library.studentCdf(1, -3), "argument"],
  ["the distribution at NaN", () => library.normalCdf(NaN), "argument"],
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
  for (const part of [variable, count]) if (part !== undefined && part !== 0 && part !== 1) expect(message).toContain(String(part));
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
    const jackknife = library.withReplicates(design, { type: "JK1" });
    const cases: Case[] = [
      ["an infinite mean", () => library.mean(design, ["endless"]), "argument", "endless", 12],
      ["an infinite denominator", () => library.ratio(design, "y", "endless"), "argument"],
      ["an infinite quantile", () => library.quantiles(design, "endless", [1]), "argument", "endless", 2],
      ["influence that is no number", () => library.variance(design, [new Float64Array(n).fill(NaN)]), "argument", undefined, 1],
      [
        "a replicate without the domain",
        () =>
          library.mean(
            library.domain(jackknife, (row) => row === 0),
            ["y"],
          ),
        "empty-domain",
        undefined,
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
        undefined,
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
