/** The codebook: a line for each column of answers, in the form that other programs rely on (docs/surveys.md). */
import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import { answerColumns } from "../answer-columns.ts";
import { questionsOf } from "../questionnaire.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { textsOf } from "../texts.ts";
import { languagesOf, noTranslations, translated } from "../translations.ts";
import type { Translations } from "../translations.ts";
import type { TextSheet } from "../../../platform/documents/sheets-xlsx.ts";

/** Fixed: other programs read files by these names. */
const codebookHeader = ["column", "question", "row", "type", "alternatives"] as const;

/** Stands between alternatives; no alternative can hold it. */
const between = "|";

/** The lines without the header: column, printed number, row or alternative, type, alternatives. Errors: none. */
function codebookRows(questionnaire: Questionnaire): readonly (readonly string[])[] {
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
  const definitions = questionnaire.definitions.map(({ term, words, text }) => ({ term, words, text }));
  return { questionnaire: id, version, title, fingerprint, columns, definitions };
}

/**
 * The codebook as sheets of a workbook: its fixed columns with the question's text, the words that are defined, what the form is, and every text in the
 * languages that it is translated to. Errors: none.
 */
export function codebookSheets(questionnaire: Questionnaire, table: Translations = noTranslations): readonly TextSheet[] {
  const { id, version, title, source, fingerprint, definitions } = questionnaire;
  const texts = new Map(questionsOf(questionnaire).map(({ name, text }) => [name, text]));
  const names = answerColumns(questionnaire).map(({ name }) => texts.get(name) ?? "");
  const lines = codebookRows(questionnaire).map((row, place) => [...row, names[place] ?? ""]);
  const about = [
    ["Formulär", id],
    ["Version", String(version)],
    ["Titel", title],
    ["Källa", source ?? ""],
    ["SHA-256", fingerprint],
  ];
  return [
    { name: "Kodbok", rows: [[...codebookHeader, "text"], ...lines], widths: [14, 10, 60, 10, 60, 80] },
    ...(definitions.length === 0
      ? []
      : [
          {
            name: "Definitioner",
            rows: [["Ord", "Former", "Definition"], ...definitions.map(({ term, words, text }) => [term, words.join(between), text])],
            widths: [24, 40, 100],
          },
        ]),
    ...textSheet(questionnaire, table),
    { name: "Om formuläret", rows: [["Uppgift", "Värde"], ...about], widths: [14, 90] },
  ];
}

/** Every text in the form's language and in those that it is translated to; no sheet where there are none. What is not translated, or has changed, is empty. */
function textSheet(form: Questionnaire, table: Translations): readonly TextSheet[] {
  const languages = languagesOf(form, table);
  if (languages.length === 0) return [];
  const lines = [...textsOf(form)].map(([key, text]) => [
    key,
    text,
    ...languages.map((language) => translated(form, table, language, key, text) ?? ""),
  ]);
  const head = ["key", form.language, ...languages];
  return [{ name: "Texter", rows: [head, ...lines], widths: head.map((_, place) => (place === 0 ? 24 : 60)) }];
}
