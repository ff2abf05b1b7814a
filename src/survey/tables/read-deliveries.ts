/** Both files of a survey at once: who was asked, and what they answered. */
import type { Problem, Result } from "../../platform/basics/result.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { AnswerColumn } from "../questionnaires/answer-columns.ts";
import type { Answered } from "./answered.ts";
import type { TableSet } from "./definition.ts";
import { columnsNeeded } from "./definition.ts";
import type { Frame } from "./frame.ts";
import type { Fault } from "./reading/fault.ts";
import { placeOf } from "./reading/fault.ts";
import { readAnswers } from "./reading/read-answers.ts";
import { readFrame } from "./reading/read-frame.ts";
import type { DeliveredFile, Records } from "./reading/read-records.ts";
import { readRecords } from "./reading/read-records.ts";

/** More faults than these are counted, not listed: the file is then another than was meant. */
const mostListed = 500;

export type Delivered = { readonly frame: DeliveredFile; readonly answers: DeliveredFile };

/** The answers of the files, or every fault in them with its file, row and column. `columns` is the survey's codebook. */
export function readDeliveries({ frame, answers }: Delivered, set: TableSet, columns: readonly AnswerColumn[]): Result<Answered> {
  const faults: Fault[] = [];
  const units = readFrame(readRecords(frame, faults), faults);
  return answersOf(units, readRecords(answers, faults), { set, columns, faults });
}

/** How answers are read: for which tables, in which columns. `faults` are those that are known already, and get what else is found. */
export type Reading = { readonly set: TableSet; readonly columns: readonly AnswerColumn[]; readonly faults: Fault[] };

/** The answers of what was delivered, or every fault with its place. The one way from cells to answers. */
export function answersOf(frame: Frame, answers: Records, { set, columns, faults }: Reading): Result<Answered> {
  const needed = [...new Set(set.tables.flatMap(columnsNeeded))];
  const answered = readAnswers(answers, frame, { columns, needed }, faults);
  return faults.length === 0 ? ok(answered) : failed(toProblem(faults));
}

function toProblem(faults: readonly Fault[]): Problem {
  const more = faults.length - mostListed;
  return {
    code: "deliveries-invalid",
    message: faults.length === 1 ? "Ett fel i det som är lämnat." : `${faults.length} fel i det som är lämnat.`,
    hint: `${more > 0 ? `De första ${mostListed} visas. ` : ""}Rätta det som står ovan och gör om. Inget är skrivet.`,
    fields: faults.slice(0, mostListed).map((fault) => ({ field: placeOf(fault), message: fault.message })),
  };
}
