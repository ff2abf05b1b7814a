// R beside the library: hands the panel over, runs beside-r.R and reads what it says.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makePanel, writePanel } from "./panel.ts";

export type RResult = {
  readonly operations: ReadonlyMap<string, { readonly seconds: number; readonly numbers: readonly number[] }>;
  readonly megabytes: number;
};

/** The versions of R and its package survey, or why R does not run beside. */
export function findR(): { readonly version: string } | { readonly missing: string } {
  const asked = "cat(paste0('R ', getRversion(), ', survey ', packageVersion('survey')))";
  const { status, stdout, error } = spawnSync("Rscript", ["-e", asked], { encoding: "utf8" });
  if (error !== undefined) return { missing: "Rscript was not found" };
  return status === 0 ? { version: stdout } : { missing: "R was found, but not its package survey" };
}

/** R's seconds, numbers and peak memory on the panel of `n` rows. Errors: an Error with R's own words when it fails. */
export function runR(n: number): RResult {
  const folder = mkdtempSync(join(tmpdir(), "statistics-bench-"));
  try {
    const file = join(folder, "panel.bin");
    writePanel(makePanel(n), file);
    const script = fileURLToPath(new URL("./beside-r.R", import.meta.url));
    const { status, stdout, stderr } = spawnSync("Rscript", [script, file, String(n)], { encoding: "utf8", maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(`R stopped: ${stderr}`);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => line.split("\t"));
    const megabytes = Number(lines.find(([name]) => name === "memory")?.[1]);
    const operations = lines
      .filter(([name]) => name !== "memory")
      .map(
        ([name = "", seconds = "", numbers = ""]) => [name, { seconds: Number(seconds), numbers: numbers.split(" ").map(Number) }] as const,
      );
    return { operations: new Map(operations), megabytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Largest |a − b| relative to |b|, over all numbers. Errors: an Error when the two did not give equally many. */
export function largestDifference(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) throw new Error(`The library gives ${ours.length} numbers and R ${theirs.length}.`);
  return ours.reduce((worst, value, k) => {
    const other = theirs[k] ?? Number.NaN;
    return Math.max(worst, value === other ? 0 : Math.abs(value - other) / Math.abs(other));
  }, 0);
}
