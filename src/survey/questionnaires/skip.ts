/** What is asked of one who has answered so far. */
import { columnsOfQuestion } from "./answer-columns.ts";
import { decide } from "./conditions/condition.ts";
import type { Answers } from "./conditions/condition.ts";
import type { Page, Questionnaire } from "./questionnaire.ts";

export type Asked = {
  /** Names of the questions that are asked: `q4b`. */
  readonly questions: ReadonlySet<string>;
  /** The answers that count: those of questions that are asked. */
  readonly answers: Answers;
};

/** Walks the form once, in its order. What was answered to a question that is not asked any more counts as not answered. Errors: none. */
export function walkForm({ pages }: Pick<Questionnaire, "pages">, answers: Answers): Asked {
  const questions = new Set<string>();
  const counted = new Map<string, string>();
  const read = (column: string): string => counted.get(column) ?? "";
  for (const page of pages) {
    if (page.ask !== null && decide(page.ask.when, read) !== true) continue;
    for (const question of page.questions) {
      if (question.ask !== null && decide(question.ask.when, read) !== true) continue;
      questions.add(question.name);
      for (const { column } of columnsOfQuestion(question)) {
        const answer = answers.get(column) ?? "";
        if (answer !== "") counted.set(column, answer);
      }
    }
  }
  return { questions, answers: counted };
}

/** Names of the questions that are asked, given answers so far. Errors: none. */
export const askedQuestions = (questionnaire: Pick<Questionnaire, "pages">, answers: Answers): ReadonlySet<string> =>
  walkForm(questionnaire, answers).questions;

/** The pages with a question that is asked, in order: what the next page is. Errors: none. */
export function askedPages(questionnaire: Pick<Questionnaire, "pages">, answers: Answers): readonly Page[] {
  const { questions } = walkForm(questionnaire, answers);
  return questionnaire.pages.filter((page) => page.questions.some(({ name }) => questions.has(name)));
}
