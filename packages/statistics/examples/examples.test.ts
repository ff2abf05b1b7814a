// The README shows the examples as they stand in their files, and the numbers they print; both are compared here.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { output as census } from "./census.ts";
import { output as publication } from "./protected-publication.ts";
import { output as panel } from "./trust-panel.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);

const examples = [
  ["trust-panel", panel],
  ["census", census],
  ["protected-publication", publication],
] as const;

test("the README has the three examples, in order", () => {
  expect(blocks("ts")).toHaveLength(examples.length);
  expect(blocks("text")).toHaveLength(examples.length);
});

test.each(examples)("the README shows %s as it is, and what it prints", (name, output) => {
  const at = examples.findIndex(([one]) => one === name);
  expect(blocks("ts")[at]).toBe(readFileSync(new URL(`./${name}.ts`, import.meta.url), "utf8"));
  expect(blocks("text")[at]).toBe(`${output.join("\n")}\n`);
});

test("the examples give what a statistician would expect", () => {
  expect(panel).toContain("margins met: yes");
  expect(publication).toContain("audit: level E holds, level R holds");
  // No number from 1 to 6 stands in the printed tables.
  const table = publication.slice(4, 9).flatMap((line) => line.slice(10).trim().split(/\s+/));
  expect(table).toHaveLength(25);
  expect(table.filter((cell) => ["1", "2", "3", "4", "5", "6"].includes(cell))).toEqual([]);
});
