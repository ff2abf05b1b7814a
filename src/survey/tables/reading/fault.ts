import type { FieldProblem } from "../../../platform/basics/result.ts";

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

/** So many faults of a file are told one by one. */
const mostTold = 50;

/** The faults of an uploaded file at its field: each once, as many as can be read, and how many there are besides. */
export function atField(field: string, messages: readonly string[]): FieldProblem[] {
  const all = [...new Set(messages)];
  const rest = all.length - mostTold;
  const told = all.slice(0, mostTold).map((message) => ({ field, message }));
  return rest > 0 ? [...told, { field, message: `Och ${rest} fel till. Rätta de första och skicka filen igen.` }] : told;
}
