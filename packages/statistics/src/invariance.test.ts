// What must not matter, does not: the order of the rows, one row split in two half weights within its unit, the names of levels.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as library from "./index.ts";
import { type Column, type Design, createTable, factorFromCodes, numericColumn, surveyDesign } from "./index.ts";

type Row = { readonly y: number; readonly x: number; readonly w: number; readonly g: number; readonly h: number; readonly unit: number };

const row: fc.Arbitrary<Row> = fc.record({
  y: fc.integer({ min: -50, max: 50 }),
  x: fc.integer({ min: 1, max: 30 }),
  w: fc.integer({ min: 2, max: 40 }).map((value) => value / 4),
  g: fc.integer({ min: 0, max: 2 }),
  h: fc.integer({ min: 0, max: 1 }),
  unit: fc.integer({ min: 0, max: 11 }),
});
/** Every crossing of g and h, and units 0 to 11, occur twice, with both answers, so that margins and models always have rows. */
const filled = Array.from({ length: 24 }, (_, i): Row => ({
  y: ((i * 37) % 41) - 20,
  x: 1 + ((i * 11) % 17),
  w: 1.5 + (i % 4) / 4,
  g: i % 3,
  h: Math.floor(i / 3) % 2,
  unit: i % 12,
}));
const rows = fc.array(row, { minLength: 20, maxLength: 60 }).map((list) => [...list, ...filled]);

type Names = { readonly g: readonly string[]; readonly h: readonly string[] };
const plainNames: Names = { g: ["a", "b", "c"], h: ["no", "yes"] };

/** Two strata of six units each; a grade from y with some noise from x, so that no variable separates it. */
function designOf(list: readonly Row[], names: Names): Design {
  const numbers = (name: string, of: (one: Row) => number): Column => numericColumn(name, list.map(of));
  const grade = (one: Row): number => (one.y + 3 * ((one.x * 7) % 11) - 15 < -10 ? 0 : (one.x + one.g) % 3 === 0 ? 2 : 1);
  const table = createTable([
    numbers("y", (one) => one.y),
    numbers("x", (one) => one.x),
    numbers("w", (one) => one.w),
    numbers("stratum", (one) => one.unit % 2),
    numbers("unit", (one) => one.unit),
    numbers("wave", (one) => 2021 + (one.x % 3)),
    numbers("yes", (one) => Number((one.x * 5 + one.g) % 7 < 3)),
    factorFromCodes(
      "g",
      Int32Array.from(list, (one) => one.g),
      names.g,
    ),
    factorFromCodes(
      "h",
      Int32Array.from(list, (one) => one.h),
      names.h,
    ),
    factorFromCodes("grade", Int32Array.from(list, grade), ["low", "middle", "high"], true),
  ]);
  return surveyDesign(table, { ids: ["unit"], strata: ["stratum"], weights: "w" });
}

const margins = (names: Names): library.Margin[] => [
  { variables: ["g"], totals: names.g.map((level, at) => ({ levels: [level], total: [120, 200, 180][at] ?? 0 })) },
  { variables: ["h"], totals: names.h.map((level, at) => ({ levels: [level], total: [210, 290][at] ?? 0 })) },
];

/** How the design is treated before anything is asked of it. */
const treatments: Readonly<Record<string, (design: Design, names: Names) => Design>> = {
  "as drawn": (design) => design,
  raked: (design, names) => library.rake(design, margins(names)).design,
  "calibrated within bounds": (design, names) =>
    library.calibrateToMargins(design, margins(names), { distance: "logit", bounds: [0.01, 100] }).design,
  "post-stratified": (design, names) => library.postStratify(design, margins(names)[0] as library.Margin).design,
  "calibrated to a total of a number": (design) => library.calibrateToTotals(design, { "(Intercept)": 500, x: 6000 }).design,
  "in a domain": (design) => library.domain(design, (at) => codeOf(design, "h", at) === 1, "h"),
  jackknifed: (design) => library.withReplicates(design, { type: "JKn" }),
  "raked after the jackknife": (design, names) => library.rake(library.withReplicates(design, { type: "JKn" }), margins(names)).design,
};

function codeOf(design: Design, name: string, at: number): number {
  const found = design.table.columns.get(name);
  return found?.kind === "factor" ? (found.codes[at] ?? -1) : -1;
}

const estimateOf = (one: library.Estimate): number[] => [...one.estimate, ...one.covariance, one.df];
const fitOf = (one: library.Fit): number[] => [...one.coefficients, ...one.covariance, one.dfResidual];
const positive = (design: Design): boolean => design.weights.every((weight) => weight >= 0);

/**
 * What is asked: each answer as numbers that must be the same. Sizes that count rows, which a split changes, are left out, and so are the limits of
 * a share of 0 or 1, which come from such a size.
 */
const questions: Readonly<Record<string, (design: Design, names: Names) => number[]>> = {
  "means and shares": (design) => estimateOf(library.mean(design, ["y", "g"])),
  totals: (design) => estimateOf(library.total(design, ["y", ["g", "h"]])),
  ratios: (design) => estimateOf(library.ratio(design, "y", "x")),
  "groups with their covariance": (design) =>
    estimateOf(library.byGroups(design, ["h"], (part) => library.meanStatistic(part, ["y"])).joint),
  "a share with its interval": (design) => {
    const { estimate, se, interval } = library.share(design, "yes");
    return [estimate, se, ...(interval.degenerate === "boundary" ? [] : [interval.lower, interval.upper])];
  },
  quantiles: (design) =>
    positive(design)
      ? library
          .quantiles(design, "x", [0.23, 0.51, 0.87])
          .flatMap(({ quantile, lower, upper, degenerate }) =>
            degenerate === "boundary" ? [quantile] : [quantile, lower ?? -1, upper ?? -1],
          )
      : [],
  "linear regression": (design) => (positive(design) ? fitOf(library.fitGlm(design, "y ~ x + g", "gaussian")) : []),
  "logistic regression": (design) => (positive(design) ? fitOf(library.fitGlm(design, "yes ~ x", "binomial")) : []),
  "proportional odds": (design) => (positive(design) ? fitOf(library.fitOrdinal(design, "grade ~ x")) : []),
  "a two-way table": (design) => {
    const { secondOrder, d0, wald } = library.twoWayTest(design, "g", "yes");
    return [secondOrder.statistic, d0, secondOrder.p, wald.statistic];
  },
  "a t-test": (design) => {
    if (!positive(design)) return [];
    const { difference, standardError, df, p, lower, upper } = library.tTest(design, "y ~ yes");
    return [difference, standardError, df, p, lower, upper];
  },
  "a trend": (design) => {
    const { estimate, covariance, slope, equality } = library.trendTest(design, "y", "wave");
    return [...estimate, ...covariance, slope.estimate, slope.standardError, equality.f];
  },
};

/** The answers, where a refusal is an answer too: it must be the same whatever does not matter. */
function answers(design: Design, names: Names): Record<string, number[] | string> {
  const given: Record<string, number[] | string> = {};
  for (const [name, ask] of Object.entries(questions)) {
    try {
      given[name] = ask(design, names);
    } catch (error) {
      if (!(error instanceof library.StatisticsError)) throw error;
      given[name] = error.code;
    }
  }
  return given;
}

function expectSame(actual: Record<string, number[] | string>, expected: Record<string, number[] | string>): number {
  let numbers = 0;
  for (const [name, values] of Object.entries(expected)) {
    const other = actual[name];
    if (typeof values === "string" || typeof other === "string" || other === undefined) {
      expect(other, name).toBe(values);
      continue;
    }
    expect(other.length, name).toBe(values.length);
    const scale = Math.max(...values.map(Math.abs), 1);
    values.forEach((value, at) => {
      const difference = Math.abs((other[at] ?? Number.NaN) - value);
      expect(difference, `${name} [${at}]: ${other[at]} for ${value}`).toBeLessThanOrEqual(1e-6 * Math.max(Math.abs(value), 1e-6 * scale));
    });
    numbers += values.length;
  }
  return numbers;
}

/** The same design or the same refusal. */
function treated(treat: (design: Design, names: Names) => Design, list: readonly Row[], names: Names): Record<string, number[] | string> {
  let design: Design;
  try {
    design = treat(designOf(list, names), names);
  } catch (error) {
    if (error instanceof library.StatisticsError) return { design: error.code };
    throw error;
  }
  return answers(design, names);
}

describe.each(Object.entries(treatments))("estimates of a design %s", (_, treat) => {
  let numbers = 0;

  it("do not change with the order of the rows", () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { minLength: 84, maxLength: 84 }), (list, keys) => {
        const order = list.map((one, at) => ({ one, key: keys[at] ?? 0 })).sort((a, b) => a.key - b.key);
        numbers += expectSame(
          treated(
            treat,
            order.map(({ one }) => one),
            plainNames,
          ),
          treated(treat, list, plainNames),
        );
      }),
      { numRuns: 12 },
    );
    expect(numbers).toBeGreaterThan(300);
  });

  it("do not change when a row is split in two half weights", () => {
    fc.assert(
      fc.property(rows, fc.nat(), (list, which) => {
        const at = which % list.length;
        const half = { ...(list[at] as Row), w: (list[at] as Row).w / 2 };
        expectSame(treated(treat, [...list.slice(0, at), half, ...list.slice(at + 1), half], plainNames), treated(treat, list, plainNames));
      }),
      { numRuns: 12 },
    );
  });

  it("do not change with the names of levels", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const renamed: Names = { g: ["zebra", "x y", "1"], h: ["0", "å"] };
        expectSame(treated(treat, list, renamed), treated(treat, list, plainNames));
      }),
      { numRuns: 12 },
    );
  });
});
