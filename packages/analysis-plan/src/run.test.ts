// Each type of analysis against the library called directly, and against numbers worked by hand.
import { describe, expect, test } from "vitest";
import {
  createTable,
  factorColumn,
  numericColumn,
  domain,
  surveyDesign,
  fromReplicateWeights,
  withReplicates,
  byGroups,
  meanStatistic,
  contrasts,
  quantiles,
  share,
  threeNumbers,
  mean,
  ratio,
  coefficientTable,
  fitGlm,
  oddsRatios,
  fitOrdinal,
  predictedMargins,
  likelihoodRatioTest,
  waldTest,
  responsePropensity,
  twoWayTest,
  rankTest,
  tTest,
  trendTest,
  calibrateToMargins,
  postStratify,
} from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { parsePlan } from "./parse.ts";
import type { PlanResult, Result } from "./result.ts";
import { runPlan } from "./run.ts";

const context = { dataHash: "d", planHash: "p", versions: { x: "1" }, time: "2026-11-22T12:00:00.000Z" };
const run = async (text: string, table: Table = panel()): Promise<PlanResult> =>
  (await runPlan(parsePlan(`data: { file: a.csv }\n${text}`, "plan.yaml"), { ...context, table })).result;
/** One analysis with the design weights `w`. */
const analysis = async (text: string, before = "design: { weights: w }\n"): Promise<Result> => {
  const { results } = await run(`${before}analyses:\n  - { id: x, ${text} }\n`);
  return results[0] as Result;
};

/** 240 made-up answers with weights, missing values and two waves. */
function panel(): Table {
  const rows = Array.from({ length: 240 }, (_, i) => i);
  let state = 20261122;
  const numbers = new Map<string, number>();
  // Park and Miller's generator, one number for each row and column.
  for (const i of rows) for (let k = 1; k <= 9; k++) numbers.set(`${i} ${k}`, (state = (state * 48271) % 2147483647) / 2147483647);
  const chance = (i: number, k: number): number => numbers.get(`${i} ${k}`) ?? 0;
  const pick = <T>(list: readonly T[], at: number): T => list[Math.min(list.length - 1, Math.floor(at * list.length))] as T;
  return createTable([
    factorColumn(
      "sex",
      rows.map((i) => pick(["man", "woman"], chance(i, 1))),
      ["man", "woman"],
    ),
    factorColumn(
      "age",
      rows.map((i) => pick(["young", "middle", "old"], chance(i, 2))),
      ["young", "middle", "old"],
    ),
    factorColumn(
      "trust",
      rows.map((i) => (i % 17 === 0 ? null : pick(["low", "high", "vet inte"], chance(i, 3)))),
      ["low", "high", "vet inte"],
    ),
    factorColumn(
      "grade",
      rows.map((i) => pick(["1", "2", "3"], chance(i, 8))),
      ["1", "2", "3"],
    ),
    numericColumn(
      "y",
      rows.map((i) => (i % 13 === 0 ? null : Math.round(100 * chance(i, 4)))),
    ),
    numericColumn(
      "x",
      rows.map((i) => 1 + Math.round(10 * chance(i, 5))),
    ),
    numericColumn(
      "yes",
      rows.map((i) => (i % 19 === 0 ? null : Number(chance(i, 6) < 0.4))),
    ),
    numericColumn(
      "wave",
      rows.map((i) => 2022 + (i % 3)),
    ),
    numericColumn(
      "answered",
      rows.map((i) => Number(chance(i, 9) < 0.6)),
    ),
    numericColumn(
      "sent",
      rows.map((i) => i % 3),
    ),
    numericColumn(
      "w",
      rows.map((i) => 1 + chance(i, 7)),
    ),
    numericColumn(
      "r1",
      rows.map((i) => (i % 2 === 0 ? 2 : 0)),
    ),
    numericColumn(
      "r2",
      rows.map((i) => (i % 2 === 0 ? 0 : 2)),
    ),
    numericColumn(
      "r3",
      rows.map((i) => (i % 4 < 2 ? 2 : 0)),
    ),
    numericColumn(
      "r4",
      rows.map((i) => (i % 4 < 2 ? 0 : 2)),
    ),
  ]);
}
const design = () => surveyDesign(panel(), { weights: "w" });
const omit = { missing: "omit" } as const;
const plain = (one: Result): (number | null)[][] =>
  one.rows.map(({ estimate, se, lower, upper, rows }) => [estimate, se, lower, upper, rows]);

describe("worked by hand", () => {
  // Weights 1, 1, 2: mean (1 + 2 + 2·4)/4 = 2.75; total 11; ratio 11/(1·2 + 1·2 + 2·2) = 11/8; share of y > 1: 3/4.
  const table = createTable([numericColumn("y", [1, 2, 4]), numericColumn("x", [2, 2, 2]), numericColumn("w", [1, 1, 2])]);
  test.each([
    ["type: mean, variable: y", 2.75],
    ["type: total, variable: y", 11],
    ["type: ratio, variable: y, denominator: x", 11 / 8],
    ["type: share, variable: y > 1", 0.75],
    ["type: mean, variable: y, domain: y > 1", 10 / 3],
    ["type: quantile, variable: y", 2],
  ])("%s", async (text, expected) => {
    const { results } = await run(`design: { weights: w }\nanalyses:\n  - { id: x, ${text} }\n`, table);
    expect(results[0]?.rows[0]?.estimate).toBeCloseTo(expected, 12);
    expect(results[0]?.rows[0]?.rows).toBe(text.includes("domain") ? 2 : 3);
  });

  test("a total of a factor counts the population of each level, on the rows of the level", async () => {
    const levels = createTable([factorColumn("g", ["a", "b", "b"]), numericColumn("w", [1, 1, 2])]);
    const { results } = await run("design: { weights: w }\nanalyses:\n  - { id: x, type: total, variable: g }\n", levels);
    expect(results[0]?.rows.map(({ name, estimate, rows }) => [name, estimate, rows])).toEqual([
      ["a", 1, 1],
      ["b", 3, 2],
    ]);
  });

  test("a group of one row has its estimate and no interval", async () => {
    const one = createTable([factorColumn("g", ["a", "b", "b"]), numericColumn("y", [7, 1, 2])]);
    const { results } = await run(
      "analyses:\n  - { id: x, type: mean, variable: y, by: [g] }\n  - { id: s, type: share, variable: y > 5, by: [g] }\n",
      one,
    );
    expect(results[0]?.rows[0]).toMatchObject({ estimate: 7, se: null, lower: null, upper: null, rows: 1, remark: "few" });
    expect(results[1]?.rows[0]).toMatchObject({ estimate: 1, lower: null, remark: "few" });
  });

  test("a quantile that is the largest value says where its limit comes from", async () => {
    const ten = createTable([numericColumn("y", [1, 2, 3, 4, 5, 6, 7, 8, 9, 9])]);
    const { results } = await run("analyses:\n  - { id: x, type: quantile, variable: y, quantiles: [0.5, 0.9] }\n", ten);
    expect(results[0]?.rows).toMatchObject([
      { estimate: 5, remark: null },
      { estimate: 9, upper: 9, remark: "largest" },
    ]);
  });
});

describe("the same as the library", () => {
  test("shares by groups, all together, and the difference from a reference", async () => {
    const found = await analysis(
      "type: share, variable: trust, level: high, by: [sex], overall: true, reference: man, interval: beta, confidence: 0.9",
    );
    const [all] = [share(design(), { variable: "trust", level: "high" }, { ...omit, level: 0.9, method: "beta" })];
    expect(found.rows.map(({ labels, measure }) => [labels[0], measure])).toEqual([
      ["man", "share"],
      ["woman", "share"],
      ["", "share"],
      ["woman", "difference"],
    ]);
    expect(plain(found)[2]).toEqual([all.estimate, all.se, all.interval.lower, all.interval.upper, all.rows]);
    const joint = byGroups(design(), ["sex"], (part) => meanStatistic(part, ["y"], omit)).joint;
    const gap = contrasts(joint, { d: [-1, 1] });
    const means = await analysis("type: mean, variable: y, by: [sex], reference: man");
    expect(means.rows[2]).toMatchObject({ estimate: gap.estimate[0], se: gap.se[0], measure: "difference" });
    // The difference is that of the two means, on all their rows with an answer.
    expect(means.rows[2]?.estimate).toBeCloseTo((means.rows[1]?.estimate ?? 0) - (means.rows[0]?.estimate ?? 0), 12);
    expect(means.rows[2]?.rows).toBe((means.rows[0]?.rows ?? 0) + (means.rows[1]?.rows ?? 0));
  });

  test("a factor without a level has the shares of all, which add to one", async () => {
    const found = await analysis("type: share, variable: trust");
    expect(found.rows.map(({ name }) => name)).toEqual(["low", "high", "vet inte"]);
    expect(found.rows.reduce((sum, { estimate }) => sum + (estimate ?? 0), 0)).toBeCloseTo(1, 12);
  });

  test("ratio, quantiles, domain", async () => {
    const expected = ratio(design(), "y", "x", omit);
    expect((await analysis("type: ratio, variable: y, denominator: x")).rows[0]).toMatchObject({
      estimate: expected.estimate[0],
      se: expected.se[0],
    });
    const [q] = quantiles(design(), "y", [0.9], { ...omit, rule: "hf7", interval: "beta", level: 0.9 });
    const found = await analysis("type: quantile, variable: y, quantiles: [0.9], rule: hf7, interval: beta, confidence: 0.9");
    expect(plain(found)[0]).toEqual([q?.quantile, q?.se, q?.lower, q?.upper, q?.rows]);
    const sex = panel().columns.get("sex");
    const women = domain(design(), (row) => sex?.kind === "factor" && sex.codes[row] === 1);
    const inside = mean(women, ["y"], omit);
    expect((await analysis(`type: mean, variable: y, domain: "sex == 'woman'"`)).rows[0]).toMatchObject({
      estimate: inside.estimate[0],
      se: inside.se[0],
      rows: inside.rows,
    });
  });

  test("three numbers", async () => {
    const found = await analysis("type: three-numbers, variable: trust, notSubstantive: [vet inte]");
    const { amongAnswers, amongSubstantive, notSubstantiveTotal, base } = threeNumbers(design(), "trust", ["vet inte"]);
    const of = (number: string) => found.rows.filter(({ labels }) => labels.at(-1) === number).map(({ estimate }) => estimate ?? 0);
    const close = (values: readonly number[], expected: ArrayLike<number>) => {
      expect(values).toHaveLength(expected.length);
      values.forEach((value, k) => {
        expect(value).toBeCloseTo(expected[k] ?? 0, 12);
      });
    };
    close(of("among answers"), [...amongAnswers.estimate, notSubstantiveTotal.estimate]);
    close(of("among those with an opinion"), amongSubstantive.estimate);
    close(of("base"), [base.answered, base.substantive, base.notSubstantive, base.missing]);
  });

  test("crosstab: shares add to one in each row, and the Rao–Scott test", async () => {
    const found = await analysis("type: crosstab, row: sex, column: trust");
    expect(found.rows).toHaveLength(9);
    for (const label of ["man", "woman", ""]) {
      const line = found.rows.filter(({ labels }) => labels[0] === label);
      expect(line.reduce((sum, { estimate }) => sum + (estimate ?? 0), 0)).toBeCloseTo(1, 12);
    }
    const { secondOrder, counts } = twoWayTest(design(), "sex", "trust");
    expect(found.tests[0]).toMatchObject({ statistic: secondOrder.statistic, df: secondOrder.df, p: secondOrder.p, method: "Rao–Scott F" });
    const [[low = 0, high = 0, none = 0] = []] = counts;
    expect(found.rows[0]?.estimate).toBeCloseTo(low / (low + high + none), 12);
  });

  test("t-test, rank test, trend", async () => {
    const t = tTest(design(), "y ~ sex", 0.9);
    const found = await analysis("type: t-test, variable: y, group: sex, confidence: 0.9");
    expect(found.rows[0]).toMatchObject({ estimate: t.difference, se: t.standardError, lower: t.lower, p: t.p, name: "woman − man" });
    expect(found.tests[0]).toMatchObject({ statistic: t.t, df: [t.df], p: t.p });
    const rank = rankTest(design(), "y ~ age", "median");
    const ranked = await analysis("type: rank-test, variable: y, group: age, score: median");
    expect(ranked.tests[0]).toMatchObject({ statistic: rank.statistic / 2, df: [2, rank.df], p: rank.p, method: "rank F" });
    const trend = trendTest(design(), "yes", "wave");
    const waves = await analysis("type: trend, variable: yes, wave: wave");
    expect(waves.rows.map(({ measure }) => measure)).toEqual(["share", "share", "share", "change", "change", "slope"]);
    expect(waves.rows[1]).toMatchObject({ estimate: trend.estimate[1], se: trend.standardErrors[1] });
    expect(waves.rows[4]).toMatchObject({ estimate: trend.changes[1]?.difference, p: trend.changes[1]?.p });
    expect(waves.rows[5]).toMatchObject({ estimate: trend.slope.estimate, p: trend.slope.p });
    const yes = panel().columns.get("yes");
    expect(waves.rows[5]?.rows).toBe(yes?.kind === "numeric" ? yes.values.filter((value) => !Number.isNaN(value)).length : 0);
    expect(waves.tests[0]).toMatchObject({ statistic: trend.equality.f, p: trend.equality.p });
  });

  test("regression: coefficients, ratios, tests, margins, and the rows without missing values", async () => {
    const formula = "yes ~ sex + age + x";
    const fit = fitGlm(design(), formula, "binomial");
    const found = await analysis(`type: regression, formula: ${formula}, family: binomial, ratios: true, tests: [age], margins: [sex]`);
    const [first] = coefficientTable(fit);
    expect(found.rows[0]).toMatchObject({ estimate: first?.estimate, se: first?.standardError, lower: first?.lower, p: first?.p });
    const missing = Array.from({ length: 240 }, (_, i) => i).filter((i) => i % 19 === 0).length;
    expect(new Set(found.rows.map(({ rows }) => rows))).toEqual(new Set([240 - missing]));
    const ratios = found.rows.filter(({ measure }) => measure === "odds ratio");
    expect(ratios.map(({ estimate }) => estimate)).toEqual(oddsRatios(fit).map((one) => one.ratio));
    const margins = found.rows.filter(({ measure }) => measure === "predicted margin");
    expect(margins.map(({ estimate }) => estimate)).toEqual([...predictedMargins(fit, "sex").estimate]);
    expect(found.tests[0]).toMatchObject({ statistic: waldTest(fit, ["age"]).f, method: "Wald F" });
    const ratioTest = await analysis(`type: regression, formula: ${formula}, family: binomial, tests: [age], testMethod: likelihood-ratio`);
    expect(ratioTest.tests[0]).toMatchObject({
      statistic: likelihoodRatioTest(fit, ["age"]).chiSquare,
      p: likelihoodRatioTest(fit, ["age"]).p,
    });
  });

  test("proportional odds", async () => {
    const fit = fitOrdinal(design(), "grade ~ sex + x");
    const found = await analysis("type: regression, formula: grade ~ sex + x, family: ordinal, ratios: true");
    expect(found.rows.map(({ name }) => name)).toEqual(["sex: woman", "x", "1|2", "2|3", "sex: woman", "x"]);
    expect(found.rows[2]?.estimate).toBe(fit.coefficients[2]);
    expect(found.rows[4]?.estimate).toBe(Math.exp(fit.coefficients[0] ?? 0));
  });

  test("response: rates, the frame beside the answers, R-indicator, reminders", async () => {
    const found = await analysis("type: response, responded: answered, by: [sex, age], reminders: sent");
    const model = responsePropensity(panel(), "answered", ["sex", "age"]);
    const by = (measure: string) => found.rows.filter((row) => row.measure === measure);
    expect(by("R-indicator")[0]?.estimate).toBe(model.rIndicator);
    expect(by("response rate")).toHaveLength(1 + 2 + 3);
    const [all, man, woman] = by("response rate");
    // The rate of all is that of the classes, each by its units.
    const sum = (man?.rows ?? 0) * (man?.estimate ?? 0) + (woman?.rows ?? 0) * (woman?.estimate ?? 0);
    expect(all?.estimate).toBeCloseTo(sum / 240, 12);
    expect(by("cumulative response").at(-1)?.estimate).toBeCloseTo(all?.estimate ?? 0, 12);
    expect(found.tests.map(({ name }) => name)).toEqual(["answered × sex", "answered × age"]);
  });

  test("a table of counts has its hierarchy and all totals", async () => {
    const found = await analysis(
      "type: table, dimensions: [{ variable: age, total: all, hierarchy: { adult: [middle, old] } }, { variable: sex }]",
    );
    const count = (...labels: string[]) => found.rows.find((row) => row.labels.join() === labels.join())?.estimate ?? Number.NaN;
    expect(found.rows).toHaveLength(5 * 3);
    expect(count("all", "total")).toBe(240);
    expect(count("adult", "total")).toBe(count("middle", "total") + count("old", "total"));
    expect(count("adult", "man") + count("adult", "woman")).toBe(count("adult", "total"));
  });
});

describe("the design", () => {
  test("jackknife, and replicates that came with the data", async () => {
    const jackknife = mean(withReplicates(design(), { type: "JK1" }), ["x"]);
    expect((await analysis("type: mean, variable: x", "design: { weights: w, replicates: { method: JK1 } }\n")).rows[0]?.se).toBe(
      jackknife.se[0],
    );
    const columns = ["r1", "r2", "r3", "r4"];
    const weights = columns.map((name) => {
      const column = panel().columns.get(name);
      return column?.kind === "numeric" ? column.values : new Float64Array(0);
    });
    const given = fromReplicateWeights(surveyDesign(panel()), { type: "BRR", weights, scale: 1 / 4, mse: true });
    const found = await analysis(
      "type: mean, variable: x",
      "design: { replicates: { columns: [r1, r2, r3, r4], method: BRR, mse: true } }\n",
    );
    expect(found.rows[0]?.se).toBe(mean(given, ["x"]).se[0]);
  });

  test("a bootstrap of the same seed is the same", async () => {
    const text = "design: { replicates: { method: bootstrap, replicates: 20, seed: 5 } }\n";
    expect(await analysis("type: mean, variable: x", text)).toEqual(await analysis("type: mean, variable: x", text));
    const other = await analysis("type: mean, variable: x", text.replace("seed: 5", "seed: 6"));
    expect(other.rows[0]?.se).not.toBe((await analysis("type: mean, variable: x", text)).rows[0]?.se);
  });
});

describe("the weights", () => {
  const sexMargin = {
    variables: ["sex"],
    totals: [
      { levels: ["man"], total: 490 },
      { levels: ["woman"], total: 510 },
    ],
  };
  const ageMargin = {
    variables: ["age"],
    totals: [
      ["young", 300],
      ["middle", 400],
      ["old", 300],
    ].map(([level, total]) => ({ levels: [String(level)], total: Number(total) })),
  };
  const plan = (more: string): string =>
    `design: { weights: w }\nweights: { margins: [{ variables: [sex], totals: { man: 490, woman: 510 } }, { variables: [age], totals: { young: 300, middle: 400, old: 300 } }]${more} }\nanalyses:\n  - { id: x, type: mean, variable: y }\n`;

  test("raking on two margins", async () => {
    const { results, weights } = await run(plan(""));
    const raked = calibrateToMargins(design(), [sexMargin, ageMargin], { distance: "raking" });
    expect(results[0]?.rows[0]?.se).toBe(mean(raked.design, ["y"], omit).se[0]);
    expect(weights).toMatchObject({ marginsAreMet: true, trimmed: null, distance: "raking" });
    expect(weights?.diagnostics?.sum).toBeCloseTo(1000, 6);
  });

  test("post-stratification on crossed levels", async () => {
    const cells = panelCells();
    const totals = Object.fromEntries(cells.map((cell, k) => [cell.join(" | "), 100 + 10 * k]));
    const { weights } = await run(
      `design: { weights: w }\nweights: { distance: post-stratification, margins: [{ variables: [sex, age], totals: ${JSON.stringify(totals)} }] }\nanalyses:\n  - { id: x, type: mean, variable: y }\n`,
    );
    const { design: expected } = postStratify(design(), {
      variables: ["sex", "age"],
      totals: cells.map((levels, k) => ({ levels, total: 100 + 10 * k })),
    });
    expect(weights?.diagnostics?.max).toBe(Math.max(...expected.weights));
    expect(weights?.iterations).toBe(1);
  });

  test("trimming calibrates again, or says that the margins are no longer met", async () => {
    const free = (await run(plan(""))).weights;
    const limit = 0.97 * (free?.diagnostics?.max ?? 0);
    const again = (await run(plan(`, trim: { upper: ${limit} }`))).weights;
    expect(again).toMatchObject({ marginsAreMet: true, trimmed: { upper: limit, outside: 0 } });
    expect(again?.diagnostics?.max).toBeLessThanOrEqual(limit * (1 + 1e-6));
    const left = (await run(plan(`, trim: { upper: ${limit}, then: leave }`))).weights;
    expect(left).toMatchObject({ marginsAreMet: false, trimmed: { outside: 0 } });
    expect(left?.misfit).toBeGreaterThan(1e-6);
  });

  test("a file of weights holds those before and after", async () => {
    const { weights, result } = await runPlan(parsePlan(`data: { file: a.csv }\n${plan(", file: weights.csv")}`, "p"), {
      ...context,
      table: panel(),
    });
    expect(weights?.file).toBe("weights.csv");
    expect(weights?.base).toEqual(design().weights);
    expect(weights?.final.reduce((sum, one) => sum + one, 0)).toBeCloseTo(result.weights?.diagnostics?.sum ?? 0, 9);
  });

  function panelCells(): string[][] {
    return ["man", "woman"].flatMap((sex) => ["young", "middle", "old"].map((age) => [sex, age]));
  }
});

describe("what goes wrong", () => {
  test("a figure beyond all numbers is refused, not written as null", async () => {
    const steep = createTable([
      numericColumn(
        "y",
        Array.from({ length: 40 }, (_, i) => Number((i * 7) % 10 < 5)),
      ),
      numericColumn(
        "x",
        Array.from({ length: 40 }, (_, i) => 1e-6 * ((i * 7) % 10) + 2e-5 * ((i * 13) % 4)),
      ),
    ]);
    const text = "analyses:\n  - { id: a, type: regression, formula: y ~ x, family: binomial, ratios: true }\n";
    await expect(run(text, steep)).rejects.toThrow(/^plan.yaml:3: .*"x".*too large for a number/);
  });

  test("levels of a variable that is not there", async () => {
    const plan = parsePlan(
      "data:\n  file: a.csv\n  factors: { sexx: [man] }\nanalyses:\n  - { id: a, type: mean, variable: y }\n",
      "plan.yaml",
    );
    await expect(runPlan(plan, { ...context, table: panel() })).rejects.toThrow(
      /^plan.yaml:3: a.csv has no column "sexx"\. Did you mean "sex"\?$/,
    );
  });

  test("every analysis that fails is named with its line, and the variable that was meant", async () => {
    const text = `analyses:
  - { id: a, type: mean, variable: yy }
  - { id: b, type: mean, variable: y }
  - { id: c, type: share, variable: trust, level: hgh }
  - { id: d, type: mean, variable: y, by: [sex], reference: woma }
`;
    const { failed, result } = await runPlan(parsePlan(`data: { file: a.csv }\n${text}`, "plan.yaml"), { ...context, table: panel() });
    expect(result.results.map(({ failure }) => failure?.code)).toEqual(["unknown-column", undefined, "unknown-level", "unknown-group"]);
    expect(failed?.message).toMatch(
      /^plan.yaml:3: The table has no column "yy".*\nplan.yaml:5: "trust" has no level "hgh".*\nplan.yaml:6: There is no group "woma".*Did you mean "woman"\?$/,
    );
  });

  test.each([
    ["recodes:\n  - { name: z, expression: 'yess > 1' }\n", /^plan.yaml:3: .*Did you mean "yes"\?$/],
    ["recodes:\n  - { name: z, from: trust, labels: { hihg: x } }\n", /^plan.yaml:3: "trust" has no level "hihg"\. Did you mean "high"\?$/],
    ["design: { weights: ww }\n", /^plan.yaml:2: /],
    ["weights: { margins: [{ variables: [sex], totals: { man: 1, woman: 1, other: 1 } }] }\n", /^plan.yaml:2: .*other/],
    [
      "weights: { margins: [{ variables: [sex, age], totals: { man: 1 } }] }\n",
      /^plan.yaml:2: "man" names 1 levels where the margin has 2/,
    ],
  ])("%j", async (before, message) => {
    await expect(run(`${before}analyses:\n  - { id: a, type: mean, variable: y }\n`)).rejects.toThrow(message);
  });

  test("a run can be stopped, and tells how far it is", async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const work = runPlan(
      parsePlan("data: { file: a.csv }\nanalyses:\n  - { id: one, type: mean, variable: y }\n  - { id: two, type: mean, variable: y }\n"),
      {
        ...context,
        table: panel(),
        signal: controller.signal,
        onProgress: (done, total, next) => {
          seen.push(`${done}/${total} ${next}`);
          if (next === "one") controller.abort();
        },
      },
    );
    await expect(work).rejects.toMatchObject({ code: "aborted" });
    expect(seen).toEqual(["0/5 the design", "1/5 the weights", "2/5 one"]);
  });
});
