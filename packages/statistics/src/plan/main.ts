#!/usr/bin/env node
// Runs a plan from the command line: node src/plan/main.ts plan.yaml --out folder. Everything that touches files is here.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { StatisticsError } from "../errors.ts";
import { renderPage } from "./page.ts";
import { parsePlan } from "./plan.ts";
import { readTable } from "./read-table.ts";
import { runPlan } from "./run.ts";

/** Reads the plan and its data (beside the plan), writes `results.json` and `index.html` to the folder. Returns the folder. Throws as `runPlan`. */
export async function analyse(planFile: string, folder: string, time: string, signal?: AbortSignal): Promise<string> {
  const text = readFileSync(planFile, "utf8");
  const plan = parsePlan(text, basename(planFile));
  const dataFile = resolve(dirname(planFile), plan.data.file);
  const bytes = readBytes(dataFile, planFile, plan.lineOf(["data", "file"]));
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
  const hash = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex");
  const result = runPlan(plan, {
    table: await readTable(dataFile, bytes, plan.data),
    dataHash: hash(bytes),
    planHash: hash(text),
    versions: { "@fortrogen/statistics": version, node: process.versions.node },
    time,
    ...(signal ? { signal } : {}),
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "results.json"), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(folder, "index.html"), renderPage(result));
  return folder;
}

function readBytes(file: string, planFile: string, line: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    throw new StatisticsError("plan", `${basename(planFile)}:${line}: the data file ${file} cannot be read.`, { count: line });
  }
}

// Started as a command, perhaps through a link in node_modules/.bin.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
  const [planFile] = positionals;
  if (planFile === undefined || values.out === undefined) {
    process.stderr.write("Usage: analyse plan.yaml --out folder\n");
    process.exit(2);
  }
  // The moment of the run belongs to the provenance; SOURCE_DATE_EPOCH makes it repeatable.
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  const time = new Date(epoch === undefined ? performance.timeOrigin : Number(epoch) * 1000).toISOString();
  try {
    process.stdout.write(`${await analyse(planFile, values.out, time)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof StatisticsError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
