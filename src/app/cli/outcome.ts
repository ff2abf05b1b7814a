import type { Problem, Result } from "../../platform/basics/result.ts";

/** Exit codes of every command: done, the data is wrong, the command was used wrongly. */
export const exitCodes = { done: 0, dataWrong: 1, wrongUsage: 2 } as const;

/** Codes of problems that are the caller's way of asking, not the data. */
const usageCodes = new Set([
  "wrong-usage",
  "municipality-not-chosen",
  "municipality-unknown",
  "municipality-not-in-list",
  "database-url-invalid",
  "owner-needed",
]);

/** Makes a problem of wrong usage (exit code 2). Both texts are Swedish. */
export function wrongUsage(message: string, hint?: string): Problem {
  return hint === undefined ? { code: "wrong-usage", message } : { code: "wrong-usage", message, hint };
}

/** Runs a command's work and reports what went wrong: words on stderr, or `{"ok":false,"error":{…}}` on stdout for `json`. Sets the exit code. */
export async function reportOutcome(format: string | undefined, work: () => Promise<Result<unknown>>): Promise<void> {
  const result = await work();
  if (!result.ok) reportProblem(result.error, format);
}

/** Prints one problem in the form asked for and sets the exit code: 2 for wrong usage, otherwise 1. */
export function reportProblem(problem: Problem, format: string | undefined): void {
  process.exitCode = usageCodes.has(problem.code) ? exitCodes.wrongUsage : exitCodes.dataWrong;
  if (format === "json") {
    process.stdout.write(`${JSON.stringify({ ok: false, error: problem })}\n`);
    return;
  }
  const lines = [problem.message, ...(problem.fields ?? []).map((fault) => `  ${fault.field}: ${fault.message}`), problem.hint];
  process.stderr.write(`${lines.filter((line) => line !== undefined).join("\n")}\n`);
}

/** Prints a line to the person at the terminal. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a value for machines: one line of JSON. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
