import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { flatColumns } from "./rows.ts";
import type { FlatRow, FlatValue } from "./rows.ts";

/** The same rows for a person to open in a spreadsheet with Swedish settings. */
export function rowsAsCsvForPeople(rows: readonly FlatRow[]): string {
  return csvForPeople([flatColumns, ...rows.map((row) => flatColumns.map((column) => row[column]))]);
}

/** The rows as CSV for programs (RFC 4180): UTF-8, comma, a header of Swedish column names, lines ended by CRLF, decimal point. */
export function rowsAsCsv(rows: readonly FlatRow[]): string {
  const lines = [flatColumns.join(","), ...rows.map((row) => flatColumns.map((column) => field(row[column])).join(","))];
  return `${lines.join("\r\n")}\r\n`;
}

function field(value: FlatValue): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
