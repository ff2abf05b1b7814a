/**
 * A questionnaire as the program knows it: read from its file, checked, names resolved. `read-questionnaire.ts` makes it, and nobody else.
 * Texts are in the questionnaire's language and in the words of its file.
 */
import type { Condition } from "./conditions/condition.ts";

export type Questionnaire = {
  /** Lower case, digits and hyphens: the name of its file. */
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly title: string;
  /** Who answers: a unit (a municipality, a district), as one; or each person for themselves. */
  readonly respondent: "unit" | "person";
  /** Where the questions come from, for whoever asks. */
  readonly source: string | null;
  readonly definitions: readonly Definition[];
  readonly pages: readonly Page[];
  readonly rules: readonly Rule[];
  /** What is said when the last page is answered. */
  readonly closing: string | null;
  /** SHA-256 of the content. Answers are kept with it: a version that has been answered can never mean something else. */
  readonly fingerprint: string;
};

/** A word that means something special here. It is explained where one of its forms is used. */
export type Definition = { readonly term: string; readonly words: readonly string[]; readonly text: string };

/** Days, the first and the last counted in, and the form's own words for them. */
export type Period = { readonly from: string; readonly to: string; readonly text: string };

/** What is answered at a time. `key` stands in its address. */
export type Page = {
  readonly key: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly ask: Ask | null;
  readonly questions: readonly Question[];
};

/** When something is asked: the words of the file, and what they mean. */
export type Ask = { readonly words: string; readonly when: Condition };

/** What is asked. `name` begins the names of its columns: `q4b`. */
export type Question = QuestionHead & QuestionBody;

export type QuestionHead = {
  readonly name: string;
  /** As printed: `4b`. A question without a number has its name here. */
  readonly number: string;
  /** Begins a part of the page. */
  readonly heading: string | null;
  readonly text: string;
  readonly help: readonly string[];
  /** Words of the question that are defined, and not already explained in its help. */
  readonly definitions: readonly Definition[];
  readonly period: Period | null;
  readonly ask: Ask | null;
  readonly isRequired: boolean;
  /** The label of a field for comments; null where there is none. */
  readonly comment: string | null;
  readonly restored: Marks;
  readonly inferred: Marks;
};

/** Of what in a question (`rows`, `ask` …) is not as printed, and why. `restored`: was printed, and is lost in our source. `inferred`: is ours. */
export type Marks = Readonly<Record<string, string>>;

export type QuestionBody =
  | { readonly type: "single"; readonly alternatives: readonly Alternative[] }
  | { readonly type: "several"; readonly alternatives: readonly Alternative[]; readonly most: number | null }
  | { readonly type: "grid"; readonly rows: readonly Row[]; readonly alternatives: readonly Alternative[] }
  | {
      readonly type: "number";
      readonly unit: string;
      readonly least: number | null;
      readonly greatest: number | null;
      readonly decimals: number;
    }
  | { readonly type: "text"; readonly longest: number }
  | { readonly type: "date"; readonly earliest: string | null; readonly latest: string | null }
  | { readonly type: "contact"; readonly fields: readonly ContactField[] }
  | { readonly type: "information" };

export type Alternative = {
  readonly text: string;
  /** Has a field of its own: "Annat, ange vad:". */
  readonly specify: boolean;
  /** Of a several: stands alone, like "Nej". */
  readonly alone: boolean;
  /** An interval in the unit of the question, both ends counted in: 1–25 procent. */
  readonly interval: { readonly from: number; readonly to: number } | null;
  /** A place on a scale. */
  readonly value: number | null;
  /** No place on the scale: "Kan inte svara". It is counted for itself. */
  readonly isOutside: boolean;
};

export type Row = {
  readonly text: string;
  /** What the row means. */
  readonly help: string | null;
  /** Begins a new table, with the alternatives printed again. */
  readonly isApart: boolean;
};

/** Of whom that answers. Kept apart from the answers: who answered is no answer. */
export type ContactField = { readonly key: string; readonly text: string; readonly kind: "text" | "email" | "phone" };

/** A check of answers together, as data. It strikes when `when` holds. */
export type Rule = {
  readonly number: number;
  /** The first column that it is about, where the fault is shown. */
  readonly column: string;
  readonly severity: "error" | "warning";
  readonly words: string;
  readonly when: Condition;
  readonly text: string;
  readonly link: string | null;
};

/** Every question in the form's order. */
export const questionsOf = ({ pages }: Pick<Questionnaire, "pages">): readonly Question[] => pages.flatMap(({ questions }) => questions);

/** The questions that have answers: what is only read, and who answers, are none. */
export const answeredQuestions = (form: Pick<Questionnaire, "pages">): readonly Question[] =>
  questionsOf(form).filter(({ type }) => type !== "information" && type !== "contact");

/** The fields of whoever answers, in the form's order. Errors: none. */
export const contactFields = (questionnaire: Pick<Questionnaire, "pages">): readonly ContactField[] =>
  questionsOf(questionnaire).flatMap((question) => (question.type === "contact" ? question.fields : []));
