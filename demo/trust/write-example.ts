import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { planOf } from "../../src/survey/studies/plans.ts";
import { answerAs } from "./answers.ts";
import type { Row } from "./answers.ts";
import { makePanel } from "./panel.ts";

/** The seed of the example that the plan's margins belong to. */
export const trustSeed = 1;

/**
 * Writes a folder with a synthetic survey of trust: `svar.csv`, the answers of 6,521 invented people, and `plan.yaml`, the plan that comes with the
 * form. Weighted they give what the report on trust prints. Gives back how many rows there are. Errors: those of the file system.
 */
export async function writeTrustExample(folder: string): Promise<number> {
  const rows = answerAs(makePanel(trustSeed), trustSeed);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "svar.csv"), asCsv(rows));
  await copyFile(planOf("fortroende-2026"), join(folder, "plan.yaml"));
  return rows.length;
}

function asCsv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  // No answer of the form holds a semicolon or a quotation mark.
  return `${[columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))].map((cells) => cells.join(";")).join("\n")}\n`;
}
