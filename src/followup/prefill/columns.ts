import { answerColumns, columnsOfQuestion, specifiedChoices } from "../../survey/questionnaires/answer-columns.ts";
import type { AnswerColumn, SpecifiedChoice } from "../../survey/questionnaires/answer-columns.ts";
import { questionsOf } from "../../survey/questionnaires/questionnaire.ts";
import type { Question, Questionnaire } from "../../survey/questionnaires/questionnaire.ts";
import type { Proposal } from "../../survey/collection/proposals.ts";

/** The columns of a form, looked up by their names. */
export class Columns {
  readonly #columns: ReadonlyMap<string, AnswerColumn>;
  readonly #questions: ReadonlyMap<string, Question>;
  readonly #specified: ReadonlyMap<string, readonly SpecifiedChoice[]>;
  constructor(form: Questionnaire) {
    this.#columns = new Map(answerColumns(form).map((one) => [one.column, one]));
    this.#questions = new Map(questionsOf(form).map((one) => [one.name, one]));
    this.#specified = Map.groupBy(questionsOf(form).flatMap(specifiedChoices), ({ column }) => column);
  }

  /** The column; undefined where the form has none of the name. */
  find(column: string): AnswerColumn | undefined {
    return this.#columns.get(column);
  }

  /** The columns of one question that are chosen among alternatives, none where the form has no such question. */
  ofQuestion(name: string): readonly AnswerColumn[] {
    const question = this.#questions.get(name);
    return question ? columnsOfQuestion(question).filter(({ isBeside }) => !isBeside) : [];
  }

  /** The last day that a question asks about; undefined where it asks about now. */
  dayOf(name: string): string | undefined {
    return this.#questions.get(name)?.period?.to;
  }

  /**
   * The same proposals, but of a choice that asks "ange vad" none where nobody knows what: without its words it would say nothing, and what is counted is
   * told in the explanation.
   */
  withWords(proposals: readonly Proposal[]): readonly Proposal[] {
    const said = new Map(proposals.map(({ column, value }) => [column, value ?? ""]));
    return proposals.map((one) => {
      const choice = this.#specified.get(one.column)?.find(({ answer }) => answer === one.value);
      if (choice === undefined || said.get(choice.words)) return one;
      return { ...one, value: null, explanation: `${wordsLacking(choice)} ${one.explanation}` };
    });
  }

  /** What may be proposed: the form has the column, and the value among its alternatives where it has any. */
  fits({ column, value }: Pick<Proposal, "column" | "value">): boolean {
    const found = this.#columns.get(column);
    if (!found) return false;
    return value === null || found.alternatives.length === 0 || found.alternatives.includes(value);
  }
}

const wordsLacking = ({ text }: SpecifiedChoice): string =>
  `Hit hör ”${text.replace(/,? *ange vad:?$/iu, "").replace(/\.$/u, "")}”, men det står ingenstans vad. Välj det och skriv vad, om det stämmer.`;
