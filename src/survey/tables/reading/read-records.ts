/** A CSV file as people and programs write it: comma, semicolon or tab, with or without a byte order mark, UTF-8 or the older Swedish encoding. */
import { CsvError, parse } from "csv-parse/sync";
import { trimmed } from "../../../platform/basics/text.ts";
import type { Fault } from "./fault.ts";

/** What was delivered, cell by cell, whichever way it came. `source` is what it is called where something is wrong: a file. */
export type Records = {
  readonly source: string;
  /** In small letters. */
  readonly header: readonly string[];
  /** Those that hold something. Rows of a file begin on a line; others have a source of their own instead. */
  readonly rows: readonly DeliveredRow[];
};
export type DeliveredRow = { readonly line: number | null; readonly source?: string; readonly cells: readonly string[] };

/** A file with a name and its bytes. */
export type DeliveredFile = { readonly name: string; readonly bytes: Uint8Array };

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/**
 * The records of a file, with blanks at the ends of every cell taken away. Rows of blanks alone are left out. A row of another length than the
 * header is a fault, and so is a file without a header or with a name twice in it.
 */
export function readRecords({ name, bytes }: DeliveredFile, faults: Fault[]): Records {
  const fault = (row: number | null, column: string | null, message: string) => faults.push({ file: name, row, column, message });
  const text = decoded(bytes);
  const parsed = parsedRecords(text, (row, message) => fault(row, null, message));
  let end = 0;
  const all = parsed.map(({ record, info }) => {
    const line = end + 1;
    end = info.lines;
    return { line, cells: record.map(trimmed) };
  });
  const [first, ...rest] = all.filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (!first) {
    if (parsed.length === 0 || all.length > 0)
      fault(null, null, "Filen är tom. Den första raden ska vara rubriker, sedan en rad för varje enhet.");
    return { source: name, header: [], rows: [] };
  }
  const header = first.cells.map((cell) => cell.toLocaleLowerCase("sv"));
  const seen = new Set<string>();
  header.forEach((column, place) => {
    if (column === "") fault(first.line, null, `Kolumn nummer ${place + 1} har ingen rubrik. Ge den en, eller ta bort den.`);
    else if (seen.has(column)) fault(first.line, column, "Rubriken står två gånger. Ta bort den ena kolumnen.");
    seen.add(column);
  });
  for (const { line, cells } of rest) {
    if (cells.length !== header.length) {
      fault(
        line,
        null,
        `Raden har ${cells.length} fält men rubrikraden ${header.length}. Sätt citattecken om text som innehåller skiljetecken.`,
      );
    }
  }
  return { source: name, header, rows: rest };
}

function parsedRecords(text: string, fault: (row: number | null, message: string) => void): readonly Parsed[] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
    }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : null;
    fault(
      line,
      "Citattecknen går inte ihop. Text inom citattecken ska börja och sluta med ett, och ett citattecken i texten skrivs dubbelt.",
    );
    return [];
  }
}

/** UTF-8, or, where the bytes are not, the encoding that older Swedish spreadsheets write. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The sign that there are most of in the first line, outside quotation marks. */
function delimiterOf(text: string): string {
  const line = /^\s*([^\r\n]*)/u.exec(text)?.[1] ?? "";
  const bare = line.replaceAll(/"[^"]*"/gu, "");
  const count = (sign: string) => bare.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}
