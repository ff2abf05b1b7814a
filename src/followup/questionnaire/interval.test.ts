import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nationalQuestionnaire2024 } from "./definitions/questionnaire.ts";
import { intervalOf, wholePercent } from "./interval.ts";

describe("the interval of a share", () => {
  it.each([
    [0, 7, "0 procent"],
    [1, 1000, "1–25 procent"],
    [2, 8, "1–25 procent"],
    [251, 1000, "26–50 procent"],
    [4, 8, "26–50 procent"],
    [501, 1000, "51–75 procent"],
    [6, 8, "51–75 procent"],
    [751, 1000, "76–99 procent"],
    [999, 1000, "76–99 procent"],
    [1000, 1000, "100 procent"],
    [7, 7, "100 procent"],
    [100, 120, "76–99 procent"],
  ])("of %i of %i is %s", (numerator, denominator, words) => {
    expect(intervalOf(numerator, denominator)).toBe(words);
  });

  it("never goes down when one more child is counted, and is always one of the form's alternatives", () => {
    const scale = nationalQuestionnaire2024.scales["interval"] ?? [];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_200_000 }), fc.nat(), (denominator, drawn) => {
        const numerator = drawn % denominator;
        const [here, next] = [intervalOf(numerator, denominator), intervalOf(numerator + 1, denominator)].map((words) =>
          scale.indexOf(words),
        );
        expect(here).toBeGreaterThanOrEqual(0);
        expect(next).toBeGreaterThanOrEqual(here ?? 0);
      }),
    );
  });
});

describe("whole per cent", () => {
  it.each([
    [1, 200, 1],
    [1, 201, 0],
    [1, 8, 13],
    [100, 120, 83],
    [2, 3, 67],
    [0, 9, 0],
    [9, 9, 100],
    [201, 400, 50],
    [203, 400, 51],
  ])("of %i of %i, half up, is %i", (numerator, denominator, percent) => {
    expect(wholePercent(numerator, denominator)).toBe(percent);
  });
});
