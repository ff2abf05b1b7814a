import { join } from "node:path";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { openAsProgram, openDatabase } from "../../platform/database/connect.ts";
import type { OpenDatabase, ProgramDatabase } from "../../platform/database/connect.ts";
import { checkMigrated } from "../../platform/database/migrate.ts";
import { ownerOf, resolveServer } from "../../platform/database/server.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { ResolvedServer } from "../../platform/database/server.ts";
import { bringUpToDate } from "./up-to-date.ts";

/** The municipality a command works for. */
export type ChosenMunicipality = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: CodeOf<"core.municipality.kind">;
  readonly population: number | null;
  readonly isDemo: boolean;
};

/** The migrated database, open for a command. Always `close()`. */
export type DatabaseContext = {
  readonly db: ProgramDatabase;
  readonly server: ResolvedServer;
  /** Closes the connections and lets an embedded server go. */
  close(): Promise<void>;
};

/** The same for a command that only the owner may run. */
export type OwnerContext = DatabaseContext & { readonly db: OpenDatabase; readonly ownerUrl: string };

/** The database and the one municipality that the command is for. */
export type Context = DatabaseContext & { readonly municipality: ChosenMunicipality };

/** The environment of every command: the clone's `.data` folder, wherever in it the command is run, unless another is named. */
export function cliEnvironment(): Readonly<Record<string, string | undefined>> {
  const dataFolder = process.env["FORTROGEN_DATA"] || join(import.meta.dirname, "..", "..", "..", ".data");
  return { ...process.env, FORTROGEN_DATA: dataFolder };
}

/** A command may run for minutes (an import, the whole nation's answers), and a person sees it run. */
export const commandSettings = { statementTimeout: 0, applicationName: "fortrogen cli" };

/** Starts or attaches to the database as the program, and sees to it that it is up to date (milliseconds when nothing is new). */
export async function openDatabaseContext(): Promise<Result<DatabaseContext>> {
  return openServer(async (server) => ok({ db: openAsProgram({ appUrl: server.appUrl, ...commandSettings }) }));
}

/** As `openDatabaseContext`, as the owner too; a problem where the owner's address is not given. */
export async function openOwnerContext(): Promise<Result<OwnerContext>> {
  return openServer(async (server) => {
    const owner = ownerOf(server);
    if (!owner.ok) return owner;
    const ownerUrl = owner.value;
    return ok({ ownerUrl, db: openDatabase({ ownerUrl, appUrl: server.appUrl, ...commandSettings }) });
  });
}

type Opened = { readonly db: ProgramDatabase };

async function openServer<T extends Opened>(open: (server: ResolvedServer) => Promise<Result<T>>): Promise<Result<T & DatabaseContext>> {
  const server = await resolveServer(cliEnvironment());
  if (!server.ok) return server;
  const { stop } = server.value;
  const ready = await makeReady(server.value);
  const opened = ready.ok ? await open(server.value) : ready;
  if (!opened.ok) {
    await stop();
    return opened;
  }
  const close = async () => {
    await opened.value.db.close();
    await stop();
  };
  return ok({ ...opened.value, server: server.value, close });
}

/**
 * Sees to it that the database is as this version needs it. Where the program has a sign-in of its own, bringing it up to date is a step
 * of its own (`fortrogen migrate`), and this only looks; else it is done here.
 */
export async function makeReady({ ownerUrl, appUrl, isApart }: ResolvedServer): Promise<Result<unknown>> {
  return isApart || ownerUrl === null ? checkMigrated(appUrl) : bringUpToDate(ownerUrl);
}

/**
 * Opens the database and finds the municipality: the one with the code, or the only one there is; agencies are none, unless `among` lets them be.
 * A problem lists the codes to choose from (`municipality-not-chosen`, `municipality-unknown`) or says how to add one (`no-municipality`).
 */
export async function openContext(
  options: {
    readonly municipality?: string | undefined;
    readonly among?: (present: readonly ChosenMunicipality[]) => readonly ChosenMunicipality[];
  } = {},
): Promise<Result<Context>> {
  const opened = await openDatabaseContext();
  if (!opened.ok) return opened;
  const { among = withCasework } = options;
  const chosen = chooseMunicipality(among(await listAddedMunicipalities(opened.value.db)), options.municipality);
  if (!chosen.ok) {
    await opened.value.close();
    return chosen;
  }
  return ok({ ...opened.value, municipality: chosen.value });
}

/** As `openContext`, for an agency: the one with the organisation number, or the only one there is. */
export async function openAgencyContext(options: { readonly agency?: string | undefined }): Promise<Result<Context>> {
  const opened = await openDatabaseContext();
  if (!opened.ok) return opened;
  const present = (await listAddedMunicipalities(opened.value.db)).filter(({ kind }) => kind === "myndighet");
  const chosen = options.agency === undefined ? present : present.filter(({ code }) => code === options.agency);
  const [one] = chosen;
  if (one && chosen.length === 1) return ok({ ...opened.value, municipality: one });
  await opened.value.close();
  return failed(present.length === 0 ? noAgency : agencyNotChosen(present));
}

const noAgency: Problem = {
  code: "no-agency",
  message: "Databasen har ingen myndighet.",
  hint: "Lägg till en med ”fortrogen municipality add --agency ORGANISATIONSNUMMER NAMN”.",
};

const agencyNotChosen = (present: readonly ChosenMunicipality[]): Problem => ({
  code: "municipality-not-chosen",
  message: "Ange vilken myndighet med --agency ORGANISATIONSNUMMER.",
  hint: `De som finns: ${nameSome(present)}.`,
});

/** Every tenant of the database, by code: municipalities, districts and agencies. */
export async function listAddedMunicipalities(db: ProgramDatabase): Promise<ChosenMunicipality[]> {
  const rows = await db.app
    .selectFrom("core.municipality")
    .select(["id", "code", "name", "kind", "population", "is_demo as isDemo"])
    .orderBy("code")
    .execute();
  return rows;
}

/** Those that have cases: not agencies. */
export function withCasework(present: readonly ChosenMunicipality[]): readonly ChosenMunicipality[] {
  return present.filter(({ kind }) => kind !== "myndighet");
}

/** Those that run surveys. */
export function agenciesOf(present: readonly ChosenMunicipality[]): readonly ChosenMunicipality[] {
  return present.filter(({ kind }) => kind === "myndighet");
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
