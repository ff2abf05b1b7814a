import { codes } from "../../../platform/database/generated.ts";
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { guardianKinds, guardianSources, protectedIdentities } from "../codes.ts";

/** One row about a guardian as it was written: confirmed, corrected, ended or withdrawn. Days are "YYYY-MM-DD". */
const guardianRow = z.object({
  id: answer.id,
  personId: answer.id,
  givenName: answer.text(100),
  familyName: answer.text(100),
  identityNumber: answer.identityNumber.nullable(),
  /** Of a protected guardian it is asked for by itself (`getShielded`). */
  phone: answer.text(40).nullable(),
  protectedIdentity: answer.oneOf(protectedIdentities),
  kind: answer.oneOf(guardianKinds),
  change: answer.oneOf(codes["people.guardianship.change"]),
  validFrom: answer.day,
  validTo: answer.day.nullable(),
  source: answer.oneOf(guardianSources),
  sourceDetail: answer.text(200).nullable(),
  sourceOn: answer.day,
  reason: answer.text(2000).nullable(),
  correctsId: answer.id.nullable(),
  /** True for the last word of a guardianship that is not withdrawn. */
  stands: answer.yesNo,
  by: answer.text(200).nullable(),
  recordedAt: answer.momentText,
});
export type GuardianRow = z.output<typeof guardianRow>;

/** What a report says of a guardian, until somebody has answered it. */
const claimRow = z.object({
  id: answer.id,
  givenName: answer.text(100),
  familyName: answer.text(100),
  identityNumber: answer.identityNumber.nullable(),
  phone: answer.text(40).nullable(),
  saidOn: answer.day.nullable(),
});
export type ClaimRow = z.output<typeof claimRow>;

const dismissedClaim = claimRow
  .pick({ givenName: true, familyName: true })
  .extend({ reason: answer.text(2000), by: answer.text(200), on: answer.momentText });
export type DismissedClaim = z.output<typeof dismissedClaim>;

/**
 * The last row that corrects a row `g` of a guardianship, however many stand between; nothing where none does. What was written before a protection, of
 * somebody whose number was another then, is protected by it too: how a protected one is reached, and what a new identity must not be told by.
 */
const lastAfter = sql`(
  with recursive later as (
    select x.id, x.guardian_id, x.given_name, x.family_name, 1 as step from people.guardianship x
      where x.municipality_id = g.municipality_id and x.corrects_id = g.id
    union all
    select y.id, y.guardian_id, y.given_name, y.family_name, l.step + 1 from later l
      join people.guardianship y on y.municipality_id = g.municipality_id and y.corrects_id = l.id)
  select l.given_name, l.family_name, q.identity_number, q.protected_identity <> 'ingen' as is_protected,
    q.protected_identity = 'fingerade personuppgifter' as is_new
  from later l join people.person q on q.municipality_id = g.municipality_id and q.id = l.guardian_id order by l.step desc limit 1)`;

/** The child's guardians: every row that was written, the latest first, what reports claim, and what was found not to be right. */
export const findGuardians = defineQuery({
  name: "people.find-guardians",
  title: "Visa barnets vårdnadshavare",
  input: z.object({ caseId: idField }),
  output: z.object({
    childId: answer.id,
    guardians: answer.list(guardianRow),
    claims: answer.list(claimRow),
    dismissed: answer.list(dismissedClaim),
  }),
  permit: [worksInCase, brokeOpen],
  async run(tx, input, context) {
    const m = context.actor.municipalityId;
    const { rows } = await sql<{ childId: string; guardians: GuardianRow[]; claims: ClaimRow[]; dismissed: DismissedClaim[] }>`
      select f.child_id as "childId",
        (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'personId', g.guardian_id,
            'givenName', case when n.is_new then n.given_name else g.given_name end, 'familyName', case when n.is_new then n.family_name else g.family_name end,
            'identityNumber', case when n.is_new then n.identity_number else p.identity_number end,
            'phone', case when p.protected_identity = 'ingen' and n.is_protected is not true then g.phone end, 'protectedIdentity', p.protected_identity, 'kind', g.kind, 'change', g.change, 'validFrom', g.valid_from, 'validTo', g.valid_to, 'source', g.source,
            'sourceDetail', g.source_detail, 'sourceOn', g.source_on, 'reason', g.reason, 'correctsId', g.corrects_id,
            'stands', exists (select 1 from people.standing_guardianship s where s.municipality_id = g.municipality_id and s.id = g.id),
            'by', w.name, 'recordedAt', g.recorded_at) order by g.recorded_at desc, g.id desc), '[]')
          from people.guardianship g
          join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
          left join lateral ${lastAfter} n on true
          left join access.staff w on w.municipality_id = g.municipality_id and w.id = g.recorded_by
          where g.municipality_id = ${m} and g.child_id = f.child_id) as guardians,
        (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'givenName', o.given_name, 'familyName', o.family_name, 'identityNumber', o.identity_number,
            'phone', o.phone, 'saidOn', i.received_on) order by o.given_name, o.id), '[]')
          from people.open_guardian_claim o
          left join intake.intake i on i.municipality_id = o.municipality_id and i.case_id = o.case_id and i.id = o.intake_id
          where o.municipality_id = ${m} and o.child_id = f.child_id) as claims,
        (select coalesce(jsonb_agg(jsonb_build_object('givenName', c.given_name, 'familyName', c.family_name, 'reason', a.reason, 'by', w.name,
            'on', a.recorded_at) order by a.recorded_at desc, c.id), '[]')
          from people.guardian_claim_answer a
          join people.guardian_claim c on c.municipality_id = a.municipality_id and c.child_id = a.child_id and c.id = a.claim_id
          join access.staff w on w.municipality_id = a.municipality_id and w.id = a.recorded_by
          where a.municipality_id = ${m} and a.child_id = f.child_id and a.reason is not null) as dismissed
      from intake.case_file f where f.municipality_id = ${m} and f.id = ${input.caseId}::uuid`.execute(tx);
    const found = rows[0] ?? { childId: "", guardians: [], claims: [], dismissed: [] };
    context.touch(found.childId);
    return ok(found);
  },
});
