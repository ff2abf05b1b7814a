/** Delivered answers: one row for each unit, first its code, then the columns of the codebook, alternatives in the words of the form. */
import type { AnswerColumn } from "../../questionnaires/answer-columns.ts";
import { readAnswer } from "../../questionnaires/read-answer.ts";
import type { Answered } from "../answered.ts";
import type { Frame, Unit } from "../frame.ts";
import type { Fault } from "./fault.ts";
import { fullCode } from "./read-frame.ts";
import type { DeliveredRow, Records } from "./read-records.ts";

/** The survey's columns, and those without which its tables cannot be made. */
export type Codebook = { readonly columns: readonly AnswerColumn[]; readonly needed: readonly string[] };

/** Where a column stands, and what its cells were read as so far: most cells say the same few things. */
type ReadColumn = { readonly column: AnswerColumn; readonly place: number; readonly kept: Map<string, number> };

/**
 * The answers of the rows, by unit of the frame. A row of a unit without any answer is one that did not answer. What is wrong is added to the
 * faults, all of it; nothing of the result may be used where there are any.
 */
export function readAnswers(records: Records, frame: Frame, codebook: Codebook, faults: Fault[]): Answered {
  const { source } = records;
  const ofHeader = (column: string, message: string) => faults.push({ file: source, row: 1, column, message });
  const [first, ...names] = records.header;
  if (first !== undefined && !["kommun", "kommunkod", "kod"].includes(first)) {
    ofHeader(first, "Den första kolumnen ska heta kommun och ha enhetens kod.");
  }
  const columns = first === undefined ? [] : readColumns(names, codebook, ofHeader);
  const units = findUnits(frame);
  const taken = new Map<Unit, DeliveredRow>();
  const rows = new Map<Unit, readonly number[]>();
  for (const row of records.rows) {
    const { cells } = row;
    const fault = (column: string, message: string) => faults.push({ file: row.source ?? source, row: row.line, column, message });
    const code = cells[0] ?? "";
    const unit = units(code);
    const earlier = unit && taken.get(unit);
    if (code === "") fault("kommun", "Raden har ingen kod. Ange enhetens kod som den står i ramen.");
    else if (unit === undefined && frame.length > 0)
      fault("kommun", `Enheten ”${code}” finns inte i ramen. Rätta koden, eller lägg enheten till ramen.`);
    else if (earlier !== undefined)
      fault("kommun", `Enheten ”${code}” har redan svarat på rad ${earlier.line ?? 1}. Behåll det svar som gäller.`);
    if (unit && earlier === undefined) taken.set(unit, row);
    const given = columns.map((column) => numberOf(column, cells[column.place] ?? "", (message) => fault(column.column.column, message)));
    const isAnswer = cells.some((cell, place) => place > 0 && cell !== "");
    if (unit && earlier === undefined && isAnswer) rows.set(unit, given);
  }
  const answering = frame.filter((unit) => rows.has(unit));
  const given = new Map<string, Uint8Array>();
  columns.forEach(({ column }, place) => {
    if (column.alternatives.length === 0) return;
    given.set(
      column.column,
      Uint8Array.from(answering, (unit) => rows.get(unit)?.[place] ?? 0),
    );
  });
  return { frame, units: answering, given };
}

function readColumns(
  names: readonly string[],
  { columns, needed }: Codebook,
  fault: (column: string, message: string) => void,
): ReadColumn[] {
  const known = new Map(columns.map((column) => [column.column.toLocaleLowerCase("sv"), column]));
  for (const name of needed) {
    if (!names.includes(name.toLocaleLowerCase("sv")))
      fault(name, "Kolumnen saknas, och tabellerna behöver den. Lägg till den; den får vara tom.");
  }
  return names.flatMap((name, place): ReadColumn[] => {
    const column = known.get(name);
    if (column !== undefined) return [{ column, place: place + 1, kept: new Map() }];
    if (name !== "") fault(name, "Kodboken har ingen sådan kolumn. Rätta namnet, eller ta bort kolumnen.");
    return [];
  });
}

/** The number of the alternative in a cell; 0 where it is blank, or where the column takes any text. */
function numberOf({ column, kept }: ReadColumn, cell: string, fault: (message: string) => void): number {
  if (column.alternatives.length === 0) return 0;
  const known = kept.get(cell);
  if (known !== undefined) return known;
  const read = readAnswer(column, cell);
  if (!read.ok) {
    fault(read.message);
    return 0;
  }
  const number = column.alternatives.indexOf(read.value) + 1;
  kept.set(cell, number);
  return number;
}

/** Finds a unit by its code, with or without the first nought, or by a name that one unit alone has. */
function findUnits(frame: Frame): (code: string) => Unit | undefined {
  const codes = new Map(frame.map((unit) => [unit.code.toLocaleLowerCase("sv"), unit]));
  const names = Map.groupBy(frame, ({ name }) => name.toLocaleLowerCase("sv"));
  return (text) => {
    const small = text.toLocaleLowerCase("sv");
    const named = names.get(small) ?? [];
    return codes.get(small) ?? codes.get(fullCode(small)) ?? (named.length === 1 ? named[0] : undefined);
  };
}
