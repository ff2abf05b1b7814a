/** One line of the program's log. Never names, numbers, addresses or words from a case: paths are templates. */
export type LogLine = { readonly level: "info" | "warn" | "error"; readonly message: string } & Readonly<Record<string, unknown>>;
export type Log = (line: LogLine) => void;

/** Writes the log as JSON lines to standard output. */
export const jsonLog: Log = (line) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** What may be said in the log about a fault: its kind and where in the code; not its message, which may quote data. */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const where = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 6)
    .map((line) => line.trim());
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { fault: error.name, code, where };
}
