/** Children of the same report, who may be siblings of the child of a case: for whoever may see the cases of both. */
import { sql } from "kysely";
import { z } from "zod";
import { maySeeCase } from "../../platform/access/need-to-know.ts";
import { answer } from "../../platform/core/answers.ts";
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { protectedIdentities, sexes } from "./codes.ts";

export const sibling = z.object({
  childId: answer.id,
  givenName: answer.text(100),
  familyName: answer.text(100),
  sex: answer.oneOf(sexes),
  birthYear: answer.count.nullable(),
  protectedIdentity: answer.oneOf(protectedIdentities),
});
export type Sibling = z.output<typeof sibling>;

/** The other children of the reports of the case whom nobody has answered about here; never one whose case the asker may not see. */
export async function findProposedSiblings(tx: Tx, { actor, today }: Context, caseId: string): Promise<readonly Sibling[]> {
  const { rows } = await sql<Sibling>`
    select distinct p.id as "childId", p.given_name as "givenName", p.family_name as "familyName", p.sex,
      extract(year from p.birth_date)::int as "birthYear", p.protected_identity as "protectedIdentity"
    from intake.intake i
    join intake.intake s on s.municipality_id = i.municipality_id and s.report_id = i.report_id and s.case_id <> i.case_id
    join intake.case_file c on c.municipality_id = s.municipality_id and c.id = s.case_id
    join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    where i.municipality_id = ${actor.municipalityId} and i.case_id = ${caseId}::uuid and i.report_id is not null
      and not exists (select 1 from people.sibling_answer a where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.child_id = p.id)
      and ${maySeeCase(actor, today)}
    order by "givenName", "childId"`.execute(tx);
  return rows;
}
