import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { ensureServer } from "./embedded.ts";

/** Where the database is, for `openDatabase` and `migrate`. */
export type ResolvedServer = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** True where Förtrogen runs its own PostgreSQL. */
  readonly isEmbedded: boolean;
  /** Lets the server go; close the pools first. Does nothing for a server of someone else's. */
  stop(): Promise<void>;
};

/**
 * Finds the database that the environment names: `DATABASE_URL` (with `DATABASE_APP_URL` for a sign-in of the program's own),
 * else the embedded server in `FORTROGEN_DATA` (`.data` unless told). A problem says in Swedish what to do.
 */
export async function resolveServer(env: Readonly<Record<string, string | undefined>>): Promise<Result<ResolvedServer>> {
  const ownerUrl = env["DATABASE_URL"];
  if (!ownerUrl) {
    const embedded = await ensureServer(env["FORTROGEN_DATA"] || ".data");
    return embedded.ok ? ok({ ...embedded.value, isEmbedded: true }) : embedded;
  }
  const fault = findUrlFault("DATABASE_URL", ownerUrl) ?? findUrlFault("DATABASE_APP_URL", env["DATABASE_APP_URL"]);
  if (fault) return fault;
  return ok({ ownerUrl, appUrl: env["DATABASE_APP_URL"] || actAsApp(ownerUrl), isEmbedded: false, stop: async () => undefined });
}

/** The same sign-in, but acting as `fortrogen_app` from the first statement on. */
export function actAsApp(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const asked = url.searchParams.get("options");
  url.searchParams.set("options", [asked, "-c role=fortrogen_app"].filter(Boolean).join(" "));
  return url.toString();
}

function findUrlFault(name: string, value: string | undefined): Result<never> | undefined {
  if (!value || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value))) return undefined;
  return failed({
    code: "database-url-invalid",
    message: `Adressen i ${name} går inte att läsa.`,
    hint: "Skriv den som postgres://användare:lösenord@värd:port/databas. Tecken som @, / och # i lösenordet skrivs %40, %2F och %23.",
  });
}
