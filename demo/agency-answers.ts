// What made-up units answer to a questionnaire: by chance, and so that it could have been signed.
import { columnsOfQuestion, notTicked, specifiedChoices, ticked } from "../src/survey/questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../src/survey/questionnaires/answer-columns.ts";
import { judgeAnswers } from "../src/survey/questionnaires/judge.ts";
import { questionsOf } from "../src/survey/questionnaires/questionnaire.ts";
import type { Questionnaire } from "../src/survey/questionnaires/questionnaire.ts";
import { walkForm } from "../src/survey/questionnaires/skip.ts";
import { openAnswer, specifiedAnswer } from "./open-answers.ts";
import type { Random } from "./random.ts";

/**
 * Answers by chance to what is asked. Shares that contradict one another are answered as half of the units did in 2024: that there are no
 * figures. @throws Error where that does not do.
 */
export function answersFor(form: Questionnaire, random: Random): ReadonlyMap<string, string> {
  const answers = drawn(form, random);
  const faults = () => judgeAnswers(form, answers).filter(({ severity }) => severity === "error");
  for (const { column } of faults()) {
    const question = questionsOf(form).find((one) => columnsOfQuestion(one).some((own) => own.column === column));
    for (const { column: own, alternatives, intervals } of question ? columnsOfQuestion(question) : []) {
      const unknown = alternatives.find((one) => intervals !== null && !intervals.has(one));
      if (unknown !== undefined) answers.set(own, unknown);
    }
  }
  const [left] = faults();
  if (left) throw new Error(`The made-up answers contradict one another: ${left.message}`);
  return answers;
}

function drawn(form: Questionnaire, random: Random): Map<string, string> {
  const answers = new Map<string, string>();
  // Most units answer everything that they are asked; the others leave some of what is written in words.
  const isThorough = random.next() % 10 < 7;
  for (const question of questionsOf(form)) {
    if (question.type === "information" || question.type === "contact" || !walkForm(form, answers).questions.has(question.name)) continue;
    const columns = columnsOfQuestion(question).filter(({ isBeside }) => !isBeside);
    const chosen = random.pick(columns);
    for (const column of columns) {
      const value = column.type === "text" ? openAnswer(question.text, random, isThorough) : valueFor(column, column === chosen, random);
      if (value !== undefined) answers.set(column.column, value);
    }
    for (const { column, answer, words, text } of specifiedChoices(question))
      if (answers.get(column) === answer) answers.set(words, specifiedAnswer(`${question.text} ${text}`, random));
  }
  return answers;
}

/** One of the alternatives, and of those to tick the chosen one; numbers and days are left open. */
function valueFor({ type, alternatives }: AnswerColumn, isChosen: boolean, random: Random): string | undefined {
  if (type === "tal" || type === "datum") return undefined;
  return type === "flera" ? (isChosen ? ticked : notTicked) : random.pick(alternatives);
}
