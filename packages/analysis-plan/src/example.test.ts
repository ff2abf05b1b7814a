// The README's example is examples/plan.yaml, and it runs.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trustPanel } from "../../statistics/examples/synthetic.ts";
import { surveyDesign, fitGlm, oddsRatios } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { analyse } from "./analyse.ts";
import type { PlanResult, ResultRow } from "./result.ts";

const root = join(import.meta.dirname, "..");
let folder = "";
let result: PlanResult;

/** The table as a CSV file. */
function csvOf(table: Table): string {
  const columns = [...table.columns.values()];
  const value = (column: (typeof columns)[number], row: number): string => {
    if (column.kind === "factor") return column.levels[column.codes[row] ?? -1] ?? "NA";
    return Number.isNaN(column.values[row]) ? "NA" : String(column.values[row]);
  };
  const lines = Array.from({ length: table.n }, (_, row) => columns.map((column) => value(column, row)).join(","));
  return `${columns.map(({ name }) => name).join(",")}\n${lines.join("\n")}\n`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plan-example-"));
  writeFileSync(join(folder, "panel.csv"), csvOf(trustPanel()));
  writeFileSync(join(folder, "plan.yaml"), readFileSync(join(root, "examples/plan.yaml")));
  result = await analyse(join(folder, "plan.yaml"), join(folder, "results"), { time: "2026-11-22T12:00:00.000Z" });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rowsOf = (id: string): readonly ResultRow[] => result.results.find((one) => one.id === id)?.rows ?? [];

describe("the example of the README", () => {
  test("stands there word for word", () => {
    const plan = readFileSync(join(root, "examples/plan.yaml"), "utf8");
    expect(readFileSync(join(root, "README.md"), "utf8")).toContain(`\`\`\`yaml\n${plan}\`\`\`\n`);
  });

  test("meets its margins, also after trimming", () => {
    expect(result.weights).toMatchObject({ marginsAreMet: true, trimmed: { outside: 0 } });
    const city = result.weights?.margins.filter(({ cell }) => cell.startsWith("city")).map(({ achieved }) => achieved) ?? [];
    expect(city.reduce((sum, one) => sum + one, 0)).toBeCloseTo(3_200_000, 2);
  });

  test("counts what the panel has", () => {
    const table = trustPanel();
    const age = table.columns.get("age");
    const old = age?.kind === "factor" ? age.codes.filter((code) => age.levels[code] === "65–").length : 0;
    const cell = rowsOf("counts").find(({ labels }) => labels.join() === "65–,all answers");
    expect(cell).toMatchObject({ estimate: old, hidden: false });
    expect(rowsOf("counts")).toHaveLength(5 * 4);
    expect(result.disclosure).toMatchObject({ minimum: 7, hidden: 0, audit: { isExactSafe: true } });
  });

  test("the model rests on those with an opinion, at the confidence asked for", () => {
    const { rows, confidence } = result.results.find((one) => one.id === "model") ?? { rows: [], confidence: 0 };
    const trusts = trustPanel().columns.get("trusts");
    const answered = trusts?.kind === "numeric" ? trusts.values.filter((value) => !Number.isNaN(value)).length : 0;
    expect(answered).toBe(1016);
    expect(new Set(rows.map((row) => row.rows))).toEqual(new Set([answered]));
    expect(confidence).toBe(0.9);
    // Unweighted odds ratios lie near: the model is the one that was written down.
    const [sex] = oddsRatios(fitGlm(surveyDesign(trustPanel()), "trusts ~ sex + age + education", "binomial"));
    const found = rows.find(({ measure, name }) => measure === "odds ratio" && name === "sex: woman");
    expect(Math.log(found?.estimate ?? 0) - Math.log(sex?.ratio ?? 1)).toBeCloseTo(0, 0);
  });
});
