import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Column, createTable, factorColumn, factorFromCodes, numericColumn } from "../data/table.ts";
import { type Design, domain, surveyDesign } from "../design/design.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import { hadamard, withReplicates } from "../design/replicates.ts";
import { StatisticsError } from "../errors.ts";
import { rake } from "../weights/calibrate.ts";
import { contrasts, nonlinearContrasts } from "./contrasts.ts";
import { byGroups } from "./groups.ts";
import { proportionInterval } from "./interval.ts";
import { mean, meanStatistic, populationVariance, ratio, total } from "./means.ts";
import { quantiles } from "./quantile.ts";
import { share, threeNumbers } from "./share.ts";

type Row = { y: number; w: number; g: number; h: number };
const row = fc.record({
  y: fc.integer({ min: -50, max: 50 }),
  w: fc.integer({ min: 1, max: 40 }).map((value) => value / 4),
  g: fc.integer({ min: 0, max: 2 }),
  h: fc.integer({ min: 0, max: 1 }),
});
/** Every crossing of g and h occurs, so that every domain and margin has rows. */
const rows = fc.array(row, { minLength: 12, maxLength: 60 }).map((list) => [
  ...list,
  ...[0, 1, 2].flatMap((g) =>
    [0, 1].flatMap((h) => [
      { y: 3 * g - h, w: 1.5, g, h },
      { y: 7 - g, w: 2, g, h },
    ]),
  ),
]);

function table(list: readonly Row[], ids: readonly number[], names = ["a", "b", "c"]): ReturnType<typeof createTable> {
  const columns: Column[] = [
    numericColumn(
      "y",
      list.map((one) => one.y),
    ),
    numericColumn(
      "x",
      list.map((one) => one.y + 60),
    ),
    numericColumn(
      "w",
      list.map((one) => one.w),
    ),
    factorFromCodes(
      "g",
      Int32Array.from(list, (one) => one.g),
      names,
    ),
    factorFromCodes(
      "h",
      Int32Array.from(list, (one) => one.h),
      ["no", "yes"],
    ),
    numericColumn("id", [...ids]),
  ];
  return createTable(columns);
}

function everything(design: Design): number[] {
  const means = mean(design, ["y", "g"], { designEffect: "with-replacement" });
  const parts = byGroups(design, ["h"], (part) => meanStatistic(part, ["y"])).joint;
  const quotient = ratio(design, "y", "x");
  const sums = total(design, ["y"]);
  return [means, parts, quotient, sums].flatMap((one) => [...one.estimate, ...one.covariance]);
}

function raked(design: Design, names = ["a", "b", "c"]): Design {
  const g = names.map((level, index) => ({ levels: [level], total: [120, 200, 180][index] ?? 0 }));
  const h = [
    { levels: ["no"], total: 210 },
    { levels: ["yes"], total: 290 },
  ];
  return rake(design, [
    { variables: ["g"], totals: g },
    { variables: ["h"], totals: h },
  ]).design;
}

function expectClose(actual: readonly number[], expected: readonly number[], relative = 1e-8): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs), 1);
  expected.forEach((value, index) => {
    expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(relative * Math.max(Math.abs(value), 1e-6 * scale));
  });
}

describe("a population variance", () => {
  it("counts the rows with a value only: rows without one change nothing", () => {
    const y = [4, 8, 15, 16, 23, 42];
    const w = y.map((_, i) => 1 + (i % 3));
    const of = (extra: number) =>
      createTable([
        numericColumn("y", [...y, ...Array<null>(extra).fill(null)]),
        numericColumn("w", [...w, ...Array<number>(extra).fill(2)]),
      ]);
    const estimate = (extra: number) =>
      populationVariance(surveyDesign(of(extra), { weights: "w" }), ["y"], { missing: "omit" }).estimate[0];
    expect(estimate(5)).toBe(estimate(0));
    const equal = createTable([numericColumn("y", [...y, null, null])]);
    const mean = 18;
    const textbook = y.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5;
    expect(populationVariance(surveyDesign(equal), ["y"], { missing: "omit" }).estimate[0]).toBeCloseTo(textbook, 10);
  });
});

describe("estimates do not depend on how the data are written", () => {
  it("row order", () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { minLength: 100, maxLength: 100 }), (list, keys) => {
        const order = list.map((_, index) => ({ index, key: keys[index] ?? 0 })).sort((a, b) => a.key - b.key);
        const shuffled = order.map(({ index }) => list[index] as Row);
        const ids = list.map((_, index) => Math.floor(index / 2));
        const options = { ids: ["id"], weights: "w" };
        const first = surveyDesign(table(list, ids), options);
        const second = surveyDesign(
          table(
            shuffled,
            order.map(({ index }) => ids[index] as number),
          ),
          options,
        );
        expectClose(everything(second), everything(first));
        expectClose(everything(raked(second)), everything(raked(first)), 1e-7);
      }),
      { numRuns: 40 },
    );
  });

  it("a row split into two half weights within its unit", () => {
    fc.assert(
      fc.property(rows, fc.nat(), (list, which) => {
        const at = which % list.length;
        const half = { ...(list[at] as Row), w: (list[at] as Row).w / 2 };
        const ids = list.map((_, index) => index);
        const options = { ids: ["id"], weights: "w" };
        const whole = surveyDesign(table(list, ids), options);
        const split = surveyDesign(
          table([...list.slice(0, at), half, half, ...list.slice(at + 1)], [...ids.slice(0, at), at, at, ...ids.slice(at + 1)]),
          options,
        );
        const values = (design: Design): number[] =>
          [mean(design, ["y", "g"]), total(design, ["y"]), ratio(design, "y", "x")].flatMap((one) => [...one.estimate, ...one.covariance]);
        expectClose(values(split), values(whole));
        expectClose(values(raked(split)), values(raked(whole)), 1e-7);
      }),
      { numRuns: 40 },
    );
  });

  it("the names of levels", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const ids = list.map((_, index) => index);
        const first = surveyDesign(table(list, ids), { weights: "w" });
        const second = surveyDesign(table(list, ids, ["zebra", "x y", "1"]), { weights: "w" });
        expectClose(everything(second), everything(first));
        expectClose(everything(raked(second, ["zebra", "x y", "1"])), everything(raked(first)));
      }),
      { numRuns: 20 },
    );
  });
});

describe("replicates and linearisation", () => {
  it("jackknife variances of totals and linear statistics equal the linearised ones", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const ids = list.map((_, index) => Math.floor(index / 3));
        const design = surveyDesign(table(list, ids), { ids: ["id"], weights: "w" });
        expectClose([...total(withReplicates(design, { type: "JK1" }), ["y"]).covariance], [...total(design, ["y"]).covariance]);
        const strata = surveyDesign(table(list, ids), { strata: ["h"], weights: "w" });
        expectClose([...total(withReplicates(strata, { type: "JKn" }), ["y", "g"]).covariance], [...total(strata, ["y", "g"]).covariance]);
      }),
      { numRuns: 30 },
    );
  });

  it("jackknife variances of means lie near the linearised ones in a large sample", () => {
    const list = Array.from({ length: 400 }, (_, i): Row => ({ y: (i * 37) % 101, w: 1 + (i % 3), g: i % 3, h: i % 2 }));
    const design = surveyDesign(
      table(
        list,
        list.map((_, i) => i),
      ),
      { weights: "w" },
    );
    const jack = mean(withReplicates(design, { type: "JK1" }), ["y"]);
    const linear = mean(design, ["y"]);
    expect(Math.abs((jack.se[0] as number) / (linear.se[0] as number) - 1)).toBeLessThan(0.005);
    expect(jack.df).toBe(linear.df);
    const boot = mean(withReplicates(design, { type: "bootstrap", replicates: 600, seed: 7 }), ["y"]);
    expect(Math.abs((boot.se[0] as number) / (linear.se[0] as number) - 1)).toBeLessThan(0.1);
  });

  it("balanced half-samples of totals equal the linearised variance", () => {
    const list = Array.from({ length: 14 }, (_, i): Row => ({ y: (i * i) % 17, w: 2, g: i % 3, h: 0 }));
    const base = table(
      list,
      list.map((_, i) => Math.floor(i / 2)),
    );
    const design = surveyDesign(base, { strata: ["id"], weights: "w" });
    expectClose([...total(withReplicates(design, { type: "BRR" }), ["y"]).covariance], [...total(design, ["y"]).covariance]);
    expectClose([...total(withReplicates(design, { type: "BRR", fay: 0.3 }), ["y"]).covariance], [...total(design, ["y"]).covariance]);
  });

  it("makes Hadamard matrices", () => {
    for (const least of [1, 2, 3, 5, 9, 12, 20, 21, 33, 60]) {
      const matrix = hadamard(least);
      expect(matrix.length).toBeGreaterThanOrEqual(least);
      matrix.forEach((a, i) => {
        matrix.forEach((b, j) => expect(a.reduce((sum, one, k) => sum + one * (b[k] as number), 0)).toBe(i === j ? matrix.length : 0));
      });
    }
  });
});

describe("domains", () => {
  it("keep the units outside as zeros", () => {
    const list = Array.from({ length: 30 }, (_, i): Row => ({ y: i, w: 2, g: i % 3, h: i % 2 }));
    const design = surveyDesign(
      table(
        list,
        list.map((_, i) => Math.floor(i / 5)),
      ),
      { ids: ["id"], weights: "w" },
    );
    const part = domain(design, (index) => index < 10);
    expect(degreesOfFreedom(part)).toBe(1);
    const sums = total(part, ["y"]);
    // The same total by hand: six units, four of them zero.
    const totals = [20, 70, 0, 0, 0, 0];
    const centre = 90 / 6;
    expect(sums.covariance[0]).toBeCloseTo((6 / 5) * totals.reduce((sum, value) => sum + (value - centre) ** 2, 0), 8);
  });

  it("refuses an empty one by name", () => {
    const list = Array.from({ length: 6 }, (_, i): Row => ({ y: i, w: 2, g: 0, h: 0 }));
    const design = surveyDesign(table(list, [0, 1, 2, 3, 4, 5]), { weights: "w" });
    expect(() => domain(design, () => false, "nobody")).toThrow(/"nobody" has none of the 6 rows/);
  });
});

describe("contrasts", () => {
  it("agree between the linear and the delta method", () => {
    const list = Array.from({ length: 40 }, (_, i): Row => ({ y: (i * 7) % 11, w: 1 + (i % 2), g: i % 3, h: i % 2 }));
    const estimate = mean(
      surveyDesign(
        table(
          list,
          list.map((_, i) => i),
        ),
        { weights: "w" },
      ),
      ["y", "x"],
    );
    const linear = contrasts(estimate, { d: { x: 1, y: -1 } });
    const delta = nonlinearContrasts(estimate, { d: "x - y" });
    expect(delta.se[0]).toBeCloseTo(linear.se[0] as number, 12);
    const quotient = nonlinearContrasts(estimate, { r: "y/x" });
    const direct = ratio(
      surveyDesign(
        table(
          list,
          list.map((_, i) => i),
        ),
        { weights: "w" },
      ),
      "y",
      "x",
    );
    expect(quotient.se[0]).toBeCloseTo(direct.se[0] as number, 12);
  });
});

describe("shares", () => {
  const list = Array.from({ length: 50 }, (_, i): Row => ({ y: i, w: 1 + (i % 4), g: i % 3, h: i % 2 }));
  const design = surveyDesign(
    table(
      list,
      list.map((_, i) => i),
    ),
    { weights: "w" },
  );

  it("of 0 and 1 have exact one-sided limits and no NaN", () => {
    for (const method of ["xlogit", "asin", "beta", "mean", "likelihood", "wilson", "wilson-adjusted"] as const) {
      const none = share(design, "y > 1000", { method });
      expect(none.interval).toMatchObject({ lower: 0, degenerate: "boundary" });
      expect(none.interval.upper).toBeGreaterThan(0.05);
      expect(none.interval.upper).toBeLessThan(0.12);
      const all = share(design, "y >= 0", { method });
      expect(all.interval).toMatchObject({ upper: 1, degenerate: "boundary" });
      expect(all.se).toBe(0);
    }
  });

  it("intervals hold the estimate", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 3, max: 500 }),
        fc.integer({ min: 1, max: 400 }),
        (p, n, df) => {
          for (const method of ["xlogit", "asin", "beta", "mean", "likelihood", "wilson", "wilson-adjusted"] as const) {
            const { lower, upper } = proportionInterval({ estimate: p, variance: (p * (1 - p)) / n, df, rows: n + 1, method, level: 0.95 });
            expect(lower).toBeGreaterThanOrEqual(0);
            expect(upper).toBeLessThanOrEqual(1);
            expect(lower).toBeLessThanOrEqual(p);
            expect(upper).toBeGreaterThanOrEqual(p);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("intervals are finite or refused, whatever they are made from", () => {
    const any = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }), fc.double());
    const methods = ["xlogit", "asin", "beta", "mean", "likelihood", "wilson", "wilson-adjusted"] as const;
    fc.assert(
      fc.property(any, any, any, any, any, fc.constantFrom(...methods), (estimate, variance, df, count, level, method) => {
        try {
          const { lower, upper, effectiveRows } = proportionInterval({ estimate, variance, df, rows: count, method, level });
          for (const limit of [lower, upper, effectiveRows]) expect(Number.isFinite(limit)).toBe(true);
        } catch (error) {
          if (!(error instanceof StatisticsError)) throw error;
          expect(error.variable).toBeTruthy();
        }
      }),
      { numRuns: 500 },
    );
  });

  it("give three numbers for don't know", () => {
    const answers = list.map((_, i) => (i % 10 === 0 ? null : i % 5 === 1 ? "dont_know" : i % 2 === 0 ? "yes" : "no"));
    const answered = surveyDesign(
      createTable([
        factorColumn("answer", answers, ["yes", "no", "dont_know"]),
        numericColumn(
          "w",
          list.map((one) => one.w),
        ),
      ]),
      { weights: "w" },
    );
    const result = threeNumbers(answered, "answer", ["dont_know"]);
    expect(result.base).toEqual({ answered: 45, substantive: 35, notSubstantive: 10, missing: 5 });
    expect(result.amongSubstantive.names).toEqual(["answeryes", "answerno"]);
    const [yes, no, unknown] = result.amongAnswers.estimate as unknown as [number, number, number];
    expect(result.amongSubstantive.estimate[0]).toBeCloseTo(yes / (yes + no), 12);
    expect(result.notSubstantive[0]?.share.estimate).toBeCloseTo(unknown, 12);
    expect(result.notSubstantiveTotal.estimate).toBeCloseTo(unknown, 12);
  });
});

describe("quantiles", () => {
  it("of a single row and of ties are values of the data", () => {
    const list = Array.from({ length: 20 }, (_, i): Row => ({ y: i < 15 ? 4 : 9, w: 1, g: 0, h: 0 }));
    const design = surveyDesign(
      table(
        list,
        list.map((_, i) => i),
      ),
      { weights: "w" },
    );
    for (const rule of ["math", "school", "shahvaish", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"] as const) {
      expect(quantiles(design, "y", [0.5], { rule })[0]?.quantile).toBe(4);
    }
    expect(
      quantiles(
        domain(design, (index) => index < 2),
        "y",
        [0.1],
      )[0]?.quantile,
    ).toBe(4);
  });

  describe("at the edges", () => {
    const list = Array.from({ length: 18 }, (_, i): Row => ({ y: i < 16 ? i + 1 : 17, w: 1, g: 0, h: 0 }));
    const design = surveyDesign(
      table(
        list,
        list.map((_, i) => i),
      ),
      { weights: "w" },
    );

    it("of the largest value have the exact limit of a share of 1, and say so", () => {
      const [found] = quantiles(design, "y", [0.95]);
      // 1 − 0.025^(1/18) = 0.1853: of 18 values the one at 0.8147 is the fifteenth.
      expect(found).toMatchObject({ quantile: 17, lower: 15, upper: 17, degenerate: "boundary" });
      expect(quantiles(design, "y", [0.5])[0]?.degenerate).toBeUndefined();
      expect(quantiles(design, "y", [0.95], { quirks: "survey" })[0]).toMatchObject({ quantile: 17, lower: 17, upper: 17, se: 0 });
    });

    it("below the weight of the first value are that value; R's survey gives the second", () => {
      for (const rule of ["math", "school", "hf1", "hf2", "hf3", "hf4"] as const) {
        expect(quantiles(design, "y", [0.01], { rule })[0]?.quantile).toBe(1);
      }
      for (const rule of ["math", "school", "hf1", "hf2", "hf3"] as const) {
        expect(quantiles(design, "y", [0.01], { rule, quirks: "survey" })[0]?.quantile).toBe(2);
      }
      // The line through (1/18, 1) and (2/18, 2), at 0.01.
      expect(quantiles(design, "y", [0.01], { rule: "hf4", quirks: "survey" })[0]?.quantile).toBeCloseTo(0.18, 12);
    });

    it("by Shah and Vaish do not depend on the unit of the weights; in R's survey they do", () => {
      const of = (times: number, quirks?: "survey"): number | undefined =>
        quantiles(surveyDesign(design.table, { weights: design.weights.map((weight) => weight * times) }), "y", [0.5], {
          rule: "shahvaish",
          ...(quirks === undefined ? {} : { quirks }),
        })[0]?.quantile;
      expect(of(10)).toBe(of(1));
      expect(of(10, "survey")).not.toBe(of(1, "survey"));
    });
  });

  it("rise with p under every rule", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("math", "school", "shahvaish", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"), (list, rule) => {
        const design = surveyDesign(
          table(
            list,
            list.map((_, i) => i),
          ),
          { weights: "w" },
        );
        const results = quantiles(design, "y", [0.05, 0.2, 0.5, 0.8, 0.95], { rule }).map((one) => one.quantile);
        results.slice(1).forEach((value, index) => expect(value).toBeGreaterThanOrEqual(results[index] as number));
      }),
      { numRuns: 40 },
    );
  });
});

describe("bad input", () => {
  const base = table(
    [
      { y: 1, w: 1, g: 0, h: 0 },
      { y: 2, w: -1, g: 1, h: 1 },
      { y: 3, w: Number.NaN, g: 2, h: 0 },
    ],
    [0, 1, 2],
  );
  it.each([
    ["missing-weight", () => surveyDesign(base, { weights: "w" }), 1],
    ["negative-weight", () => surveyDesign(base, { weights: Float64Array.of(1, -1, -2) }), 2],
    ["zero-weights", () => surveyDesign(base, { weights: new Float64Array(3) }), 3],
    ["lonely-psu", () => mean(surveyDesign(base, { strata: ["h"] }), ["y"]), 1],
    ["unknown-column", () => mean(surveyDesign(base), ["nothing"]), 6],
    ["missing-values", () => mean(surveyDesign(base), ["w"]), 1],
  ] as const)("is refused as %s with its count", (code, act, count) => {
    try {
      act();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StatisticsError);
      expect(error).toMatchObject({ code, count });
    }
  });
});
