/** A table from the bytes of a CSV or Parquet file. */
import type { Table } from "@fortrogen/statistics";
import { check, listOf, oneOf, optional, recordOf, kinds, options as shapeOf } from "@fortrogen/statistics/parts";
import { readCsv } from "./csv.ts";
import { readParquet } from "./parquet.ts";
import type { ReadOptions } from "./text-column.ts";

const texts = listOf(kinds.text, "texts");
// `file` is what a plan says beside: the whole of its `data` can be handed on.
const readOptions = shapeOf<ReadOptions & { readonly file?: string }>({
  file: optional(kinds.text),
  missing: texts,
  factors: recordOf(texts, "lists of levels by the names of the columns"),
  encoding: optional(oneOf("utf-8", "windows-1252")),
});

/**
 * Reads a file by its name: `.parquet` as Parquet, everything else as CSV. See `readCsv` and `readParquet` for what becomes of the values.
 * Errors: `plan`, beginning with the name of the file and, where there is one, the line.
 */
export async function readTable(name: string, bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  check({ name, bytes, options }, { name: kinds.text, bytes: kinds.bytes, options: readOptions });
  return /[.]parquet$/i.test(name) ? await readParquet(name, bytes, options) : readCsv(name, bytes, options);
}
