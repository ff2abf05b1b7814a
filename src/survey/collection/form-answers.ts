/** Between what a form's fields hold and what is saved of a page. */
import type { FormBody } from "../../ui/form-body.ts";
import type { FormValue } from "../../ui/form-state.ts";
import { columnsOfQuestion } from "../questionnaires/answer-columns.ts";
import type { Page } from "../questionnaires/questionnaire.ts";
import { contactField, fieldOf } from "./check-page.ts";

/** The three parts of what is saved of a page. */
export type PageAnswers = {
  readonly answers: Readonly<Record<string, string>>;
  readonly reason?: string | undefined;
  readonly contact: Readonly<Record<string, string>>;
};

/** What stands in the fields, by their names. Of several alternatives the field holds the columns that are ticked. */
export function valuesOfPage(page: Page, { answers, reason, contact }: PageAnswers): Record<string, FormValue> {
  const values: Record<string, FormValue> = { reason };
  for (const question of page.questions) {
    for (const { column, type } of columnsOfQuestion(question)) {
      const field = fieldOf(question, column);
      if (type !== "flera") values[field] = answers[column];
      else if (answers[column] === "Ja") values[field] = [...((values[field] as readonly string[] | undefined) ?? []), column];
    }
    if (question.type === "contact") for (const { key } of question.fields) values[contactField(key)] = contact[key];
  }
  return values;
}

/** What was sent, as it is saved; what was left empty is left out, and fields that the page does not have are not read. */
export function readPage(page: Page, { values }: FormBody): PageAnswers {
  const answers: Record<string, string> = {};
  const contact: Record<string, string> = {};
  const put = (into: Record<string, string>, name: string, field: string): void => {
    const [value = ""] = values[field] ?? [];
    if (value !== "") into[name] = value;
  };
  for (const question of page.questions) {
    for (const { column, type } of columnsOfQuestion(question)) {
      if (type !== "flera") put(answers, column, column);
      else if (values[question.name]?.includes(column)) answers[column] = "Ja";
    }
    if (question.type === "contact") for (const { key } of question.fields) put(contact, key, contactField(key));
  }
  const [reason] = values["reason"] ?? [];
  return { answers, reason, contact };
}
