/**
 * From staging into the extract: new rows in, changed rows changed, the rest untouched, so that the same delivery twice writes nothing.
 * The casework's own rows stand where they are and are counted as unchanged.
 */
import type { ClientBase } from "pg";
import { fileOf, idColumn } from "../format.ts";
import type { Column, FileName } from "../format.ts";
import { stageOf } from "./staging.ts";

export type MergeCount = {
  /** Rows that stood in the delivery for the first time. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of earlier deliveries that this one does not hold, and that are kept. */
  readonly missing: number;
  /** The same, removed. */
  readonly removed: number;
};

export type MergeOptions = {
  /** Removes the rows that the delivery does not hold. */
  readonly replace: boolean;
  /** Columns that the file does not have: what stands there from before is left alone. */
  readonly absent: readonly Column[];
};

/** Merges one delivered file. */
export async function mergeFile(
  client: ClientBase,
  name: FileName,
  municipalityId: number,
  { replace, absent: missing }: MergeOptions,
): Promise<MergeCount> {
  const file = fileOf(name);
  const table = `extract.${file.table}`;
  const stage = stageOf(name);
  const isKeyed = idColumn(file) !== undefined;
  const fields = file.columns.map((column) => column.field);
  const all = isKeyed ? ["id", ...fields] : fields;
  const same = isKeyed ? "t.id = s.id" : fields.map((field) => `t.${field} is not distinct from s.${field}`).join(" and ");
  const own = `t.municipality_id = ${municipalityId}`;
  // "Is not distinct from" cannot use an index or a hash; a row of keys that is never null can.
  const rowKey = (alias: string): string =>
    `md5(concat_ws('|', ${fields.map((field) => `coalesce(${alias}.${field}::text, '')`).join(", ")}))`;
  const match = isKeyed ? same : `${rowKey("t")} = ${rowKey("s")} and ${same}`;

  let changed = 0;
  if (isKeyed) {
    const present = file.columns.filter((column) => !missing.includes(column)).map((column) => column.field);
    const set = present.map((field) => `${field} = s.${field}`).join(", ");
    const list = (alias: string): string => present.map((field) => `${alias}.${field}`).join(", ");
    const update = await client.query(
      `update ${table} t set ${set} from ${stage} s where ${own} and t.id = s.id and not s.is_bad and not s.is_own and (${list("t")}) is distinct from (${list("s")})`,
    );
    changed = update.rowCount ?? 0;
  }
  const insert = await client.query(
    `insert into ${table} (municipality_id, ${all.join(", ")}) select ${municipalityId}, ${all.map((f) => `s.${f}`).join(", ")} from ${stage} s
     where not s.is_bad and not s.is_own and not exists (select from ${table} t where ${own} and ${match})`,
  );
  const added = insert.rowCount ?? 0;
  const good = await count(client, `select count(*)::int as n from ${stage} s where not s.is_bad`);
  const absent = `${own} and not exists (select from ${stage} s where ${match})`;
  if (replace) {
    const removal = await client.query(`delete from ${table} t where ${absent}`);
    return { added, changed, unchanged: good - added - changed, missing: 0, removed: removal.rowCount ?? 0 };
  }
  const kept = await count(client, `select count(*)::int as n from ${table} t where ${absent}`);
  return { added, changed, unchanged: good - added - changed, missing: kept, removed: 0 };
}

async function count(client: ClientBase, query: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(query);
  return rows[0]?.n ?? 0;
}
