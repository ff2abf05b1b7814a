/** A file that a person has filled in in a spreadsheet: rows under headings, each with the row and the letters of its columns, so that a fault can say where it is. */
import { CsvError, parse } from "csv-parse/sync";
import { trimmed } from "./text.ts";

/** A row: where it stands, what its columns are called by a spreadsheet, and its cells by heading. */
export type PeoplesRow<Column extends string> = {
  readonly line: number;
  readonly letters: Readonly<Record<Column, string>>;
  readonly row: Readonly<Record<Column, string>>;
};

/** What stands for a formula that nobody has calculated. */
export const noValue = "=?";

/** "C": the column as a spreadsheet calls it. */
const letterOf = (place: number): string =>
  (place < 26 ? "" : letterOf(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));
/** A file for people keeps its formulas asleep by an apostrophe, which is no part of what was written. */
const awake = (text: string): string => text.replace(/^'(?=[\s\u00a0]*[=+\-@])/u, "");
const listed = (words: readonly string[]): string => [words.slice(0, -1).join(", "), words.at(-1) ?? ""].filter(Boolean).join(" och ");

/** The rows of a CSV file with these headings, in any order; what is wrong with the file or its headings is added to `faults`. */
export function peoplesRows<const Column extends string>(text: string, columns: readonly Column[], faults: string[]): PeoplesRow<Column>[] {
  type Cells = Readonly<Record<Column, string>>;
  let parsed: readonly (readonly string[])[];
  try {
    const first = /^\s*([^\r\n]*)/u.exec(text)?.[1] ?? "";
    const delimiter = [";", ",", "\t"].find((sign) => first.includes(sign)) ?? ";";
    parsed = parse(text, { bom: true, delimiter, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    faults.push("Citattecknen går inte ihop. Ett citattecken i texten skrivs dubbelt.");
    return [];
  }
  const [head, ...rest] = parsed;
  const header = (head ?? []).map((one) => trimmed(one).toLocaleLowerCase("sv"));
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => column !== "" && !(columns as readonly string[]).includes(column));
  const twice = columns.filter((column) => header.filter((one) => one === column).length > 1);
  if (missing.length > 0) faults.push(`Rad 1: rubriken ${listed(missing)} saknas. Rubrikerna ska vara ${listed(columns)}.`);
  if (unknown.length > 0) faults.push(`Rad 1: rubriken ${listed(unknown)} är okänd. Ta bort kolumnen eller rätta rubriken.`);
  if (twice.length > 0) faults.push(`Rad 1: rubriken ${listed(twice)} står två gånger. Ta bort den ena kolumnen.`);
  const letters = Object.fromEntries(columns.map((column) => [column, letterOf(header.indexOf(column))])) as Cells;
  // The row as a spreadsheet counts it: an empty one is one, and one whose cells have line breaks too.
  return rest
    .map((record, place) => ({ record, line: place + 2 }))
    .filter(({ record }) => record.some((cell) => trimmed(cell) !== ""))
    .map(({ record, line }) => ({
      ...{ line, letters },
      row: Object.fromEntries(columns.map((column) => [column, awake(trimmed(record[header.indexOf(column)] ?? ""))])) as Cells,
    }));
}
