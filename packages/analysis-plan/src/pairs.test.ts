// Every group against every other, against the library called directly, with Holm by hand.
import {
  byGroups,
  contrasts,
  createTable,
  factorColumn,
  meanStatistic,
  numericColumn,
  studentTwoSided,
  surveyDesign,
} from "@fortrogen/statistics";
import { expect, test } from "vitest";
import { renderPage } from "./page/page.ts";
import { parsePlan } from "./parse.ts";
import type { PlanResult, ResultRow } from "./result.ts";
import { runPlan } from "./run.ts";

const rows = Array.from({ length: 90 }, (_, i) => i);
const area = (i: number): string => (i < 4 ? "west" : i % 3 === 0 ? "north" : i % 3 === 1 ? "south" : "east");
const table = createTable([
  numericColumn(
    "y",
    rows.map((i) => ((i * 7) % 11) + (i % 3 === 1 ? 4 : 0)),
  ),
  numericColumn(
    "w",
    rows.map((i) => 1 + (i % 2)),
  ),
  factorColumn(
    "sex",
    rows.map((i) => (i % 4 < 2 ? "woman" : "man")),
  ),
  factorColumn("area", rows.map(area), ["north", "south", "east", "west"]),
]);
const run = async (analysis: string, before = ""): Promise<PlanResult> => {
  const text = `data: { file: a.csv }\ndesign: { weights: w }\n${before}analyses:\n  - { id: x, ${analysis} }\n`;
  const context = { table, dataHash: "d", planHash: "p", versions: {}, time: "2026-12-01T12:00:00.000Z", language: "sv" } as const;
  return (await runPlan(parsePlan(text, "plan.yaml"), context)).result;
};
const pairsIn = ({ results }: PlanResult): readonly ResultRow[] =>
  results.flatMap((one) => one.rows.filter(({ measure }) => measure === "pairwise difference"));

test("each pair is the contrast of its two groups, and the p are adjusted together", async () => {
  const found = pairsIn(await run("type: mean, variable: y, by: [area], pairs: true"));
  const names = ["south − north", "east − north", "east − south", "west − north", "west − south", "west − east"];
  expect(found.map(({ labels }) => labels[0])).toEqual(names);
  const { joint } = byGroups(surveyDesign(table, { weights: "w" }), ["area"], (part) => meanStatistic(part, ["y"]));
  const direct = contrasts(joint, {
    a: [-1, 1, 0, 0],
    b: [-1, 0, 1, 0],
    c: [0, -1, 1, 0],
    d: [-1, 0, 0, 1],
    e: [0, -1, 0, 1],
    f: [0, 0, -1, 1],
  });
  const plain = names.map((_, k) => studentTwoSided((direct.estimate[k] ?? 0) / (direct.se[k] ?? 1), direct.df));
  const sorted = [...plain].sort((a, b) => a - b);
  found.forEach((row, k) => {
    expect(row.estimate).toBeCloseTo(direct.estimate[k] ?? Number.NaN, 10);
    expect(row.se).toBeCloseTo(direct.se[k] ?? Number.NaN, 10);
    const steps = sorted.slice(0, sorted.indexOf(plain[k] ?? 0) + 1).map((p, j) => Math.min(1, (6 - j) * p));
    expect(row.p).toBeCloseTo(Math.max(...steps), 10);
  });
});

test("groups that are crossed say what differs between them, and shares are compared level by level", async () => {
  const found = pairsIn(await run("type: share, variable: sex, by: [area, sex], pairs: true, domain: area == 'north' | area == 'south'"));
  expect(new Set(found.map(({ name }) => name))).toEqual(new Set(["man", "woman"]));
  const labels = found.map((row) => row.labels.join(" | "));
  expect(labels).toContain("south − north | man");
  expect(labels).toContain("north | woman − man");
});

test("under a disclosure rule no pair is told when one group is hidden", async () => {
  const asked = "type: mean, variable: y, by: [area], pairs: true";
  const rule = await run(asked, "disclosure: { minimum: 7 }\n");
  expect(pairsIn(rule)).toHaveLength(6);
  expect(pairsIn(rule).every(({ hidden, p, estimate, rows: n }) => hidden && p === null && estimate === null && n === null)).toBe(true);
  const open = await run(`${asked}, domain: "area != 'west'"`, "disclosure: { minimum: 7 }\n");
  expect(pairsIn(open).every(({ hidden, p }) => !hidden && p !== null)).toBe(true);
});

test("the page says that the p are adjusted", async () => {
  expect(renderPage(await run("type: mean, variable: y, by: [area], pairs: true"))).toContain(
    "skillnad mellan grupper, p justerat enligt Holm",
  );
});
