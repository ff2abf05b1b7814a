import type pg from "pg";
import { escapeIdentifier } from "pg";

/** A table whose rows a backup holds: its name as `schema.table` and the columns that are written and read back. */
export type KeptTable = { readonly name: string; readonly columns: readonly string[] };

/** A sequence and the last number that it gave. */
export type KeptSequence = { readonly name: string; readonly value: number };

/** Tables whose rows are of use to nobody but a thief when they are put back: everybody signs on anew. */
const leftOut = ["access.session"];

const inOwnSchemas = "and (n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'migration'))";

/** Every table of the house, by name. Unlogged ones hold what may be lost, and generated columns make themselves. */
export async function listTables(client: pg.Client): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable>(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relpersistence = 'p' ${inOwnSchemas} and n.nspname || '.' || c.relname <> all($1)
     group by 1 order by 1`,
    [leftOut],
  );
  return rows;
}

/** Every sequence of the house that has given a number. */
export async function listSequences(client: pg.Client): Promise<KeptSequence[]> {
  const { rows } = await client.query<KeptSequence>(
    `select n.schemaname || '.' || n.sequencename as name, n.last_value as value from pg_sequences n
     where n.last_value is not null ${inOwnSchemas.replaceAll("nspname", "schemaname")} order by 1`,
  );
  return rows;
}

/** `"schema"."table"`, to stand in a statement. @throws Error where the name is none: it came from a file. */
export function quoted(name: string): string {
  const parts = name.split(".");
  if (parts.length !== 2) throw new Error("A table's name has a schema and a name.");
  return parts.map((part) => escapeIdentifier(part)).join(".");
}

/** The table with its columns, to stand in a COPY. */
export function quotedWithColumns({ name, columns }: KeptTable): string {
  return `${quoted(name)} (${columns.map((column) => escapeIdentifier(column)).join(", ")})`;
}
