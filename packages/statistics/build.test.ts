// What is published works alone: built, put in an empty folder with nothing but its dependencies, and imported by plain Node.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "statistics-")));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const program = `
import { createTable, mean, numericColumn, surveyDesign, suppress, compilePublication } from "@fortrogen/statistics";
const design = surveyDesign(createTable([numericColumn("y", [1, 2, 3, 4])]));
const cells = [9, 3, 6, 12, 4, 8].map((value) => ({ value }));
const relations = [{ total: 0, parts: [1, 2] }, { total: 3, parts: [4, 5] }];
const { hidden } = await suppress(compilePublication({ cells, relations }));
console.log(JSON.stringify({ mean: mean(design, ["y"]).estimate[0], hidden }));
`;

test("the built package is imported in a bare folder", () => {
  execFileSync(process.execPath, [fileURLToPath(new URL("./build.mjs", import.meta.url))], { stdio: "pipe" });
  const built = join(root, ".build/statistics");
  const published = JSON.parse(readFileSync(join(built, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@fortrogen"), { recursive: true });
  cpSync(built, join(modules, "@fortrogen/statistics"), { recursive: true });
  for (const name of Object.keys(published.dependencies)) symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "program.js"), program);
  const run = (...args: string[]): string => execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  expect(JSON.parse(run("program.js"))).toEqual({ mean: 2.5, hidden: [1, 2, 4, 5] });

  writeFileSync(join(folder, "panel.csv"), "trust,w\n1,2\n0,1\n1,1\n");
  writeFileSync(
    join(folder, "plan.yaml"),
    "title: Trust\ndata: { file: panel.csv }\ndesign: { weights: w }\nanalyses:\n  - { id: trust, type: mean, variable: trust }\n",
  );
  run(join(modules, "@fortrogen/statistics/src/plan/main.js"), "plan.yaml", "--out", "results");
  expect(readFileSync(join(folder, "results/results.json"), "utf8")).toContain("0.75");
});
