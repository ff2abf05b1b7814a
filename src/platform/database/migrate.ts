import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import { ensureRoles, openClient } from "./roles.ts";

/** Where the numbered migrations lie. */
export const migrationsFolder = join(import.meta.dirname, "migrations");

type Applied = { readonly name: string; readonly sha256: string };
/** One file of `migrations/`. */
export type Migration = { readonly name: string; readonly text: string; readonly sha256: string };

/**
 * Brings the database at `ownerUrl` up to date: makes the roles, then runs every new migration in order, each in one
 * transaction. Several processes may call it at once: one works, the others wait.
 * @returns the names of the files that were applied (empty when nothing was new), or a problem: an applied file was
 * changed or removed, a file failed (nothing of it remains), a right is missing, the server cannot be reached.
 */
export async function migrate(
  ownerUrl: string,
  options: { readonly folder?: string; readonly appPassword?: string } = {},
): Promise<Result<{ applied: string[] }>> {
  const opened = await openClient(ownerUrl);
  if (!opened.ok) return opened;
  const client = opened.value;
  try {
    const roles = await ensureRoles(client, options.appPassword);
    if (!roles.ok) return roles;
    await client.query("select pg_advisory_lock(hashtext('fortrogen.migrate'))");
    return await applyNew(client, readMigrations(options.folder ?? migrationsFolder));
  } finally {
    await client.end();
  }
}

/**
 * Looks, as the program and without the owner, whether the database at `appUrl` is as this version of the program needs it.
 * @returns a problem that says what to do: not migrated, migrated by a later version, not to be reached.
 */
export async function checkMigrated(appUrl: string, options: { readonly folder?: string } = {}): Promise<Result<void>> {
  const opened = await openClient(appUrl, "DATABASE_APP_URL");
  if (!opened.ok) return opened;
  try {
    const applied = await readAppliedAsApp(opened.value);
    const migrations = readMigrations(options.folder ?? migrationsFolder);
    const fault = compare(applied, migrations);
    if (fault) return fault;
    const known = new Set(applied.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !known.has(name)).length;
    return missing === 0 ? ok(undefined) : failed(notMigrated(missing, applied.length));
  } finally {
    await opened.value.end();
  }
}

/** Empty where the database has not even the function that tells: never migrated, or last by a version older than the function. */
async function readAppliedAsApp(client: pg.Client): Promise<Applied[]> {
  try {
    return (await client.query<Applied>("select name, sha256 from core.applied_migrations()")).rows;
  } catch (cause) {
    const isMissing = ["3F000", "42883", "42501"].includes((cause as { code?: string }).code ?? "");
    if (isMissing) return [];
    throw cause;
  }
}

function notMigrated(missing: number, present: number): Problem {
  const message =
    present === 0
      ? "Databasen är inte förberedd för den här versionen av Förtrogen."
      : `Databasen är äldre än den här versionen av Förtrogen: ${missing === 1 ? "en migrering" : `${missing} migreringar`} återstår.`;
  const hint = "Kör ”fortrogen migrate” med ägarens adress i DATABASE_URL, och starta sedan igen. Se docs/operations.md.";
  return { code: "database-not-migrated", message, hint };
}

/** One hash of all migrations, hexadecimal: tells whether a migrated copy is still fresh. */
export function migrationsHash(folder: string = migrationsFolder): string {
  const hash = createHash("sha256");
  for (const { name, sha256 } of readMigrations(folder)) hash.update(`${name} ${sha256}\n`);
  return hash.digest("hex");
}

/** Every migration of this version of the program, in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
    });
}

async function applyNew(client: pg.Client, migrations: Migration[]): Promise<Result<{ applied: string[] }>> {
  await createList(client);
  const { rows } = await client.query<Applied>("select name, sha256 from migration.applied order by name");
  const fault = compare(rows, migrations);
  if (fault) return fault;
  const known = new Set(rows.map((row) => row.name));
  const applied: string[] = [];
  for (const migration of migrations.filter(({ name }) => !known.has(name))) {
    const done = await applyOne(client, migration);
    if (!done.ok) return done;
    applied.push(migration.name);
  }
  return ok({ applied });
}

/** Makes the list of applied migrations where there is none. */
export async function createList(client: pg.Client): Promise<void> {
  // A schema of its own: from PostgreSQL 15 on, `public` is open to the owner of the database alone.
  await client.query("create schema if not exists migration");
  await client.query(`create table if not exists migration.applied (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
}

function compare(applied: readonly Applied[], migrations: Migration[]): Result<never> | undefined {
  const files = new Map(migrations.map((m) => [m.name, m.sha256]));
  for (const { name, sha256 } of applied) {
    const file = files.get(name);
    if (file === undefined) {
      return failed({
        code: "migration-unknown",
        message: `Databasen har migrerats med ${name}, som inte finns i den här versionen av Förtrogen.`,
        hint: "Kör samma eller en senare version av Förtrogen än den som senast använde databasen.",
      });
    }
    if (file !== sha256) {
      return failed({
        code: "migration-changed",
        message: `Filen ${name} har ändrats efter att den kördes mot databasen.`,
        hint: "Återställ filen till sitt ursprung och lägg ändringen i en ny migrering med nästa nummer.",
      });
    }
  }
  return undefined;
}

async function applyOne(client: pg.Client, { name, text, sha256 }: Migration): Promise<Result<void>> {
  try {
    await client.query("begin");
    await client.query(text);
    await client.query("reset role");
    await client.query("insert into migration.applied (name, sha256) values ($1, $2)", [name, sha256]);
    await client.query("commit");
    return ok(undefined);
  } catch (cause) {
    await client.query("rollback");
    const { message, position } = cause as { message: string; position?: string };
    const line = position === undefined ? "" : `, rad ${text.slice(0, Number(position)).split("\n").length}`;
    return failed({
      code: "migration-failed",
      message: `Migreringen ${name}${line} gick inte att köra: ${message}`,
      hint: "Inget av filen har sparats. Rätta orsaken och starta igen; annars återställ från säkerhetskopia och anmäl felet.",
    });
  }
}
