import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { codes } from "../../../platform/database/generated.ts";
import { ok } from "../../../platform/basics/result.ts";
import { guardianKinds, guardianSources, protectedIdentities, sexes } from "../codes.ts";
import { detailRow, detailsOf } from "../details-sql.ts";
import { peopleOfCase, notOfCase, writtenInSight } from "../in-case.ts";
import { nameInCase } from "../name-in-case.ts";
import { reviewWords, shownWords } from "../review-words.ts";
import { markOf } from "../mark-of.ts";
import { leadingNumber } from "../words-of.ts";

/** One time that somebody was confirmed as the child's guardian, as it stands. */
const guardianship = z.object({
  id: answer.id,
  kind: answer.oneOf(guardianKinds),
  /** Of a protected guardian it is asked for by itself. */
  phone: answer.text(40).nullable(),
  validFrom: answer.day,
  validTo: answer.day.nullable(),
  source: answer.oneOf(guardianSources),
  sourceDetail: answer.text(200).nullable(),
  sourceOn: answer.day,
});

/** What of a person was corrected or had changed. What a new identity must not be told by is left out of `known` and `typed`. */
const change = z.object({
  id: answer.id,
  change: answer.oneOf(codes["people.person_review.change"]).nullable(),
  validFrom: answer.day.nullable(),
  known: reviewWords,
  typed: reviewWords,
  taken: answer.list(answer.code),
  source: answer.code.nullable(),
  sourceDetail: answer.text(200).nullable(),
  sourceOn: answer.day.nullable(),
  by: answer.text(200),
  recordedAt: answer.momentText,
});
export type PersonChange = z.output<typeof change>;

const person = z.object({
  id: answer.id,
  isChild: answer.yesNo,
  givenName: answer.text(100),
  familyName: answer.text(100),
  identityNumber: answer.identityNumber.nullable(),
  /** What the child was registered under here, where it has another number since it was found to stand here twice. */
  otherNumber: answer.identityNumber.nullable(),
  protectedIdentity: answer.oneOf(protectedIdentities),
  /** Of the child alone: of a grown-up only what this case has written is shown. */
  birthDate: answer.day.nullable(),
  /** Whether the day is known, or the year alone; of the child alone. */
  birthDateKnown: answer.oneOf(codes["people.person.birth_date_known"]).nullable(),
  sex: answer.oneOf(sexes).nullable(),
  language: answer.text(100).nullable(),
  interpreterNeed: answer.yesNo.nullable(),
  guardianships: answer.list(guardianship),
  details: answer.list(detailRow),
  changes: answer.list(change),
  /** Stands for exactly these words of the child's: what a correction is made of. */
  mark: answer.text(24),
});
export type PersonOfCasePage = z.output<typeof person>;

/**
 * Somebody in a case, as the case knows them: the child, or who is or was confirmed as a guardian. Of a grown-up nothing is shown that only another
 * case has written. Telephone and address of a protected person are asked for by themselves (`getShielded`).
 */
export const getPerson = defineQuery({
  name: "people.get-person",
  title: "Visa någon i ärendet",
  input: z.object({ caseId: idField, personId: idField }),
  output: person,
  permit: [worksInCase, brokeOpen],
  async run(tx, { caseId, personId }, context) {
    const m = context.actor.municipalityId;
    const { rows } = await sql<Omit<PersonOfCasePage, "mark">>`
      select p.id, w.is_child as "isChild", n.given_name as "givenName", n.family_name as "familyName", ${leadingNumber("p")} as "identityNumber",
        case when p.same_as is not null then nullif(p.identity_number, ${leadingNumber("p")}) end as "otherNumber",
        p.protected_identity as "protectedIdentity", case when w.is_child then p.birth_date end as "birthDate",
        case when w.is_child then p.birth_date_known end as "birthDateKnown", case when w.is_child then p.sex end as sex,
        case when w.is_child then p.language end as language, case when w.is_child then p.interpreter_need end as "interpreterNeed",
        (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind,
            'phone', case when p.protected_identity = 'ingen' then g.phone end, 'validFrom', g.valid_from, 'validTo', g.valid_to, 'source', g.source,
            'sourceDetail', g.source_detail, 'sourceOn', g.source_on) order by g.valid_from desc, g.id), '[]')
          from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
          where f.municipality_id = ${m} and f.id = ${caseId}::uuid and g.guardian_id = p.id) as guardianships,
        ${detailsOf(context, caseId, "open")} as details,
        (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'change', v.change, 'validFrom', v.valid_from,
            ${shownWords("v")},
            'taken', v.taken, 'source', v.source, 'sourceDetail', v.source_detail, 'sourceOn', v.source_on, 'by', b.name, 'recordedAt', v.recorded_at)
            order by v.recorded_at desc, v.id desc), '[]')
          from people.person_review v join access.staff b on b.municipality_id = v.municipality_id and b.id = v.recorded_by
          where v.municipality_id = ${m} and v.person_id = p.id and v.move_id is null and cardinality(v.taken) > 0
            and ${writtenInSight("v", context, caseId)}) as changes
      from ${peopleOfCase(m, caseId)} w
      join people.person p on p.municipality_id = ${m} and p.id = w.person_id
      cross join lateral ${nameInCase("p", sql`${caseId}::uuid`, sql`p.id`)} n
      where p.id = ${personId}::uuid`.execute(tx);
    const [found] = rows;
    if (!found) return notOfCase;
    context.touch(found.id);
    return ok({ ...found, mark: markOf(found) });
  },
});
