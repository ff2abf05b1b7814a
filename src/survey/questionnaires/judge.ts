/** Judges answers: each column by itself, then the question, then the rules of the questionnaire. */
import { answerColumns, columnsOfQuestion, ticked } from "./answer-columns.ts";
import type { AnswerColumn } from "./answer-columns.ts";
import { dayNumber, holds, isNumber } from "./conditions/condition.ts";
import type { Answers } from "./conditions/condition.ts";
import { walkForm } from "./skip.ts";
import { questionsOf } from "./questionnaire.ts";
import type { Question, Questionnaire } from "./questionnaire.ts";

export type AnswerFault = {
  readonly column: string;
  readonly severity: "error" | "warning";
  /** Number of the rule of the questionnaire; null for what its form says. */
  readonly rule: number | null;
  /** Swedish, what is wrong; never what was answered. */
  readonly message: string;
};

/**
 * Everything that is wrong with answers, in the form's order, rules last. Answers of questions that are not asked are not judged. With `only`,
 * just those questions (names) are: a page at a time. Errors: none.
 */
export function judgeAnswers(questionnaire: Questionnaire, answers: Answers, only?: ReadonlySet<string>): readonly AnswerFault[] {
  const asked = walkForm(questionnaire, answers);
  const isJudged = (name: string): boolean => asked.questions.has(name) && (only?.has(name) ?? true);
  const ofQuestions = questionsOf(questionnaire).filter(({ name }) => isJudged(name));
  const nameOf = new Map(answerColumns(questionnaire).map(({ column, name }) => [column, name]));
  const rules = questionnaire.rules.filter(({ column, when }) => isJudged(nameOf.get(column) ?? "") && holds(when, asked.answers));
  return [
    ...ofQuestions.flatMap((question) => judgeQuestion(question, asked.answers)),
    ...rules.map(({ number, column, severity, text }) => ({ column, severity, rule: number, message: text })),
  ];
}

function judgeQuestion(question: Question, answers: Answers): readonly AnswerFault[] {
  const columns = columnsOfQuestion(question);
  const own = columns.filter(({ isBeside }) => !isBeside);
  const given = own.filter(({ column }) => (answers.get(column) ?? "") !== "");
  const faults = columns.flatMap((column) => {
    const answer = answers.get(column.column) ?? "";
    const message = answer === "" ? null : faultOf(column, answer, question);
    return message === null ? [] : [fault(column.column, message)];
  });
  const first = own[0]?.column;
  if (first === undefined) return faults;
  const isTicked = question.type === "several" ? own.some(({ column }) => answers.get(column) === ticked) : given.length > 0;
  if (question.isRequired && !isTicked) return [...faults, fault(first, "Frågan behöver ett svar.")];
  return question.type === "several" ? [...faults, ...judgeTicks(question, own, answers)] : faults;
}

function judgeTicks(
  question: Question & { readonly type: "several" },
  own: readonly AnswerColumn[],
  answers: Answers,
): readonly AnswerFault[] {
  const chosen = question.alternatives.filter((_, place) => answers.get(own[place]?.column ?? "") === ticked);
  const first = own[0]?.column ?? question.name;
  const alone = chosen.find((alternative) => alternative.alone);
  if (alone !== undefined && chosen.length > 1) return [fault(first, `”${alone.text}” går inte ihop med de andra valen.`)];
  if (question.most === null || chosen.length <= question.most) return [];
  return [fault(first, `Markera högst ${question.most} svarsalternativ.`)];
}

const fault = (column: string, message: string): AnswerFault => ({ column, severity: "error", rule: null, message });

/** The longest that may be written beside a choice, and in a comment. */
const longestBeside = 4000;

function faultOf({ type, alternatives, isBeside }: AnswerColumn, answer: string, question: Question): string | null {
  if (alternatives.length > 0) return alternatives.includes(answer) ? null : "Svaret är inget av svarsalternativen.";
  if (type === "tal" && question.type === "number") return numberFault(question, answer);
  if (type === "datum" && question.type === "date") return dateFault(question, answer);
  const longest = question.type === "text" && !isBeside ? question.longest : longestBeside;
  return answer.length > longest ? `Skriv högst ${longest} tecken. Nu är det ${answer.length}.` : null;
}

function numberFault({ least, greatest, decimals, unit }: Question & { readonly type: "number" }, answer: string): string | null {
  if (!isNumber(answer)) return decimals === 0 ? "Skriv ett heltal med siffror." : "Skriv ett tal med siffror.";
  if ((answer.split(".")[1] ?? "").length > decimals) return decimals === 0 ? "Skriv ett heltal." : `Skriv högst ${decimals} decimaler.`;
  if (least !== null && Number(answer) < least) return `Talet ska vara minst ${least} ${unit}.`;
  return greatest !== null && Number(answer) > greatest ? `Talet ska vara högst ${greatest} ${unit}.` : null;
}

function dateFault({ earliest, latest }: Question & { readonly type: "date" }, answer: string): string | null {
  const isDay = dayNumber(answer) !== null && new Date(`${answer}T00:00:00Z`).toISOString().startsWith(answer);
  if (!isDay) return "Skriv en dag som 2024-03-31.";
  if (earliest !== null && answer < earliest) return `Dagen ska vara tidigast ${earliest}.`;
  return latest !== null && answer > latest ? `Dagen ska vara senast ${latest}.` : null;
}
