import { sql } from "kysely";
import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { guardianKinds, protectedIdentities, sexes } from "../codes.ts";
import { peopleOfCase } from "../in-case.ts";
import { nameInCase } from "../name-in-case.ts";
import { relationKinds } from "../relation-fields.ts";
import { findProposedSiblings, sibling } from "../siblings.ts";

const person = z.object({
  id: answer.id,
  isChild: answer.yesNo,
  /** Of a guardian: the last kind; null of the child and of whoever the case alone knows. */
  guardian: answer.oneOf(guardianKinds).nullable(),
  /** True of whoever the case alone knows, and may be changed there. */
  isRelative: answer.yesNo,
  givenName: answer.text(100),
  familyName: answer.text(100).nullable(),
  sex: answer.oneOf(sexes),
  birthYear: answer.count.nullable(),
  isDeceased: answer.yesNo,
  protectedIdentity: answer.oneOf(protectedIdentities),
});
export type GenogramPerson = z.output<typeof person>;

const relation = z.object({
  id: answer.id,
  fromId: answer.id,
  toId: answer.id,
  kind: answer.oneOf(relationKinds),
  validFrom: answer.day.nullable(),
  validTo: answer.day.nullable(),
  source: answer.oneOf(codes["people.relation.source"]),
  sourceDetail: answer.text(200).nullable(),
  sourceOn: answer.day,
  by: answer.text(200),
});
export type GenogramRelation = z.output<typeof relation>;

/**
 * Everybody of the case and how they belong together, as the case knows it: the child, its guardians of today and of before, and whoever the case alone
 * has written. Nothing of another case, and nothing of how anybody is reached. `proposed`: other children of the same report, who may be siblings.
 */
export const getGenogram = defineQuery({
  name: "people.get-genogram",
  title: "Visa relationerna i ärendet",
  input: z.object({ caseId: idField }),
  output: z.object({ people: answer.list(person), relations: answer.list(relation), proposed: answer.list(sibling) }),
  permit: [worksInCase, brokeOpen],
  async run(tx, { caseId }, context) {
    const m = context.actor.municipalityId;
    const { rows: people } = await sql<GenogramPerson>`
      select p.id, w.is_child as "isChild", g.kind as guardian, false as "isRelative", n.given_name as "givenName", n.family_name as "familyName",
        case when w.is_child then p.sex when p.identity_number is null then 'okänt'
          when substr(p.identity_number, 11, 1)::int % 2 = 0 then 'kvinna' else 'man' end as sex,
        case when w.is_child then extract(year from p.birth_date)::int end as "birthYear", false as "isDeceased", p.protected_identity as "protectedIdentity"
      from ${peopleOfCase(m, caseId)} w
      join people.person p on p.municipality_id = ${m} and p.id = w.person_id
      cross join lateral ${nameInCase("p", sql`${caseId}::uuid`, sql`p.id`)} n
      left join lateral (select s.kind from intake.case_file f
        join people.standing_guardianship s on s.municipality_id = f.municipality_id and s.child_id = f.child_id and s.guardian_id = p.id
        where f.municipality_id = ${m} and f.id = ${caseId}::uuid order by s.valid_to desc nulls first, s.valid_from desc, s.id limit 1) g on true
      union all
      select r.relative_id, false, null, true, r.given_name, r.family_name, r.sex, r.birth_year, r.is_deceased, r.protected_identity
      from people.standing_relative r where r.municipality_id = ${m} and r.case_id = ${caseId}::uuid
      order by "isChild" desc, "isRelative", "givenName", id`.execute(tx);
    const { rows: written } = await sql<GenogramRelation>`
      select r.id, people.now_guardian(r.municipality_id, f.child_id, r.from_id, r.recorded_at) as "fromId",
        people.now_guardian(r.municipality_id, f.child_id, r.to_id, r.recorded_at) as "toId", r.kind, r.valid_from as "validFrom",
        r.valid_to as "validTo", r.source, r.source_detail as "sourceDetail", r.source_on as "sourceOn", b.name as by
      from people.standing_relation r
      join intake.case_file f on f.municipality_id = r.municipality_id and f.id = r.case_id
      join access.staff b on b.municipality_id = r.municipality_id and b.id = r.recorded_by
      where r.municipality_id = ${m} and r.case_id = ${caseId}::uuid order by r.valid_from nulls first, r.id`.execute(tx);
    context.touch(...people.map((one) => one.id));
    const known = new Set(people.map((one) => one.id));
    const proposed = [...(await findProposedSiblings(tx, context, caseId))];
    return ok({ people, relations: written.filter((one) => known.has(one.fromId) && known.has(one.toId)), proposed });
  },
});
