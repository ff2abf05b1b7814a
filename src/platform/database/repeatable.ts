import type pg from "pg";
import { objectOf } from "./schema-files.ts";
import type { SchemaFile } from "./schema-files.ts";

/** A file as it was run: its name and the hash of its text. */
export type Applied = { readonly name: string; readonly sha256: string };

/** What was last made of views and functions, by file. */
export async function readMade(client: pg.Client): Promise<Applied[]> {
  return (await client.query<Applied>("select name, sha256 from migration.repeatable order by name")).rows;
}

/** The names of the files that are new, others than when they were last run, or gone. */
export function findChanged(made: readonly Applied[], files: readonly Applied[]): string[] {
  const before = new Map(made.map(({ name, sha256 }) => [name, sha256]));
  const now = new Set(files.map(({ name }) => name));
  const renewed = files.filter(({ name, sha256 }) => before.get(name) !== sha256).map(({ name }) => name);
  return [...renewed, ...made.map(({ name }) => name).filter((name) => !now.has(name))];
}

/**
 * Takes away the views and functions that the files of these names make, whoever made them, and the triggers that call the functions.
 * Never more: where something else stands on one of them (a policy, an index, a view that is in no file), PostgreSQL refuses.
 */
export async function takeAway(client: pg.Client, fileNames: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `with named as (select unnest($1::text[]) as object),
      routine as (select p.oid as id from pg_proc p join pg_namespace n on n.oid = p.pronamespace join named on object = n.nspname || '.' || p.proname)
     select 'drop view ' || string_agg(format('%I.%I', n.nspname, c.relname), ', ') as statement
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join named on object = n.nspname || '.' || c.relname where c.relkind = 'v'
     union all
     select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass) from pg_trigger t join routine r on r.id = t.tgfoid where not t.tgisinternal
     union all
     select 'drop routine ' || string_agg(id::regprocedure::text, ', ') from routine`,
    [fileNames.map(objectOf)],
  );
  // In this order: a view may call a function, and a trigger does.
  for (const { statement } of rows) if (statement !== null) await client.query(statement);
}

/** Notes what the files have made, and nothing else. */
export async function noteMade(client: pg.Client, files: readonly SchemaFile[]): Promise<void> {
  await client.query("delete from migration.repeatable");
  await client.query("insert into migration.repeatable (name, sha256) select * from unnest($1::text[], $2::text[])", [
    files.map(({ name }) => name),
    files.map(({ sha256 }) => sha256),
  ]);
}
