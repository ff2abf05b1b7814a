/** Both files of a survey at once: who was asked, and what they answered. */
import type { Problem, Result } from "../../platform/basics/result.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { AnswerColumn } from "../questionnaires/answer-columns.ts";
import type { Answered } from "./answered.ts";
import type { TableSet } from "./definition.ts";
import { columnsNeeded } from "./definition.ts";
import type { Fault } from "./reading/fault.ts";
import { placeOf } from "./reading/fault.ts";
import { readAnswers } from "./reading/read-answers.ts";
import { readFrame } from "./reading/read-frame.ts";
import type { DeliveredFile } from "./reading/read-records.ts";

/** More faults than these are counted, not listed: the file is then another than was meant. */
const mostListed = 500;

export type Delivered = { readonly frame: DeliveredFile; readonly answers: DeliveredFile };

/** The answers of the files, or every fault in them with its file, row and column. `columns` is the survey's codebook. */
export function readDeliveries({ frame, answers }: Delivered, set: TableSet, columns: readonly AnswerColumn[]): Result<Answered> {
  const faults: Fault[] = [];
  const units = readFrame(frame, faults);
  const needed = [...new Set(set.tables.flatMap(columnsNeeded))];
  const answered = readAnswers(answers, units, { columns, needed }, faults);
  return faults.length === 0 ? ok(answered) : failed(toProblem(faults));
}

function toProblem(faults: readonly Fault[]): Problem {
  const more = faults.length - mostListed;
  return {
    code: "deliveries-invalid",
    message: faults.length === 1 ? "Ett fel i filerna." : `${faults.length} fel i filerna.`,
    hint: `${more > 0 ? `De första ${mostListed} visas. ` : ""}Rätta det som står på raderna ovan och kör igen. Inget är skrivet.`,
    fields: faults.slice(0, mostListed).map((fault) => ({ field: placeOf(fault), message: fault.message })),
  };
}
