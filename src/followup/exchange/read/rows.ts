/** What every reader of tables gives: rows in batches, each with the number that a person sees in the file. */
import type { FileName } from "../format.ts";

/**
 * A cell as it was found: text; a number of a workbook (written as in its XML), which is a day or a time only where the cell's style
 * says so; or a formula whose result the workbook does not hold.
 */
export type RawCell = string | { readonly number: string; readonly isDate: boolean } | { readonly hasNoResult: true };

export type RawRow = { readonly row: number; readonly cells: readonly RawCell[] };

/** One file of a delivery. Can be read more than once. */
export type ExtractFile = {
  readonly name: FileName;
  /** What people call it: "samtal.csv" or "bladet samtal". */
  readonly label: string;
  /** A file of lines, where a row that is too short has been cut; a row of a sheet has no length of its own. */
  readonly isText: boolean;
  /** The workbook counts days from 1904 (older Macintosh). */
  readonly date1904: boolean;
  /** About how many rows it holds, where that is known before reading. */
  readonly rowsExpected?: number;
  /** The rows, header first, empty rows left out. @throws UnreadableFile where the rest cannot be read. */
  rows(): AsyncGenerator<readonly RawRow[]>;
};

/** The rest of a file cannot be read: the place, what is wrong and what to do, in Swedish. */
export class UnreadableFile extends Error {
  readonly code: string;
  readonly hint: string;
  readonly row: number | undefined;
  constructor(code: string, message: string, hint: string, row?: number) {
    super(message);
    this.name = "UnreadableFile";
    this.code = code;
    this.hint = hint;
    this.row = row;
  }
}
