import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { corrections, days, walks } from "./law-rows.ts";
import type { Proof } from "./law-rows.ts";

/** Each row of what was once misread has its tests, and each test that a row names is there, by its whole title. */

/** True where the file has a test of that title, or a table of tests with a row that begins with it. Words that stand anywhere else in it prove nothing. */
function isThere(text: string, title: string): boolean {
  const said = JSON.stringify(title).replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  const titled = new RegExp(String.raw`\b(?:test|it|describe)\(\s*${said}\s*,`, "u");
  const inTable = new RegExp(String.raw`\.each[\s\S]*?\[\s*${said}\s*,`, "u");
  return titled.test(text) || inTable.test(text);
}
const missing = (proofs: readonly Proof[]) =>
  proofs.filter(([file, title]) => !file.endsWith(".test.ts") || !isThere(readFileSync(file, "utf8"), title)).map((one) => one.join(": "));

test("a title that a file does not have, or has in a comment or as a part of another, is not there", () => {
  const text =
    'test("whole title", () => {}); // "said"\ntest.each([["a row", 1], [\n  "another row", 2]])("%s", () => { say(["cell"]); });';
  const found = ["whole title", "whole", "said", "a row", "another row", "row", "%s"].filter((title) => isThere(text, title));
  expect(found).toEqual(["whole title", "a row", "another row"]);
});

describe("each row of the corrections of the law", () => {
  test.each(corrections.map((row, place) => [place + 1, row.what, row] as const))("%i. %s", (_number, _what, { law, proofs }) => {
    expect(law).toMatch(/§|HSLF|SFS/u);
    expect(proofs.length).toBeGreaterThan(0);
    expect(missing(proofs)).toEqual([]);
  });

  test("all twenty are there, and what is not built of them is said of these", () => {
    expect(corrections).toHaveLength(20);
    expect(corrections.flatMap(({ lacks }, place) => (lacks === undefined ? [] : [place + 1]))).toEqual([17, 19]);
  });
});

test.each(walks.map((walk) => [walk.what, walk] as const))("the walk that found it: %s", (_what, { proofs }) => {
  expect(proofs.length).toBeGreaterThan(0);
  expect(missing(proofs)).toEqual([]);
});

test.each(days.map((one) => [one.what, one] as const))("%s stands in a table", (_day, { proofs }) => {
  expect(missing(proofs)).toEqual([]);
});
