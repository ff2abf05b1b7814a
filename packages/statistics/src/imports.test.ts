// The estimators carry no YAML, Parquet or HTML, and nothing of Node's: what a file imports is a file of the package, or the solver.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const here = import.meta.dirname;
/** What the tests share is not published (tsconfig.build.json). */
const ofTests = new Set(["every-option.ts"]);
const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter(
  (file) => /(?<!\.test)\.ts$/.test(file) && !ofTests.has(file),
);

test("no file of the package imports a package but the solver, nor a file outside", () => {
  expect(files.length).toBeGreaterThan(80);
  const outside = files.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(join(here, file), "utf8"))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => !(name.startsWith(".") && join(here, file, "..", name).startsWith(join(here, "/"))))
      .map((name) => `${file}: ${name}`),
  );
  expect(outside.filter((line) => !/: highs(\/|$)/.test(line))).toEqual([]);
  expect(outside.length).toBeGreaterThan(0);
});

test("nor does the package ask for another", () => {
  const { dependencies } = JSON.parse(readFileSync(join(here, "../package.json"), "utf8")) as { dependencies: object };
  expect(Object.keys(dependencies)).toEqual(["highs"]);
});

test("no file of the package writes HTML", () => {
  const written = files.filter((file) => /<(?:html|table|svg|section|p)\b/.test(readFileSync(join(here, file), "utf8")));
  expect(written).toEqual([]);
});
