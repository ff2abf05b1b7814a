import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { guardianKinds, protectedIdentities } from "../codes.ts";
import { peopleOfCase } from "../in-case.ts";
import { nameInCase } from "../name-in-case.ts";
import { leadingNumber } from "../words-of.ts";

const person = z.object({
  id: answer.id,
  isChild: answer.yesNo,
  givenName: answer.text(100),
  familyName: answer.text(100),
  identityNumber: answer.identityNumber.nullable(),
  protectedIdentity: answer.oneOf(protectedIdentities),
  /** Of a guardian: the last kind, and the last day where there is one. */
  kind: answer.oneOf(guardianKinds).nullable(),
  validTo: answer.day.nullable(),
});
export type PersonRow = z.output<typeof person>;

/** Everybody in the case, the child first, then its guardians of today and of before; how many who are named as guardians nobody has looked at. */
export const findPeople = defineQuery({
  name: "people.find-people",
  title: "Visa personerna i ärendet",
  input: z.object({ caseId: idField }),
  output: z.object({ people: answer.list(person), claims: answer.count }),
  permit: [worksInCase, brokeOpen],
  async run(tx, { caseId }, context) {
    const m = context.actor.municipalityId;
    const { rows } = await sql<PersonRow>`
      select p.id, w.is_child as "isChild", n.given_name as "givenName", n.family_name as "familyName", ${leadingNumber("p")} as "identityNumber",
        p.protected_identity as "protectedIdentity", g.kind, g.valid_to as "validTo"
      from ${peopleOfCase(m, caseId)} w
      join people.person p on p.municipality_id = ${m} and p.id = w.person_id
      cross join lateral ${nameInCase("p", sql`${caseId}::uuid`, sql`p.id`)} n
      left join lateral (select s.kind, s.valid_to from intake.case_file f
        join people.standing_guardianship s on s.municipality_id = f.municipality_id and s.child_id = f.child_id and s.guardian_id = p.id
        where f.municipality_id = ${m} and f.id = ${caseId}::uuid order by s.valid_to desc nulls first, s.valid_from desc, s.id limit 1) g on true
      order by w.is_child desc, g.valid_to desc nulls first, n.given_name, p.id`.execute(tx);
    context.touch(...rows.map((row) => row.id));
    const { rows: open } = await sql<{ n: number }>`select count(*)::int as n from intake.case_file f
      join people.open_guardian_claim o on o.municipality_id = f.municipality_id and o.child_id = f.child_id
      where f.municipality_id = ${m} and f.id = ${caseId}::uuid`.execute(tx);
    return ok({ people: rows, claims: open[0]?.n ?? 0 });
  },
});
