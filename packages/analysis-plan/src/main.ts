#!/usr/bin/env node
// Runs a plan from the command line: node src/main.ts plan.yaml --out folder.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { StatisticsError } from "@fortrogen/statistics";
import { analyse } from "./analyse.ts";
import { progressLine } from "./progress.ts";

const usage = "Usage: analyse plan.yaml --out folder [--language sv|en]\n";

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  // The moment of the run belongs to the provenance; SOURCE_DATE_EPOCH makes it repeatable.
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  const time = new Date(epoch === undefined ? performance.timeOrigin : Number(epoch) * 1000).toISOString();
  const progress = progressLine(process.stderr, () => performance.now());
  try {
    const { failed } = await analyse(asked.planFile, asked.out, { time, language: asked.language, onProgress: progress.onProgress });
    progress.clear();
    process.stdout.write(`${asked.out}\n`);
    if (failed === null) return 0;
    process.stderr.write(`${failed.message}\n`);
    return 1;
  } catch (error) {
    progress.clear();
    if (!(error instanceof StatisticsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.code === "argument" ? 2 : 1;
  }
}

function readArguments(): { planFile: string; out: string; language: "sv" | "en" } | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { out: { type: "string" }, language: { type: "string" } },
    });
    const [planFile, ...others] = positionals;
    const { out, language = "en" } = values;
    if (planFile === undefined || others.length > 0 || out === undefined || (language !== "sv" && language !== "en")) return undefined;
    return { planFile, out, language };
  } catch {
    return undefined;
  }
}

// Started as a command, perhaps through a link in node_modules/.bin.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = await main();
