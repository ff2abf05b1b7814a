/** What the room contributes of a case: the child, its guardians, and what was typed of people who were known. */
import { describedBy } from "../../platform/core/about.ts";
import { correctionFields, protectionFields } from "./person-fields.ts";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { z } from "zod";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { caseLink } from "../part/case-link.ts";
import { definePart, rare } from "../part/case-part.ts";
import { all, nothingShown } from "../part/guardian-showing.ts";
import type { NextStep } from "../part/work.ts";
import { guardianKinds, guardianSources, protectedIdentities, sexes } from "./codes.ts";
import { birthdaysPart } from "./birthday-part.ts";
import { needKinds } from "./detail-fields.ts";
import { isGuardianOn, isStandingOn } from "./guardian-on.ts";
import { nameInCase } from "./name-in-case.ts";
import { correctionLines, reviewWords, shownWords } from "./review-words.ts";
import { populationPart } from "./population-part.ts";
import { doublesPart } from "./double-part.ts";
import { leadingNumber } from "./words-of.ts";

const person = z.object({ id: answer.id, given_name: answer.text(100), family_name: answer.text(100) });

/** Of the person `p` in the case `f`, as it was written there: interpreter and communication. */
const needsOf = (today: string): RawBuilder<unknown> => sql`(select coalesce(json_agg(json_build_object('kind', d.kind, 'detail', d.detail)
    order by d.kind desc, d.valid_from, d.id), '[]') from people.standing_detail d
  where d.municipality_id = f.municipality_id and d.case_id = f.id and d.person_id = p.id and d.kind = any (${[...needKinds]}::text[])
    and ${isStandingOn("d", today)})`;

const child = definePart()({
  schema: person.extend({
    birth_date: answer.day,
    /** Whether the day is known, or the year alone and the day is reckoned. */
    birth_date_known: answer.oneOf(codes["people.person.birth_date_known"]),
    /** False of a child whom nobody knows by name yet. */
    name_known: answer.yesNo,
    identity_number: answer.identityNumber.nullable(),
    sex: answer.oneOf(sexes),
    protected_identity: answer.oneOf(protectedIdentities),
    language: answer.text(100).nullable(),
    interpreter_need: answer.yesNo.nullable(),
    /** What this case has written of interpreter and communication, as it holds today. */
    needs: answer.list(z.object({ kind: answer.oneOf(needKinds), detail: answer.text(300) })),
  }),
  sql: ({
    m,
    c,
    context,
  }) => sql`(select json_build_object('id', p.id, 'given_name', p.given_name, 'family_name', p.family_name, 'birth_date', p.birth_date, 'birth_date_known', p.birth_date_known, 'name_known', p.name_known,
        'identity_number', ${leadingNumber("p")}, 'sex', p.sex, 'protected_identity', p.protected_identity, 'language', p.language, 'interpreter_need', p.interpreter_need,
        'needs', ${needsOf(context.today)})
      from people.person p join intake.case_file f on f.municipality_id = p.municipality_id and f.child_id = p.id
      where f.municipality_id = ${m} and f.id = ${c})`,
  guardian: {
    ...all(
      "shown",
      "id",
      "given_name",
      "family_name",
      "birth_date",
      "birth_date_known",
      "name_known",
      "sex",
      "protected_identity",
      "interpreter_need",
    ),
    ...all("text", "identity_number", "language", "needs[].kind", "needs[].detail"),
  },
  hidesWhereabouts: ({ protected_identity: identity }) => identity !== "ingen",
});

/** Those confirmed as guardians today, as the case knows them; `id` is the person. The telephone of a protected one is asked for by itself. */
const guardians = definePart()({
  schema: answer.list(
    person.extend({
      phone: answer.text(40).nullable(),
      protected_identity: answer.oneOf(protectedIdentities),
      kind: answer.oneOf(guardianKinds),
      guardianship_id: answer.id,
      source: answer.oneOf(guardianSources),
      source_detail: answer.text(200).nullable(),
      source_on: answer.day,
      valid_from: answer.day,
    }),
  ),
  sql: ({
    m,
    c,
    context,
  }) => sql`(select coalesce(json_agg(json_build_object('id', g.guardian_id, 'given_name', g.given_name, 'family_name', g.family_name,
        'phone', case when p.protected_identity = 'ingen' then g.phone end, 'protected_identity', p.protected_identity,
        'kind', g.kind, 'guardianship_id', g.id, 'source', g.source, 'source_detail', g.source_detail, 'source_on', g.source_on, 'valid_from', g.valid_from)
        order by g.given_name, g.id), '[]')
      from intake.case_file f join people.standing_guardianship g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
        and ${isGuardianOn("g", context.today)}
      join people.person p on p.municipality_id = g.municipality_id and p.id = g.guardian_id
      where f.municipality_id = ${m} and f.id = ${c})`,
  // Which of them it is for is said apart.
  guardian: nothingShown,
});

type Claims = { readonly guardian_claims: readonly object[]; readonly child: { readonly birth_date_known: string } };

/** Those whom reports name as guardians and nobody has confirmed yet: no right follows from it. */
const claims = definePart<Claims>()({
  schema: answer.list(
    person.extend({
      phone: answer.text(40).nullable(),
      identity_number: answer.identityNumber.nullable(),
      /** The one who expects the child that is not born. */
      expects: answer.yesNo,
      /** The day the report came in; null when the report is not known. */
      said_on: answer.day.nullable(),
    }),
  ),
  sql: ({
    m,
    c,
  }) => sql`(select coalesce(json_agg(json_build_object('id', g.id, 'given_name', g.given_name, 'family_name', g.family_name, 'phone', g.phone,
        'identity_number', g.identity_number, 'expects', g.expects, 'said_on', i.received_on) order by g.given_name, g.id), '[]')
      from intake.case_file f join people.open_guardian_claim g on g.municipality_id = f.municipality_id and g.child_id = f.child_id
      left join intake.intake i on i.municipality_id = g.municipality_id and i.case_id = g.case_id and i.id = g.intake_id
      where f.municipality_id = ${m} and f.id = ${c})`,
  guardian: nothingShown,
  // Before the first decision that asks for their answer: nobody is told, heard or asked as a guardian who is not confirmed.
  next: [
    {
      order: 12,
      about: "Ärendet",
      of: ({ guardian_claims: of, child }, { caseId }) => (child.birth_date_known === "väntat" ? [] : claimSteps(of, caseId)),
    },
  ],
});

/** Custody begins at birth: before it nobody can be confirmed. */
const claimSteps = (of: Claims["guardian_claims"], caseId: string): NextStep[] =>
  of.length === 0
    ? []
    : [
        {
          text: of.length === 1 ? "Kontrollera vem som är vårdnadshavare" : "Kontrollera vilka som är vårdnadshavare",
          href: `${caseLink(caseId)}/vardnadshavare`,
          why: "Den som en anmälan nämner räknas först när en källa är läst.",
        },
      ];

const review = describedBy(
  { ...correctionFields, ...protectionFields },
  z.object({
    name: answer.fullName,
    known: reviewWords,
    typed: reviewWords,
    taken: answer.list(answer.code),
    kept: answer.list(answer.code),
    change: answer.oneOf(codes["people.person_review.change"]).nullable(),
    valid_from: answer.day.nullable(),
    source: answer.code.nullable(),
    source_detail: answer.text(200).nullable(),
    source_on: answer.day.nullable(),
    by: answer.text(200),
    recorded_at: answer.momentText,
  }),
);
type PersonReviewPart = z.output<typeof review>;

/** What was typed of the child, or of a guardian in this case, beside what was known: taken into what is known, or kept here only. */
const reviews = definePart<{ readonly person_reviews: readonly PersonReviewPart[] }>()({
  schema: answer.list(review),
  ...rare(
    ({ m, c }) => ({
      from: sql`people.person_review v`,
      where: sql`v.municipality_id = ${m} and v.move_id is null and (v.case_id = ${c} or v.person_id = (select f.child_id from intake.case_file f where f.municipality_id = ${m} and f.id = ${c}))`,
    }),
    (
      { c },
      from,
      where,
    ) => sql`(select coalesce(json_agg(json_build_object('name', p.given_name || ' ' || p.family_name, ${shownWords("v")},
          'taken', v.taken, 'kept', v.kept, 'change', v.change, 'valid_from', v.valid_from, 'source', v.source, 'source_detail', v.source_detail, 'source_on', v.source_on, 'by', b.name,
          'recorded_at', v.recorded_at) order by v.recorded_at, v.id), '[]')
      from ${from}
      cross join lateral ${nameInCase("v", sql`${c}::uuid`, sql`v.person_id`)} p
      join access.staff b on b.municipality_id = v.municipality_id and b.id = v.recorded_by
      where ${where})`,
  ),
  guardian: nothingShown,
  events: [{ order: 90, of: (parts) => parts.person_reviews.map(reviewEvent) }],
});

/** What was typed of somebody who was known, or corrected, beside what was known then, and what became of each. */
function reviewEvent(of: PersonReviewPart): CaseEvent {
  if (of.change === "född") return { ...eventOf(of), heading: `Barnet är fött: ${of.name}` };
  const became = of.change === "rättad" ? "rättades" : "ändrades";
  return { ...eventOf(of), heading: `${of.taken.length > 0 ? `Uppgifter ${became}` : "Andra uppgifter lämnades"}: ${of.name}` };
}

function eventOf(of: PersonReviewPart): Omit<CaseEvent, "heading"> {
  return {
    on: stockholmDate(new Date(of.recorded_at)),
    recordedAt: of.recorded_at,
    kind: "anteckning",
    text: correctionLines({ ...of, validFrom: of.valid_from, sourceDetail: of.source_detail, sourceOn: of.source_on }).join("\n"),
    by: of.by,
  };
}

export const peopleParts = {
  child,
  guardians,
  guardian_claims: claims,
  person_reviews: reviews,
  birthdays: birthdaysPart,
  doubles: doublesPart,
  population: populationPart,
};
