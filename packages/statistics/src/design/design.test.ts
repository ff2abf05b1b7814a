import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateRows } from "../data/evaluate.ts";
import { evaluateWithGradient } from "../data/gradient.ts";
import { parseExpression } from "../data/expression.ts";
import { createTable, factorColumn, numericColumn } from "../data/table.ts";
import { byGroups } from "../estimate/groups.ts";
import { total, totalStatistic } from "../estimate/means.ts";
import { type Design, type LonelyPsu, domain, surveyDesign } from "./design.ts";
import { degreesOfFreedom } from "./degrees-of-freedom.ts";
import { variance } from "./variance.ts";

const numbers = (name: string, values: readonly number[]): ReturnType<typeof numericColumn> => numericColumn(name, [...values]);

/** V(z) of one influence vector given unweighted. */
function of(design: ReturnType<typeof surveyDesign>, y: readonly number[]): number {
  return variance(design, [design.weights.map((weight, row) => weight * (y[row] as number))])[0] as number;
}

describe("probability proportional to size", () => {
  it("Overton's variance equals its double sums", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 5, max: 95 }), fc.integer({ min: -20, max: 20 })), { minLength: 2, maxLength: 12 }),
        (list) => {
          const pi = list.map(([p]) => p / 100);
          const z = list.map(([p, y]) => y / (p / 100));
          const n = list.length;
          const d = (i: number, j: number): number =>
            i === j ? 1 - (pi[i] as number) : 1 - (n - ((pi[i] as number) + (pi[j] as number)) / 2) / (n - 1);
          let ht = 0;
          let yg = 0;
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              ht += d(i, j) * (z[i] as number) * (z[j] as number);
              yg -= (d(i, j) * ((z[i] as number) - (z[j] as number)) ** 2) / 2;
            }
          }
          const table = createTable([numbers("p", pi)]);
          const y = list.map(([, value]) => value);
          for (const [form, expected] of [
            ["HT", ht],
            ["YG", yg],
          ] as const) {
            const design = surveyDesign(table, { fpc: ["p"], pps: "overton", ppsVariance: form });
            expect(Math.abs(of(design, y) - expected)).toBeLessThan(
              1e-9 * (1 + Math.abs(expected) + z.reduce((sum, one) => sum + one * one, 0)),
            );
          }
        },
      ),
    );
  });
});

describe("lonely units", () => {
  const table = createTable([numbers("h", [1, 1, 2, 2, 3]), numbers("y", [1, 3, 2, 8, 5])]);
  const y = [1, 3, 2, 8, 5];
  const rule = (lonelyPsu: LonelyPsu): number => of(surveyDesign(table, { strata: ["h"], lonelyPsu }), y);
  it.each([
    ["remove", 40],
    ["certainty", 40],
    // The mean of the five units is 3.8, and the lonely one is 5.
    ["adjust", 40 + 1.2 ** 2],
    ["average", 40 * 1.5],
  ] as const)("%s", (name, expected) => {
    // Two units per stratum: n/(n−1) Σ (z − z̄)² = (difference)², here 2² + 6².
    expect(rule(name)).toBeCloseTo(expected, 10);
  });

  it("fail names how many", () => {
    expect(() => rule("fail")).toThrow(/1 strata have a single sampled unit/);
  });

  it("are none where the stratum was taken whole, or lies outside the domain", () => {
    const whole = createTable([numbers("h", [1, 1, 2]), numbers("N", [10, 10, 1])]);
    expect(of(surveyDesign(whole, { strata: ["h"], fpc: ["N"] }), [1, 2, 9])).toBeGreaterThan(0);
    const design = domain(surveyDesign(table, { strata: ["h"] }), (row) => row < 4);
    expect(of(design, y)).toBeCloseTo(40, 10);
    expect(degreesOfFreedom(design)).toBe(2);
  });
});

describe("lonely units that are adjusted", () => {
  const by = (h: readonly number[], y: readonly number[]) =>
    createTable([
      numbers("h", h),
      numbers("y", y),
      numbers(
        "one",
        h.map(() => 1),
      ),
    ]);
  const options = { strata: ["h"], lonelyPsu: "adjust" } as const;
  const se = (design: Design): number => total(design, ["y"], { missing: "omit" }).se[0] as number;

  it("are measured from the mean of the units drawn, so a constant total of a constant has no variance", () => {
    expect(se(surveyDesign(by([1, 1, 2, 3], [4, 4, 4, 4]), options))).toBeCloseTo(0, 12);
  });

  it("are measured within the domain: strata that it does not reach lend no units", () => {
    const inside = surveyDesign(by([1, 1, 2, 3, 3], [1, 3, 5, 100, 200]), options);
    // Of the strata 1 and 2: the mean of 1, 3 and 5 is 3.
    expect(se(domain(inside, (row) => row < 3)) ** 2).toBeCloseTo(4 + 2 ** 2, 10);
    expect(byGroups(inside, ["h"], (part) => totalStatistic(part, ["y"])).estimates.map((one) => one.se[0])).toEqual([2, 0, 100]);
  });

  it("are measured among the rows with a value: a stratum where all is missing is none, and does not fail", () => {
    const table = by([1, 1, 2, 3], [1, 3, 5, Number.NaN]);
    expect(se(surveyDesign(table, options)) ** 2).toBeCloseTo(4 + 2 ** 2, 10);
    const fails = surveyDesign(by([1, 1, 2], [1, 3, Number.NaN]), { strata: ["h"] });
    expect(se(fails)).toBeCloseTo(2, 12);
  });

  it("are measured within their unit of the stage before", () => {
    // Two of four first units; in the first, strata p (2 of 4) and q (1 of 3), in the second p alone (2 of 4).
    const table = createTable([
      numbers("a", [1, 1, 1, 2, 2]),
      numbers("h1", [1, 1, 1, 1, 1]),
      numbers("h2", [1, 1, 2, 1, 1]),
      numbers("b", [1, 2, 3, 4, 5]),
      numbers("N1", [4, 4, 4, 4, 4]),
      numbers("N2", [4, 4, 3, 4, 4]),
    ]);
    const design = surveyDesign(table, { ids: ["a", "b"], strata: ["h1", "h2"], fpc: ["N1", "N2"], lonelyPsu: "adjust" });
    const first = 0.5 * (12 - 20) ** 2;
    const second = 0.5 * (0.5 * (1 - 2) ** 2 + (2 / 3) * (9 - 4) ** 2 + 0.5 * (8 - 12) ** 2);
    expect(variance(design, [Float64Array.of(1, 2, 9, 8, 12)])[0]).toBeCloseTo(first + second, 9);
  });
});

describe("stages", () => {
  it("add (n/N) times the variance within units, by hand", () => {
    // Two of four units; in the first two of three, in the second two of five.
    const table = createTable([
      numbers("a", [1, 1, 2, 2]),
      numbers("b", [1, 2, 1, 2]),
      numbers("N1", [4, 4, 4, 4]),
      numbers("N2", [3, 3, 5, 5]),
    ]);
    const design = surveyDesign(table, { ids: ["a", "b"], fpc: ["N1", "N2"] });
    expect([...design.weights]).toEqual([3, 3, 5, 5]);
    const first = 0.5 * (3 * 3 - 5 * 11) ** 2;
    const second = 0.5 * ((1 / 3) * (3 * 1) ** 2 + (3 / 5) * (5 * 3) ** 2);
    expect(of(design, [1, 2, 4, 7])).toBeCloseTo(first + second, 9);
  });

  it("stop at the first where no population is known", () => {
    const table = createTable([numbers("a", [1, 1, 2, 2]), numbers("b", [1, 2, 3, 4])]);
    expect(of(surveyDesign(table, { ids: ["a", "b"] }), [1, 2, 4, 7])).toBeCloseTo((3 - 11) ** 2, 10);
  });

  it.each([
    ["not-nested", { ids: ["a"], strata: ["s"] }, /nest: true/],
    ["population-size", { fpc: ["small"] }, /smaller than the number of units drawn/],
    ["missing-values", { strata: ["gap"] }, /"gap" describes the design and is missing in 1 rows/],
    ["population-size", { strata: ["a"], fpc: ["uneven"] }, /different values within a stratum/],
  ] as const)("refuse %s", (code, options, message) => {
    const table = createTable([
      numbers("a", [1, 1, 2, 2]),
      numbers("s", [1, 2, 1, 2]),
      numbers("small", [3, 3, 3, 3]),
      numbers("gap", [1, 1, Number.NaN, 1]),
      numbers("uneven", [5, 6, 5, 5]),
    ]);
    expect(() => surveyDesign(table, options)).toThrow(message);
    expect(() => surveyDesign(table, options)).toThrow(expect.objectContaining({ code }));
  });

  it("accept ids that are unique within strata only, when told", () => {
    const table = createTable([numbers("a", [1, 2, 1, 2]), numbers("s", [1, 1, 2, 2])]);
    expect(degreesOfFreedom(surveyDesign(table, { ids: ["a"], strata: ["s"], nest: true }))).toBe(2);
  });
});

describe("expressions", () => {
  const table = createTable([numbers("x", [1, 2, 3, Number.NaN]), factorColumn("type", ["E", "H", null, "M"], ["E", "H", "M"])]);
  it.each([
    ["x + 2 * x ^ 2", [3, 10, 21, Number.NaN]],
    ["-x ^ 2", [-1, -4, -9, Number.NaN]],
    ["type == 'E' or x > 2", [1, 0, 1, Number.NaN]],
    ["type in ('E', 'H') & x < 2", [1, 0, 0, 0]],
    ["type %in% c('E', 'M')", [1, 0, Number.NaN, 1]],
    ['!(type == "E")', [0, 1, Number.NaN, 1]],
    ["I(x >= 2)", [0, 1, 1, Number.NaN]],
    ["log(exp(x)) / 2 - 1", [-0.5, 0, 0.5, Number.NaN]],
  ] as const)("%s", (text, expected) => {
    expect([...evaluateRows(table, text)]).toEqual([...expected]);
  });

  it("compare two factors by their labels, and a factor with its levels in their order", () => {
    const other = factorColumn("old", ["H", "H", "E", null], ["H", "E", "M"]);
    const both = createTable([factorColumn("type", ["E", "H", "E", "M"], ["E", "H", "M"]), other]);
    expect([...evaluateRows(both, "type == old")]).toEqual([0, 1, 1, Number.NaN]);
    expect([...evaluateRows(both, "type != old")]).toEqual([1, 0, 0, Number.NaN]);
    expect([...evaluateRows(both, "type >= 'H'")]).toEqual([0, 1, 0, 1]);
  });

  it("differentiate exactly", () => {
    const { value, gradient } = evaluateWithGradient("log(a / b) + a ^ 2", ["a", "b"], [2, 4]);
    expect(value).toBeCloseTo(Math.log(0.5) + 4, 14);
    expect(gradient[0]).toBeCloseTo(0.5 + 4, 14);
    expect(gradient[1]).toBeCloseTo(-0.25, 14);
  });

  it("say where they stop", () => {
    expect(() => parseExpression("x +")).toThrow(/"the end" at position 4/);
    expect(() => parseExpression("x # 2")).toThrow(/at position 3: "# 2"/);
    expect(() => evaluateRows(table, "nothing > 1")).toThrow(/no column "nothing"/);
  });
});
