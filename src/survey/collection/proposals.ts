import { sql } from "kysely";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

export const proposalSources = codes["survey.filled.source"];
/** A proposed answer: `value` in the form's words, null where there is none, and then the explanation says why. */
export type Proposal = {
  readonly column: string;
  readonly value: string | null;
  readonly source: CodeOf<"survey.filled.source">;
  readonly explanation: string;
};

/** Keeps what is proposed for a set of answers: it stands in the place of what was proposed before. Nothing is answered by it. */
export async function keepProposals(tx: Tx, context: Context, setId: string, proposals: readonly Proposal[]): Promise<number> {
  const place = { municipality_id: context.actor.municipalityId, answer_set_id: setId };
  const last = await tx
    .selectFrom("survey.filling")
    .select((select) => select.fn.max("number").as("last"))
    .where("municipality_id", "=", place.municipality_id)
    .where("answer_set_id", "=", setId)
    .executeTakeFirst();
  const number = (last?.last ?? 0) + 1;
  context.touch(setId);
  await tx
    .insertInto("survey.filling")
    .values({ ...place, number, ...stamp(context) })
    .execute();
  const rows = proposals.map(({ column, ...said }) => ({ ...place, filling: number, column_name: column, ...said }));
  if (rows.length > 0) await tx.insertInto("survey.filled").values(rows).execute();
  return number;
}

/** What is proposed now, by column. */
export async function findProposals(tx: Tx, municipalityId: number, setId: string): Promise<readonly Proposal[]> {
  const { rows } = await sql<Proposal>`
    select f.column_name as column, f.value, f.source, f.explanation from survey.filled f
    where f.municipality_id = ${municipalityId} and f.answer_set_id = ${setId}::uuid and f.filling = (select max(n.number) from survey.filling n
      where n.municipality_id = f.municipality_id and n.answer_set_id = f.answer_set_id) order by f.column_name`.execute(tx);
  return rows;
}
