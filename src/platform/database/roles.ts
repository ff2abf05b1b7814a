import { sql } from "kysely";
import type { Kysely } from "kysely";
import pg from "pg";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import { makeClient } from "./connect.ts";
import type { Database } from "./connect.ts";

/** The role that the program works as: no right to change or remove what is journaled. */
const appRole = "fortrogen_app";
/** The role that owns the log: nobody signs in as it. */
const logRole = "fortrogen_log";

const oldestServer = 150_000;

type Standing = {
  version: number;
  database: string;
  user: string;
  isSuperuser: boolean;
  mayCreateRole: boolean;
  mayCreate: boolean;
};

/**
 * Makes the roles of the house where they are missing and lets the current role act as them (`set local role`).
 * @param appPassword gives `fortrogen_app` sign-in with this password (embedded server); without it the role cannot sign in.
 * @returns a problem in Swedish where the server is older than 15 or a right is missing.
 */
export async function ensureRoles(client: pg.Client, appPassword?: string): Promise<Result<void>> {
  const standing = await readStanding(client);
  const fault = findFault(standing, await missingRoles(client));
  if (fault) return failed(fault);
  // Roles belong to the server: two databases that migrate at once must not make the same role twice.
  await client.query("select pg_advisory_lock(hashtext('fortrogen.roles'))");
  try {
    for (const role of await missingRoles(client)) {
      await client.query(`create role ${role} nologin noinherit`).catch(ignoreDuplicate);
    }
    if (appPassword !== undefined) {
      await client.query(`alter role ${appRole} login password ${pg.escapeLiteral(appPassword)}`);
    }
    return await grantMembership(client, standing);
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('fortrogen.roles'))");
  }
}

/** Connects to the server, or says in Swedish why it cannot be reached, naming the setting that the address stands in. */
export async function openClient(url: string, setting: "DATABASE_URL" | "DATABASE_APP_URL" = "DATABASE_URL"): Promise<Result<pg.Client>> {
  try {
    const client = makeClient(url, { application_name: "fortrogen migrate" });
    await client.connect();
    return ok(client);
  } catch (cause) {
    return failed(unreachable(cause, setting));
  }
}

/** Ends a connection at once, whatever it is in the middle of. Harmless where it has ended already. */
export function breakOff(client: pg.Client): void {
  client.connection.stream.destroy();
}

/**
 * Whether the sign-in that `db` uses could take the owner's rights, or those of the log: it is one of them, or a superuser,
 * whatever role it acts as now.
 */
export async function canBecomeOwner(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ can: boolean }>`select r.rolsuper or pg_has_role(session_user, ${logRole}, 'MEMBER')
      or pg_has_role(session_user, (select nspowner from pg_namespace where nspname = 'core'), 'MEMBER') as can
    from pg_roles r where r.rolname = session_user`.execute(db);
  return rows[0]?.can === true;
}

function unreachable(cause: unknown, setting: string): Problem {
  const code = (cause as { code?: string }).code ?? "";
  const where = `Adressen står i ${setting} (postgres://användare:lösenord@värd:port/databas).`;
  if (cause instanceof TypeError) {
    return { code: "database-url-invalid", message: "Databasens adress går inte att läsa.", hint: where };
  }
  if (code === "28P01" || code === "28000") {
    return { code: "database-sign-in-refused", message: "PostgreSQL godtar inte användaren eller lösenordet.", hint: where };
  }
  if (code === "3D000") {
    return {
      code: "database-missing",
      message: `Databasen som anges i ${setting} finns inte på servern.`,
      hint: "Skapa den först: createdb --encoding=UTF8 --template=template0 <namn>",
    };
  }
  return {
    code: "database-unreachable",
    message: `PostgreSQL svarar inte${code ? ` (${code})` : ""}.`,
    hint: `Kontrollera att servern är igång och kan nås härifrån. ${where}`,
  };
}

async function readStanding(client: pg.Client): Promise<Standing> {
  const { rows } = await client.query<Standing>(`
    select current_setting('server_version_num')::int as version, current_database() as database, current_user as user,
      r.rolsuper as "isSuperuser", r.rolcreaterole as "mayCreateRole",
      has_database_privilege(current_database(), 'CREATE') as "mayCreate"
    from pg_roles r where r.rolname = current_user`);
  const standing = rows[0];
  if (!standing) throw new Error("The current role is missing in pg_roles.");
  return standing;
}

async function missingRoles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) name where not exists (select from pg_roles where rolname = name)",
    [[appRole, logRole]],
  );
  return rows.map((row) => row.name);
}

function findFault(standing: Standing, missing: string[]): Problem | undefined {
  if (standing.version < oldestServer) {
    return {
      code: "database-too-old",
      message: `PostgreSQL ${Math.floor(standing.version / 10_000)} är för gammal. Förtrogen kräver PostgreSQL 15 eller senare.`,
      hint: "Uppgradera servern, eller ta bort DATABASE_URL så startar Förtrogen sin egen PostgreSQL.",
    };
  }
  const user = pg.escapeIdentifier(standing.user);
  if (!standing.mayCreate) {
    return {
      code: "database-right-missing",
      message: `Databasanvändaren ${standing.user} får inte skapa scheman i databasen ${standing.database} (rättigheten CREATE saknas).`,
      hint: `Kör som administratör: GRANT CREATE ON DATABASE ${pg.escapeIdentifier(standing.database)} TO ${user};`,
    };
  }
  if (missing.length > 0 && !standing.isSuperuser && !standing.mayCreateRole) {
    const create = missing.map((role) => `CREATE ROLE ${role} NOLOGIN NOINHERIT;`).join(" ");
    return {
      code: "database-right-missing",
      message: `Databasanvändaren ${standing.user} får inte skapa roller (rättigheten CREATEROLE saknas).`,
      hint: `Kör som administratör: ALTER ROLE ${user} CREATEROLE; eller skapa rollerna själv: ${create} GRANT ${appRole}, ${logRole} TO ${user};`,
    };
  }
  return undefined;
}

async function grantMembership(client: pg.Client, standing: Standing): Promise<Result<void>> {
  // From 16 on a membership says whether it inherits and whether one may act as the role. The owner inherits the log role's
  // tables (they are migrated and backed up together) but never has the program's rights without asking for them.
  const saysTerms = standing.version >= 160_000;
  for (const role of [appRole, logRole]) {
    const { rows } = await client.query<{ held: boolean }>(
      `select pg_has_role(current_user, $1, '${saysTerms ? "SET" : "MEMBER"}') as held`,
      [role],
    );
    if (rows[0]?.held) continue;
    const terms = saysTerms ? ` with inherit ${role === logRole}, set true` : "";
    try {
      await client.query(`grant ${role} to current_user${terms}`);
    } catch (cause) {
      if ((cause as { code?: string }).code !== "42501") throw cause;
      return failed({
        code: "database-right-missing",
        message: `Databasanvändaren ${standing.user} får inte arbeta som rollen ${role}, som redan finns på servern.`,
        hint: `Kör som administratör: GRANT ${appRole}, ${logRole} TO ${pg.escapeIdentifier(standing.user)};`,
      });
    }
  }
  return ok(undefined);
}

function ignoreDuplicate(cause: unknown): void {
  if ((cause as { code?: string }).code !== "42710") throw cause;
}
