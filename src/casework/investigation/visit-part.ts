/** The visits to a home and the instruments of an investigation, as the case says them. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy, journalLines, partOf } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare } from "../part/case-part.ts";
import { nothingShown } from "../part/guardian-showing.ts";
import { rowsOf } from "../part/rows-of.ts";
import type { NextStep, Outlook } from "../part/work.ts";
import { visitTalkLink } from "../participation/phase-steps.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { investigationLinks } from "./links.ts";
import { instrumentFields, visitFields, visitHeading } from "./visit-fields.ts";

const stamped = {
  id: answer.id,
  investigation_id: answer.id,
  /** Something in it may not be shown to guardians; what it is, is asked for by itself (`get-withheld`). */
  withheld: answer.yesNo,
  recorded_at: answer.momentText,
  by: answer.text(200),
};
/** The guardian by name, beside the identifier; null where it is nobody alone. */
const person = answer.fullName.nullable();

const visit = describedBy(visitFields, z.object({ ...partOf(visitFields), person, ...stamped }), { personId: "person" });
export type VisitPart = z.output<typeof visit>;

const instrumentUse = describedBy(
  instrumentFields,
  z.object({ ...partOf(instrumentFields), instrument: answer.text(200), person, ...stamped }),
  { instrumentId: "instrument", personId: "person" },
);
export type InstrumentPart = z.output<typeof instrumentUse>;

type Visited = {
  readonly visits: readonly VisitPart[];
  readonly conversations: readonly { readonly held_on: string }[];
  readonly investigations: readonly { readonly id: string; readonly phase_id: string; readonly conclusion: object | null }[];
};

export const visitsPart = definePart<Visited>()({
  schema: answer.list(visit),
  ...rare(
    ({ m, c }) => ({ from: sql`investigation.home_visit v`, where: sql`v.municipality_id = ${m} and v.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select v.id, v.investigation_id, v.visited_on, v.visited_at, v.announced, v.why_unannounced, v.home, v.person_id, v.home_of, v.outcome, v.ground,
          v.consent_of, v.other_ground, v.present, v.child_there, v.talked_with_child, v.seen, v.child_room, v.recorded_at,
          q.given_name || ' ' || q.family_name as person, v.withheld_from_guardians is not null as withheld, ${byOf("v")}
        from ${from} left join lateral ${nameInCase("v", sql`v.case_id`, sql`v.person_id`)} q on true
        where ${where} order by v.visited_on, v.recorded_at, v.id`),
  ),
  // A guardian is given the investigation as a document of its own, with the visits that are theirs to read.
  guardian: nothingShown,
  events: [{ order: 27, of: ({ visits }, { caseId }) => visits.map((one) => visitEvent(caseId, one)) }],
  next: [{ order: 22, about: "Samtal och anteckningar", needs: ["visits", "conversations", "investigations"], of: talksToWrite }],
});

/** Talks with the child at a visit that nobody has written down: no conversation of that day. */
function talksToWrite({ visits, conversations, investigations }: Visited, { caseId }: Outlook): readonly NextStep[] {
  return visits.flatMap((one) => {
    const own = investigations.find(({ id }) => id === one.investigation_id);
    if (one.talked_with_child !== "ja" || own?.conclusion !== null || conversations.some((talk) => talk.held_on === one.visited_on))
      return [];
    const why = `Ni talade med barnet vid hembesöket ${one.visited_on}.`;
    return [{ text: "Dokumentera samtalet vid hembesöket", href: visitTalkLink(caseId, own.phase_id, one.id), why }];
  });
}

export const instrumentsPart = definePart<{ readonly instruments: readonly InstrumentPart[] }>()({
  schema: answer.list(instrumentUse),
  ...rare(
    ({ m, c }) => ({ from: sql`investigation.instrument_use u`, where: sql`u.municipality_id = ${m} and u.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select u.id, u.investigation_id, u.instrument_id, n.name as instrument, u.used_on, u.used_by, u.about, u.person_id, u.summary, u.recorded_at,
          q.given_name || ' ' || q.family_name as person, u.withheld_from_guardians is not null as withheld, ${byOf("u")}
        from ${from} join investigation.instrument n on n.municipality_id = u.municipality_id and n.id = u.instrument_id
        left join lateral ${nameInCase("u", sql`u.case_id`, sql`u.person_id`)} q on true
        where ${where} order by u.used_on, u.recorded_at, u.id`),
  ),
  guardian: nothingShown,
  events: [{ order: 28, of: ({ instruments }, { caseId }) => instruments.map((one) => instrumentEvent(caseId, one)) }],
});

/** A visit in lines, with whose home it is by name. */
const visitLines = (one: VisitPart): readonly string[] => journalLines(visitFields, { ...one, person_id: one.person });

function visitEvent(caseId: string, one: VisitPart): CaseEvent {
  return {
    ...{ on: one.visited_on, recordedAt: one.recorded_at, kind: "anteckning", by: one.by, heading: visitHeading(one) },
    ...(one.visited_at === null ? {} : { at: one.visited_at.slice(0, 5) }),
    text: visitLines(one).join("\n"),
    href: `${investigationLinks.body(caseId, one.investigation_id)}?oppna=hembesok#hembesok`,
  };
}

function instrumentEvent(caseId: string, one: InstrumentPart): CaseEvent {
  return {
    ...{ on: one.used_on, recordedAt: one.recorded_at, kind: "anteckning", by: one.by, heading: "Bedömningsinstrument" },
    text: journalLines(instrumentFields, { ...one, instrument_id: one.instrument, person_id: one.person }).join("\n"),
    href: `${investigationLinks.body(caseId, one.investigation_id)}?oppna=instrument#instrument`,
  };
}
