import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTable, factorFromCodes, numericColumn } from "../data/table.ts";
import { type Design, surveyDesign } from "../design/design.ts";
import { withReplicates } from "../design/replicates.ts";
import { mean, total } from "../estimate/means.ts";
import { calibrateToMargins, calibrateToTotals, postStratify, rake } from "./calibrate.ts";
import { marginFit, weightDiagnostics } from "./diagnostics.ts";
import { rakeByProportionalFitting } from "./proportional-fitting.ts";
import { trimWeights } from "./trim.ts";

/** A sample of `n` rows with two factors and a number; the first rows fill every cell. */
function sample(n: number, seed: number): Design {
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const code = (levels: number) =>
    Int32Array.from({ length: n }, (_, i) => (i < 12 ? (levels === 3 ? i % 3 : i % 4) : Math.floor(random() * levels)));
  const g = code(3);
  const h = code(4);
  return surveyDesign(
    createTable([
      factorFromCodes("g", g, ["a", "b", "c"]),
      factorFromCodes("h", h, ["p", "q", "r", "s"]),
      numericColumn(
        "y",
        Float64Array.from({ length: n }, (_, i) => (g[i] as number) * 5 + (h[i] as number) + 10 * random()),
      ),
      numericColumn(
        "w",
        Float64Array.from({ length: n }, () => 1 + 3 * random()),
      ),
    ]),
    { weights: "w" },
  );
}

const shares = fc.tuple(
  fc.integer({ min: 10, max: 30 }),
  fc.integer({ min: 10, max: 30 }),
  fc.integer({ min: 10, max: 30 }),
  fc.integer({ min: 10, max: 30 }),
);

function margins(a: readonly number[], population = 5000): { variables: string[]; totals: { levels: string[]; total: number }[] }[] {
  const [one = 1, two = 1, three = 1, four = 1] = a;
  const sumG = one + two + three;
  const sumH = sumG + four;
  return [
    { variables: ["g"], totals: [one, two, three].map((value, i) => ({ levels: ["abc"[i] ?? ""], total: (population * value) / sumG })) },
    {
      variables: ["h"],
      totals: [four, three, two, one].map((value, i) => ({ levels: ["pqrs"[i] ?? ""], total: (population * value) / sumH })),
    },
  ];
}

describe("weights", () => {
  it("meet the margins, whatever the distance", () => {
    fc.assert(
      fc.property(
        shares,
        fc.integer({ min: 80, max: 200 }),
        fc.nat(),
        fc.constantFrom("linear" as const, "raking" as const, "logit" as const),
        (a, n, seed, distance) => {
          const design = sample(n, seed);
          const given = margins(a);
          const bounds = distance === "logit" ? ([0.05, 500] as const) : null;
          const { design: calibrated, misfit } = calibrateToMargins(design, given, { distance, bounds });
          expect(misfit).toBeLessThan(1e-11);
          for (const fit of marginFit(calibrated, given)) expect(fit.relativeMisfit).toBeLessThan(1e-10);
          // A variable that the margins explain wholly has no variance left.
          const result = total(calibrated, ["g"]);
          for (const se of result.se) expect(se).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("of raking equal those of proportional fitting", () => {
    const design = sample(150, 3);
    const given = margins([10, 25, 15, 20]);
    const raked = rake(design, given).design.weights;
    const fitted = rakeByProportionalFitting(design, given, { maxIterations: 2000, epsilon: 1e-14 }).design.weights;
    raked.forEach((weight, row) => expect(fitted[row]).toBeCloseTo(weight, 8));
  });

  it("of one margin equal post-stratification, with its variance", () => {
    const design = sample(120, 5);
    const [margin] = margins([10, 25, 15, 20]);
    if (margin === undefined) throw new Error("no margin");
    const post = postStratify(design, margin).design;
    for (const distance of ["linear", "raking"] as const) {
      const calibrated = calibrateToMargins(design, [margin], { distance }).design;
      calibrated.weights.forEach((weight, row) => expect(weight).toBeCloseTo(post.weights[row] as number, 9));
      expect(mean(calibrated, ["y"]).se[0]).toBeCloseTo(mean(post, ["y"]).se[0] as number, 10);
    }
  });

  it("keep within the bounds of logit and truncated linear calibration", () => {
    const design = sample(300, 9);
    const base = design.weights.reduce((sum, weight) => sum + weight, 0);
    const given = margins([18, 20, 22, 20], base);
    for (const distance of ["logit", "linear", "raking"] as const) {
      const { design: calibrated } = calibrateToMargins(design, given, { distance, bounds: [0.5, 2] });
      const { smallestFactor, largestFactor } = weightDiagnostics(calibrated, design.weights);
      expect(smallestFactor).toBeGreaterThanOrEqual(0.5 - 1e-12);
      expect(largestFactor).toBeLessThanOrEqual(2 + 1e-12);
    }
    expect(() => calibrateToMargins(design, given, { distance: "logit", bounds: [0.999, 1.001] })).toThrow(/within the bounds/);
  });

  it("calibrate to a mean of a number: the total is met and its error gone", () => {
    const design = sample(200, 11);
    const { design: calibrated } = calibrateToTotals(design, { "(Intercept)": 1000, y: 9500, gb: 320 });
    const result = total(calibrated, ["y"]);
    expect(result.estimate[0]).toBeCloseTo(9500, 6);
    expect(result.se[0]).toBeLessThan(1e-5);
  });

  it("carry the calibration into the replicates", () => {
    const design = sample(160, 21);
    const given = margins([20, 20, 20, 20]);
    const linear = mean(rake(design, given).design, ["y"]);
    const jack = mean(rake(withReplicates(design, { type: "JK1" }), given).design, ["y"]);
    expect(jack.estimate[0]).toBeCloseTo(linear.estimate[0] as number, 9);
    expect(Math.abs((jack.se[0] as number) / (linear.se[0] as number) - 1)).toBeLessThan(0.1);
  });

  it("trimmed keep their sum and the limits", () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 1.3, max: 3, noNaN: true }), (seed, times) => {
        const design = sample(90, seed);
        const before = weightDiagnostics(design);
        const upper = (times * before.sum) / before.n;
        const after = weightDiagnostics(trimWeights(design, { upper, strict: true }));
        expect(after.sum).toBeCloseTo(before.sum, 7);
        expect(after.max).toBeLessThanOrEqual(upper * (1 + 1e-12));
        expect(after.kishDesignEffect).toBeLessThanOrEqual(before.kishDesignEffect + 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  // Few different weights, as after post-stratification: rounding could go on moving a hair for ever.
  it("trimmed from below alone come to rest", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 3, max: 40 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 8, max: 120 }),
        fc.double({ min: 0.3, max: 0.95, noNaN: true }),
        (values, n, part) => {
          const weights = Float64Array.from({ length: n }, (_, row) => (values[row % values.length] ?? 3) / 7);
          const design = surveyDesign(createTable([numericColumn("w", weights)]), { weights: "w" });
          const before = weightDiagnostics(design);
          const lower = (part * before.sum) / before.n;
          const after = weightDiagnostics(trimWeights(design, { lower, strict: true }));
          expect(after.sum).toBeCloseTo(before.sum, 7);
          expect(after.min).toBeGreaterThanOrEqual(lower * (1 - 1e-12));
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("margins that cannot be met", () => {
  const design = sample(60, 1);
  const [g, h] = margins([20, 20, 20, 20]) as [ReturnType<typeof margins>[number], ReturnType<typeof margins>[number]];
  it.each([
    [
      "margin-contradiction",
      [g, { ...h, totals: h.totals.map((one) => ({ ...one, total: one.total * 1.1 })) }],
      /"g" sums to 5000, "h" to 5500/,
    ],
    ["margin-unknown-level", [{ ...g, totals: g.totals.slice(0, 2) }], /gives no total for "c", which \d+ rows have/],
    ["margin-unknown-level", [{ ...g, totals: [...g.totals, { levels: ["z"], total: 4 }] }], /gives a total for "z"/],
    [
      "margin-contradiction",
      [{ ...g, totals: g.totals.map((one, i) => (i === 2 ? { ...one, total: 0 } : one)) }],
      /rows are "c", of which the population has 0/,
    ],
    ["unknown-column", [{ ...g, variables: ["nothing"] }], /no column "nothing"/],
  ] as const)("%s", (code, given, message) => {
    expect(() => rake(design, given)).toThrow(message);
    expect(() => rake(design, given)).toThrow(expect.objectContaining({ code }));
  });

  it("names an empty level and stops on demand", () => {
    const table = createTable([factorFromCodes("g", Int32Array.of(0, 0, 1), ["a", "b", "c"])]);
    const small = surveyDesign(table);
    expect(() => rake(small, [g])).toThrow(/no row of the sample is "c"/);
    expect(() => rake(design, [g, h], { signal: AbortSignal.abort() })).toThrow(/stopped/);
  });

  it("names a level whose weights of an earlier linear calibration cancel", () => {
    const table = createTable([factorFromCodes("g", Int32Array.of(0, 0, 0, 1), ["a", "b"])]);
    const calibrated = { ...surveyDesign(table), weights: Float64Array.of(3, -4, 1, 5) };
    const margin = { variables: ["g"], totals: ["a", "b"].map((level) => ({ levels: [level], total: 10 })) };
    expect(() => rakeByProportionalFitting(calibrated, [margin])).toThrow(/"g": the weights of "a" sum to 0, and cannot be made 10/);
  });

  it("says which total is not met when the margins contradict each other in the sample", () => {
    const table = createTable([
      factorFromCodes("a", Int32Array.of(0, 0, 1, 1), ["x", "y"]),
      factorFromCodes("b", Int32Array.of(0, 0, 1, 1), ["u", "v"]),
    ]);
    const pair = (variable: string, levels: string[], totals: number[]): ReturnType<typeof margins>[number] => ({
      variables: [variable],
      totals: levels.map((level, i) => ({ levels: [level], total: totals[i] ?? 0 })),
    });
    expect(() => rake(surveyDesign(table), [pair("a", ["x", "y"], [30, 70]), pair("b", ["u", "v"], [50, 50])])).toThrow(
      /do not meet the totals.*short of/,
    );
  });
});
