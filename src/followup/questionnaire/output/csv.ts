import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import { flatColumns } from "./rows.ts";
import type { FlatRow } from "./rows.ts";

/** The same rows for a person to open in a spreadsheet with Swedish settings. */
export function rowsAsCsvForPeople(rows: readonly FlatRow[]): string {
  return csvForPeople([flatColumns, ...rows.map((row) => flatColumns.map((column) => row[column]))]);
}

/** The rows as CSV for programs. */
export function rowsAsCsv(rows: readonly FlatRow[]): string {
  return csvForPrograms([flatColumns, ...rows.map((row) => flatColumns.map((column) => row[column]))]);
}
