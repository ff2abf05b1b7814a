import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { makeClient } from "../../src/platform/database/connect.ts";
import type { Database } from "../../src/platform/database/connect.ts";

/** What an earlier version of the program left: its database, its backup of it and its open extracts (README.md). */
const kept = join(import.meta.dirname, "kept");

/** The kept backup. */
export const keptBackup = join(kept, "backup.zip");

/** Makes the kept database in the empty one at `ownerUrl`, as a dump is read: tables, rows, then what looks at rows. */
export async function restoreKept(ownerUrl: string): Promise<void> {
  const client = makeClient(ownerUrl);
  await client.connect();
  try {
    // What pg_dump writes first.
    await client.query("set check_function_bodies = false; select pg_catalog.set_config('search_path', '', false)");
    await client.query(gunzipSync(readFileSync(join(kept, "database.sql.gz"))).toString());
  } finally {
    await client.end();
  }
}

/** The files of the municipality's kept extract: name and lines, in an order of their own. */
export function keptExtract(code: string): Record<string, string[]> {
  return extractIn(join(kept, `uttag-${code}`));
}

/** The files of an extract in a folder, as `keptExtract` gives them. */
export function extractIn(folder: string): Record<string, string[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "utf8").split("\n").sort()]));
}

/** An extract of today without the columns that have come since: they stand last in their file, and are empty of what the kept version knew. */
export function withoutLaterColumns(
  extract: Readonly<Record<string, string[]>>,
  of: Readonly<Record<string, string[]>>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(extract).map(([name, lines]) => {
      const header = of[name]?.find((line) => /^[a-z_]+(,[a-z_]+)+$/.test(line) && lines.some((now) => now.startsWith(`${line},`)));
      const later = header === undefined ? "" : (lines.find((line) => line.startsWith(`${header},`)) ?? "").slice(header.length);
      const empty = later.replaceAll(/[^,]/g, "");
      const short = (line: string) => [later, empty].find((end) => end !== "" && line.endsWith(end)) ?? "";
      return [name, lines.map((line) => line.slice(0, line.length - short(line).length)).sort()];
    }),
  );
}

type Row = Readonly<Record<string, unknown>>;

/** Every row of every table, by the table's name. */
export async function contentsOf(owner: Kysely<Database>): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { rows: tables } = await sql<{
    name: string;
  }>`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration') order by 1`.execute(owner);
  const contents = new Map<string, readonly Row[]>();
  for (const { name } of tables) {
    const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.raw(name)} t`.execute(owner);
    contents.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return contents;
}

/** The rows with the columns of `columns` alone, one line each, in an order of their own. */
export function linesOf(rows: readonly Row[], columns: readonly string[]): string[] {
  return rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort();
}
