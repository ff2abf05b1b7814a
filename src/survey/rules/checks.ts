/** Holds answers against the rules, before they are signed and when they are delivered. Pure: what comes back follows from what is given, and nothing is refused here. */
import { hasIdentityNumber } from "../../platform/basics/identity-number.ts";
import { answerColumns, columnsOfQuestion, specifiedChoices } from "../questionnaires/answer-columns.ts";
import type { AnswerColumn } from "../questionnaires/answer-columns.ts";
import type { Answers } from "../questionnaires/conditions/condition.ts";
import { judgeAnswers } from "../questionnaires/judge.ts";
import { questionsOf } from "../questionnaires/questionnaire.ts";
import type { Question, Questionnaire } from "../questionnaires/questionnaire.ts";
import { walkForm } from "../questionnaires/skip.ts";
import type { Asked } from "../questionnaires/skip.ts";
import type { CheckName, CheckRule, Rules } from "./rules.ts";

/** What a rule found. `text` is in Swedish and never holds what was written in free text. */
export type Finding = {
  readonly rule: number;
  readonly severity: "error" | "warning";
  /** The column where it is seen, as the form names it; null where the form has none of that name. */
  readonly column: string | null;
  readonly text: string;
  /** The same as whoever answers is asked about it. */
  readonly asks: string;
  /** What was looked for; null for the questionnaire's own rules. */
  readonly check: CheckName | null;
  /** The delivery is not to be taken. */
  readonly refuses: boolean;
};

type Given = {
  readonly form: Questionnaire;
  readonly columns: ReadonlyMap<string, AnswerColumn>;
  readonly delivered: Answers;
  readonly asked: Asked;
  /** What the same unit delivered the last time; null where it did not. */
  readonly before: Answers | null;
  readonly today: string;
};
type Found = { readonly column: string | null; readonly question: string; readonly named?: string; readonly detail?: string };
type Check = (given: Given, rule: CheckRule) => readonly Found[];

/** As many of one rule are told: a file of nothing else is another than was meant. */
const mostOfOneRule = 100;
const longestText = 1000;
const shownOfName = 40;

/** The answers by column; of a column that stands twice, the last. */
export const answersIn = (answers: readonly { readonly column: string; readonly value: string }[]): Answers =>
  new Map(answers.map(({ column, value }) => [column, value]));

/** Everything that the rules find, errors first, then by number and the form's order. Errors: none. */
export function findIn(
  form: Questionnaire,
  rules: Rules,
  { delivered, before, today }: Pick<Given, "delivered" | "before" | "today">,
): readonly Finding[] {
  const columns = new Map(answerColumns(form).map((column) => [column.column, column]));
  const given: Given = { form, columns, delivered, asked: walkForm(form, delivered), before, today };
  const common = rules.checks.flatMap((rule) =>
    checks[rule.check](given, rule)
      .slice(0, mostOfOneRule)
      .map((found) => ({
        rule: rule.rule,
        severity: rule.severity,
        column: found.column,
        text: textOf(rule.text, found),
        asks: textOf(rule.asks, found),
        check: rule.check,
        refuses: rule.refuses,
      })),
  );
  const own = judgeAnswers(form, delivered).flatMap(({ rule, severity, column, message }) => {
    const text = message.slice(0, longestText);
    return rule === null ? [] : [{ rule, severity, column, text, asks: text, check: null, refuses: false }];
  });
  const order = (one: Finding): number => (one.severity === "error" ? 0 : 1_000_000) + one.rule;
  return [...own, ...common].sort((a, b) => order(a) - order(b));
}

function textOf(text: string, { column, question, named, detail }: Found): string {
  const put: Readonly<Record<string, string>> = { column: named ?? column ?? "", question, detail: detail ?? "" };
  return text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => put[name] ?? "").slice(0, longestText);
}

const isAnswered = (column: AnswerColumn, answers: Answers): boolean => (answers.get(column.column) ?? "") !== "";
const ownColumns = (question: Question): readonly AnswerColumn[] => columnsOfQuestion(question).filter(({ isBeside }) => !isBeside);
const numbered = ({ form, asked }: Given): readonly Question[] =>
  questionsOf(form).filter(({ name, type }) => asked.questions.has(name) && type !== "information" && type !== "contact");

/** The name of a column that the form does not have, as far as it can be one: anything may stand there. */
const nameShown = (name: string): string => (/^[A-Za-z0-9_]+$/u.test(name) ? name.slice(0, shownOfName) : "(inget giltigt namn)");

const checks: Readonly<Record<CheckName, Check>> = {
  "unknown-column": ({ columns, delivered }) =>
    [...delivered.keys()].filter((name) => !columns.has(name)).map((name) => ({ column: null, question: "", named: nameShown(name) })),

  "not-as-the-form": ({ form, columns, delivered }) =>
    judgeAnswers(form, delivered)
      .filter(({ rule }) => rule === null)
      .map(({ column, message }) => ({ column, question: columns.get(column)?.question ?? "", detail: message })),

  "not-asked": ({ form, delivered, asked }) =>
    questionsOf(form).flatMap((question) => {
      const first = asked.questions.has(question.name) ? undefined : columnsOfQuestion(question).find((one) => isAnswered(one, delivered));
      return first ? [{ column: first.column, question: question.number }] : [];
    }),

  unanswered: (given) =>
    numbered(given).flatMap((question) => {
      const own = ownColumns(question);
      const isBlank = own.every((column) => !isAnswered(column, given.delivered));
      return isBlank && !question.isRequired && own[0] ? [{ column: own[0].column, question: question.number }] : [];
    }),

  "partly-answered": (given) =>
    numbered(given).flatMap((question) => {
      const own = question.type === "grid" ? ownColumns(question) : [];
      const blank = own.filter((column) => !isAnswered(column, given.delivered));
      if (blank[0] === undefined || blank.length === own.length) return [];
      const detail = `${blank.length} av ${own.length} rader saknar svar.`;
      return [{ column: blank[0].column, question: question.number, detail }];
    }),

  unspecified: (given) =>
    numbered(given).flatMap((question) =>
      specifiedChoices(question)
        .filter(({ column, answer, words }) => given.delivered.get(column) === answer && (given.delivered.get(words) ?? "").trim() === "")
        .map(({ words, text }) => ({ column: words, question: question.number, detail: text.replace(/[:：]$/u, "") })),
    ),

  "identity-number": ({ columns, delivered, today }) =>
    [...delivered].flatMap(([name, value]) => {
      // Anything may stand in a column that is not there, and in its name.
      const column = columns.get(name);
      const isFree = column === undefined || column.alternatives.length === 0;
      if (!isFree || !(hasIdentityNumber(value, today) || (column === undefined && hasIdentityNumber(name, today)))) return [];
      return [{ column: column?.column ?? null, question: column?.question ?? "i en okänd kolumn" }];
    }),

  jump: ({ columns, asked, before }, { steps, factor }) =>
    before === null
      ? []
      : [...columns.values()].flatMap((column) => {
          const [now, then] = [asked.answers.get(column.column), before.get(column.column)];
          const detail = now === undefined || then === undefined ? null : jumpOf(column, then, now, { steps, factor });
          return detail === null ? [] : [{ column: column.column, question: column.question, detail }];
        }),
};

function jumpOf(
  { type, alternatives, values, intervals, row }: AnswerColumn,
  then: string,
  now: string,
  { steps, factor }: Pick<CheckRule, "steps" | "factor">,
): string | null {
  const where = row === "" ? "" : `${row}: `;
  if (type === "tal") {
    const [a, b] = [Number(then), Number(now)];
    const isJump = factor !== undefined && Math.max(a, b) > factor * Math.min(a, b) && Math.min(a, b) >= 0;
    return isJump ? `${where}från ${then} till ${now}.` : null;
  }
  // Alternatives with an order alone: intervals and places on a scale, not "Kan inte svara".
  const places = alternatives.filter((alternative) => intervals?.has(alternative) === true || values?.has(alternative) === true);
  const [a, b] = [places.indexOf(then), places.indexOf(now)];
  return steps !== undefined && a >= 0 && b >= 0 && Math.abs(a - b) >= steps ? `${where}från ”${then}” till ”${now}”.` : null;
}
