/** A table from the bytes of a Parquet file, column by column: no object per row. */
import { parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Column, Table } from "../data/table.ts";
import { createTable, numericColumn } from "../data/table.ts";
import { StatisticsError } from "../errors.ts";
import { didYouMean } from "./similar.ts";
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
    if (n === 0) throw new StatisticsError("plan", `${name} has no rows.`, { count: 0 });
    const names = parquetSchema(metadata).children.map(({ element, children }) => {
      if (children.length === 0) return element.name;
      throw new StatisticsError("plan", `${name}: the column "${element.name}" holds lists or records; a plan reads plain values.`, {
        variable: element.name,
      });
    });
    const columns: Column[] = [];
    // One column at a time: what the reader unpacks is let go before the next.
    for (const column of names) {
      const builder = new ColumnBuilder(name, column, n);
      await parquetRead({
        file,
        metadata,
        columns: [column],
        compressors,
        onChunk: ({ columnData, rowStart }) => {
          builder.add(columnData, rowStart);
        },
      });
      columns.push(builder.finish(options));
    }
    return createTable(columns);
  } catch (error) {
    if (error instanceof StatisticsError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StatisticsError("plan", `${name} cannot be read as Parquet: ${reason}.`);
  }
}

class ColumnBuilder {
  private readonly file: string;
  private readonly name: string;
  private readonly n: number;
  private numbers: Float64Array | null = null;
  private texts: TextColumn | null = null;

  constructor(file: string, name: string, n: number) {
    this.file = file;
    this.name = name;
    this.n = n;
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
      throw new StatisticsError(
        "plan",
        `${this.file}: row ${row + 1} of "${this.name}" is ${value}, more than a number holds exactly; write identities as text.`,
        { variable: this.name, count: row + 1 },
      );
    }
    if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean") {
      throw new StatisticsError("plan", `${this.file}: the column "${this.name}" holds neither numbers nor texts.`, {
        variable: this.name,
      });
    }
    this.numbers[row] = Number(value);
  }

  private setText(row: number, value: string): void {
    this.texts ??= new TextColumn(this.name, this.n);
    while (this.texts.n < row) this.texts.push(null);
    this.texts.push(value);
  }

  finish(options: ReadOptions): Column {
    const { name, numbers, n } = this;
    const levels = options.factors[name];
    if (numbers !== null) return levels === undefined ? numericColumn(name, numbers) : this.numbersAsFactor(numbers, levels);
    const texts = this.texts ?? new TextColumn(name, n);
    while (texts.n < n) texts.push(null);
    const at = (row: number): string => `${this.file}: row ${row + 1}`;
    return finishColumn(texts, { ...options, readsNumbers: false, decimalComma: false, at });
  }

  /** Levels were given for a column of numbers, as `[1, 2, 3]` written as texts. */
  private numbersAsFactor(numbers: Float64Array, levels: readonly string[]): Column {
    const position = new Map(levels.map((level, at) => [Number(level), at]));
    const codes = Int32Array.from(numbers, (value) => (Number.isNaN(value) ? -1 : (position.get(value) ?? -2)));
    const row = codes.indexOf(-2);
    if (row >= 0) {
      const value = String(numbers[row]);
      throw new StatisticsError(
        "plan",
        `${this.file}: row ${row + 1}: "${this.name}" is ${value}, which is not among its levels ${levels.join(", ")}.${didYouMean(value, levels)}`,
        { variable: this.name, count: row + 1 },
      );
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
