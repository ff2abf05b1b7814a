import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTable, factorColumn, factorFromCodes, numericColumn } from "../data/table.ts";
import type { Column, Table } from "../data/table.ts";
import { surveyDesign } from "../design/design.ts";
import { StatisticsError } from "../errors.ts";
import { deparse, parseExpression } from "../data/expression.ts";
import { parseFormula } from "./formula.ts";
import { coefficientTable, fitGlm, oddsRatios } from "./glm.ts";
import { fitOrdinal } from "./ordinal.ts";
import { newRows, predict, predictCategories, predictedMargins } from "./predict.ts";
import { likelihoodRatioTest, waldTest, workingWaldTest } from "./term-test.ts";

/** Pseudo-random numbers from a seed: the same rows in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
}

function sample(n: number, seed = 1): Table {
  const next = generator(seed);
  const draw = (levels: number): Int32Array => Int32Array.from({ length: n }, () => Math.floor(next() * levels));
  const sex = draw(2);
  const age = draw(3);
  const year = Float64Array.from({ length: n }, () => 2015 + Math.floor(next() * 10));
  const latent = Float64Array.from({ length: n }, (_, i) => {
    const u = next();
    return 0.8 * (sex[i] ?? 0) - 0.4 * (age[i] ?? 0) + 0.1 * ((year[i] ?? 0) - 2020) + Math.log(u / (1 - u));
  });
  const columns: Column[] = [
    factorFromCodes("sex", sex, ["woman", "man"]),
    factorFromCodes("age", age, ["young", "middle", "old"]),
    numericColumn("year", year),
    numericColumn(
      "yes",
      latent.map((value) => Number(value > 0)),
    ),
    numericColumn("score", latent),
    factorFromCodes(
      "grade",
      Int32Array.from(latent, (value) => (value < -1 ? 0 : value < 0.5 ? 1 : 2)),
      ["low", "mid", "high"],
      true,
    ),
    numericColumn(
      "unit",
      Float64Array.from({ length: n }, (_, i) => Math.floor(i / 4)),
    ),
    numericColumn(
      "weight",
      Float64Array.from({ length: n }, () => 0.5 + next()),
    ),
  ];
  return createTable(columns);
}

/** The table with its rows taken in another order, or repeated. */
function take(
  table: Table,
  rows: readonly number[],
  change: (name: string, value: number, at: number) => number = (_, value) => value,
): Table {
  return createTable(
    [...table.columns.values()].map((one) =>
      one.kind === "numeric"
        ? numericColumn(
            one.name,
            Float64Array.from(rows, (row, at) => change(one.name, one.values[row] ?? Number.NaN, at)),
          )
        : factorFromCodes(
            one.name,
            Int32Array.from(rows, (row) => one.codes[row] ?? -1),
            one.levels,
            one.ordered,
          ),
    ),
  );
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs((actual[i] ?? Number.NaN) - (expected[i] ?? 0))).toBeLessThanOrEqual(tolerance * (1e-6 + Math.abs(expected[i] ?? 0)));
  }
}

function refusal(run: () => unknown): StatisticsError {
  try {
    run();
  } catch (error) {
    if (error instanceof StatisticsError) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}

const options = { weights: "weight", ids: ["unit"] };

describe("formulas", () => {
  it.each([
    ["y ~ a * b", ["a", "b", "a:b"]],
    ["y ~ a:b + a + b", ["a", "b", "a:b"]],
    ["y ~ (a + b + c)^2 - b:c", ["a", "b", "c", "a:b", "a:c"]],
    ["y ~ I((wave - 2021)/2) * sch.wide", ["I((wave - 2021)/2)", "sch.wide", "I((wave - 2021)/2):sch.wide"]],
    ["y ~ a / b", ["a", "a:b"]],
    ["~ log(x) + factor(g)", ["log(x)", "factor(g)"]],
  ])("%s has the terms of R", (text, terms) => {
    expect(parseFormula(text).terms.map((term) => term.name)).toEqual(terms);
  });

  it("know the constant and offsets", () => {
    expect(parseFormula("y ~ a - 1").intercept).toBe(false);
    expect(parseFormula("y ~ 0 + a").intercept).toBe(false);
    expect(parseFormula("y ~ a + offset(log(n))").offsets.map(deparse)).toEqual(["log(n)"]);
  });

  it("say where they cannot be read", () => {
    expect(refusal(() => parseExpression("a + * b")).message).toContain('"*" at position 5');
    expect(refusal(() => parseExpression("a ? b")).message).toContain("position 3");
  });
});

describe("regression", () => {
  it("equals the log odds ratio of a fourfold table", () => {
    const rows = [
      ...Array.from({ length: 30 }, () => [0, 1]),
      ...Array.from({ length: 20 }, () => [0, 0]),
      ...Array.from({ length: 12 }, () => [1, 1]),
      ...Array.from({ length: 28 }, () => [1, 0]),
    ];
    const table = createTable([
      numericColumn(
        "x",
        rows.map((row) => row[0]),
      ),
      numericColumn(
        "y",
        rows.map((row) => row[1]),
      ),
    ]);
    const fit = fitGlm(surveyDesign(table), "y ~ x", "binomial");
    expectClose(fit.coefficients, [Math.log(30 / 20), Math.log((12 * 20) / (28 * 30))], 1e-12);
    // Robust variance of a saturated model is the textbook one times n/(n−1).
    expectClose([fit.standardErrors[1] ?? 0], [Math.sqrt((1 / 30 + 1 / 20 + 1 / 12 + 1 / 28) * (90 / 89))], 1e-10);
    expectClose([oddsRatios(fit)[0]?.ratio ?? 0], [(12 * 20) / (28 * 30)], 1e-12);
  });

  it("equals group means and log rates", () => {
    const table = sample(60);
    const design = surveyDesign(table, options);
    const fit = fitGlm(design, "score ~ age - 1", "gaussian");
    const rates = fitGlm(design, { response: "yes", terms: ["age"], intercept: false }, "poisson");
    expect(fit.names).toEqual(["ageyoung", "agemiddle", "ageold"]);
    const shares = fitGlm(design, "yes ~ age - 1", "gaussian");
    expectClose(rates.coefficients.map(Math.exp), shares.coefficients, 1e-11);
  });

  it("keeps its estimates under row order, split rows, renamed levels and the scale of the weights", () => {
    const formula = "yes ~ sex * age + year";
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const table = sample(240, seed);
        const n = table.n;
        const fit = fitGlm(surveyDesign(table, options), formula, "binomial");
        const order = Array.from({ length: n }, (_, i) => (i * 97) % n);
        const shuffled = fitGlm(surveyDesign(take(table, order), options), formula, "binomial");
        const twice = take(table, [...order, ...order], (name, value) => (name === "weight" ? value / 2 : value));
        const split = fitGlm(surveyDesign(twice, options), formula, "binomial");
        const scaled = take(table, order, (name, value) => (name === "weight" ? value * 1000 : value));
        const heavy = fitGlm(surveyDesign(scaled, options), formula, "binomial");
        for (const other of [shuffled, split, heavy]) {
          expectClose(other.coefficients, fit.coefficients);
          expectClose(other.standardErrors, fit.standardErrors);
        }
        const renamed = [...table.columns.values()].map((one) =>
          one.kind === "factor" ? { ...one, levels: one.levels.map((level) => `x ${level}`) } : one,
        );
        expectClose(fitGlm(surveyDesign(createTable(renamed), options), formula, "binomial").covariance, fit.covariance);
      }),
      { numRuns: 15 },
    );
  });

  it("fits an offset with its coefficient at 1 and loses no digits to large numbers", () => {
    const design = surveyDesign(sample(120), options);
    const free = fitGlm(design, "score ~ year", "gaussian");
    const shifted = fitGlm(design, "score ~ I(year - 2020) + offset(0.5 * year)", "gaussian");
    expectClose([(shifted.coefficients[1] ?? 0) + 0.5], [free.coefficients[1] ?? 0], 1e-11);
    expectClose([shifted.standardErrors[1] ?? 0], [free.standardErrors[1] ?? 0], 1e-11);
  });

  it("converges whatever unit the response has, also when it is fitted without error", () => {
    const table = sample(120);
    const fit = fitGlm(surveyDesign(table, options), "score ~ sex + year", "gaussian");
    for (const unit of [1e-9, 1e9, 1e12]) {
      const other = fitGlm(surveyDesign(table, options), `I(score * ${unit}) ~ sex + year`, "gaussian");
      expectClose(
        other.coefficients.map((value) => value / unit),
        fit.coefficients,
        1e-9,
      );
      expectClose(
        other.standardErrors.map((value) => value / unit),
        fit.standardErrors,
        1e-9,
      );
    }
    const exact = fitGlm(surveyDesign(table, options), "I(3e9 * year) ~ sex + year", "gaussian");
    expectClose([exact.coefficients[2] ?? 0], [3e9], 1e-12);
  });

  it("has replicate errors close to the linearised ones", () => {
    const table = sample(400, 5);
    const design = surveyDesign(table, options);
    const fit = fitGlm(design, "yes ~ sex", "binomial");
    const units = 100;
    const weights = design.weights;
    const unit = table.columns.get("unit");
    const replicate = Array.from({ length: units }, (_, r) =>
      weights.map((value, row) => (unit?.kind === "numeric" && unit.values[row] === r ? 0 : (value * units) / (units - 1))),
    );
    const replicates = {
      type: "JK1",
      weights: replicate,
      scale: (units - 1) / units,
      rscales: new Float64Array(units).fill(1),
      mse: false,
    } as const;
    const jackknife = fitGlm({ ...design, kind: "replicate", replicates }, "yes ~ sex", "binomial");
    expectClose(jackknife.coefficients, fit.coefficients, 1e-12);
    expectClose(jackknife.standardErrors, fit.standardErrors, 0.03);
  });
});

describe("proportional odds", () => {
  it("is logistic regression when there are two categories", () => {
    const design = surveyDesign(sample(300), options);
    const logistic = fitGlm(design, "yes ~ sex + year", "binomial");
    const ordinal = fitOrdinal(design, "yes ~ sex + year");
    expectClose(ordinal.coefficients, [logistic.coefficients[1] ?? 0, logistic.coefficients[2] ?? 0, -(logistic.coefficients[0] ?? 0)]);
    expectClose(ordinal.standardErrors, [
      logistic.standardErrors[1] ?? 0,
      logistic.standardErrors[2] ?? 0,
      logistic.standardErrors[0] ?? 0,
    ]);
    expect(ordinal.names).toEqual(["sexman", "year", "0|1"]);
  });

  it("turns its signs when the categories are turned", () => {
    const table = sample(300);
    const grade = table.columns.get("grade");
    if (grade?.kind !== "factor") throw new Error("no grade");
    const turned = { ...grade, name: "turned", levels: [...grade.levels].reverse(), codes: grade.codes.map((code) => 2 - code) };
    const design = surveyDesign(createTable([...table.columns.values(), turned]), options);
    const one = fitOrdinal(design, "grade ~ sex + age");
    const other = fitOrdinal(design, "turned ~ sex + age");
    expectClose(
      other.coefficients.slice(0, 3),
      one.coefficients.slice(0, 3).map((value) => -value),
    );
    expectClose([other.logLikelihood], [one.logLikelihood], 1e-12);
  });

  it("predicts probabilities that sum to 1 and fit the shares when there are no slopes", () => {
    const design = surveyDesign(sample(200), options);
    const fit = fitOrdinal(design, "grade ~ 1");
    const [row] = predictCategories(fit, createTable([numericColumn("any", [0])]));
    const shares = ["low", "mid", "high"].map((level) => fitGlm(design, `I(grade == "${level}") ~ 1`, "binomial"));
    expectClose(
      row?.probability ?? [],
      shares.map((one) => one.fitted[0] ?? 0),
      1e-10,
    );
    expectClose(
      row?.standardErrors ?? [],
      shares.map((one) => predict(one, createTable([numericColumn("any", [0])]), "response").standardErrors[0] ?? 0),
      1e-8,
    );
  });
});

describe("tests of terms", () => {
  it("are squares of t for one coefficient, and agree with one another in large samples", () => {
    const fit = fitGlm(surveyDesign(sample(4000), options), "yes ~ sex + age", "binomial");
    const sex = waldTest(fit, ["sex"]);
    const t = coefficientTable(fit)[1]?.t ?? 0;
    expectClose([sex.f], [t * t], 1e-10);
    const age = waldTest(fit, ["age"]);
    expect(age.numeratorDf).toBe(2);
    const ratio = likelihoodRatioTest(fit, ["age"]);
    const working = workingWaldTest(fit, ["~ age"]);
    expect(Math.abs(ratio.chiSquare / working.chiSquare - 1)).toBeLessThan(0.05);
    expect(Math.abs(Math.log(ratio.p / age.p))).toBeLessThan(0.1 * Math.abs(Math.log(age.p)));
    expect(refusal(() => waldTest(fit, ["height"])).message).toBe('"height" is no term of the model; its terms are sex, age.');
  });

  it("work for proportional odds", () => {
    const fit = fitOrdinal(surveyDesign(sample(1000), options), "grade ~ sex + age");
    expect(waldTest(fit, ["age"]).numeratorDf).toBe(2);
    expect(likelihoodRatioTest(fit, ["sex"]).p).toBeLessThan(1e-4);
  });
});

describe("prediction", () => {
  it("gives margins equal to the group means of a model with the group alone", () => {
    const design = surveyDesign(sample(300), options);
    const fit = fitGlm(design, "yes ~ age", "binomial");
    const margins = predictedMargins(fit, "age");
    const means = fitGlm(design, "yes ~ age - 1", "gaussian");
    expectClose(margins.estimate, means.coefficients, 1e-10);
    expectClose(margins.standardErrors, means.standardErrors, 1e-8);
    const rows = newRows(fit, { age: ["young", "middle", "old"] });
    expectClose(predict(fit, rows, "response").estimate, means.coefficients, 1e-10);
    expect(refusal(() => newRows(fit, { age: ["ancient"] })).code).toBe("unknown-level");
  });
});

describe("what cannot be fitted is refused by name", () => {
  const table = sample(80);
  const design = surveyDesign(table, options);

  it("names collinear columns", () => {
    const error = refusal(() => fitGlm(design, "score ~ year + I(2 * year + 1)", "gaussian"));
    expect(error).toMatchObject({ code: "collinear", variable: "I(2 * year + 1)", count: 1 });
  });

  it("names the variable that separates, fully or partly", () => {
    const yes = table.columns.get("yes");
    const values = yes?.kind === "numeric" ? yes.values : new Float64Array(0);
    const full = createTable([
      ...table.columns.values(),
      numericColumn(
        "twin",
        values.map((value, i) => value * 5 + (i % 3)),
      ),
    ]);
    expect(refusal(() => fitGlm(surveyDesign(full, options), "yes ~ sex + twin", "binomial"))).toMatchObject({
      code: "separation",
      variable: "twin",
    });
    const labels = Array.from(values, (value, i) => (value === 1 && i % 4 === 0 ? "b" : i % 2 === 0 ? "a" : "c"));
    const partly = createTable([...table.columns.values(), factorColumn("group", labels)]);
    expect(refusal(() => fitGlm(surveyDesign(partly, options), "yes ~ sex + group", "binomial"))).toMatchObject({
      code: "separation",
      variable: "groupb",
      count: labels.filter((label) => label === "b").length,
    });
    expect(refusal(() => fitOrdinal(surveyDesign(full, options), "yes ~ sex + twin")).code).toBe("separation");
    const none = createTable([
      ...table.columns.values(),
      numericColumn(
        "events",
        Float64Array.from(labels, (label, i) => (label === "b" ? 0 : 1 + (i % 3))),
      ),
      factorColumn("group", labels),
    ]);
    expect(refusal(() => fitGlm(surveyDesign(none, options), "events ~ group", "poisson"))).toMatchObject({
      code: "separation",
      variable: "groupb",
    });
  });

  it("counts rows, levels and values", () => {
    expect(refusal(() => fitGlm(design, "score ~ height", "gaussian"))).toMatchObject({ code: "unknown-column", variable: "height" });
    expect(refusal(() => fitGlm(design, "score ~ log(year - 3000)", "gaussian"))).toMatchObject({ code: "empty-domain" });
    expect(refusal(() => fitGlm(design, "score ~ sex", "binomial"))).toMatchObject({ code: "argument", variable: "score" });
    expect(refusal(() => fitGlm(design, "I(yes > 2) ~ sex", "binomial"))).toMatchObject({ code: "one-level" });
    expect(refusal(() => fitGlm(surveyDesign(take(table, [0, 1, 2])), "score ~ year + yes + unit", "gaussian"))).toMatchObject({
      code: "too-few-rows",
      count: 3,
    });
    expect(refusal(() => fitGlm(design, "yes ~ sex + year", "binomial", { maximumIterations: 2 }))).toMatchObject({
      code: "not-converged",
      count: 2,
    });
    const single = take(
      table,
      Array.from({ length: 80 }, (_, i) => i),
    );
    const women = createTable(
      [...single.columns.values()].map((one) =>
        one.name === "sex" ? factorColumn("sex", new Array<string>(80).fill("man"), ["woman", "man"]) : one,
      ),
    );
    expect(refusal(() => fitGlm(surveyDesign(women), "score ~ sex", "gaussian"))).toMatchObject({ code: "one-level", variable: "sex" });
  });

  it("stops when asked to", () => {
    expect(refusal(() => fitGlm(design, "yes ~ sex", "binomial", { signal: AbortSignal.abort() })).code).toBe("aborted");
  });
});
