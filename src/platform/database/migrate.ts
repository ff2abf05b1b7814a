import type pg from "pg";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import { byTodaysNames, folded, tooOld } from "./folded.ts";
import { findChanged, noteMade, readMade, takeAway } from "./repeatable.ts";
import type { Applied } from "./repeatable.ts";
import { ensureRoles, openClient } from "./roles.ts";
import { readSchemaFiles } from "./schema-files.ts";
import type { SchemaFile, SchemaFiles } from "./schema-files.ts";

/**
 * Brings the database at `ownerUrl` up to date: makes the roles, then runs every new migration in order and makes the views and functions
 * again where one of them is another, all in one transaction. Several processes may call it at once: one works, the others wait.
 * @returns the names of the files that were applied (empty when nothing was new), or a problem: an applied migration was
 * changed or removed, a file failed (nothing of any file remains), a right is missing, the server cannot be reached.
 */
export async function migrate(
  ownerUrl: string,
  options: { readonly files?: SchemaFiles; readonly appPassword?: string } = {},
): Promise<Result<{ applied: string[] }>> {
  const opened = await openClient(ownerUrl);
  if (!opened.ok) return opened;
  const client = opened.value;
  try {
    const roles = await ensureRoles(client, options.appPassword);
    if (!roles.ok) return roles;
    await client.query("select pg_advisory_lock(hashtext('fortrogen.migrate'))");
    return await inTransaction(client, () => applyNew(client, options.files ?? readSchemaFiles()));
  } finally {
    await client.end();
  }
}

/**
 * Looks, as the program and without the owner, whether the database at `appUrl` is as this version of the program needs it.
 * @returns a problem that says what to do: not migrated, migrated by a later version, not to be reached.
 */
export async function checkMigrated(appUrl: string, options: { readonly files?: SchemaFiles } = {}): Promise<Result<void>> {
  const opened = await openClient(appUrl, "DATABASE_APP_URL");
  if (!opened.ok) return opened;
  try {
    const all = await readAppliedAsApp(opened.value);
    const { migrations, repeatables } = options.files ?? readSchemaFiles();
    const isNumbered = ({ name }: Applied) => /^\d{4}-/.test(name);
    const applied = byTodaysNames(all.filter(isNumbered), migrations);
    if (!applied) return failed(tooOld("database"));
    const fault = compare(applied, migrations);
    if (fault) return fault;
    const made = all.filter((file) => !isNumbered(file));
    const missing = findNew(applied, migrations).length;
    if (missing === 0 && findChanged(made, repeatables).length === 0) return ok(undefined);
    return failed(notMigrated(missing, applied.length));
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
      : missing === 0
        ? "Databasens vyer och funktioner är inte den här versionens."
        : `Databasen är äldre än den här versionen av Förtrogen: ${missing === 1 ? "en migrering" : `${missing} migreringar`} återstår.`;
  const hint = "Kör ”fortrogen migrate” med ägarens adress i DATABASE_URL, och starta sedan igen. Se docs/operations.md.";
  return { code: "database-not-migrated", message, hint };
}

/**
 * Runs, in the transaction that `client` is in, what the database has not had of `files`.
 * @returns as `migrate` does. After a problem the transaction can only be taken back.
 */
export async function applyNew(client: pg.Client, files: SchemaFiles): Promise<Result<{ applied: string[] }>> {
  await createLists(client);
  const applied = await readApplied(client, files.migrations);
  if (!applied) return failed(tooOld("database"));
  const fault = compare(applied, files.migrations);
  if (fault) return fault;
  const made = await readMade(client);
  const news = findNew(applied, files.migrations);
  const changed = findChanged(made, files.repeatables);
  if (news.length === 0 && changed.length === 0) return ok({ applied: [] });
  try {
    // Views and functions hold nothing: they are out of the way while tables change, and stand on the new ones afterwards.
    await clear(client, [...new Set([...made, ...files.repeatables].map(({ name }) => name))]);
    for (const file of news) {
      await run(client, file);
      await client.query("insert into migration.applied (name, sha256) values ($1, $2)", [file.name, file.sha256]);
    }
    for (const file of files.repeatables) await run(client, file);
    await noteMade(client, files.repeatables);
    return ok({ applied: [...news.map(({ name }) => name), ...changed] });
  } catch (cause) {
    if (!(cause instanceof FileFailure)) throw cause;
    return failed({
      code: "migration-failed",
      message: cause.message,
      hint: "Inget har sparats: databasen är som den var. Rätta orsaken och kör igen, eller gå tillbaka till den förra versionen och anmäl felet.",
    });
  }
}

/** What the database has had, by today's names: noted so from now on. Undefined where it stands in the midst of what was folded. */
async function readApplied(client: pg.Client, migrations: readonly SchemaFile[]): Promise<readonly Applied[] | undefined> {
  const { rows } = await client.query<Dated>("select name, sha256, applied_at from migration.applied order by applied_at, name");
  const applied = byTodaysNames(rows, migrations);
  if (!applied || applied === rows) return applied;
  await client.query("delete from migration.applied");
  await noteApplied(client, applied);
  // What the folded migrations made of views and functions is taken away as if files had made it.
  await client.query(
    "insert into migration.repeatable (name, sha256) select name, '' from unnest($1::text[]) name on conflict do nothing",
    [folded.made],
  );
  return applied;
}

/** A migration and when it was run. */
export type Dated = Applied & { readonly applied_at: Date | string };

/** Adds to the list of what the database has had. */
export async function noteApplied(client: pg.Client, applied: readonly Dated[]): Promise<void> {
  await client.query(
    "insert into migration.applied (name, sha256, applied_at) select * from unnest($1::text[], $2::text[], $3::timestamptz[])",
    [applied.map(({ name }) => name), applied.map(({ sha256 }) => sha256), applied.map(({ applied_at }) => applied_at)],
  );
}

/** Runs the text of one file, whatever role it takes on. @throws FileFailure where it cannot be run. */
export async function run(client: pg.Client, { name, text }: SchemaFile): Promise<void> {
  try {
    await client.query(text);
    // What is looked at when a transaction ends is looked at here: a fault is this file's, and nothing waits while the next one changes tables.
    await client.query("reset role; set constraints all immediate; set constraints all deferred");
  } catch (cause) {
    const { message, position } = cause as { message: string; position?: string };
    const line = position === undefined ? "" : `, rad ${text.slice(0, Number(position)).split("\n").length}`;
    throw new FileFailure(`Migreringen ${name}${line} gick inte att köra: ${message}`, { cause });
  }
}

/** As `takeAway`. @throws FileFailure where something else stands on a view or a function. */
async function clear(client: pg.Client, repeatable: readonly string[]): Promise<void> {
  try {
    await takeAway(client, repeatable);
  } catch (cause) {
    const { code, message, detail } = cause as { code?: string; message: string; detail?: string };
    if (code !== "2BP01") throw cause;
    throw new FileFailure(`Vyerna och funktionerna gick inte att göra om: ${message} (${detail ?? ""})`, { cause });
  }
}

class FileFailure extends Error {}

/** Everything or, after a problem, nothing. */
async function inTransaction<T>(client: pg.Client, work: () => Promise<Result<T>>): Promise<Result<T>> {
  await client.query("begin");
  const result = await work();
  await client.query(result.ok ? "commit" : "rollback");
  return result;
}

function findNew(applied: readonly Applied[], migrations: readonly SchemaFile[]): SchemaFile[] {
  const known = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !known.has(name));
}

/** Makes the lists of what the database has had, where there are none. */
export async function createLists(client: pg.Client): Promise<void> {
  // A schema of its own: from PostgreSQL 15 on, `public` is open to the owner of the database alone.
  await client.query("create schema if not exists migration");
  await client.query(`create table if not exists migration.applied (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  await client.query("create table if not exists migration.repeatable (name text primary key, sha256 text not null)");
}

function compare(applied: readonly Applied[], migrations: readonly SchemaFile[]): Result<never> | undefined {
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
