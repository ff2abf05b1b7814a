/** A table from the bytes of a CSV or Parquet file. */
import type { Table } from "../../data/table.ts";
import { readCsv } from "./csv.ts";
import { readParquet } from "./parquet.ts";
import type { ReadOptions } from "./text-column.ts";

/**
 * Reads a file by its name: `.parquet` as Parquet, everything else as CSV. See `readCsv` and `readParquet` for what becomes of the values.
 * Errors: `plan`, beginning with the name of the file and, where there is one, the line.
 */
export async function readTable(name: string, bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  return /[.]parquet$/i.test(name) ? await readParquet(name, bytes, options) : readCsv(name, bytes, options);
}
