/** Decisions told and appealed, as the case shows them. */
import { sql } from "kysely";
import { journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { notifyInput } from "./actions/notify.ts";
import { receiveInput } from "./actions/receive-appeal.ts";
import { tryAppealFields } from "./actions/try-appeal.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart, rare } from "../part/case-part.ts";
import { all, madeShown, within } from "../part/guardian-showing.ts";
import { makerWords } from "../part/made-words.ts";
import { columnsOf, oneRowOf, rowsOf } from "../part/rows-of.ts";
import type { NextStep, Obstacle, Outlook, Place } from "../part/work.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { appealPart, notificationPart } from "./appeal-parts.ts";
import type { AppealPart, NotificationPart } from "./appeal-parts.ts";
import { partyLinks } from "./links.ts";
import { nowParty } from "./now-party.ts";
import type { PartyPart } from "./party-parts.ts";
import { untoldOf } from "./party-table.ts";
import type { DecidedInvestigation } from "./party-table.ts";
import { sentStateOf, sentWords } from "./sent-state.ts";
import { appealForwarded, decisionNotified } from "./rules-appeal.ts";

type Told = {
  readonly notifications: readonly NotificationPart[];
  readonly parties: readonly PartyPart[];
  readonly investigations: readonly DecidedInvestigation[];
};

/** What is told of `alias`'s decision: the investigation that it ended. */
const investigationOf = (alias: string) => sql`(select d.investigation_id from decision.decision d
  where d.municipality_id = ${sql.ref(`${alias}.municipality_id`)} and d.id = ${sql.ref(`${alias}.decision_id`)}) as investigation_id`;

export const notificationsPart = definePart<Told>()({
  schema: answer.list(notificationPart),
  ...rare(
    ({ m, c }) => ({ from: sql`party.notification k`, where: sql`k.municipality_id = ${m} and k.case_id = ${c}` }),
    (_question, from, where) =>
      rowsOf(sql`select ${columnsOf("k", notificationPart, "person_id", "investigation_id", "name", "by", "sent_state")}, ${nowParty("k")}, ${sentStateOf("k")}, ${investigationOf("k")},
          n.given_name || ' ' || n.family_name as name, ${byOf("k")}
        from ${from} cross join lateral ${nameInCase("k", sql`k.case_id`, sql`k.person_id`)} n where ${where} order by k.recorded_at, k.id`),
  ),
  // Only what the guardian was told.
  forGuardian: (part, personId) => part.filter((one) => one.person_id === personId && one.kind === "underrättad"),
  guardian: {
    ...all(
      "shown",
      "id",
      "investigation_id",
      "decision_id",
      "person_id",
      "name",
      "kind",
      "sent_on",
      "way",
      "got_on",
      "with_guidance",
      "sent_state",
    ),
    ...all("shown", "recorded_at", "by"),
    ...all("never", "reason"),
  },
  events: [{ order: 65, of: ({ notifications: of }) => of.map(notificationEvent) }],
  next: [{ order: 31, about: "Utredningen", needs: ["notifications", "parties", "investigations"], of: notifySteps }],
  duties: ({ ruleId }) => ruleId === decisionNotified.id || ruleId === appealForwarded.id,
  obstacles: [{ order: 45, needs: ["notifications", "parties", "investigations"], of: obstacles }],
});

/** Those who wait to be told of a decision: one form for whoever is told at the same time. */
function notifySteps(parts: Told, { caseId }: Outlook): NextStep[] {
  const untold = untoldOf(parts);
  return parts.investigations.flatMap(({ id, conclusion }) => {
    const those = untold.filter((one) => one.investigation.id === id);
    const [first] = those;
    if (!first) return [];
    return [
      {
        text: those.length === 1 ? "Underrätta parten om beslutet" : "Underrätta parterna om beslutet",
        href: partyLinks.notify(caseId, id, first.party.person_id),
        why: `Beslut ${conclusion?.concluded_on ?? ""}.`,
        meets: those.slice(1).map(({ party }) => partyLinks.notify(caseId, id, party.person_id)),
      },
    ];
  });
}

export const appealsPart = definePart<{ readonly appeals: readonly AppealPart[] }>()({
  schema: answer.list(appealPart),
  hasDecisions: true,
  sql: ({ m, c }) =>
    rowsOf(sql`select ${columnsOf("a", appealPart, "person_id", "investigation_id", "name", "by", "trial", "forwarding")}, ${nowParty("a")}, ${investigationOf("a")},
          n.given_name || ' ' || n.family_name as name, ${byOf("a")},
          ${oneRowOf(sql`select t.*, ${byOf("t")} from party.appeal_trial t
            where t.municipality_id = a.municipality_id and t.case_id = a.case_id and t.appeal_id = a.id`)} as trial,
          ${oneRowOf(sql`select fw.*, ${byOf("fw")} from party.appeal_forwarding fw
            where fw.municipality_id = a.municipality_id and fw.case_id = a.case_id and fw.appeal_id = a.id`)} as forwarding
        from party.appeal a cross join lateral ${nameInCase("a", sql`a.case_id`, sql`a.person_id`)} n
        where a.municipality_id = ${m} and a.case_id = ${c} order by a.received_on, a.recorded_at`),
  finish: (recorded: readonly AppealPart[], { made }) =>
    recorded.map((one) => ({ ...one, trial: one.trial && { ...one.trial, made: made(one.id) } })),
  forGuardian: (part, personId) => part.filter((one) => one.person_id === personId),
  guardian: {
    ...all("shown", "id", "investigation_id", "decision_id", "person_id", "name", "received_on", "court_received_on", "recorded_at", "by"),
    ...all("text", "content"),
    ...within("shown", "trial", "decided_on", "outcome", "got_on", "last_on", "ground", "recorded_at", "by"),
    ...within("text", "trial", "reconsidered", "reasoning"),
    ...madeShown("trial.made"),
    ...within("shown", "forwarding", "forwarded_on", "court", "recorded_at", "by"),
  },
  events: [{ order: 66, of: ({ appeals: of }, { caseId }) => of.flatMap((one) => appealEvents(caseId, one)) }],
  next: [{ order: 8, about: "Utredningen", of: ({ appeals: of }, { caseId }) => of.flatMap((one) => appealSteps(caseId, one)) }],
});

function obstacles(parts: Told, { caseId }: Place): Obstacle[] {
  return untoldOf(parts).map(({ investigation, party }) => ({
    text: `${party.name} är inte underrättad om beslutet.`,
    href: partyLinks.notify(caseId, investigation.id, party.person_id),
    action: "Skriv när och hur parten fick beslutet",
  }));
}

function notificationEvent(one: NotificationPart): CaseEvent {
  const base = { recordedAt: one.recorded_at, kind: "beslut", by: one.by } as const;
  if (one.kind === "uppenbart obehövligt")
    return {
      ...base,
      on: one.recorded_at.slice(0, 10),
      heading: `${one.name} underrättades inte om beslutet: uppenbart obehövligt`,
      text: journalLines(notifyInput.shape, one, "reason").join("\n"),
    };
  const text = [
    `${one.sent_on ?? ""}, ${one.way ?? ""}.`,
    sentWords(one.way, one.sent_state),
    one.got_on === null ? "Dagen då parten fick beslutet är inte känd än." : `Parten fick del av beslutet ${one.got_on}.`,
    one.with_guidance === true ? "Med upplysning om hur man överklagar." : "",
  ];
  return { ...base, on: one.sent_on ?? "", heading: `${one.name} underrättades om beslutet`, text: text.filter(Boolean).join(" ") };
}

const outcomeWords = {
  "i rätt tid": "kom in i rätt tid",
  avvisas: "avvisas: det kom in för sent",
  "tas upp ändå": "kom in för sent men tas upp",
} as const;

function appealEvents(caseId: string, one: AppealPart): readonly CaseEvent[] {
  const href = partyLinks.appeal(caseId, one.id);
  const events: CaseEvent[] = [
    {
      on: one.received_on,
      recordedAt: one.recorded_at,
      kind: "inkommet",
      heading: `${one.name} överklagade beslutet`,
      text: journalLines(receiveInput.shape, one, "content", "courtReceivedOn").join("\n"),
      by: one.by,
      href,
    },
  ];
  if (one.trial) {
    const { decided_on: on, recorded_at: recordedAt, outcome, ground, made } = one.trial;
    const why = ground === null ? [] : [`Skäl att ta upp det: ${ground}`];
    const text = [
      ...journalLines(tryAppealFields, one.trial, "reasoning", "gotOn"),
      ...why,
      ...journalLines(tryAppealFields, one.trial, "reconsidered"),
    ].join("\n");
    events.push({ on, recordedAt, kind: "beslut", heading: `Överklagandet ${outcomeWords[outcome]}`, text, by: makerWords(made), href });
  }
  if (one.forwarding) {
    const { forwarded_on: on, recorded_at: recordedAt, court, by } = one.forwarding;
    events.push({ on, recordedAt, kind: "beslut", heading: `Överklagandet lämnades över till ${court}`, by, href });
  }
  return events;
}

function appealSteps(caseId: string, one: AppealPart): NextStep[] {
  const href = partyLinks.appeal(caseId, one.id);
  const meets = [href];
  if (one.trial === null)
    return [{ text: `Pröva om överklagandet från ${one.name} kom in i rätt tid`, href, why: `Kom in ${one.received_on}.`, meets }];
  if (one.trial.outcome === "avvisas" || one.forwarding !== null) return [];
  return [{ text: `Lämna över överklagandet från ${one.name}`, href, why: `Prövat ${one.trial.decided_on}.`, meets }];
}
