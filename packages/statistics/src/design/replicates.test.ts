// Replicates against linearisation, where theory says that they agree; and in which order replicates and calibration come.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTable, factorFromCodes, numericColumn } from "../data/table.ts";
import { StatisticsError } from "../errors.ts";
import { contrasts } from "../estimate/contrasts.ts";
import { mean, ratio, total } from "../estimate/means.ts";
import { postStratify, rake } from "../weights/calibrate.ts";
import { marginFit } from "../weights/diagnostics.ts";
import { trimWeights } from "../weights/trim.ts";
import { type Design, domain, surveyDesign } from "./design.ts";
import { type ReplicateMethod, fromReplicateWeights, withReplicates } from "./replicates.ts";

type Row = { readonly y: number; readonly x: number; readonly w: number; readonly g: number };
const row: fc.Arbitrary<Row> = fc.record({
  y: fc.integer({ min: -50, max: 50 }),
  x: fc.integer({ min: 1, max: 40 }),
  w: fc.integer({ min: 1, max: 40 }).map((value) => value / 4),
  g: fc.integer({ min: 0, max: 2 }),
});
/** A multiple of eight rows, so that four strata have as many units of two rows each. */
const rows = fc.array(row, { minLength: 24, maxLength: 60 }).map((list) => list.slice(0, list.length - (list.length % 8)));

function tableOf(list: readonly Row[], stratumOf: (at: number) => number): ReturnType<typeof createTable> {
  const numbers = (name: string, of: (one: Row, at: number) => number): ReturnType<typeof numericColumn> =>
    numericColumn(name, list.map(of));
  return createTable([
    numbers("y", (one) => one.y),
    numbers("x", (one) => one.x),
    numbers("w", (one) => one.w),
    numbers("unit", (_, at) => Math.floor(at / 2)),
    numbers("stratum", (_, at) => stratumOf(at)),
    numbers("population", (_, at) => 40 + 10 * stratumOf(at)),
    numbers("one population", () => 90),
    factorFromCodes(
      "g",
      Int32Array.from(list, (one) => one.g),
      ["a", "b", "c"],
    ),
  ]);
}

/** Four strata in turn, over units of two rows. */
const fourth = (at: number): number => Math.floor(at / 2) % 4;

function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>, relative = 1e-8): void {
  expect(actual.length).toBe(expected.length);
  const size = Math.max(...Array.from(expected, Math.abs), 1e-6);
  Array.from(expected).forEach((value, at) => {
    expect(Math.abs((actual[at] ?? Number.NaN) - value)).toBeLessThanOrEqual(relative * Math.max(Math.abs(value), 1e-4 * size));
  });
}

const linear = (design: Design): number[] => {
  const totals = total(design, ["y", "x", "g"]);
  return [...totals.covariance, ...contrasts(totals, { d: { y: 1, x: -2 } }).covariance];
};

describe("replicates equal linearisation for what is linear in the weights", () => {
  it("JK1 without strata, with a finite population and without", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.boolean(), (list, finite, mse) => {
        const fpc = finite ? { fpc: ["one population"] } : {};
        const design = surveyDesign(tableOf(list, fourth), { ids: ["unit"], weights: "w", ...fpc });
        expectSame(linear(withReplicates(design, { type: "JK1" }, mse)), linear(design));
        const part = domain(design, (at) => list[at]?.g !== 1 || at === 0, "part");
        const again = domain(withReplicates(design, { type: "JK1" }, mse), (at) => list[at]?.g !== 1 || at === 0, "part");
        expectSame(total(again, ["y"]).covariance, total(part, ["y"]).covariance);
      }),
      { numRuns: 25 },
    );
  });

  it("JKn with strata of unequal size, with finite populations and without", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (list, finite) => {
        // Strata of 3, 3 and all other units.
        const uneven = (at: number): number => Math.min(2, Math.floor(at / 6));
        const fpc = finite ? { fpc: ["population"] } : {};
        const design = surveyDesign(tableOf(list, uneven), { ids: ["unit"], strata: ["stratum"], weights: "w", ...fpc });
        expectSame(linear(withReplicates(design, { type: "JKn" })), linear(design));
      }),
      { numRuns: 25 },
    );
  });

  it("BRR with and without Fay's factor", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 0.9, noNaN: true }), (list, fay) => {
        const pairs = (at: number): number => Math.floor(at / 4);
        const design = surveyDesign(tableOf(list, pairs), { ids: ["unit"], strata: ["stratum"], weights: "w" });
        expectSame(linear(withReplicates(design, { type: "BRR" })), linear(design));
        expectSame(linear(withReplicates(design, { type: "BRR", fay })), linear(design), 1e-7);
      }),
      { numRuns: 25 },
    );
  });

  it("JK1 for means where every row weighs alike, and for ratios within the leverage of a row", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const design = surveyDesign(tableOf(list, fourth));
        // Leaving out row i moves the mean by (m − y_i)/(n − 1), so both are s²/n.
        expectSame(mean(withReplicates(design, { type: "JK1" }), ["y", "x"]).covariance, mean(design, ["y", "x"]).covariance);
        // It moves a ratio by e_i/(X − x_i) where linearisation has e_i/X: the standard errors differ by (n − 1)/n / (1 − x_i/X), for some row.
        const n = list.length;
        const whole = list.reduce((sum, one) => sum + one.x, 0);
        const factor = (x: number): number => (n - 1) / n / (1 - x / whole);
        const jack = ratio(withReplicates(design, { type: "JK1" }, true), "y", "x").se[0] as number;
        const taylor = ratio(design, "y", "x").se[0] as number;
        expect(jack).toBeGreaterThanOrEqual(taylor * factor(Math.min(...list.map((one) => one.x))) * (1 - 1e-9));
        expect(jack).toBeLessThanOrEqual(taylor * factor(Math.max(...list.map((one) => one.x))) * (1 + 1e-9));
      }),
      { numRuns: 25 },
    );
  });

  it("bootstrap within the error of drawing, with finite populations and without", () => {
    const list = Array.from({ length: 80 }, (_, i): Row => ({ y: ((i * 37) % 101) - 30, x: 1 + (i % 9), w: 1 + (i % 3), g: i % 3 }));
    for (const fpc of [{}, { fpc: ["population"] }]) {
      const design = surveyDesign(tableOf(list, fourth), { ids: ["unit"], strata: ["stratum"], weights: "w", ...fpc });
      const replicates = 2000;
      const boot = total(withReplicates(design, { type: "bootstrap", replicates, seed: 11 }), ["y"]).covariance[0] as number;
      // A variance of R normal draws has relative standard error √(2/R); four of them, with some room for sums that are not normal.
      expect(Math.abs(boot / (total(design, ["y"]).covariance[0] as number) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / replicates));
    }
  });
});

describe("replicates come before calibration", () => {
  const list = Array.from({ length: 48 }, (_, i): Row => ({ y: (i * 29) % 53, x: 1 + (i % 7), w: 1 + (i % 4) / 2, g: (i * 5) % 3 }));
  const design = surveyDesign(tableOf(list, fourth), { ids: ["unit"], strata: ["stratum"], weights: "w" });
  const margin = { variables: ["g"], totals: ["a", "b", "c"].map((level, at) => ({ levels: [level], total: 60 + 20 * at })) };
  const methods: ReplicateMethod[] = [{ type: "JKn" }, { type: "bootstrap", replicates: 20, seed: 5 }];

  it.each(methods)("$type of a calibrated design is refused, and says what to do", (method) => {
    for (const calibrated of [rake(design, [margin]).design, postStratify(design, margin).design]) {
      expect(() => withReplicates(calibrated, method)).toThrow(/replicates first and calibrate them after/);
      expect(() => withReplicates(calibrated, method)).toThrow(StatisticsError);
      // Nor can replicate weights be put beside a calibration that they do not know of.
      expect(() =>
        fromReplicateWeights(calibrated, { type: "other", weights: [design.weights, design.weights], scale: 1, mse: false }),
      ).toThrow(/replicates first and calibrate them after/);
    }
  });

  it.each(methods)("$type calibrated after meets the margins in every replicate", (method) => {
    const replicated = withReplicates(design, method);
    for (const calibrate of [(one: Design) => rake(one, [margin]).design, (one: Design) => postStratify(one, margin).design]) {
      const calibrated = calibrate(replicated);
      const all = [calibrated.weights, ...(calibrated.replicates?.weights ?? [])];
      expect(all.length).toBe(1 + (replicated.replicates?.weights.length ?? 0));
      for (const weights of all) {
        for (const fit of marginFit({ ...design, weights }, [margin])) expect(fit.relativeMisfit).toBeLessThan(1e-9);
      }
      // What is calibrated to has no variance left in the replicates either.
      for (const se of total(calibrated, ["g"]).se) expect(se).toBeLessThan(1e-6);
      expect(mean(calibrated, ["y"]).estimate[0]).toBeCloseTo(mean(calibrate(design), ["y"]).estimate[0] as number, 9);
    }
  });

  it("trims every replicate with the weights", () => {
    const trimmed = trimWeights(withReplicates(design, { type: "JKn" }), { upper: 2.2 });
    const whole = design.weights.reduce((sum, one) => sum + one, 0);
    expect(trimmed.weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(whole, 9);
    expect(trimmed.replicates?.weights.every((one) => one.length === design.n)).toBe(true);
  });
});
