/** A table from the bytes of a CSV or Parquet file. */
import { parquetReadObjects } from "hyparquet";
import type { Column, Table } from "../data/table.ts";
import { createTable, factorColumn, numericColumn } from "../data/table.ts";
import { StatisticsError } from "../errors.ts";

export type ReadOptions = { readonly missing: readonly string[]; readonly factors: Readonly<Record<string, readonly string[]>> };

/**
 * Reads `.parquet` or else CSV (UTF-8, comma or semicolon, quotes doubled inside quotes). A column is numeric when every value that is
 * not missing is a number and no levels are given for it; else a factor, with the given levels or the labels in order.
 * Throws StatisticsError `plan` (no rows, a row with another number of fields than the header: `count` is its line).
 */
export async function readTable(name: string, bytes: Uint8Array<ArrayBuffer>, options: ReadOptions): Promise<Table> {
  const records = /[.]parquet$/i.test(name) ? await fromParquet(bytes) : fromCsv(name, new TextDecoder().decode(bytes));
  if (records.columns.length === 0 || records.columns[0]?.values.length === 0) {
    throw new StatisticsError("plan", `${name} has no rows.`, { count: 0 });
  }
  return createTable(records.columns.map(({ name: column, values }) => toColumn(column, values, options)));
}

type Raw = string | number | null;
type Records = { readonly columns: { name: string; values: Raw[] }[] };

function toColumn(name: string, values: readonly Raw[], { missing, factors }: ReadOptions): Column {
  const known = values.map((value) => (value === null || (typeof value === "string" && missing.includes(value)) ? null : value));
  const levels = factors[name];
  const isNumeric = known.every(
    (value) => value === null || typeof value === "number" || (value.trim() !== "" && Number.isFinite(Number(value))),
  );
  if (!levels && isNumeric) {
    return numericColumn(
      name,
      known.map((value) => (value === null ? null : Number(value))),
    );
  }
  return factorColumn(
    name,
    known.map((value) => (value === null ? null : String(value))),
    levels,
  );
}

async function fromParquet(bytes: Uint8Array<ArrayBuffer>): Promise<Records> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[];
  const names = Object.keys(rows[0] ?? {});
  const plain = (value: unknown): Raw => {
    if (value === null || value === undefined) return null;
    if (typeof value === "number" || typeof value === "string") return value;
    if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
    return value instanceof Date ? value.toISOString() : JSON.stringify(value);
  };
  return { columns: names.map((name) => ({ name, values: rows.map((row) => plain(row[name])) })) };
}

function fromCsv(name: string, text: string): Records {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const separator = (/^[^\n]*/.exec(body)?.[0] ?? "").includes(";") ? ";" : ",";
  const rows: string[][] = [[]];
  const field = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r?\\n|$)`, "y");
  while (field.lastIndex < body.length) {
    const found = field.exec(body);
    if (!found) throw new StatisticsError("plan", `${name}:${rows.length}: a quote is not closed.`, { count: rows.length });
    const [, value = "", end = ""] = found;
    rows.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === separator && field.lastIndex === body.length) rows.at(-1)?.push("");
    if (end.endsWith("\n") && field.lastIndex < body.length) rows.push([]);
  }
  const [header = [], ...records] = rows;
  records.forEach((row, i) => {
    if (row.length !== header.length) {
      throw new StatisticsError("plan", `${name}:${i + 2}: ${row.length} fields where the header has ${header.length}.`, { count: i + 2 });
    }
  });
  return { columns: header.map((column, k) => ({ name: column, values: records.map((row) => row[k] ?? null) })) };
}
