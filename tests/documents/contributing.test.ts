import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { root } from "./sentences.ts";

/** What CONTRIBUTING.md, README.md and the glossary say of the repository itself. */
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const contributing = read("CONTRIBUTING.md");
const manifest = JSON.parse(read("package.json")) as { engines: { node: string }; scripts: Record<string, string> };

test("the Node that is asked for is the oldest that the program takes", () => {
  const oldest = /^>=(\d+)$/u.exec(manifest.engines.node)?.[1] ?? "";
  expect(read("README.md")).toContain(`(${oldest} or later, any)`);
  expect(contributing).toContain(`Node (${oldest} or later)`);
  expect(read("scripts/bootstrap.mjs")).toContain(`const oldestOwnNode = ${oldest};`);
});

test("the steps of npm test are those of the table, and each can be run alone", () => {
  const rows = contributing
    .slice(contributing.indexOf("## What npm test checks"))
    .split("\n")
    .filter((line) => /^\| [a-z]/u.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const steps = [
    ...read("scripts/test.mjs").matchAll(/name: "([a-z0-9]+)", title/gu),
    ...read("scripts/test.mjs").matchAll(/name: "([a-z0-9]+)",\n/gu),
  ];
  expect(rows.flatMap(([, names = ""]) => names.split(", ")).sort()).toEqual(steps.map(([, name = ""]) => name).sort());
  for (const [, , , alone = ""] of rows) {
    const [, script] = /^`npm run ([\w:]+)`$/u.exec(alone) ?? [];
    if (script === undefined) expect(alone).toMatch(/^`npx vitest run --project unit`$/u);
    else expect(Object.keys(manifest.scripts)).toContain(script);
  }
});

test("the glossary names what is in the code: files, tables, columns, functions and codes", () => {
  const code = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:ts|tsx|sql)$/u.test(name) && !name.endsWith(".test.ts"))
    .map((name) => read(join("src", name)))
    .join("\n");
  const rows = read("docs/glossary.md")
    .split("\n")
    .filter((line) => /^\| [a-zåäö]/u.test(line));
  const named = rows.flatMap((row) => [...(row.split("|")[3] ?? "").matchAll(/`([^`]+)`/gu)].map(([, name = ""]) => name));
  expect(named.length).toBeGreaterThan(70);
  expect(named.filter((name) => !code.includes(name))).toEqual([]);
});

test("every command that is to be typed is there", () => {
  const typed = [...contributing.matchAll(/npm run ([\w:]+)/gu)].map(([, script = ""]) => script);
  expect(typed.length).toBeGreaterThan(8);
  for (const script of typed) expect(Object.keys(manifest.scripts)).toContain(script);
});

test("npm test tries the same random cases in every run, and npm run explore others", () => {
  expect(read("tests/support/properties.ts")).toContain('process.env["PROPERTY_SEED"]');
  expect(read("scripts/explore.mjs")).toContain("PROPERTY_SEED");
  const given = process.env["PROPERTY_SEED"];
  if (given === undefined) expect(fc.readConfigureGlobal().seed).toBe(20_261_126);
  else expect(fc.readConfigureGlobal().seed).toBe(Number(given));
});
