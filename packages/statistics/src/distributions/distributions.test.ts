import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StatisticsError } from "../errors.ts";
import { betaCdf, betaQuantile, betaSurvival } from "./beta.ts";
import { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./chi-square.ts";
import { fCdf, fQuantile, fSurvival } from "./fisher.ts";
import { normalCdf, normalDensity, normalQuantile, normalSurvival } from "./normal.ts";
import { studentCdf, studentQuantile, studentSurvival, studentTwoSided } from "./student.ts";

function expectRelative(actual: number, expected: number, tolerance = 2e-11): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

const degrees = fc.double({ min: 0.3, max: 1e5, noNaN: true });
const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });

describe("distribution functions", () => {
  it("equal the closed forms where there are some", () => {
    for (const t of [1e-6, 0.3, 2, 50, 1e6]) {
      expectRelative(studentSurvival(t, 1), t > 1 ? Math.atan(1 / t) / Math.PI : 0.5 - Math.atan(t) / Math.PI);
      expectRelative(studentCdf(-t, 2), 1 / (Math.sqrt(2 + t * t) * (Math.sqrt(2 + t * t) + t)));
      expectRelative(chiSquareSurvival(t, 2), Math.exp(-t / 2));
      expectRelative(fSurvival(t, 2, 7), (1 + (2 * t) / 7) ** -3.5);
    }
    for (const x of [1e-9, 0.2, 0.7]) {
      expectRelative(betaCdf(x, 3.5, 1), x ** 3.5);
      expectRelative(betaSurvival(x, 1, 40), (1 - x) ** 40);
    }
  });

  it("equal values computed with sixty digits in the far tails", () => {
    expectRelative(normalCdf(-10), 7.619853024160526e-24);
    expectRelative(normalCdf(-38), 2.885428320151955e-316, 1e-6); // subnormal: fewer digits exist
    expectRelative(normalSurvival(1.96), 0.024997895148220435);
    expectRelative(studentSurvival(20, 38.5), 3.0654385905637245e-22);
    expectRelative(studentSurvival(5, 1e6), 2.8669989354262733e-7);
  });

  it("have quantiles that are their inverses, in both tails", () => {
    fc.assert(
      fc.property(probability, degrees, degrees, (p, a, b) => {
        expectRelative(studentCdf(studentQuantile(p, a), a), p);
        expectRelative(chiSquareCdf(chiSquareQuantile(p, a), a), p);
        expectRelative(chiSquareSurvival(chiSquareQuantile(p, a, true), a), p);
        expectRelative(fCdf(fQuantile(p, a, b), a, b), p);
        expectRelative(fSurvival(fQuantile(p, a, b, true), a, b), p);
        expectRelative(normalCdf(normalQuantile(p)), p);
      }),
      { numRuns: 200 },
    );
  });

  it("are limits of one another", () => {
    expectRelative(studentQuantile(0.975, 1e12), normalQuantile(0.975), 1e-11);
    expectRelative(studentSurvival(2, Infinity), normalSurvival(2));
    expectRelative(fSurvival(3, 4, Infinity), chiSquareSurvival(12, 4));
    expectRelative(studentSurvival(2.2, 17) * 2, fSurvival(2.2 * 2.2, 1, 17));
    expectRelative(studentQuantile(1e-300, 1), -1e300 / Math.PI, 1e-12);
  });

  it("give a number or a StatisticsError for whatever a double can hold", () => {
    const any = fc.oneof(fc.double(), fc.constantFrom(0, 1, 5e-324, 1e-100, 1e15, Number.MAX_VALUE, Infinity, -Infinity, Number.NaN));
    const one = [normalCdf, normalSurvival, normalDensity, normalQuantile];
    const two = [chiSquareCdf, chiSquareSurvival, chiSquareQuantile, studentCdf, studentSurvival, studentTwoSided, studentQuantile];
    const three = [betaCdf, betaSurvival, betaQuantile, fCdf, fSurvival, fQuantile];
    fc.assert(
      fc.property(any, any, any, (x, a, b) => {
        for (const run of [
          ...one.map((f) => () => f(x)),
          ...two.map((f) => () => f(x, Math.abs(a))),
          ...three.map((f) => () => f(x, Math.abs(a), Math.abs(b))),
        ]) {
          try {
            expect(run()).not.toBeNaN();
          } catch (error) {
            if (!(error instanceof StatisticsError)) throw error;
            expect(error.variable).toBeTruthy();
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("reach the ends and refuse what is no probability", () => {
    expect([studentQuantile(0, 3), studentQuantile(1, 3), studentQuantile(0.5, 3)]).toEqual([-Infinity, Infinity, 0]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3), chiSquareQuantile(0, 3)]).toEqual([0, 1, 0]);
    expect([fSurvival(0, 2, 3), fSurvival(Infinity, 2, 3), studentSurvival(Infinity, 2)]).toEqual([1, 0, 0]);
    expect(() => studentQuantile(1.2, 3)).toThrow("A probability must lie in [0, 1], got 1.2.");
    expect(() => chiSquareSurvival(1, -1)).toThrow("df must be a positive number, got -1.");
    expect(() => normalCdf(Number.NaN)).toThrow("not a number");
  });
});
