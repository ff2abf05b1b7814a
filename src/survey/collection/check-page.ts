import { hasIdentityNumber } from "../../platform/basics/identity-number.ts";
import type { FieldProblem } from "../../platform/basics/result.ts";
import { columnsOfQuestion } from "../questionnaires/answer-columns.ts";
import type { Answers } from "../questionnaires/conditions/condition.ts";
import { judgeAnswers } from "../questionnaires/judge.ts";
import type { Page, Question, Questionnaire } from "../questionnaires/questionnaire.ts";
import { walkForm } from "../questionnaires/skip.ts";

/** The name of the field in which a column is answered: alternatives of which several may be chosen are one field. */
export function fieldOf(question: Question, column: string): string {
  const own = question.type === "several" && columnsOfQuestion(question).some((one) => one.column === column && one.type === "flera");
  return own ? question.name : column;
}
/** The name of the field of whoever answers. */
export const contactField = (key: string): string => `contact_${key}`;

const noNumbers = "Texten ser ut att ha ett personnummer. Ta bort det: i enkäten får inget stå om en enskild person.";

type Typed = {
  readonly answers: Answers;
  readonly reason: string | undefined;
  readonly contact: Readonly<Record<string, string>>;
};

/**
 * What stops a page from being kept, at its fields: an answer that is none of the alternatives, too many, too long, an identity number in a
 * text, and a proposed answer that is another without saying why. What is left out does not: it is told when the answers are signed.
 */
export function faultsOfPage(
  form: Questionnaire,
  page: Page,
  { answers, reason, contact }: Typed,
  { filled, today, all }: { readonly filled: Answers; readonly today: string; readonly all: Answers },
): readonly FieldProblem[] {
  const names = new Set(page.questions.map(({ name }) => name));
  const judged = judgeAnswers(form, all, names).filter(({ severity, rule }) => severity === "error" && rule === null);
  const asked = walkForm(form, all).questions;
  const found = page.questions.flatMap((question) => {
    const columns = columnsOfQuestion(question);
    const isBlank = columns.every(({ column }) => (answers.get(column) ?? "") === "");
    const faults: FieldProblem[] = isBlank
      ? []
      : judged
          .filter((fault) => columns.some(({ column }) => column === fault.column))
          .map(({ column, message }) => ({ field: fieldOf(question, column), message }));
    // What is answered where nothing is asked is kept, and judged by nobody: there anything may stand in any column.
    for (const { column, type } of columns)
      if ((type === "text" || !asked.has(question.name)) && hasIdentityNumber(answers.get(column) ?? "", today))
        faults.push({ field: fieldOf(question, column), message: noNumbers });
    if (question.type === "contact")
      for (const { key } of question.fields)
        if (hasIdentityNumber(contact[key] ?? "", today)) faults.push({ field: contactField(key), message: noNumbers });
    return faults;
  });
  if (hasIdentityNumber(reason ?? "", today)) found.push({ field: "reason", message: noNumbers });
  const changed = page.questions.filter(
    (question) => columnsOfQuestion(question).some(({ column }) => answers.has(column)) && differs(question, answers, filled),
  );
  if (reason === undefined && changed.length > 0) {
    const numbers = changed.map(({ number }) => number).join(", ");
    found.push({ field: "reason", message: `Skriv kort varför svaret på fråga ${numbers} är ett annat än förslaget.` });
  }
  return found;
}

/** True where an answer to the question is another than the proposed one. */
export function differs(question: Question, answers: Answers, filled: Answers): boolean {
  return columnsOfQuestion(question).some(({ column, isBeside }) => {
    const proposed = filled.get(column);
    return proposed !== undefined && !isBeside && (answers.get(column) ?? "") !== proposed;
  });
}
