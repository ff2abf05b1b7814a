import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRecipes, withNextNumber } from "./measure-change.mjs";

const diffOf = (...paths: readonly string[]) => paths.map((path) => `diff --git a/${path} b/${path}\n`).join("");
const guide = (files: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), "guide-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

test("the recipes of the guide hold what they promise: steps, files and a test", () => {
  const recipes = readRecipes();
  expect(recipes.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`))).toEqual([]);
  expect(recipes.length).toBeGreaterThan(0);
});

test.each([
  [
    "too many files",
    { "a.md": "1. Do.\n", "a.patch": `limit: 1\n\n${diffOf("x.ts", "x.test.ts")}` },
    "2 files; 1 at most: x.ts, x.test.ts",
  ],
  ["no limit", { "a.md": "1. Do.\n", "a.patch": diffOf("x.test.ts") }, "the patch names no limit"],
  ["no words", { "a.patch": `limit: 1\n\n${diffOf("x.test.ts")}` }, "docs/guide/a.md is not there, or has no numbered steps"],
  ["no test", { "a.md": "1. Do.\n", "a.patch": `limit: 1\n\n${diffOf("x.ts")}` }, "no test tries what the recipe makes"],
  [
    "a number of its own",
    { "a.md": "1. Do.\n", "a.patch": `limit: 2\n\n${diffOf("src/platform/database/migrations/0009-x.sql", "x.test.ts")}` },
    "a migration is called NNNN-…, not 0009-x.sql",
  ],
  ["too many steps", { "a.md": "1. Do.\n".repeat(11), "a.patch": `limit: 1\n\n${diffOf("x.test.ts")}` }, "11 steps; 10 at most"],
])("a recipe is found wanting: %s", (_what, files, fault) => {
  expect(readRecipes(guide(files)).map(({ faults }) => faults)).toEqual([[fault]]);
});

test("a recipe's tests are those that it adds and those that it names", () => {
  const [one] = readRecipes(
    guide({ "a.md": "1. Do.\n2. Try.\n", "a.patch": `limit: 3\ntests: y.test.ts\n\n${diffOf("x.ts", "x.db.test.ts")}` }),
  );
  expect(one).toMatchObject({
    name: "a",
    limit: 3,
    steps: 2,
    files: ["x.ts", "x.db.test.ts"],
    tests: ["y.test.ts", "x.db.test.ts"],
    faults: [],
  });
});

test("a recipe's migration is the one after those that are there", () => {
  const patch = diffOf("src/platform/database/migrations/NNNN-x.sql");
  expect(withNextNumber(patch, ["0001-core.sql", "0023-time.sql", "folded.json"])).toBe(
    diffOf("src/platform/database/migrations/0024-x.sql"),
  );
  expect(withNextNumber(patch, [])).toBe(diffOf("src/platform/database/migrations/0001-x.sql"));
});
