import { setImmediate } from "node:timers/promises";
import { systemClock } from "../../platform/basics/clock.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { describeFinding } from "../../followup/exchange/check/findings.ts";
import type { Finding, FindingCount } from "../../followup/exchange/check/findings.ts";
import { importExtract } from "../../followup/exchange/import-extract.ts";
import type { ImportProgress, ImportReport } from "../../followup/exchange/report.ts";
import { removeUpload } from "../../followup/exchange/upload.ts";
import { openContext } from "./context.ts";
import { exitCodes, reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";
import { clearProgress, showProgress } from "./progress.ts";

/** What `fortrogen import` was asked for. */
export type ImportCommandOptions = {
  readonly municipality?: string;
  readonly skipErrors?: boolean;
  readonly replace?: boolean;
  readonly format: "table" | "json";
  /** The web's: the run that stands waiting, and who started it. Never a name: what stands among a process's arguments is open to all. */
  readonly runId?: string;
  readonly startedBy?: string;
};

/** Warnings told in full; the rest as numbers, so that they do not hide the errors. */
const MOST_WARNINGS = 20;
/** Problems that are the caller's way of asking. */
const USAGE = new Set(["source-missing", "options-exclude"]);
/** What asks a process to end: Ctrl-C, a service manager, a closed terminal. */
const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const numbers = new Intl.NumberFormat("sv-SE");

/** Imports a delivery; errors on stderr, the summary (or JSON) on stdout. Exit code 1 when nothing was imported because the data is wrong. */
export async function importAtCommand(source: string, options: ImportCommandOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const result = await bringIn(source, options);
    clearProgress();
    if (!result.ok) return failed(USAGE.has(result.error.code) ? wrongUsage(result.error.message, result.error.hint) : result.error);
    await tell(result.value, options);
    return ok(undefined);
  });
}

async function bringIn(source: string, options: ImportCommandOptions): Promise<Result<ImportReport>> {
  const stop = new AbortController();
  let isTaken = false;
  const onInterrupt = (): void => stop.abort();
  for (const signal of INTERRUPTS) process.once(signal, onInterrupt);
  try {
    const opened = await openContext({ municipality: options.municipality });
    if (!opened.ok) return opened;
    const { server, municipality, close } = opened.value;
    try {
      const result = await importExtract({ appUrl: server.appUrl }, municipality, source, {
        now: systemClock(),
        startedBy: options.startedBy ?? null,
        ...(options.startedBy === undefined ? {} : { actor: { role: "analyst", sessionId: null } }),
        ...(options.runId === undefined ? {} : { runId: options.runId }),
        replace: options.replace === true,
        skipErrors: options.skipErrors === true,
        signal: stop.signal,
        ...(process.stderr.isTTY ? { onProgress: tellProgress } : {}),
      });
      isTaken = !result.ok && result.error.code === "run-taken";
      return result;
    } finally {
      await close();
    }
  } finally {
    for (const signal of INTERRUPTS) process.off(signal, onInterrupt);
    // What was uploaded goes as soon as it has been read, also when nobody is left to be told; not where another process reads it.
    if (options.runId !== undefined && !isTaken) await removeUpload(options.runId);
  }
}

function tellProgress({ step, rowsRead, rowsTotal }: ImportProgress): void {
  const share = rowsTotal ? ` av ${numbers.format(rowsTotal)}` : "";
  showProgress(`${step} … ${numbers.format(rowsRead)}${share} rader lästa`);
}

async function tell(report: ImportReport, { format }: ImportCommandOptions): Promise<Result<void>> {
  const problem = problemOf(report);
  // With --skip-errors the errors are told too, but what was asked for is done.
  if (problem) process.exitCode = exitCodes.dataWrong;
  if (format === "json") {
    sayJson(problem ? { ok: false, error: problem, ...report } : { ok: true, ...report });
    return ok(undefined);
  }
  for (const error of report.errors) await print(`Fel: ${describeFinding(error)}`);
  await printRest("Fel", report.errorCount - report.errors.length, report.counts, "error");
  for (const warning of report.warnings.slice(0, MOST_WARNINGS)) await print(`Varning: ${describeFinding(warning)}`);
  await printRest("Varningar", report.warningCount - Math.min(report.warnings.length, MOST_WARNINGS), report.counts, "warning");
  if (problem) await print(`\n${problem.message} ${problem.hint ?? ""}`.trimEnd());
  say(summary(report));
  return ok(undefined);
}

function problemOf(report: ImportReport): Problem | undefined {
  if (report.status === "klar") return undefined;
  const count = report.errorCount === 1 ? "ett fel" : `${numbers.format(report.errorCount)} fel`;
  const canSkip = !report.errors.some((error) => error.fatal);
  return {
    code: "data-errors",
    message: `Uttaget har ${count}. Ingenting har lästs in.`,
    hint: canSkip ? "Rätta felen och kör igen, eller läs in det som är rätt med --skip-errors." : "Rätta felen och kör igen.",
  };
}

/** Lines to stderr; now and then the terminal gets a breath. */
async function print(line: string): Promise<void> {
  if (!process.stderr.write(`${line}\n`)) await setImmediate();
}

async function printRest(what: string, rest: number, counts: readonly FindingCount[], severity: Finding["severity"]): Promise<void> {
  if (rest <= 0) return;
  await print(`… och ${numbers.format(rest)} till. ${what} per fil och kolumn:`);
  for (const count of counts.filter((c) => c.severity === severity)) {
    await print(`  ${[count.file, count.column].filter(Boolean).join(", ")}: ${numbers.format(count.count)}`);
  }
}

function summary(report: ImportReport): string {
  const isRefused = report.status !== "klar";
  const head = ["Fil", "lästa", "nya", "ändrade", "oförändrade", "utelämnade", "saknas", "borttagna"];
  const rows = report.files.map((f) => [
    f.file,
    ...[f.read, f.added, f.changed, f.unchanged, f.leftOut, f.missing, f.removed].map((n, i) =>
      isRefused && i > 0 ? "–" : numbers.format(n),
    ),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  const kept = report.files.some((f) => f.missing > 0)
    ? ["", "Saknas: fanns i en tidigare leverans men inte i den här. Raderna finns kvar; ta bort dem med --replace."]
    : [];
  return [line(head), ...rows.map(line), ...kept].join("\n");
}
