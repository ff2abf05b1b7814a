/** Four eyes, as rows: which kinds the rule names, and what waits for an answer. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { codes } from "../../../platform/database/generated.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { protectedIdentities } from "../../people/codes.ts";
import { approvedKinds } from "./fields.ts";
import type { ApprovedKind } from "./fields.ts";

/** The kinds that need somebody else's approval on a day; none until the municipality has written a rule. */
export async function secondEyesOn(tx: Tx, municipalityId: number, day: string): Promise<readonly ApprovedKind[]> {
  const row = await tx
    .selectFrom("decision.second_eyes")
    .select("kinds")
    .where("municipality_id", "=", municipalityId)
    .where("valid_from", "<=", day)
    .orderBy("valid_from", "desc")
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.kinds ?? [];
}

export const approval = z.object({
  approvalId: answer.id,
  caseId: answer.id,
  caseNumber: answer.code,
  childName: answer.fullName,
  protectedIdentity: answer.oneOf(protectedIdentities),
  kind: z.enum(approvedKinds),
  interventionType: answer.code.nullable(),
  extendedTo: answer.day.nullable(),
  proposal: answer.text(),
  askedById: answer.id,
  askedBy: answer.text(200),
  askedOn: answer.day,
  answer: answer.oneOf(codes["decision.approval_answer.answer"]).nullable(),
  reason: answer.text().nullable(),
  answeredBy: answer.text(200).nullable(),
  answeredOn: answer.day.nullable(),
});
export type Approval = z.output<typeof approval>;

/** True where nothing of the same kind about the same thing was put forward after `r`. */
export const isLastAsked: RawBuilder<boolean> = sql<boolean>`not exists (select 1 from decision.approval_request n where n.municipality_id = r.municipality_id and n.case_id = r.case_id and n.kind = r.kind
    and coalesce(n.intake_id, n.investigation_id) = coalesce(r.intake_id, r.investigation_id)
    and n.intervention_type is not distinct from r.intervention_type and (n.recorded_at, n.id) > (r.recorded_at, r.id))`;

/** Far more than anybody has waiting. */
const most = 500;

/** What has been asked in the cases `c` for which `which` holds, the one that has waited longest first. What has been moved to another case is not asked any more. */
export async function approvalsIn(tx: Tx, municipalityId: number, which: RawBuilder<boolean>): Promise<Approval[]> {
  const { rows } = await sql<Approval>`
    select r.id as "approvalId", c.id as "caseId", c.case_number as "caseNumber", p.given_name || ' ' || p.family_name as "childName",
      p.protected_identity as "protectedIdentity", r.kind, r.intervention_type as "interventionType", r.extended_to as "extendedTo", r.proposal, r.recorded_by as "askedById", s.name as "askedBy",
      (r.recorded_at at time zone 'Europe/Stockholm')::date::text as "askedOn", a.answer, a.reason, b.name as "answeredBy",
      (a.recorded_at at time zone 'Europe/Stockholm')::date::text as "answeredOn"
    from decision.approval_request r
    join intake.case_file c on c.municipality_id = r.municipality_id and c.id = r.case_id
    join people.person p on p.municipality_id = c.municipality_id and p.id = c.child_id
    join access.staff s on s.municipality_id = r.municipality_id and s.id = r.recorded_by
    left join decision.approval_answer a on a.municipality_id = r.municipality_id and a.request_id = r.id
    left join access.staff b on b.municipality_id = a.municipality_id and b.id = a.recorded_by
    where r.municipality_id = ${municipalityId} and ${which}
      and (r.intake_id is null or exists (select 1 from intake.intake i where i.municipality_id = r.municipality_id and i.id = r.intake_id and i.case_id = r.case_id))
    order by r.recorded_at, r.id limit ${most}`.execute(tx);
  return rows;
}
