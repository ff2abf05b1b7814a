import type { Answer, Answers } from "../answers.ts";
import type { Questionnaire } from "../definitions/questionnaire.ts";
import { explainAnswers } from "../explained.ts";

type FlatValue = string | number | null;

/** The columns of the answers as a flat file, in order. */
export const flatColumns = [
  "kommun", "period_fran", "period_till", "fraga", "fas", "rad", "form", "grupp", "svar", "andel", "taljare", "namnare", "median", "saknas_for_att",
  "varfor_inte", "fragetext", "population", "taljare_ar", "namnare_ar", "regel", "kalla",
] as const; // prettier-ignore

export type FlatColumn = (typeof flatColumns)[number];
export type FlatRow = Readonly<Record<FlatColumn, FlatValue>>;

/** One row per answer, for CSV and Excel. `andel` is the unrounded share, 0–1. */
export function flatRows(questionnaire: Questionnaire, answers: Answers): FlatRow[] {
  const questions = explainAnswers(questionnaire, answers).sections.flatMap((section) => section.questions);
  return questions.flatMap((question) => {
    const given = answers.answers.filter((answer) => answer.question === question.number);
    return question.rows.map((row, place): FlatRow => {
      const answer = given[place];
      return {
        kommun: answers.municipality,
        period_fran: answers.period.from,
        period_till: answers.period.to,
        fraga: question.number,
        fas: valueOf(answer, "phase"),
        rad: row.label,
        form: valueOf(answer, "form"),
        grupp: valueOf(answer, "group"),
        svar: row.answer,
        andel: valueOf(answer, "share"),
        taljare: row.numerator,
        namnare: row.denominator,
        median: row.median,
        saknas_for_att: row.reason,
        varfor_inte: row.whyNot,
        fragetext: question.text,
        population: question.population,
        taljare_ar: question.numerator,
        namnare_ar: question.denominator,
        regel: question.rule,
        kalla: question.source,
      };
    });
  });
}

function valueOf(answer: Answer | undefined, key: string): FlatValue {
  const value = answer === undefined ? undefined : (answer as Readonly<Record<string, unknown>>)[key];
  return typeof value === "string" || typeof value === "number" ? value : null;
}
