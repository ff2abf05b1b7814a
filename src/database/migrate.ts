import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { ensureRoles, openClient } from "./roles.ts";

/** Where the numbered migrations lie. */
export const migrationsFolder = join(import.meta.dirname, "migrations");

type Migration = { readonly name: string; readonly text: string; readonly sha256: string };

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

/** One hash of all migrations, hexadecimal: tells whether a migrated copy is still fresh. */
export function migrationsHash(folder: string = migrationsFolder): string {
  const hash = createHash("sha256");
  for (const { name, sha256 } of readMigrations(folder)) hash.update(`${name} ${sha256}\n`);
  return hash.digest("hex");
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
    });
}

async function applyNew(client: pg.Client, migrations: Migration[]): Promise<Result<{ applied: string[] }>> {
  // A schema of its own: from PostgreSQL 15 on, `public` is open to the owner of the database alone.
  await client.query("create schema if not exists migration");
  await client.query(`create table if not exists migration.applied (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; sha256: string }>("select name, sha256 from migration.applied order by name");
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

function compare(applied: { name: string; sha256: string }[], migrations: Migration[]): Result<never> | undefined {
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
