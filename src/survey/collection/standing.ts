/** What a set of answers comes to: by page, by question, and where each answer comes from. */
import { columnsOfQuestion } from "../questionnaires/answer-columns.ts";
import type { Answers } from "../questionnaires/conditions/condition.ts";
import type { Page, Question, Questionnaire } from "../questionnaires/questionnaire.ts";
import { questionsOf } from "../questionnaires/questionnaire.ts";
import { walkForm } from "../questionnaires/skip.ts";
import { differs } from "./check-page.ts";
import type { PageAnswers } from "./form-answers.ts";
import type { Proposal } from "./proposals.ts";
import type { AnswerSetShown } from "./queries/get-answer-set.ts";

const recordOf = (list: readonly { readonly name: string; readonly said: string }[]): Record<string, string> =>
  Object.fromEntries(list.map(({ name, said }) => [name, said]));

type Saved = Pick<AnswerSetShown, "pages" | "proposals">;

/** Every answer that is saved. */
export const savedAnswers = ({ pages }: Pick<Saved, "pages">): Answers =>
  new Map(pages.flatMap(({ answers }) => answers.map(({ name, said }) => [name, said] as const)));

/** The proposed answers by column, those without a value left out. */
export const proposedAnswers = ({ proposals }: Pick<Saved, "proposals">): Answers =>
  new Map(proposals.flatMap(({ column, value }) => (value === null ? [] : [[column, value] as const])));

/** What stands in the fields of a page: what is saved, or what is proposed where nobody has saved it. */
export function standingPage(set: Saved, page: Page): PageAnswers & { readonly number: number } {
  const saved = set.pages.find((one) => one.page === page.key);
  if (saved)
    return { number: saved.number, answers: recordOf(saved.answers), reason: saved.reason ?? undefined, contact: recordOf(saved.contact) };
  const own = new Set(page.questions.flatMap(columnsOfQuestion).map(({ column }) => column));
  return {
    number: 0,
    answers: Object.fromEntries([...proposedAnswers(set)].filter(([column]) => own.has(column))),
    contact: {},
  };
}

/** What would be answered if every page that nobody has saved were saved as proposed: what is asked follows of it. */
export function answersAsProposed(form: Questionnaire, set: Saved): Answers {
  return new Map(form.pages.flatMap((page) => Object.entries(standingPage(set, page).answers)));
}

export type Origin = Proposal["source"] | "för hand";
export const origins = ["ärendena", "registret", "förra svaret", "för hand"] as const satisfies readonly Origin[];

/**
 * Where the answers come from, by question that is asked and has a number: proposed and saved as proposed, or by hand. Questions that nobody has
 * answered count as by hand: somebody must.
 */
export function countOrigins(form: Questionnaire, set: Saved, answers: Answers = savedAnswers(set)): Readonly<Record<Origin, number>> {
  const counts: Record<Origin, number> = { ärendena: 0, registret: 0, "förra svaret": 0, "för hand": 0 };
  for (const question of countedQuestions(form, answers)) counts[originOf(question, set, answers)]++;
  return counts;
}

/** The questions with a number that are asked. */
export function countedQuestions(form: Questionnaire, answers: Answers): readonly Question[] {
  const { questions } = walkForm(form, answers);
  return questionsOf(form).filter(({ name, type }) => questions.has(name) && type !== "information" && type !== "contact");
}

function originOf(question: Question, set: Saved, answers: Answers): Origin {
  const own = columnsOfQuestion(question).filter(({ isBeside }) => !isBeside);
  const proposed = set.proposals.filter(({ column, value }) => value !== null && own.some((one) => one.column === column));
  const [first] = proposed;
  if (!first || differs(question, answers, proposedAnswers(set))) return "för hand";
  const isWhole = own.every(({ column }) => (answers.get(column) ?? "") === "" || proposed.some((one) => one.column === column));
  return isWhole ? first.source : "för hand";
}

/** How many of the page's questions that are asked have an answer. */
export function progressOf(
  page: Page,
  answers: Answers,
  asked: ReadonlySet<string>,
): { readonly answered: number; readonly asked: number } {
  const questions = page.questions.filter(({ name, type }) => asked.has(name) && type !== "information" && type !== "contact");
  const answered = questions.filter((question) => columnsOfQuestion(question).some(({ column }) => (answers.get(column) ?? "") !== ""));
  return { answered: answered.length, asked: questions.length };
}
