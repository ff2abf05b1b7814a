import { formatLong } from "../../platform/basics/dates.ts";
import type { Answer, Answers, MissingReason } from "./answers.ts";
import type { Question, Questionnaire, QuestionRow } from "./definitions/questionnaire.ts";
import { wholePercent } from "./interval.ts";
import type { Period } from "./period.ts";

/** One answer as a person reads it. */
export type ExplainedRow = {
  readonly label: string;
  readonly short: string;
  /** In the form's words; the reasons are joined by semicolons. */
  readonly answer: string;
  /** Each answer by itself, for a list. */
  readonly answers: readonly string[];
  /** Whole per cent, rounded half up; null where there is no share. */
  readonly percent: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly median: number | null;
  readonly reason: MissingReason | null;
  /** Why there is no figure, in plain Swedish; null when there is one. */
  readonly whyNot: string | null;
};

/** One question with its answers and how they were counted. */
export type ExplainedQuestion = {
  readonly number: string;
  readonly kind: Question["kind"];
  readonly text: string;
  readonly short: string;
  readonly rows: readonly ExplainedRow[];
  readonly population: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly rule: string;
  readonly source: string;
};

export type ExplainedSection = { readonly heading: string; readonly questions: readonly ExplainedQuestion[] };
export type ExplainedAnswers = {
  readonly title: string;
  readonly municipality: string;
  readonly period: Period;
  readonly sections: readonly ExplainedSection[];
};

/** Puts the questionnaire's texts, the rules and the reasons for what is missing beside the answers. */
export function explainAnswers(questionnaire: Questionnaire, answers: Answers): ExplainedAnswers {
  const sections = questionnaire.sections.map(({ phase, heading }) => ({
    heading,
    questions: questionnaire.questions
      .filter((question) => question.phase === phase)
      .map((question) => explainQuestion(question, questionnaire, answers)),
  }));
  return { title: questionnaire.title, municipality: answers.municipality, period: answers.period, sections };
}

function explainQuestion(question: Question, questionnaire: Questionnaire, { answers, period }: Answers): ExplainedQuestion {
  const given = answers.filter((answer) => answer.question === question.number);
  const rows: readonly (QuestionRow | undefined)[] = question.rows.length > 0 ? question.rows : [undefined];
  const { number, kind, short, population, numerator, denominator, rule, source } = question;
  const text = question.text.replace(questionnaire.periodPhrase, periodWords(period, questionnaire));
  const explained = rows.map((row, place) => explainRow(question, row, given[place], questionnaire));
  return { number, kind, text, short, rows: explained, population, numerator, denominator, rule, source };
}

/** The period in words: as the questionnaire writes its own, otherwise "1 mars 2024–31 maj 2024". */
function periodWords(period: Period, questionnaire: Questionnaire): string {
  const own = questionnaire.defaultPeriod;
  if (period.from === own.from && period.to === own.to) return questionnaire.periodPhrase;
  return period.from === period.to ? formatLong(period.from) : `${formatLong(period.from)}–${formatLong(period.to)}`;
}

function explainRow(
  question: Question,
  row: QuestionRow | undefined,
  answer: Answer | undefined,
  questionnaire: Questionnaire,
): ExplainedRow {
  if (answer === undefined) throw new Error(`Question ${question.number} has no answer.`);
  const numerator = "numerator" in answer ? answer.numerator : null;
  const denominator = "denominator" in answer ? answer.denominator : null;
  const words =
    typeof answer.answer === "string" ? [answer.answer] : answer.answer.map((code) => reasonLabel(code, question, questionnaire));
  return {
    label: row?.label ?? question.short,
    short: row?.short ?? question.short,
    answer: words.join("; "),
    answers: words,
    percent: numerator === null || denominator === null ? null : wholePercent(numerator, denominator),
    numerator,
    denominator,
    median: "median" in answer ? answer.median : null,
    reason: answer.reason,
    whyNot: answer.reason && whyNot(answer.reason, question, row),
  };
}

function reasonLabel(code: string, question: Question, questionnaire: Questionnaire): string {
  return questionnaire.reasons[question.scale]?.find((reason) => reason.code === code)?.label ?? code;
}

function whyNot(reason: MissingReason, question: Question, row: QuestionRow | undefined): string {
  switch (reason) {
    case "färre än 7":
      return tooFew(question, row);
    case "skyddar annan grupp":
      return "Gruppen är stor nog, men om den visades skulle en annan grupp med färre än 7 barn (det kan vara barn med okänt kön) kunna räknas fram.";
    case "uppgift saknas":
      return notRecorded(question);
  }
}

function tooFew(question: Question, row: QuestionRow | undefined): string {
  if (question.kind === "median") return "Färre än 7 barn i åldersgruppen har haft samtal, och då beräknas inget.";
  if (question.kind === "reasons")
    return "Färre än 7 barn saknar samtal, eller så hör färre än 7 barn till populationen. Då beräknas inget.";
  if (question.kind === "breakdown-possible") return "Varje grupp har färre än 7 barn eller skyddar en sådan grupp.";
  return row?.group === "alla"
    ? "Färre än 7 barn hör till populationen, och då beräknas inget."
    : "Gruppen eller hela populationen har färre än 7 barn, och då beräknas inget.";
}

function notRecorded(question: Question): string {
  const files = `Uppgifterna hämtas ur ${question.files.map((file) => `${file}.csv`).join(", ")}.`;
  if (question.kind === "reasons")
    return `Inget skäl har registrerats för barnen utan samtal, eller så har uppgifterna aldrig lämnats in. ${files}`;
  if (question.kind === "hand-over")
    return `Det finns inga insatser att bedöma, uppgiften saknas för mer än hälften av dem, eller så har uppgifterna aldrig lämnats in. ${files}`;
  return `Uppgifterna har aldrig lämnats in. ${files}`;
}
