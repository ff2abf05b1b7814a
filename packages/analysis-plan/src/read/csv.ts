/** A table from the bytes of a CSV file. */
import { createTable } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { planError } from "../faults.ts";
import type { Place } from "../faults.ts";
import { binaryFormat } from "./binary.ts";
import type { ReadOptions } from "./text-column.ts";
import { TextColumn, finishColumn } from "./text-column.ts";

const newline = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * Reads CSV: UTF-8 (with or without byte order mark), separated by semicolon, tab or comma, whichever stands most in the header; quotes are
 * doubled inside quotes. Where the separator is no comma, numbers may have a decimal comma; thousands may be parted by spaces of any kind (`1 234,5`).
 * A column is numeric when every value that is not missing is a number without leading zeros and no levels are given for it; else a factor, with the
 * given levels or the labels in order. Among numbers, a sign of no value (`.`, `-`, `NULL`) or all but a number (`12 %`, `1.234,5`) is refused with its line.
 * Errors: `plan`, beginning with file and line: another encoding, no rows, a row with another number of fields than the header, a name that
 * stands twice, an open quote, a value outside the given levels.
 */
export function readCsv(name: string, bytes: Uint8Array, options: ReadOptions): Table {
  const text = decode(name, bytes, options.encoding ?? "utf-8");
  const separator = separatorOf(text);
  const reader = new CsvReader(name, text, separator);
  const header = reader.record();
  if (header === null) throw planError("csv-empty", { file: name, line: 1 });
  header.forEach((column, k) => {
    if (column.trim() === "") throw planError("csv-no-name", { file: name, line: 1 }, { count: k + 1 });
    if (header.indexOf(column) !== k) throw planError("csv-same-name", { file: name, line: 1 }, { variable: column });
  });
  const columns = header.map((column) => new TextColumn(column));
  const lines: number[] = [];
  for (;;) {
    const line = reader.line;
    const record = reader.record();
    if (record === null) break;
    if (record.length !== header.length) {
      throw planError("csv-fields", { file: name, line }, { count: record.length, header: header.length });
    }
    // The line of a row is its number + 2, until a text in quotes has a line break in it.
    if (lines.length > 0 || line !== (columns[0]?.n ?? 0) + 2) lines[columns[0]?.n ?? 0] = line;
    record.forEach((value, k) => columns[k]?.push(value));
  }
  if ((columns[0]?.n ?? 0) === 0) throw planError("csv-no-rows", { file: name });
  const at = (row: number): Place => ({ file: name, line: lines[row] ?? row + 2 });
  return createTable(columns.map((one) => finishColumn(one, { ...options, readsNumbers: true, decimalComma: separator !== ",", at })));
}

function decode(name: string, bytes: Uint8Array, encoding: "utf-8" | "windows-1252"): string {
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const format = isMarked ? null : binaryFormat(bytes);
  if (format !== null)
    throw planError("binary-file", { file: name }, { format, advice: format === "excel" || format === "old-excel" ? "text" : "parquet" });
  if (isMarked) throw planError("csv-utf16", { file: name, line: 1 });
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    let line = 1;
    for (let at = bytes.indexOf(newline); at >= 0 && at < zero; at = bytes.indexOf(newline, at + 1)) line += 1;
    throw planError("csv-zero", { file: name, line });
  }
  if (encoding === "windows-1252") return new TextDecoder("windows-1252").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw planError("csv-not-utf8", { file: name, line: firstBrokenLine(bytes) });
  }
}

/** Line of the first byte that is not UTF-8. A line feed is never part of a longer character, so lines can be tried one by one. */
function firstBrokenLine(bytes: Uint8Array): number {
  const strict = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(newline, from);
    try {
      strict.decode(bytes.subarray(from, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) break;
    from = end + 1;
  }
  return line;
}

function separatorOf(text: string): string {
  const counts = new Map([";", "\t", ","].map((one) => [one, 0]));
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (letter === "\n" && !quoted) break;
    else if (!quoted && counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === 0 ? "," : best[0];
}

/** Record after record of a text. `line` is the 1-based line where the next record begins. */
class CsvReader {
  line = 1;
  private at = 0;
  private readonly name: string;
  private readonly text: string;
  private readonly separator: number;
  private readonly end: number;

  constructor(name: string, text: string, separator: string) {
    this.name = name;
    this.text = text;
    this.separator = separator.charCodeAt(0);
    this.end = text.length;
    while (this.end > 0 && (text.charCodeAt(this.end - 1) === newline || text.charCodeAt(this.end - 1) === carriageReturn)) this.end -= 1;
  }

  /** The fields of the next record, or null at the end. Empty lines at the end are none. */
  record(): string[] | null {
    const { text } = this;
    if (this.at >= this.end) return null;
    const fields: string[] = [];
    for (;;) {
      fields.push(text.charCodeAt(this.at) === quote ? this.quoted() : this.plain());
      const end = text.charCodeAt(this.at);
      if (end === this.separator) {
        this.at += 1;
        continue;
      }
      if (end === carriageReturn) this.at += 1;
      if (text.charCodeAt(this.at) === newline) this.at += 1;
      this.line += 1;
      return fields;
    }
  }

  private plain(): string {
    const from = this.at;
    const { text, separator } = this;
    for (; this.at < text.length; this.at++) {
      const letter = text.charCodeAt(this.at);
      if (letter === separator || letter === newline || (letter === carriageReturn && text.charCodeAt(this.at + 1) === newline)) break;
    }
    return text.slice(from, this.at);
  }

  private quoted(): string {
    const start = this.line;
    let value = "";
    for (let from = this.at + 1; ;) {
      const end = this.text.indexOf('"', from);
      if (end < 0) throw planError("csv-open-quote", { file: this.name, line: start });
      const piece = this.text.slice(from, end);
      for (const letter of piece) if (letter === "\n") this.line += 1;
      value += piece;
      this.at = end + 1;
      if (this.text.charCodeAt(this.at) !== quote) break;
      value += '"';
      from = this.at + 1;
    }
    const next = this.text.charCodeAt(this.at);
    if (this.at < this.text.length && next !== this.separator && next !== newline && next !== carriageReturn) {
      throw planError("csv-after-quote", { file: this.name, line: this.line });
    }
    return value;
  }
}
