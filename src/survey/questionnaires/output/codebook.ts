/** The codebook: a line for each column of answers, in the form that other programs rely on (docs/surveys.md). */
import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import { answerColumns } from "../answer-columns.ts";
import type { Questionnaire } from "../questionnaire.ts";

/** Fixed: other programs read files by these names. */
export const codebookHeader = ["column", "question", "row", "type", "alternatives"] as const;

/** Stands between alternatives; no alternative can hold it. */
export const between = "|";

/** The lines without the header: column, printed number, row or alternative, type, alternatives. Errors: none. */
export function codebookRows(questionnaire: Questionnaire): readonly (readonly string[])[] {
  return answerColumns(questionnaire).map(({ column, question, row, type, alternatives }) => {
    return [column, question, row, type, alternatives.join(between)];
  });
}

/** The codebook as CSV. Errors: none. */
export const codebookCsv = (questionnaire: Questionnaire): string => csvForPrograms([codebookHeader, ...codebookRows(questionnaire)]);

/** The codebook for programs, with what the questionnaire is. Errors: none. */
export function codebookJson(questionnaire: Questionnaire) {
  const { id, version, title, fingerprint } = questionnaire;
  const columns = answerColumns(questionnaire).map(({ column, question, row, type, alternatives }) => ({
    column,
    question,
    row,
    type,
    alternatives,
  }));
  return { questionnaire: id, version, title, fingerprint, columns };
}
