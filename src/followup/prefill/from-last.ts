import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { answerContent } from "../../survey/collection/answer-file.ts";
import type { Proposal } from "../../survey/collection/proposals.ts";
import type { Columns } from "./columns.ts";

type Last = { readonly lastDay: string; readonly answers: readonly { readonly column: string; readonly value: string }[] };

/** What was signed the last time that the same questionnaire was answered, before a day; undefined where it never was. */
export async function findLastAnswers(tx: Tx, municipalityId: number, questionnaire: string, before: string): Promise<Last | undefined> {
  const { rows } = await sql<{ last_day: string; content: string }>`
    select s.last_day, g.content from survey.answer_set s
      join survey.signature g on g.municipality_id = s.municipality_id and g.answer_set_id = s.id
    where s.municipality_id = ${municipalityId} and s.questionnaire = ${questionnaire} and s.last_day < ${before}::date
    order by s.last_day desc, g.number desc limit 1`.execute(tx);
  const [row] = rows;
  return row && { lastDay: row.last_day, answers: answerContent.parse(JSON.parse(row.content)).answers };
}

/** The last answers to questions that nothing else answers. */
export function proposeFromLast(columns: Columns, last: Last | undefined, others: readonly Proposal[]): readonly Proposal[] {
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
