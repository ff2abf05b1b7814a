import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { exitCodes, reportProblem, wrongUsage } from "./outcome.ts";
import { explainMisuse, speakSwedish } from "./swedish.ts";
import { readVersion } from "../../platform/basics/version.ts";

/** One file in `commands/`: adds its command to the program, and loads its work only when the command is run. */
type CommandModule = { register(program: Command): void };

const names = [
  "serve",
  "import",
  "answer",
  "export",
  "municipality",
  "demo",
  "analyse",
  "verify-log",
  "migrate",
  "backup",
  "restore",
  "restore-drill",
  "log-key",
  "investigate",
  "jobs",
  "survey",
  "areas",
  "delegation",
  "population",
];

/** Does what a command line asks for, after `fortrogen`. What it says stands on stdout and stderr; how it ended in `process.exitCode`. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const program = await makeProgram(args[0]);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    report(error, args);
  }
}

async function makeProgram(asked: string | undefined): Promise<Command> {
  const program = speakSwedish(new Command("fortrogen"))
    .description("Förtrogen: öppet verksamhetssystem för socialtjänstens barn och familj.")
    .version(readVersion(), "--version", "visa programmets version")
    .showSuggestionAfterError()
    .addHelpText("after", epilogue);
  // One command is asked for nearly always: only that file is read.
  for (const name of asked !== undefined && names.includes(asked) ? [asked] : names) {
    const file = join(import.meta.dirname, "commands", `${name}.ts`);
    const { register } = (await import(file)) as CommandModule;
    register(program);
  }
  return program;
}

const epilogue = `
Miljövariabler:
  FORTROGEN_DATA    mappen med den inbyggda databasen (annars .data)
  DATABASE_URL      adressen till en egen PostgreSQL, i stället för den inbyggda: ägarens inloggning
  DATABASE_APP_URL  programmets egen inloggning där; räcker för ”fortrogen serve” när ”fortrogen migrate” är kört
  PORT              webbserverns port (annars 3000)

Slutkod: 0 klart, 1 uppgifterna är fel, 2 kommandot användes på fel sätt.`;

function report(error: unknown, args: readonly string[]): void {
  const format = args.some((arg, i) => arg === "--format=json" || (arg === "--format" && args[i + 1] === "json")) ? "json" : undefined;
  if (error instanceof CommanderError) {
    const misuse = explainMisuse(error);
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    if (misuse !== undefined) reportProblem(wrongUsage(misuse, "Kör samma kommando med --help för att se hur det används."), format);
    return;
  }
  // A fault of the program's own: the stack belongs in a report to the developers, not on the screen.
  const stack = error instanceof Error ? error.stack : String(error);
  if (process.env["FORTROGEN_DEBUG"]) process.stderr.write(`${stack}\n`);
  reportProblem(
    {
      code: "unexpected",
      message: `Oväntat fel: ${error instanceof Error ? error.message : String(error)}`,
      hint: "Kör igen med FORTROGEN_DEBUG=1 och skicka med utskriften i en felanmälan.",
    },
    format,
  );
}
