import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import { ensureServer } from "./embedded.ts";

/** Where the database is, for `openDatabase` and `migrate`. */
export type ResolvedServer = {
  /** The sign-in that owns the tables; null where only the program's own is known, as in a web process that needs no more. */
  readonly ownerUrl: string | null;
  readonly appUrl: string;
  /** True where Förtrogen runs its own PostgreSQL. */
  readonly isEmbedded: boolean;
  /** True where the program has a sign-in of its own: then nothing but a command that asks for the owner uses the owner's. */
  readonly isApart: boolean;
  /** Lets the server go; close the pools first. Does nothing for a server of someone else's. */
  stop(): Promise<void>;
};

/**
 * Finds the database that the environment names: `DATABASE_URL` (the owner), `DATABASE_APP_URL` (a sign-in of the program's own) or
 * both, else the embedded server in `FORTROGEN_DATA` (`.data` unless told). A problem says in Swedish what to do.
 */
export async function resolveServer(env: Readonly<Record<string, string | undefined>>): Promise<Result<ResolvedServer>> {
  const ownerUrl = env["DATABASE_URL"] || null;
  const ownAppUrl = env["DATABASE_APP_URL"] || null;
  const fault = findUrlFault("DATABASE_URL", ownerUrl) ?? findUrlFault("DATABASE_APP_URL", ownAppUrl);
  if (fault) return fault;
  const appUrl = ownAppUrl ?? (ownerUrl && actAsApp(ownerUrl));
  if (appUrl !== null) return ok({ ownerUrl, appUrl, isEmbedded: false, isApart: ownAppUrl !== null, stop: async () => undefined });
  const embedded = await ensureServer(env["FORTROGEN_DATA"] || ".data");
  return embedded.ok ? ok({ ...embedded.value, isEmbedded: true, isApart: false }) : embedded;
}

/** The owner's address, or a problem that says how to give it: for what only the owner may do. */
export function ownerOf(server: ResolvedServer): Result<string> {
  if (server.ownerUrl !== null) return ok(server.ownerUrl);
  return failed({
    code: "owner-needed",
    message: "Kommandot behöver databasens ägare, men bara DATABASE_APP_URL är satt.",
    hint: "Kör det med ägarens adress i DATABASE_URL (postgres://fortrogen_owner:lösenord@värd:port/databas). Webben ska köras utan den.",
  });
}

/** The same sign-in, but acting as `fortrogen_app` from the first statement on. */
export function actAsApp(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const asked = url.searchParams.get("options");
  url.searchParams.set("options", [asked, "-c role=fortrogen_app"].filter(Boolean).join(" "));
  return url.toString();
}

function findUrlFault(name: string, value: string | null): Result<never> | undefined {
  if (!value || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value))) return undefined;
  return failed({
    code: "database-url-invalid",
    message: `Adressen i ${name} går inte att läsa.`,
    hint: "Skriv den som postgres://användare:lösenord@värd:port/databas. Tecken som @, / och # i lösenordet skrivs %40, %2F och %23.",
  });
}
