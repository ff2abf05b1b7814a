import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTable, factorColumn, factorFromCodes, numericColumn } from "../data/table.ts";
import { domain, surveyDesign } from "../design/design.ts";
import { postStratify } from "../weights/calibrate.ts";
import { chiSquareSurvival } from "../distributions/chi-square.ts";
import { saddlepoint } from "../model/saddlepoint.ts";
import { twoWayTest } from "./chi-square.ts";
import { StatisticsError } from "../errors.ts";
import { type RankScore, type RankTest, populationRanks, rankTest } from "./rank-test.ts";
import { tTest } from "./t-test.ts";
import { trendTest } from "./trend.ts";

function expectClose(actual: number, expected: number, tolerance = 1e-10): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

/** A table of counts as rows. */
function rowsOf(counts: readonly (readonly number[])[]): { a: Int32Array; b: Int32Array } {
  const pairs = counts.flatMap((line, i) => line.flatMap((count, j) => Array.from({ length: count }, () => [i, j] as const)));
  return { a: Int32Array.from(pairs, ([i]) => i), b: Int32Array.from(pairs, ([, j]) => j) };
}

const letters = ["p", "q", "r", "s"];

describe("the test of a two-way table", () => {
  it("is Pearson's test when rows are drawn independently with equal weights", () => {
    const small = fc.integer({ min: 2, max: 30 });
    fc.assert(
      fc.property(fc.array(fc.array(small, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 }), (counts) => {
        const { a, b } = rowsOf(counts);
        const table = createTable([factorFromCodes("a", a, letters.slice(0, counts.length)), factorFromCodes("b", b, letters.slice(0, 3))]);
        const test = twoWayTest(surveyDesign(table), "a", "b");
        const n = a.length;
        const row = counts.map((line) => line.reduce((x, y) => x + y, 0));
        const column = [0, 1, 2].map((j) => counts.reduce((x, line) => x + (line[j] ?? 0), 0));
        let pearson = 0;
        counts.forEach((line, i) =>
          line.forEach((count, j) => {
            const expected = ((row[i] ?? 0) * (column[j] ?? 0)) / n;
            pearson += (count - expected) ** 2 / expected;
          }),
        );
        expect(Math.abs(test.pearson - pearson)).toBeLessThan(1e-9 * (1 + pearson));
        expect(test.d0).toBeGreaterThan(0);
        expect(test.d0).toBeLessThanOrEqual(test.designEffects.length + 1e-9);
        const turned = twoWayTest(surveyDesign(table), "b", "a");
        expect(Math.abs(test.secondOrder.p - turned.secondOrder.p)).toBeLessThan(1e-9);
        expect(Math.abs(test.traceDelta - turned.traceDelta)).toBeLessThan(1e-9 * test.traceDelta);
      }),
      { numRuns: 40 },
    );
  });

  it("has design effects n/(n−1) in a table that is exactly independent", () => {
    const { a, b } = rowsOf([
      [10, 20, 30],
      [5, 10, 15],
    ]);
    const table = createTable([factorFromCodes("a", a, ["p", "q"]), factorFromCodes("b", b, ["p", "q", "r"])]);
    const test = twoWayTest(surveyDesign(table), "a", "b");
    for (const effect of test.designEffects) expectClose(effect, 90 / 89);
    expect(test.pearson).toBeLessThan(1e-20);
    expect(test.secondOrder.p).toBeCloseTo(1, 9);
  });

  it("counts a duplicated sample in clusters once", () => {
    const { a, b } = rowsOf([
      [12, 7],
      [6, 15],
    ]);
    const one = createTable([factorFromCodes("a", a, ["p", "q"]), factorFromCodes("b", b, ["p", "q"])]);
    const twice = (codes: Int32Array): Int32Array => Int32Array.from([...codes, ...codes]);
    const id = Float64Array.from({ length: 80 }, (_, i) => i % 40);
    const two = createTable([
      factorFromCodes("a", twice(a), ["p", "q"]),
      factorFromCodes("b", twice(b), ["p", "q"]),
      numericColumn("id", id),
    ]);
    const single = twoWayTest(surveyDesign(one), "a", "b");
    const double = twoWayTest(surveyDesign(two, { ids: ["id"] }), "a", "b");
    expectClose(double.pearson, 2 * single.pearson);
    expectClose(double.secondOrder.statistic, single.secondOrder.statistic);
    expectClose(double.wald.p, single.wald.p);
  });

  it("refuses a variable with one level", () => {
    const table = createTable([factorColumn("a", ["p", "p", "p"]), factorColumn("b", ["p", "q", "q"])]);
    expect(() => twoWayTest(surveyDesign(table), "a", "b")).toThrow('"a" has only the level "p"');
  });
});

describe("the degrees of freedom of a two-way test", () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    a: "pq"[(i * 7) % 11 > 4 ? 1 : 0],
    b: "xyz"[((i * 5) % 13) % 3],
    g: "mn"[i % 2],
    part: i % 3 === 0 ? 1 : 0,
  }));
  const table = createTable([
    factorColumn(
      "a",
      rows.map(({ a }) => a),
    ),
    factorColumn(
      "b",
      rows.map(({ b }) => b),
    ),
    factorColumn(
      "g",
      rows.map(({ g }) => g),
    ),
  ]);
  const isInside = (row: number): boolean => rows[row]?.part === 1;

  it("are those of the rows with weight, in a domain of a calibrated design too", () => {
    const plain = surveyDesign(table);
    const calibrated = postStratify(plain, {
      variables: ["g"],
      totals: ["m", "n"].map((level) => ({ levels: [level], total: 300 })),
    }).design;
    for (const design of [plain, calibrated]) {
      const test = twoWayTest(domain(design, isInside), "a", "b");
      expect(test.nu).toBe(19);
      expect(test.wald.df).toEqual([2, 19]);
      expect(test.adjustedWald.df).toEqual([2, 18]);
      expectClose(test.secondOrder.df[1] ?? 0, test.d0 * 19);
    }
  });
});

describe("the saddle point", () => {
  it("is close to the chi-square law of equal weights, in the tail too", () => {
    for (const x of [0.5, 9, 30, 80]) expectClose(saddlepoint(x, [1, 1, 1, 1], [1, 1, 1, 1]) ?? 0, chiSquareSurvival(x, 4), 0.03);
  });
});

describe("tests of two groups", () => {
  const y = [3, 5, 9, 1, 4, 4, 8, 2, 6, 7, 5, 5];
  const group = Array.from(y, (_, i) => (i % 3 === 0 ? "x" : "z"));
  const table = createTable([
    numericColumn("y", y),
    factorColumn("group", group),
    numericColumn(
      "w",
      y.map((_, i) => 1 + (i % 2)),
    ),
  ]);

  it("compare means: linearised variance of a difference of independent means", () => {
    const test = tTest(surveyDesign(table), "y ~ group");
    const part = (name: string): number[] => y.filter((_, i) => group[i] === name);
    const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
    const term = (list: number[]): number => list.reduce((a, b) => a + (b - mean(list)) ** 2, 0) / list.length ** 2;
    expectClose(test.difference, mean(part("z")) - mean(part("x")));
    expectClose(test.standardError, Math.sqrt((12 / 11) * (term(part("x")) + term(part("z")))));
    expect(test.df).toBe(10);
    const one = tTest(surveyDesign(table), "y ~ 0");
    expectClose(one.difference, mean(y));
    expectClose(one.standardError, Math.sqrt((12 / 11) * term(y)));
    // R takes a degree of freedom for the mean, where the textbook takes none beyond n − 1.
    expect(one.df).toBe(10);
  });

  it("compare ranks, whatever increasing scale the answers have", () => {
    const design = surveyDesign(table, { weights: "w" });
    for (const score of ["wilcoxon", "vanderWaerden", "median"] as const) {
      const plain = rankTest(design, "y ~ group", score);
      const stretched = rankTest(design, "exp(y) ~ group", score);
      expect(stretched.statistic).toBe(plain.statistic);
      expect(plain.df).toBe(10);
    }
    const three = rankTest(design, "y ~ I(w > 1)", "KruskalWallis");
    expect(three.numeratorDf).toBe(1);
  });

  it("rank ties by the weight below and half the weight at a value, in whatever order the rows stand", () => {
    const row = fc.record({ y: fc.integer({ min: 1, max: 4 }), w: fc.integer({ min: 1, max: 40 }), g: fc.constantFrom("x", "z", "u") });
    const samples = fc
      .array(row, { minLength: 12, maxLength: 30 })
      .filter((rows) => ["x", "z", "u"].every((g) => rows.some((one) => one.g === g)));
    const testOf = (rows: readonly { y: number; w: number; g: string }[], score: RankScore) => {
      const data = createTable([
        numericColumn(
          "y",
          Float64Array.from(rows, ({ y }) => y),
        ),
        numericColumn(
          "w",
          Float64Array.from(rows, ({ w }) => w / 7),
        ),
        factorColumn(
          "g",
          rows.map(({ g }) => g),
          ["x", "z", "u"],
        ),
      ]);
      try {
        return rankTest(surveyDesign(data, { weights: "w" }), "y ~ g", score);
      } catch (error) {
        return error instanceof StatisticsError ? error.code : error;
      }
    };
    const scores = fc.constantFrom<RankScore[]>("wilcoxon", "vanderWaerden", "median", "KruskalWallis");
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 29 }), scores, (rows, turn, score) => {
        const one = testOf(rows, score);
        const turned = testOf([...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)].reverse(), score);
        if (typeof one !== "object" || typeof turned !== "object") return expect(turned).toEqual(one);
        expectClose((turned as RankTest).p, (one as RankTest).p, 1e-6);
        expectClose((turned as RankTest).statistic, (one as RankTest).statistic, 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it("rank as R within ties when asked to, which is the same with equal weights", () => {
    const values = Float64Array.of(1, 2, 2, 2, 3);
    const all = new Uint8Array(5).fill(1);
    const weights = Float64Array.of(1, 4, 1, 1, 2);
    expect(Array.from(populationRanks(values, weights, all).rank)).toEqual([0.5, 4, 4, 4, 8]);
    expect(populationRanks(values, weights, all, "survey").rank[1]).toBeCloseTo((3 + 5.5 + 6.5) / 3, 12);
    const equal = new Float64Array(5).fill(2);
    expect(populationRanks(values, equal, all, "survey")).toEqual(populationRanks(values, equal, all));
  });

  it("rank ties alike", () => {
    const { rank, total } = populationRanks(Float64Array.of(2, 1, 2, 5), Float64Array.of(1, 1, 1, 1), Uint8Array.of(1, 1, 1, 1));
    expect(Array.from(rank)).toEqual([2, 0.5, 2, 3.5]);
    expect(total).toBe(4);
  });

  it("refuse three groups in a t-test", () => {
    const more = createTable([
      numericColumn("y", y),
      factorColumn(
        "g",
        y.map((_, i) => letters[i % 3]),
      ),
    ]);
    expect(() => tTest(surveyDesign(more), "y ~ g")).toThrow('"g" must have two values, it has 3.');
    expect(rankTest(surveyDesign(more), "y ~ g", "KruskalWallis").numeratorDf).toBe(2);
  });
});

describe("a trend over waves", () => {
  const rows = Array.from({ length: 90 }, (_, i) => ({ wave: 2021 + 2 * (i % 3), y: ((i * 7) % 11) / 10 + (i % 3) * 0.2 }));
  const table = createTable([
    numericColumn(
      "wave",
      rows.map((row) => row.wave),
    ),
    numericColumn(
      "y",
      rows.map((row) => row.y),
    ),
    numericColumn(
      "person",
      rows.map((_, i) => Math.floor(i / 3)),
    ),
  ]);

  it("adds the variances of independent waves", () => {
    const trend = trendTest(surveyDesign(table, { strata: ["wave"] }), "y", "wave");
    expect(trend.waves).toEqual(["2021", "2023", "2025"]);
    const [a, b] = trend.standardErrors;
    expectClose(trend.changes[0]?.standardError ?? 0, Math.hypot(a ?? 0, b ?? 0));
    expectClose(trend.slope.estimate, ((trend.estimate[2] ?? 0) - (trend.estimate[0] ?? 0)) / 4);
    expect(trend.equality.numeratorDf).toBe(2);
  });

  it("uses the covariance of the waves of a panel", () => {
    const panel = trendTest(surveyDesign(table, { ids: ["person"] }), "y", "wave");
    const [a, b] = panel.standardErrors;
    const covariance = panel.covariance[1] ?? 0;
    expectClose((panel.changes[0]?.standardError ?? 0) ** 2, (a ?? 0) ** 2 + (b ?? 0) ** 2 - 2 * covariance, 1e-9);
    expect(panel.df).toBe(29);
  });

  it("needs two waves", () => {
    expect(() => trendTest(surveyDesign(table), "y", "person", { scores: [1] })).toThrow("There are 1 scores for 30 waves.");
    const one = createTable([numericColumn("wave", [1, 1]), numericColumn("y", [1, 2])]);
    expect(() => trendTest(surveyDesign(one), "y", "wave")).toThrow('"wave" has 1 wave');
  });
});
