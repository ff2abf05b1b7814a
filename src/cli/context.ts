import { join } from "node:path";
import { failed, ok } from "../core/result.ts";
import type { Problem, Result } from "../core/result.ts";
import { openDatabase } from "../database/connect.ts";
import type { OpenDatabase } from "../database/connect.ts";
import { migrate } from "../database/migrate.ts";
import { resolveServer } from "../database/server.ts";
import type { ResolvedServer } from "../database/server.ts";

/** The municipality a command works for. */
export type ChosenMunicipality = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: "kommun" | "stadsdel";
  readonly population: number | null;
  readonly isDemo: boolean;
};

/** The migrated database, open for a command. Always `close()`. */
export type DatabaseContext = {
  readonly db: OpenDatabase;
  readonly server: ResolvedServer;
  /** Closes the connections and lets an embedded server go. */
  close(): Promise<void>;
};

/** The database and the one municipality that the command is for. */
export type Context = DatabaseContext & { readonly municipality: ChosenMunicipality };

/** The environment of every command: the clone's `.data` folder, wherever in it the command is run, unless another is named. */
export function cliEnvironment(): Readonly<Record<string, string | undefined>> {
  const dataFolder = process.env["FORTROGEN_DATA"] || join(import.meta.dirname, "..", "..", ".data");
  return { ...process.env, FORTROGEN_DATA: dataFolder };
}

/** Starts or attaches to the database and brings it up to date (milliseconds when nothing is new). */
export async function openDatabaseContext(): Promise<Result<DatabaseContext>> {
  const server = await resolveServer(cliEnvironment());
  if (!server.ok) return server;
  const { ownerUrl, appUrl, stop } = server.value;
  const migrated = await migrate(ownerUrl);
  if (!migrated.ok) {
    await stop();
    return migrated;
  }
  // A command may run for minutes (an import, the whole nation's answers), and a person sees it run.
  const db = openDatabase({ ownerUrl, appUrl, statementTimeout: 0, applicationName: "fortrogen cli" });
  const close = async () => {
    await db.close();
    await stop();
  };
  return ok({ db, server: server.value, close });
}

/**
 * Opens the database and finds the municipality: the one with the code, or the only one there is.
 * A problem lists the codes to choose from (`municipality-not-chosen`, `municipality-unknown`) or says how to add one (`no-municipality`).
 */
export async function openContext(options: { readonly municipality?: string | undefined } = {}): Promise<Result<Context>> {
  const opened = await openDatabaseContext();
  if (!opened.ok) return opened;
  const chosen = chooseMunicipality(await listAddedMunicipalities(opened.value.db), options.municipality);
  if (!chosen.ok) {
    await opened.value.close();
    return chosen;
  }
  return ok({ ...opened.value, municipality: chosen.value });
}

/** Every municipality of the database, by code. */
export async function listAddedMunicipalities(db: OpenDatabase): Promise<ChosenMunicipality[]> {
  const rows = await db.app
    .selectFrom("core.municipality")
    .select(["id", "code", "name", "kind", "population", "is_demo as isDemo"])
    .orderBy("code")
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind === "stadsdel" ? "stadsdel" : "kommun" }));
}

/** Picks the municipality with `code`, or the only one; otherwise a problem that says which there are. */
export function chooseMunicipality(present: readonly ChosenMunicipality[], code: string | undefined): Result<ChosenMunicipality> {
  const [first] = present;
  if (first === undefined) {
    return failed({
      code: "no-municipality",
      message: "Databasen har ingen kommun ännu.",
      hint: "Lägg till en med ”fortrogen municipality add KOD”, till exempel 0680 för Jönköping.",
    });
  }
  if (code === undefined) return present.length === 1 ? ok(first) : failed(notChosen(present));
  const found = present.find((municipality) => municipality.code === code);
  return found ? ok(found) : failed(unknown(present, code));
}

function notChosen(present: readonly ChosenMunicipality[]): Problem {
  return {
    code: "municipality-not-chosen",
    message: "Databasen har flera kommuner. Ange vilken med --municipality KOD.",
    hint: `De som finns: ${nameSome(present)}.`,
  };
}

function unknown(present: readonly ChosenMunicipality[], code: string): Problem {
  return {
    code: "municipality-unknown",
    message: `Ingen kommun i databasen har koden ${code}.`,
    hint: `De som finns: ${nameSome(present)}. Lägg till en ny med ”fortrogen municipality add KOD”.`,
  };
}

/** Enough to recognise one's own; a nation of 303 would fill the screen. */
const mostNamed = 30;

function nameSome(present: readonly ChosenMunicipality[]): string {
  const named = present.slice(0, mostNamed).map(({ code, name }) => `${code} ${name}`);
  const rest = present.length - named.length;
  return rest > 0 ? `${named.join(", ")} och ${rest} till (se ”fortrogen municipality list”)` : named.join(", ");
}
