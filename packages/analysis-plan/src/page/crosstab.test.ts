// A crosstab on the page: every row of shares with its sum, all rows together, and nothing of what a rule hides.
import { createTable, factorColumn } from "@fortrogen/statistics";
import { expect, test } from "vitest";
import { parsePlan } from "../parse.ts";
import { runPlan } from "../run.ts";
import { renderPage } from "./page.ts";

const rows = Array.from({ length: 40 }, (_, i) => i);
const table = createTable([
  factorColumn(
    "sex",
    rows.map((i) => (i < 4 ? "annan" : i % 2 === 0 ? "kvinna" : "man")),
    ["kvinna", "man", "annan"],
  ),
  factorColumn(
    "trust",
    rows.map((i) => (i % 4 === 0 ? "låg" : i % 4 === 1 ? "vet inte" : "hög")),
    ["låg", "hög", "vet inte"],
  ),
]);
/** The cells of the first table of the page, line by line. */
const crosstab = async (before: string): Promise<string[][]> => {
  const text = `data: { file: a.csv }\n${before}analyses:\n  - { id: x, type: crosstab, row: sex, column: trust }\n`;
  const context = { table, dataHash: "d", planHash: "p", versions: {}, time: "2026-12-01T12:00:00.000Z", language: "sv" } as const;
  const { result } = await runPlan(parsePlan(text, "plan.yaml"), context);
  const first = /<table><caption>andelar av varje rad<\/caption>[\s\S]*?<\/table>/.exec(renderPage(result))?.[0] ?? "";
  const cellsOf = (line: string): string[] =>
    [...line.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = ""]) => cell.replaceAll("\u00a0", " "));
  return [...first.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, line = ""]) => cellsOf(line));
};

test("rows and columns are crossed, with sums, all rows and how many", async () => {
  const share = (one: number, of: number): string => `${((100 * one) / of).toFixed(1).replace(".", ",")} %`;
  const line = (name: string, low: number, high: number, none: number): string[] => {
    const n = low + high + none;
    return [name, share(low, n), share(high, n), share(none, n), "100,0 %", String(n)];
  };
  expect(await crosstab("")).toEqual([
    ["sex", "låg", "hög", "vet inte", "summa", "Antal (ovägt)"],
    line("kvinna", 9, 9, 0),
    line("man", 0, 9, 9),
    line("annan", 1, 2, 1),
    line("alla", 10, 20, 10),
  ]);
});

test("a row that a rule hides is hidden whole, with what would give it back", async () => {
  const lines = await crosstab("disclosure: { minimum: 7 }\n");
  expect(lines.find(([name]) => name === "annan")?.slice(1)).toEqual(Array(5).fill(".."));
  expect(lines.slice(1).filter((line) => line.includes(".."))).toHaveLength(2);
});
