// What is published works alone: built, put in an empty folder with nothing but its dependencies, and used by plain Node.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { PlanResult } from "./src/result.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "packages-")));
const modules = join(folder, "node_modules");
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

/** Puts a built package and links to what it asks for from elsewhere in the folder; gives what it asks for. */
function putIn(name: string): readonly string[] {
  const built = join(root, ".build", name);
  const { dependencies } = JSON.parse(readFileSync(join(built, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  mkdirSync(join(modules, "@fortrogen"), { recursive: true });
  cpSync(built, join(modules, "@fortrogen", name), { recursive: true });
  const others = Object.keys(dependencies).filter((one) => !one.startsWith("@fortrogen/"));
  for (const one of others) symlinkSync(join(root, "node_modules", one), join(modules, one), "junction");
  return Object.keys(dependencies);
}

const run = (...args: string[]): string => execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });

test("the built packages are used from a bare folder: the estimators alone, then the plan beside them", () => {
  execFileSync(process.execPath, [fileURLToPath(new URL("./build.mjs", import.meta.url))], { stdio: "pipe" });
  expect(putIn("statistics")).toEqual(["highs"]);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "program.js"), program);
  expect(JSON.parse(run("program.js"))).toEqual({ mean: 2.5, hidden: [1, 2, 4, 5] });

  putIn("analysis-plan");
  writeFileSync(join(folder, "panel.csv"), "trust,w\n1,2\n0,1\n1,1\n");
  writeFileSync(
    join(folder, "plan.yaml"),
    "title: Trust\ndata: { file: panel.csv }\ndesign: { weights: w }\nanalyses:\n  - { id: trust, type: mean, variable: trust }\n",
  );
  run(join(modules, "@fortrogen/analysis-plan/src/main.js"), "plan.yaml", "--out", "results");
  const { results, provenance } = JSON.parse(readFileSync(join(folder, "results/results.json"), "utf8")) as PlanResult;
  expect(results[0]?.rows[0]?.estimate).toBe(0.75);
  expect(Object.keys(provenance.versions)).toEqual(["@fortrogen/analysis-plan", "@fortrogen/statistics", "node"]);
});
