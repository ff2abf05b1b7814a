import { flatColumns } from "./rows.ts";
import type { FlatRow, FlatValue } from "./rows.ts";

/** The rows as CSV (RFC 4180): UTF-8, comma, a header of Swedish column names, lines ended by CRLF, decimal point. */
export function rowsAsCsv(rows: readonly FlatRow[]): string {
  const lines = [flatColumns.join(","), ...rows.map((row) => flatColumns.map((column) => field(row[column])).join(","))];
  return `${lines.join("\r\n")}\r\n`;
}

function field(value: FlatValue): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
