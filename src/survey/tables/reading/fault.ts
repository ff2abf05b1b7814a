/** One thing that is wrong in a delivered file. */
export type Fault = {
  /** The file's name as the person gave it. */
  readonly file: string;
  /** Line of the file, from 1; null for the file as a whole. */
  readonly row: number | null;
  /** Name of the column; null for the row as a whole. */
  readonly column: string | null;
  /** Swedish: what is wrong and what to do. */
  readonly message: string;
};

/** Where the fault is, in Swedish: "svar.csv rad 12, kolumn q4_1". */
export function placeOf({ file, row, column }: Fault): string {
  return `${file}${row === null ? "" : ` rad ${row}`}${column === null ? "" : `, kolumn ${column}`}`;
}
