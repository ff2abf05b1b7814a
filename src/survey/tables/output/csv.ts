import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import type { Table } from "../table.ts";
import { cellColumns, toCellLines } from "./cells.ts";

/** The figures as CSV for programs (RFC 4180): UTF-8, comma, a header, CRLF. What is hidden is empty. */
export function tablesAsCsv(tables: readonly Table[]): string {
  return csvForPrograms([cellColumns, ...toCellLines(tables).map((line) => cellColumns.map((column) => line[column]))]);
}

/** The same for a person to open in a spreadsheet with Swedish settings; what is hidden is "..". */
export function tablesAsCsvForPeople(tables: readonly Table[]): string {
  return csvForPeople([
    cellColumns,
    ...toCellLines(tables).map((line) => cellColumns.map((column) => line[column] ?? (column === "varde" ? ".." : ""))),
  ]);
}
