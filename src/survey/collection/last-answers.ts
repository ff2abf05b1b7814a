import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { answerContent } from "./answer-file.ts";

export type LastAnswers = { readonly lastDay: string; readonly answers: readonly { readonly column: string; readonly value: string }[] };

/** What the tenant itself signed the last time that it answered the same questionnaire, before a day; undefined where it never did. */
export async function findLastAnswers(
  tx: Tx,
  municipalityId: number,
  questionnaire: string,
  before: string,
): Promise<LastAnswers | undefined> {
  const { rows } = await sql<{ last_day: string; content: string }>`
    select s.last_day, g.content from survey.answer_set s
      join survey.signature g on g.municipality_id = s.municipality_id and g.answer_set_id = s.id
    where s.municipality_id = ${municipalityId} and s.questionnaire = ${questionnaire} and s.unit_id is null and s.last_day < ${before}::date
    order by s.last_day desc, g.number desc limit 1`.execute(tx);
  const [row] = rows;
  return row && { lastDay: row.last_day, answers: answerContent.parse(JSON.parse(row.content)).answers };
}
