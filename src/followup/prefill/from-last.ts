import type { LastAnswers } from "../../survey/collection/last-answers.ts";
import type { Proposal } from "../../survey/collection/proposals.ts";
import type { Columns } from "./columns.ts";

/** The last answers to questions that nothing else answers. */
export function proposeFromLast(columns: Columns, last: LastAnswers | undefined, others: readonly Proposal[]): readonly Proposal[] {
  if (!last) return [];
  const answered = new Set(others.filter(({ value }) => value !== null).map(({ column }) => columns.find(column)?.name));
  return last.answers
    .filter(({ column }) => !answered.has(columns.find(column)?.name))
    .map(({ column, value }) => ({
      column,
      value,
      source: "förra svaret",
      explanation: `Så svarade ni förra gången, med sista svarsdag ${last.lastDay}. Kontrollera att det stämmer än.`,
    }));
}
