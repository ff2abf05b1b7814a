/** A table from the bytes of a Parquet file, column by column: no object per row. */
import { type Compressors, type SchemaElement, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { createTable, numericColumn, StatisticsError } from "@fortrogen/statistics";
import type { Column, Table } from "@fortrogen/statistics";
import { nearest } from "@fortrogen/statistics/parts";
import { planError } from "../faults.ts";
import type { Place } from "../faults.ts";
import type { ReadOptions } from "./text-column.ts";
import { TextColumn, finishColumn } from "./text-column.ts";

/**
 * Reads Parquet, uncompressed or by Snappy, Zstandard, gzip, Brotli or LZ4. Numbers and decimals become numeric, truth values 1 and 0, texts and
 * enumerations factors, dates factors of `2026-03-14` (moments with their time, UTC); null, not-a-number and the texts of `missing` are missing.
 * Errors: `plan`, beginning with the file: not Parquet, no rows, a column of lists or records, a whole number beyond 2^53, a value outside the
 * given levels (its row is named).
 */
export async function readParquet(name: string, bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const metadata = await parquetMetadataAsync(file);
    const n = Number(metadata.num_rows);
    if (n === 0) throw planError("parquet-no-rows", { file: name });
    const elements = parquetSchema(metadata).children.map(({ element, children }) => {
      if (children.length === 0) return element;
      throw planError("parquet-nested", { file: name }, { variable: element.name });
    });
    const columns: Column[] = [];
    // One column at a time: what the reader unpacks is let go before the next.
    for (const element of elements) {
      const column = element.name;
      const builder = new ColumnBuilder(name, column, n, holdsNumbers(element));
      // The reader does not hear of what is thrown while it hands a chunk over.
      let refused: Error | null = null;
      await parquetRead({
        file,
        metadata,
        columns: [column],
        compressors: unpacking,
        onChunk: ({ columnData, rowStart }) => {
          try {
            builder.add(columnData, rowStart);
          } catch (error) {
            refused ??= error as Error;
          }
        },
      });
      if (refused !== null) throw refused as Error;
      columns.push(builder.finish(options));
    }
    return createTable(columns);
  } catch (error) {
    if (error instanceof StatisticsError) throw error;
    throw planError("parquet-unreadable", { file: name }, { english: error instanceof Error ? error.message : String(error) });
  }
}

/** An empty page, as of nulls alone, is packed to a byte that not every unpacker takes. */
const unpacking: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (packed: Uint8Array, length: number) => (length === 0 ? new Uint8Array(0) : unpack(packed, length)),
  ]),
);

/** Whether the schema says numbers or truth values: a column of nulls alone has its kind from there. */
function holdsNumbers({ type, converted_type, logical_type }: SchemaElement): boolean {
  if (type === "BOOLEAN" || type === "FLOAT" || type === "DOUBLE") return true;
  const meaning = logical_type?.type ?? converted_type ?? "";
  if (type === "INT32" || type === "INT64") return !/^(DATE|TIME)/.test(meaning);
  return /^(DECIMAL|FLOAT16)/.test(meaning);
}

class ColumnBuilder {
  private readonly file: string;
  private readonly name: string;
  private readonly n: number;
  private numbers: Float64Array | null = null;
  private texts: TextColumn | null = null;

  constructor(file: string, name: string, n: number, isNumeric: boolean) {
    this.file = file;
    this.name = name;
    this.n = n;
    if (isNumeric) this.numbers = new Float64Array(n).fill(Number.NaN);
  }

  /** Values of consecutive rows. The kind of the column is that of its first value that is not null. */
  add(values: ArrayLike<unknown>, rowStart: number): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      const row = rowStart + i;
      if (typeof value === "string" || value instanceof Date) this.setText(row, typeof value === "string" ? value : day(value));
      else this.setNumber(row, value);
    }
  }

  private setNumber(row: number, value: unknown): void {
    this.numbers ??= new Float64Array(this.n).fill(Number.NaN);
    if (typeof value === "bigint" && (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER)) {
      throw planError("parquet-large", this.place(row), { variable: this.name, value: String(value) });
    }
    if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean") {
      throw planError("parquet-kind", { file: this.file }, { variable: this.name });
    }
    this.numbers[row] = Number(value);
  }

  private setText(row: number, value: string): void {
    this.texts ??= new TextColumn(this.name, this.n);
    while (this.texts.n < row) this.texts.push(null);
    this.texts.push(value);
  }

  private place(row: number): Place {
    return { file: this.file, row: row + 1 };
  }

  finish(options: ReadOptions): Column {
    const { name, numbers, n } = this;
    const levels = options.factors[name];
    if (numbers !== null) return levels === undefined ? numericColumn(name, numbers) : this.numbersAsFactor(numbers, levels);
    const texts = this.texts ?? new TextColumn(name, n);
    while (texts.n < n) texts.push(null);
    return finishColumn(texts, { ...options, readsNumbers: false, decimalComma: false, at: (row) => this.place(row) });
  }

  /** Levels were given for a column of numbers, as `[1, 2, 3]` written as texts. */
  private numbersAsFactor(numbers: Float64Array, levels: readonly string[]): Column {
    const position = new Map(levels.map((level, at) => [Number(level), at]));
    const codes = Int32Array.from(numbers, (value) => (Number.isNaN(value) ? -1 : (position.get(value) ?? -2)));
    const row = codes.indexOf(-2);
    if (row >= 0) {
      const value = String(numbers[row]);
      const meant = nearest(value, levels);
      throw planError("outside-levels", this.place(row), { variable: this.name, value, known: levels, meant });
    }
    return { kind: "factor", name: this.name, levels, codes, ordered: false };
  }
}

const msPerDay = 86_400_000;

/** A day where the moment is midnight UTC, as writers store dates; else the whole moment. */
function day(moment: Date): string {
  const text = moment.toISOString();
  return moment.getTime() % msPerDay === 0 ? text.slice(0, 10) : text;
}
