// What the data do not allow is told in its place: rows without a value, groups without any, classes that all answered, analyses that cannot be made.
import { describe, expect, test } from "vitest";
import { createTable, factorColumn, numericColumn, surveyDesign, totalStatistic, reweighted, estimateOf } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { renderPage } from "./page/page.ts";
import { parsePlan } from "./parse.ts";
import { renderCsv } from "./results-csv.ts";
import { type PlanRun, runPlan } from "./run.ts";

const context = { dataHash: "d", planHash: "p", versions: { x: "1" }, time: "2026-11-22T12:00:00.000Z" };
const run = (text: string, table: Table = firms()): Promise<PlanRun> =>
  runPlan(parsePlan(`data: { file: a.csv }\n${text}`, "plan.yaml"), { ...context, table });

/** 90 made-up firms in three sizes; every fifth has no turnover, nor has anyone in the group "silent". All of the large ones answered. */
function firms(): Table {
  const rows = Array.from({ length: 90 }, (_, i) => ({ size: ["small", "middle", "large"][i % 3] ?? "", i }));
  const turnover = rows.map(({ i }) => (i % 5 === 0 || i % 10 === 7 ? null : 10 + ((i * 37) % 29)));
  return createTable([
    factorColumn(
      "size",
      rows.map(({ size }) => size),
      ["small", "middle", "large"],
    ),
    factorColumn(
      "group",
      rows.map(({ i }) => (i % 10 === 7 ? "silent" : i % 2 === 0 ? "even" : "odd")),
    ),
    factorColumn(
      "routine",
      rows.map(({ i }) => (i % 10 === 7 ? null : (i * 7) % 4 < 2 ? "yes" : "no")),
    ),
    numericColumn("turnover", turnover),
    numericColumn(
      "staff",
      rows.map(({ i }) => (i % 10 === 4 ? 0 : 1 + (i % 6))),
    ),
    numericColumn(
      "w",
      rows.map(({ i }) => 2 + (i % 3)),
    ),
    numericColumn(
      "answered",
      rows.map(({ size, i }) => (size === "large" ? 1 : Number((i * 11) % 7 < 4))),
    ),
  ]);
}

const weighted = "design: { weights: w }\n";
const analyses = (...list: string[]): string => `analyses:\n${list.map((one, k) => `  - { id: a${k}, ${one} }\n`).join("")}`;

describe("rows without a value", () => {
  const missing = 18 + 9;

  test("a total must say what becomes of them, and is told in its place", async () => {
    const { result, failed } = await run(weighted + analyses("type: total, variable: turnover"));
    expect(failed?.faults).toMatchObject([{ code: "missing-choice", variable: "turnover", count: missing, rows: 90 }]);
    expect(result.results[0]).toMatchObject({ rows: [], failure: { code: "missing-choice" } });
    expect(renderPage(result)).toContain(`&quot;turnover&quot; has no value in ${missing} of 90 rows, which a total would count as 0.`);
  });

  test("left out: the page says how many, and that a total counts them as 0", async () => {
    const text = "language: sv\n" + weighted + analyses("type: total, variable: turnover, missing: omit", "type: mean, variable: turnover");
    const { result, failed } = await run(text);
    expect(failed).toBeNull();
    const found = { variables: ["turnover"], rows: missing, of: 90, treatment: "omit", classes: [] };
    expect(result.results.map((one) => one.missing)).toEqual([found, found]);
    const page = renderPage(result);
    expect(page).toContain(
      "27 av 90 rader saknar värde för turnover. De är utelämnade och räknas alltså som 0: totalen gäller dem med värde och är för låg för alla.",
    );
    expect(page).toContain("27 av 90 rader saknar värde för turnover. De är utelämnade.");
  });

  test("refused", async () => {
    const { failed } = await run(weighted + analyses("type: mean, variable: turnover, missing: refuse", "type: mean, variable: staff"));
    expect(failed?.faults).toMatchObject([{ code: "missing-refused", count: missing }]);
  });

  test("stood for by those of their class, with the library's own numbers, and groups that add up", async () => {
    const how = "missing: reweight, classes: [size]";
    const { result } = await run(
      weighted +
        analyses(
          `type: total, variable: turnover, ${how}`,
          `type: total, variable: turnover, by: [size], overall: true, ${how}`,
          `type: share, variable: routine, level: yes, ${how}`,
        ),
    );
    const design = surveyDesign(firms(), { weights: "w" });
    const turnover = firms().columns.get("turnover");
    const has = (row: number): boolean => turnover?.kind === "numeric" && !Number.isNaN(turnover.values[row]);
    const expected = estimateOf(
      design,
      reweighted(design, ["size"], has, (part) => totalStatistic(part, ["turnover"], { missing: "omit" })),
    );
    expect(result.results[0]?.rows[0]).toMatchObject({ estimate: expected.estimate[0], se: expected.se[0], rows: 90 - missing });
    const parts = result.results[1]?.rows.map(({ estimate }) => estimate ?? 0) ?? [];
    expect(parts.slice(0, 3).reduce((sum, one) => sum + one, 0)).toBeCloseTo(parts[3] ?? 0, 8);
    expect(result.results[2]?.rows[0]?.lower).toBeGreaterThan(0);
    expect(renderPage(result)).toContain("Those with a value stand for the others of their class (size).");
  });

  test("under a rule their number is not told", async () => {
    const { result } = await run(`${weighted}disclosure: { minimum: 7 }\n${analyses("type: mean, variable: turnover")}`);
    expect(result.results[0]?.missing).toMatchObject({ rows: null, of: null });
    expect(renderPage(result)).toContain("Some rows have no value of turnover.");
  });
});

describe("a group in which no row has a value", () => {
  test.each([
    ["mean", "variable: turnover"],
    ["total", "variable: turnover, missing: omit"],
    ["ratio", "variable: turnover, denominator: staff"],
    ["share", "variable: routine, level: yes"],
    ["quantile", "variable: turnover"],
  ])("%s: has an empty row with a remark, and the others their figures", async (type, rest) => {
    const { result, failed } = await run(weighted + analyses(`type: ${type}, ${rest}, by: [group], overall: true`));
    expect(failed).toBeNull();
    const rows = result.results[0]?.rows ?? [];
    expect(rows.map(({ labels }) => labels[0])).toEqual(["even", "odd", "silent", ""]);
    expect(rows[2]).toMatchObject({ estimate: null, se: null, lower: null, upper: null, rows: 0, remark: "empty" });
    for (const row of [rows[0], rows[1], rows[3]]) expect(row?.estimate).not.toBeNull();
    expect(renderPage(result)).toContain("No row has a value: there is no figure.");
    expect(renderCsv(result)).toContain(",empty\n");
  });

  test("has no difference from the others, which keep theirs", async () => {
    const { result, failed } = await run(weighted + analyses("type: mean, variable: turnover, by: [group], reference: even"));
    expect(failed).toBeNull();
    const differences = result.results[0]?.rows.filter(({ measure }) => measure === "difference");
    expect(differences?.map(({ labels }) => labels[0])).toEqual(["odd"]);
  });

  test("three numbers and crossed factors too", async () => {
    const { result, failed } = await run(
      weighted +
        analyses(
          "type: three-numbers, variable: routine, notSubstantive: [no], by: [group]",
          "type: crosstab, row: size, column: routine, by: [group]",
        ),
    );
    expect(failed).toBeNull();
    for (const { rows } of result.results) {
      expect(rows.some(({ labels, remark }) => labels[0] === "silent" && remark === "empty")).toBe(true);
      expect(rows.some(({ labels, estimate }) => labels[0] === "odd" && estimate !== null)).toBe(true);
    }
  });

  test("and one whose denominator is 0 says that", async () => {
    const table = createTable([
      factorColumn("g", ["a", "a", "b", "b"]),
      numericColumn("y", [1, 2, 3, 4]),
      numericColumn("x", [2, 2, 0, 0]),
    ]);
    const { result } = await run(analyses("type: ratio, variable: y, denominator: x, by: [g]"), table);
    expect(result.results[0]?.rows.map(({ estimate, remark }) => [estimate, remark])).toEqual([
      [0.75, null],
      [null, "no-base"],
    ]);
  });
});

describe("a class of the frame that answered fully", () => {
  test("has propensity 1, and the page says so", async () => {
    const { result, failed } = await run(`language: sv\n${analyses("type: response, responded: answered, by: [size, group]")}`);
    expect(failed).toBeNull();
    expect(result.results[0]?.certain).toEqual([{ variable: "size", level: "large", propensity: 1 }]);
    const page = renderPage(result);
    expect(page).toContain("Size: large: alla svarade, så svarsbenägenheten är 1.");
    expect(result.results[0]?.rows.find(({ measure }) => measure === "R-indicator")?.estimate).toBeLessThan(1);
  });

  test("or everybody", async () => {
    const table = createTable([factorColumn("size", ["a", "b", "a", "b"]), numericColumn("answered", [1, 1, 1, 1])]);
    const { result, failed } = await run(analyses("type: response, responded: answered, by: [size]"), table);
    expect(failed).toBeNull();
    expect(result.results[0]).toMatchObject({ tests: [], certain: [{ variable: "", level: "", propensity: 1 }] });
    expect(result.results[0]?.rows.find(({ measure }) => measure === "R-indicator")?.estimate).toBe(1);
    expect(renderPage(result)).toContain("All: all answered, so the propensity to answer is 1.");
  });
});

describe("an analysis that cannot be made", () => {
  const broken = [
    "type: mean, variable: turnovr",
    "type: regression, formula: staff ~ silent, family: gaussian",
    "type: t-test, variable: staff, group: size",
    "type: rank-test, variable: staff, group: w2",
    "type: trend, variable: staff, wave: nothing",
    "type: crosstab, row: size, column: nothing",
    "type: quantile, variable: size",
    "type: response, responded: staff, by: [size]",
    "type: total, variable: turnover",
    "type: share, variable: size, level: huge",
    "type: table, dimensions: [{ variable: nothing }]",
    "type: mean, variable: staff, domain: staff > 99",
  ];
  test.each(broken)("leaves the others as they are: %s", async (one) => {
    const sound = ["type: mean, variable: staff", "type: share, variable: size"] as const;
    const alone = await run(weighted + analyses(...sound));
    const { result, failed } = await run(weighted + analyses(sound[0], one, sound[1]));
    expect(failed?.faults[0]?.place).toMatchObject({ file: "plan.yaml", line: 5 });
    expect([result.results[0]?.rows, result.results[2]?.rows]).toEqual(alone.result.results.map(({ rows }) => rows));
    expect(result.results[1]).toMatchObject({ rows: [], tests: [] });
    const reasons = result.results[1]?.failure?.reasons ?? [];
    expect(reasons[0]).toMatch(/^plan[.]yaml:5: .{10}/);
    expect(renderPage(result)).toContain("This analysis could not be made:");
  });

  test("tells no numbers on the page under a rule, and does not unprotect the others", async () => {
    const rule = "disclosure: { minimum: 7 }\n";
    const { result, failed } = await run(
      weighted + rule + analyses("type: mean, variable: staff, by: [group]", "type: total, variable: turnover"),
    );
    expect(failed?.message).toContain("27 of 90 rows");
    expect(result.results[1]?.failure).toEqual({ code: "missing-choice", reasons: [] });
    expect(renderPage(result)).toContain("The reason is not printed under the disclosure rule");
    expect(renderPage(result)).not.toContain("27");
  });
});
