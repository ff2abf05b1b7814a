/** What an investigation's body says of its case: its plan, its signature, what came after it, and what is left to write. The texts are read by themselves. */
import { sql } from "kysely";
import { z } from "zod";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { caseLink } from "../part/case-link.ts";
import { definePart, rare } from "../part/case-part.ts";
import { nothingShown } from "../part/guardian-showing.ts";
import { rowsOf } from "../part/rows-of.ts";
import type { NextStep, Outlook } from "../part/work.ts";
import { supplementInput } from "./actions/add-supplement.ts";
import { planFields } from "./body-fields.ts";
import { headings } from "./headings.ts";
import { investigationLinks } from "./links.ts";

const stamped = { recorded_at: answer.momentText, by: answer.text(200) };

const body = z.object({
  investigation_id: answer.id,
  /** The plan and its revisions, the latest last. */
  plans: answer.list(
    describedBy(
      planFields,
      z.object({
        id: answer.id,
        planned_on: answer.day,
        questions: answer.text(),
        sources: answer.text(),
        timetable: answer.text(),
        child_takes_part: answer.text(),
        ...stamped,
      }),
    ),
  ),
  /** The headings of every investigation that are written. */
  written: answer.list(answer.oneOf(codes["investigation.passage.section"])),
  has_withheld: answer.yesNo,
  signed_on: answer.day.nullable(),
  signed_at: answer.momentText.nullable(),
  signed_by: answer.text(200).nullable(),
  supplements: answer.list(
    describedBy(
      supplementInput.shape,
      z.object({ id: answer.id, added_on: answer.day, concerns: answer.text(200), text: answer.text(), ...stamped }),
    ),
  ),
});
export type BodyRow = z.output<typeof body>;

type SomeInvestigation = { readonly id: string; readonly started_on: string; readonly conclusion: object | null };
type Bodies = { readonly bodies: readonly BodyRow[]; readonly investigations: readonly SomeInvestigation[] };

const of = (row: string) => sql`${sql.ref(`${row}.municipality_id`)} = b.municipality_id and ${sql.ref(`${row}.case_id`)} = b.case_id
  and ${sql.ref(`${row}.investigation_id`)} = b.investigation_id`;

/** A version that is the last of its chain and keeps something from guardians. */
const standsWithheld = (row: string, more: string) => sql`${sql.ref(`${row}.withheld_from_guardians`)} is not null and not exists (
  select 1 from ${sql.raw(`investigation.${row === "p" ? "passage" : "finding"}`)} n where n.municipality_id = ${sql.ref(`${row}.municipality_id`)}
    and n.investigation_id = ${sql.ref(`${row}.investigation_id`)} ${sql.raw(more)} and n.follows_id = ${sql.ref(`${row}.id`)})`;
const samePlace = "and n.place = p.place";

export const bodiesPart = definePart<Bodies>()({
  schema: answer.list(body),
  ...rare(
    ({ m, c }) => ({ from: sql`investigation.body b`, where: sql`b.municipality_id = ${m} and b.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select b.investigation_id,
          ${rowsOf(sql`select p.id, p.planned_on, p.questions, p.sources, p.timetable, p.child_takes_part, p.recorded_at, ${byOf("p")}
            from investigation.investigation_plan p where ${of("p")} order by p.recorded_at, p.id`)} as plans,
          (select coalesce(json_agg(distinct p.section), '[]') from investigation.passage p where ${of("p")} and p.area_code is null) as written,
          (exists (select 1 from investigation.passage p where ${of("p")} and ${standsWithheld("p", samePlace)})
            or exists (select 1 from investigation.finding f where ${of("f")} and ${standsWithheld("f", "")})
            or exists (select 1 from investigation.home_visit v where ${of("v")} and v.withheld_from_guardians is not null)
            or exists (select 1 from investigation.instrument_use u where ${of("u")} and u.withheld_from_guardians is not null)) as has_withheld,
          g.signed_on, g.recorded_at as signed_at, gw.name as signed_by,
          ${rowsOf(sql`select u.id, u.added_on, u.concerns, u.text, u.recorded_at, ${byOf("u")} from investigation.supplement u
            where ${of("u")} order by u.recorded_at, u.id`)} as supplements
        from ${from}
        left join investigation.signature g on g.municipality_id = b.municipality_id and g.investigation_id = b.investigation_id
        left join access.staff gw on gw.municipality_id = g.municipality_id and gw.id = g.recorded_by
        where ${where} order by b.recorded_at`),
  ),
  // A guardian is given the investigation as a document of its own, not as lines of the journal.
  guardian: nothingShown,
  withheld: {
    kind: "utredning",
    word: "Utredning",
    sql: ({ m, c }, conversationId) => sql`
      select p.id, (p.recorded_at at time zone 'Europe/Stockholm')::date as "on", p.withheld_from_guardians as text, p.withheld_reason as reason
        from investigation.passage p where p.municipality_id = ${m} and p.case_id = ${c}::uuid and ${conversationId}::uuid is null
          and ${standsWithheld("p", samePlace)}
      union all
      select f.id, f.found_on, f.withheld_from_guardians, f.withheld_reason
        from investigation.finding f where f.municipality_id = ${m} and f.case_id = ${c}::uuid and ${conversationId}::uuid is null
          and ${standsWithheld("f", "")}
      union all
      select v.id, v.visited_on, v.withheld_from_guardians, v.withheld_reason
        from investigation.home_visit v where v.municipality_id = ${m} and v.case_id = ${c}::uuid and ${conversationId}::uuid is null
          and v.withheld_from_guardians is not null
      union all
      select u.id, u.used_on, u.withheld_from_guardians, u.withheld_reason
        from investigation.instrument_use u where u.municipality_id = ${m} and u.case_id = ${c}::uuid and ${conversationId}::uuid is null
          and u.withheld_from_guardians is not null`,
  },
  ownWay: {
    "": { why: "Det som är underskrivet står kvar. Skriv ett tillägg till utredningen.", href: wayToBody },
    plans: { why: "Planen ändras i utredningen. Den som gällde förut står kvar.", href: wayToBody },
    supplements: { why: "Ett tillägg står kvar som det skrevs. Skriv ett nytt tillägg till utredningen.", href: wayToBody },
  },
  events: [{ order: 25, of: ({ bodies }, { caseId }) => bodies.flatMap((one) => bodyEvents(caseId, one)) }],
  next: [{ order: 35, about: "Utredningen", needs: ["bodies", "investigations"], of: nextOf }],
  also: [
    {
      order: 12,
      about: "Utredningen",
      needs: ["bodies", "investigations"],
      of: (parts, { caseId }) =>
        parts.investigations
          .filter((one) => isOverOrSigned(one, bodyOf(parts, one)))
          .map((one) => ({ text: `Läs utredningen från ${one.started_on}`, href: investigationLinks.body(caseId, one.id) })),
    },
  ],
});

function wayToBody(caseId: string, { investigation_id: id }: Readonly<Record<string, unknown>>): string {
  // A plan or a supplement says of itself not which investigation it is of.
  return typeof id === "string" ? investigationLinks.body(caseId, id) : caseLink(caseId, "utredning");
}

const bodyOf = ({ bodies }: Bodies, { id }: SomeInvestigation): BodyRow | undefined => bodies.find((one) => one.investigation_id === id);

/** It is written, and nothing is left to write in it. */
const isOverOrSigned = ({ conclusion }: SomeInvestigation, is: BodyRow | undefined): boolean =>
  is !== undefined && (conclusion !== null || is.signed_on !== null);

/** Where the investigation is written, and what it lacks. */
function nextOf(parts: Bodies, { caseId }: Outlook): NextStep[] {
  return parts.investigations
    .filter((one) => one.conclusion === null)
    .flatMap((one): NextStep[] => {
      const is = bodyOf(parts, one);
      const href = investigationLinks.body(caseId, one.id);
      if (is === undefined) return [{ text: "Planera och skriv utredningen", href, why: "Inget är skrivet än." }];
      if (is.signed_on !== null) return [];
      const lacking = headings
        .filter(({ section, isNeeded }) => isNeeded && !is.written.includes(section))
        .map(({ label }) => label.toLowerCase());
      if (lacking.length === 0) return [{ text: "Skriv under utredningen", href, why: "Alla rubriker är skrivna." }];
      return [{ text: "Skriv utredningen", href, why: `Det saknas: ${lacking.join(", ")}.` }];
    });
}

function bodyEvents(caseId: string, one: BodyRow): readonly CaseEvent[] {
  const href = investigationLinks.body(caseId, one.investigation_id);
  const plans = one.plans.map((plan, at): CaseEvent => ({
    ...{ on: plan.planned_on, recordedAt: plan.recorded_at, kind: "beslut", by: plan.by, href },
    heading: at === 0 ? "Utredningen planerades" : "Planen för utredningen ändrades",
    text: journalLines(planFields, plan).join("\n"),
  }));
  const supplements = one.supplements.map((each): CaseEvent => ({
    ...{ on: each.added_on, recordedAt: each.recorded_at, kind: "beslut", by: each.by, href },
    ...{ heading: `Tillägg till utredningen: ${each.concerns}`, text: journalLines(supplementInput.shape, each, "text").join("\n") },
  }));
  if (one.signed_at === null) return plans;
  const signed: CaseEvent = {
    ...{ on: one.signed_on ?? stockholmDate(new Date(one.signed_at)), recordedAt: one.signed_at, kind: "beslut", by: one.signed_by, href },
    heading: "Utredningen skrevs under",
  };
  return [...plans, signed, ...supplements];
}
