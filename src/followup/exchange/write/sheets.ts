/** What a sheet of a workbook is made of, whichever kind of workbook is written. */
import { fileOf } from "../format.ts";
import type { FileName } from "../format.ts";

/** One sheet: what each column holds, and its rows as text, the header first. Days are written ÅÅÅÅ-MM-DD, times ÅÅÅÅ-MM-DDTHH:MM. */
export type SheetSource = {
  readonly name: string;
  readonly kinds: readonly ("text" | "date" | "time")[];
  readonly rows: () => AsyncIterable<readonly (readonly string[])[]>;
};

/** Most rows that a spreadsheet can open, the header counted. */
export const MOST_SHEET_ROWS = 1_048_576;

/** The kinds of a file's columns: days are days and times are times in a workbook, the rest is text. */
export function sheetKinds(name: FileName): SheetSource["kinds"] {
  return fileOf(name).columns.map(({ value }) => (value.kind === "date" || value.kind === "time" ? value.kind : "text"));
}
