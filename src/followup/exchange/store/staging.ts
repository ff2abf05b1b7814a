/** The staging tables of one import: temporary, typed like the extract, with the row's number and whether the row is to be left out. */
import { once } from "node:events";
import type { ClientBase } from "pg";
import { copyIn } from "../../../platform/database/copy.ts";
import type { CellValue } from "../check/values.ts";
import { LOAD_ORDER, fileOf } from "../format.ts";
import type { Column, ExchangeFile, FileName } from "../format.ts";

/** One row on its way in: values in the order of the file's columns, null where empty or wrong. */
export type StagedRow = { readonly row: number; readonly isBad: boolean; readonly values: readonly CellValue[] };

const TYPES: Readonly<Record<Column["value"]["kind"], string>> = {
  id: "text",
  reference: "text",
  code: "text",
  text: "text",
  "identity-number": "text",
  date: "date",
  time: "timestamp(0)",
  "yes-no": "boolean",
  list: "text[]",
};
const CHUNK = 65_536;

/** The staging table of a file. */
export function stageOf(name: FileName): string {
  return `pg_temp.stage_${name}`;
}

/** The staging column that holds the sender's text of a column. */
function textField(column: Column): string {
  return column.value.kind === "reference" ? `${column.field}_text` : column.field;
}

/**
 * Makes the staging tables of all files; they vanish with the transaction. Identifiers become the extract's own in SQL:
 * md5('<code>/<file>/<sender's id>')::uuid, unless the casework knows the row (own-rows.ts). `code` is the municipality's, letters and digits only by the table's own check.
 */
export async function createStaging(client: ClientBase, code: string): Promise<void> {
  for (const name of LOAD_ORDER) {
    const file = fileOf(name);
    const columns = file.columns.flatMap((column) => {
      const own = [`${textField(column)} ${TYPES[column.value.kind]}`];
      if (column.value.kind === "reference") own.push(idSql(column.field, code, column.value.to, textField(column)));
      if (column.value.kind === "id") own.push(idSql("id", code, name, column.field));
      return own;
    });
    await client.query(
      `create temp table stage_${name} (row integer not null, is_bad boolean not null, is_own boolean not null default false, ${columns.join(", ")}) on commit drop`,
    );
  }
  await client.query(`create temp table finding
    (file text not null, row integer not null, col text not null, code text not null, other integer, is_error boolean not null) on commit drop`);
}

function idSql(field: string, code: string, file: FileName, source: string): string {
  if (!/^[0-9-]+$/.test(code)) throw new RangeError("The municipality's code must be digits.");
  return `${field} uuid generated always as (md5('${code}/${file}/' || ${source})::uuid) stored`;
}

/** Copies rows into the file's staging table. Waits for the database, so memory stays flat. */
export async function copyRows(client: ClientBase, file: ExchangeFile, batches: AsyncIterable<readonly StagedRow[]>): Promise<void> {
  const fields = ["row", "is_bad", ...file.columns.map(textField)];
  const copy = copyIn(client, `copy ${stageOf(file.name)} (${fields.join(", ")}) from stdin`);
  // A fault of the stream shows in `finished`; without this listener it would end the process before anybody waits.
  const finished = once(copy, "finish").then(
    () => undefined,
    (cause: unknown) => ({ cause }),
  );
  try {
    let text = "";
    for await (const rows of batches) {
      for (const row of rows) text += line(row);
      if (text.length < CHUNK) continue;
      if (!copy.write(text)) await Promise.race([once(copy, "drain"), finished]);
      text = "";
    }
    copy.end(text);
  } catch (cause) {
    copy.destroy(cause as Error);
    await finished;
    throw cause;
  }
  const failure = await finished;
  if (failure) throw failure.cause;
  await client.query(`analyze ${stageOf(file.name)}`);
}

function line({ row, isBad, values }: StagedRow): string {
  let text = `${row}\t${isBad ? "t" : "f"}`;
  for (const value of values) text += `\t${cell(value)}`;
  return `${text}\n`;
}

function cell(value: CellValue): string {
  if (value === null) return "\\N";
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "string") return escapeCopy(value);
  return escapeCopy(`{${value.map((part) => `"${part.replace(/["\\]/g, "\\$&")}"`).join(",")}}`);
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escapeCopy(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}
