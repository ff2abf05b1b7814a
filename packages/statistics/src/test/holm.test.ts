import fc from "fast-check";
import { expect, test } from "vitest";
import { StatisticsError } from "../errors.ts";
import { holm } from "./holm.ts";

// R 4.2: p.adjust(c(…), "holm").
test.each([
  [
    [0.01, 0.04, 0.03],
    [0.03, 0.06, 0.06],
  ],
  [[0.5], [0.5]],
  [[], []],
  [
    [0.4, 0.4, 0.001, 0.012],
    [0.8, 0.8, 0.004, 0.036],
  ],
  [
    [0, 1, 0.6],
    [0, 1, 1],
  ],
])("%j becomes %j", (p, adjusted) => {
  holm(p).forEach((one, at) => expect(one).toBeCloseTo(adjusted[at] ?? Number.NaN, 12));
  expect(holm(p)).toHaveLength(adjusted.length);
});

test("no p becomes smaller, the order stays, and the smallest is that of Bonferroni", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (p) => {
      const adjusted = holm(p);
      const sorted = p.map((one, at) => [one, adjusted[at] ?? Number.NaN] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(sorted.every(([one, other], k) => other >= one && other <= 1 && (k === 0 || other >= (sorted[k - 1]?.[1] ?? 0)))).toBe(true);
      expect(Math.min(...adjusted)).toBeCloseTo(Math.min(1, p.length * Math.min(...p)), 12);
    }),
  );
});

test("what is no p-value is refused", () => {
  for (const p of [[1.1], [-0.1], [Number.NaN]]) expect(() => holm(p)).toThrow(StatisticsError);
});
