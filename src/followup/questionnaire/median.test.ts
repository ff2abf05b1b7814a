import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationsShown, medianOf } from "./median.ts";

const histogram = (...values: number[]) => values.map((value) => ({ value, children: 1 }));

describe("the median of a histogram", () => {
  it.each([
    [[], null],
    [histogram(3), 3],
    [histogram(1, 2), 1.5],
    [histogram(5, 1, 2), 2],
    [
      [
        { value: 4, children: 3 },
        { value: 1, children: 3 },
      ],
      2.5,
    ],
    [
      [
        { value: 1, children: 0 },
        { value: 9, children: 2 },
      ],
      9,
    ],
  ])("of %j is %j", (bars, median) => {
    expect(medianOf(bars)).toBe(median);
  });

  it("is that of the sorted list", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const middle = sorted.length / 2;
        const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
        expect(medianOf(histogram(...values))).toBe(sorted.length % 2 === 1 ? high : (low + high) / 2);
      }),
    );
  });
});

describe("a number of conversations as shown", () => {
  it.each([
    [0, "0"],
    [1, "1"],
    [1.5, "2"],
    [3, "3"],
    [3.5, "4 eller fler"],
    [4, "4 eller fler"],
    [11, "4 eller fler"],
  ])("%d is %s", (median, words) => {
    expect(conversationsShown(median)).toBe(words);
  });
});
