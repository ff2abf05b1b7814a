import { describe, expect, test } from "vitest";
import { comparison, figuresOf } from "./against.ts";

const saved = (p50: number, first: number) => ({
  results: [
    { part: "pages", raw: [{ thinkMilliseconds: 0, figures: { pages: [{ page: "case page", count: 10, p50, p95: 2 * p50 }, { page: "unseen", count: 0, p50: Number.NaN, p95: Number.NaN }] } }] },
    { part: "memory", raw: [] },
    { part: "import", raw: { first: { milliseconds: first }, again: { milliseconds: 100 } } },
  ],
}); // prettier-ignore

describe("one version against another", () => {
  test("the figures of a bench are those of pages and imports that were measured", () => {
    expect([...figuresOf(saved(20, 400))]).toEqual([
      ["case page, p50, no think time", 20],
      ["case page, p95, no think time", 40],
      ["import, the first time", 400],
      ["import, the same again", 100],
    ]);
  });

  test("each is compared by the median of the rounds: more than 1 is slower", () => {
    const of = (...all: readonly [number, number][]) => all.map(([p50, first]) => figuresOf(saved(p50, first)));
    const { rows } = comparison(of([20, 400], [900, 400], [20, 400]), of([10, 800], [10, 800], [900, 1]));
    expect(rows.map((row) => [row[0], row[3]])).toEqual([
      ["case page, p50, no think time", "0.50 ×"],
      ["case page, p95, no think time", "0.50 ×"],
      ["import, the first time", "2.00 ×"],
      ["import, the same again", "1.00 ×"],
    ]);
  });

  test("what only one of them measures is left out", () => {
    expect(comparison([new Map()], [figuresOf(saved(1, 1))]).rows).toEqual([]);
  });
});
