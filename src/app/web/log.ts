/** One line of the program's log. Never names, numbers, addresses or words from a case: paths are templates. */
export type LogLine = { readonly level: "info" | "warn" | "error"; readonly message: string } & Readonly<Record<string, unknown>>;
export type Log = (line: LogLine) => void;

/** Writes the log as JSON lines to standard output. */
export const jsonLog: Log = (line) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const texts: Readonly<Record<string, string>> = {
  "unfit answer": "Ett svar till ett program hade mer än dess schema säger",
  fault: "Något gick fel",
  "answer link refused": "En länk till en enkät gällde inte",
  outage: "Databasen kan inte användas just nu",
  "not ready": "Programmet är inte redo",
  "child process broke": "Ett eget kommando bröts",
  "sign-on refused": "En inloggning nekades",
  "sign-on provider": "Inloggningstjänsten svarar inte",
};

/**
 * Writes for a person at a terminal: one line in Swedish for what went wrong, nothing for what went well.
 * `now` gives the time to write.
 */
export function makeFriendlyLog(now: () => Date, write: (text: string) => void = (text) => void process.stderr.write(text)): Log {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeStyle: "medium", timeZone: "Europe/Stockholm" });
  return ({ level, message, ...about }) => {
    if (level === "info") return;
    const details = Object.entries(about)
      .filter(([name, value]) => name !== "where" && value !== undefined && value !== null)
      .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value as string)}`);
    const kind = level === "error" ? "Fel" : "Varning";
    write(`${clock.format(now())} ${kind}: ${texts[message] ?? message}${details.length > 0 ? ` (${details.join(", ")})` : ""}\n`);
  };
}

/**
 * How the log is written: what LOG_FORMAT says (`json` or `text`), else text at a terminal and wherever the program is only tried, and JSON
 * in production (NODE_ENV=production or BASE_URL) whose output is collected.
 */
export function logFormat(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): "json" | "text" {
  const asked = env["LOG_FORMAT"];
  if (asked === "json" || asked === "text") return asked;
  if (asked) throw new Error(`LOG_FORMAT ska vara json eller text, men är ”${asked}”.`);
  return !isTerminal && (env["NODE_ENV"] === "production" || env["BASE_URL"]) ? "json" : "text";
}

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
