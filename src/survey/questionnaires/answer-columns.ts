/**
 * The columns of a questionnaire's answers, made in one place for everybody: those who answer, the codebook, files of answers, tables. A column
 * holds one answer in the form's own words, or nothing.
 *
 * `q13` a question with one answer · `q4_2` the second row of a grid · `q11_3` the third alternative of several (Ja or Nej) · `q11_8_text` what
 * was written at "ange vad" · `q4a_text` free text · `q4_comment` a comment. Who answers (contact fields) has no column: that is no answer.
 */
import type { Alternative, Question, Questionnaire } from "./questionnaire.ts";
import { questionsOf } from "./questionnaire.ts";

/** `en`: one of the alternatives · `andel`: one of them, an interval · `skala`: one of them, a place on a scale · `flera`: ticked or not. */
type ColumnType = "en" | "andel" | "skala" | "flera" | "tal" | "text" | "datum";

export type AnswerColumn = {
  readonly column: string;
  /** The name of its question in the program: `q4b`. */
  readonly name: string;
  /** As printed: `4b`. */
  readonly question: string;
  /** The text of the row, or of the alternative that is ticked or specified; "" for a question with one answer. */
  readonly row: string;
  readonly type: ColumnType;
  /** In the form's order and words; `Ja` and `Nej` for `flera`; none for what is written. */
  readonly alternatives: readonly string[];
  /** The ends of the alternatives that are intervals. */
  readonly intervals: ReadonlyMap<string, { readonly from: number; readonly to: number }> | null;
  /** The places of the alternatives that have one on a scale. */
  readonly values: ReadonlyMap<string, number> | null;
  /** Text written beside a choice: "ange vad", or a comment. */
  readonly isBeside: boolean;
};

/** What a column of `flera` says. */
export const ticked = "Ja";
export const notTicked = "Nej";

/** The columns in the form's order. Errors: none. */
export function answerColumns(questionnaire: Pick<Questionnaire, "pages">): readonly AnswerColumn[] {
  return questionsOf(questionnaire).flatMap(columnsOfQuestion);
}

/** The columns of one question. Errors: none. */
export function columnsOfQuestion(question: Question): readonly AnswerColumn[] {
  const known = made.get(question) ?? makeColumns(question);
  made.set(question, known);
  return known;
}

/** A choice that asks "ange vad": it is made where `column` has the `answer`, and its words stand in `words`. */
export type SpecifiedChoice = { readonly column: string; readonly answer: string; readonly words: string; readonly text: string };

/** The choices of a question that ask for words of one's own, in the form's order. Errors: none. */
export function specifiedChoices(question: Question): readonly SpecifiedChoice[] {
  if (question.type !== "single" && question.type !== "several") return [];
  const { name, type } = question;
  return question.alternatives.flatMap((alternative, place) => {
    const [words] = specify(question, alternative, place);
    if (words === undefined) return [];
    const choice = type === "single" ? { column: name, answer: alternative.text } : { column: `${name}_${place + 1}`, answer: ticked };
    return [{ ...choice, words: words.column, text: alternative.text }];
  });
}

/** Questions never change, and their columns are asked for at every step through a form. */
const made = new WeakMap<Question, readonly AnswerColumn[]>();

function makeColumns(question: Question): readonly AnswerColumn[] {
  const { name, comment } = question;
  const own = ownColumns(question);
  return comment === null ? own : [...own, written(question, `${name}_comment`, comment, true)];
}

function ownColumns(question: Question): readonly AnswerColumn[] {
  const { name, number } = question;
  switch (question.type) {
    case "single": {
      const specified = question.alternatives.flatMap((alternative, place) => specify(question, alternative, place));
      return [chosen(question, name, "", question.alternatives), ...specified];
    }
    case "several":
      return question.alternatives.flatMap((alternative, place) => [
        {
          ...plain,
          column: `${name}_${place + 1}`,
          name,
          question: number,
          row: alternative.text,
          type: "flera",
          alternatives: [ticked, notTicked],
        },
        ...specify(question, alternative, place),
      ]);
    case "grid":
      return question.rows.map(({ text }, place) => chosen(question, `${name}_${place + 1}`, text, question.alternatives));
    case "text":
      return [written(question, `${name}_text`, "", false)];
    case "number":
      return [{ ...plain, column: name, name, question: number, row: "", type: "tal", alternatives: [] }];
    case "date":
      return [{ ...plain, column: name, name, question: number, row: "", type: "datum", alternatives: [] }];
    case "contact":
    case "information":
      return [];
  }
}

const plain = { intervals: null, values: null, isBeside: false } as const;

function chosen({ name, number }: Question, column: string, row: string, alternatives: readonly Alternative[]): AnswerColumn {
  const intervals = new Map(alternatives.flatMap(({ text, interval }) => (interval === null ? [] : [[text, interval] as const])));
  const values = new Map(alternatives.flatMap(({ text, value }) => (value === null ? [] : [[text, value] as const])));
  return {
    column,
    name,
    question: number,
    row,
    type: intervals.size > 0 ? "andel" : values.size > 0 ? "skala" : "en",
    alternatives: alternatives.map(({ text }) => text),
    intervals: intervals.size > 0 ? intervals : null,
    values: values.size > 0 ? values : null,
    isBeside: false,
  };
}

function specify(question: Question, alternative: Alternative, place: number): readonly AnswerColumn[] {
  return alternative.specify ? [written(question, `${question.name}_${place + 1}_text`, alternative.text, true)] : [];
}

function written({ name, number }: Question, column: string, row: string, isBeside: boolean): AnswerColumn {
  return { ...plain, column, name, question: number, row, type: "text", alternatives: [], isBeside };
}
