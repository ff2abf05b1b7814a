import { describe, expect, it } from "vitest";
import { mostFrequentReasons } from "./reasons.ts";

const order = ["a", "b", "c", "d", "e"];

describe("the most frequent reasons", () => {
  it.each([
    ["none", {}, []],
    ["a reason no child has", { a: 0 }, []],
    ["fewer than three", { c: 1, a: 2 }, ["a", "c"]],
    ["most frequent first", { a: 1, b: 2, c: 3, d: 4 }, ["d", "c", "b"]],
    ["ties in the form's order", { e: 2, d: 2, c: 2, b: 2 }, ["b", "c", "d"]],
    ["a tie for the third place", { e: 5, d: 4, c: 1, a: 1 }, ["e", "d", "a"]],
    ["a code the form does not have", { x: 9, a: 1 }, ["a"]],
  ])("%s", (_name, counts, expected) => {
    expect(mostFrequentReasons(new Map(Object.entries(counts)), order)).toEqual(expected);
  });
});
