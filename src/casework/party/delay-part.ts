/** Applications and how long they take, as the case says it: that the party was told of the delay, and asked for a decision. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { codes } from "../../platform/database/generated.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart } from "../part/case-part.ts";
import { all, madeShown, within } from "../part/guardian-showing.ts";
import { madePart } from "../part/made-parts.ts";
import { makerWords } from "../part/made-words.ts";
import { oneRowOf, rowsOf } from "../part/rows-of.ts";
import type { NextStep } from "../part/work.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { delayInput, decisionRequestInput, requestRefusalInput } from "./delay-fields.ts";
import { partyLinks } from "./links.ts";
import { sentState, sentStateOf, sentWords } from "./sent-state.ts";
import { nowParty } from "./now-party.ts";

const stamped = { recorded_at: answer.momentText, by: answer.text(200) };
const notice = describedBy(
  delayInput.shape,
  z.object({
    id: answer.id,
    person_id: answer.id,
    name: answer.fullName,
    told_on: answer.day,
    way: answer.oneOf(codes["party.delay_notice.way"]),
    delay_reason: answer.text(2000),
    expected_on: answer.day.nullable(),
    sent_state: sentState,
    ...stamped,
  }),
  { personId: "name" },
);
const request = describedBy(
  decisionRequestInput.shape,
  z.object({
    id: answer.id,
    person_id: answer.id,
    name: answer.fullName,
    received_on: answer.day,
    refusal: describedBy(
      requestRefusalInput.shape,
      z.object({ decided_on: answer.day, reasoning: answer.text(), made: madePart.nullable(), ...stamped }),
    ).nullable(),
    ...stamped,
  }),
  { personId: "name" },
);
const application = z.object({
  intake_id: answer.id,
  received_on: answer.day,
  /** Nobody has answered it yet. */
  waits: answer.yesNo,
  notices: answer.list(notice),
  requests: answer.list(request),
});
export type ApplicationPart = z.output<typeof application>;
type Applications = { readonly applications: readonly ApplicationPart[] };

const of = (row: string) => sql`${sql.ref(`${row}.municipality_id`)} = i.municipality_id and ${sql.ref(`${row}.case_id`)} = i.case_id
  and ${sql.ref(`${row}.intake_id`)} = i.id`;

export const applicationsPart = definePart<Applications>()({
  schema: answer.list(application),
  hasDecisions: true,
  sql: ({ m, c }) =>
    rowsOf(sql`select i.id as intake_id, i.received_on,
          exists (select 1 from intake.unanswered_application u where ${of("u")}) as waits,
          ${rowsOf(sql`select n.id, ${nowParty("n")}, p.given_name || ' ' || p.family_name as name, n.told_on, n.way, n.delay_reason, n.expected_on, ${sentStateOf("n")}, n.recorded_at, ${byOf("n")}
            from party.delay_notice n cross join lateral ${nameInCase("n", sql`n.case_id`, sql`n.person_id`)} p where ${of("n")} order by n.told_on, n.recorded_at`)} as notices,
          ${rowsOf(sql`select q.id, ${nowParty("q")}, p.given_name || ' ' || p.family_name as name, q.received_on, q.recorded_at, ${byOf("q")},
              ${oneRowOf(sql`select r.*, ${byOf("r")} from party.decision_request_refusal r
                where r.municipality_id = q.municipality_id and r.case_id = q.case_id and r.request_id = q.id`)} as refusal
            from party.decision_request q cross join lateral ${nameInCase("q", sql`q.case_id`, sql`q.person_id`)} p where ${of("q")} order by q.received_on, q.recorded_at`)} as requests
        from intake.intake i where i.municipality_id = ${m} and i.case_id = ${c} and i.type = 'ansökan' order by i.received_on, i.id`),
  finish: (recorded: readonly ApplicationPart[], { made }) =>
    recorded.map((one) => ({
      ...one,
      requests: one.requests.map((each) => ({ ...each, refusal: each.refusal && { ...each.refusal, made: made(each.id) } })),
    })),
  forGuardian: (part, personId) =>
    part.map((one) => ({
      ...one,
      notices: one.notices.filter((each) => each.person_id === personId),
      requests: one.requests.filter((each) => each.person_id === personId),
    })),
  guardian: {
    ...all("shown", "intake_id", "received_on", "waits"),
    ...within("shown", "notices[]", "id", "person_id", "name", "told_on", "way", "expected_on", "sent_state", "recorded_at", "by"),
    ...within("text", "notices[]", "delay_reason"),
    ...within("shown", "requests[]", "id", "person_id", "name", "received_on", "recorded_at", "by"),
    ...within("shown", "requests[].refusal", "decided_on", "recorded_at", "by"),
    ...within("text", "requests[].refusal", "reasoning"),
    ...madeShown("requests[].refusal.made"),
  },
  events: [{ order: 64, of: ({ applications }, { caseId }) => applications.flatMap((one) => eventsOf(caseId, one)) }],
  also: [
    {
      order: 14,
      about: "Utredningen",
      of: ({ applications }, { caseId }) =>
        applications
          .filter(({ waits }) => waits)
          .flatMap((one): NextStep[] => [
            { text: "Underrätta om att avgörandet dröjer", href: partyLinks.delay(caseId, one.intake_id) },
            { text: "Begäran om att ärendet avgörs", href: partyLinks.decisionRequest(caseId, one.intake_id) },
          ]),
    },
  ],
});

function eventsOf(caseId: string, one: ApplicationPart): readonly CaseEvent[] {
  const told = one.notices.map((each): CaseEvent => ({
    ...{ on: each.told_on, recordedAt: each.recorded_at, kind: "beslut", by: each.by, href: partyLinks.delayLetter(caseId, each.id) },
    heading: `${each.name} underrättades om att avgörandet dröjer (${each.way})`,
    text: [sentWords(each.way, each.sent_state), ...journalLines(delayInput.shape, each, "delayReason", "expectedOn")]
      .filter(Boolean)
      .join("\n"),
  }));
  const asked = one.requests.flatMap(({ refusal, ...each }): CaseEvent[] => {
    const href = partyLinks.decisionRequestAnswer(caseId, each.id);
    const came: CaseEvent = {
      ...{ on: each.received_on, recordedAt: each.recorded_at, kind: "inkommet", by: each.by, href },
      heading: `${each.name} begärde att ärendet avgörs`,
    };
    if (!refusal) return [came];
    const refused: CaseEvent = {
      ...{ on: refusal.decided_on, recordedAt: refusal.recorded_at, kind: "beslut", by: makerWords(refusal.made), href },
      heading: "Begäran om att ärendet avgörs avslogs",
      text: journalLines(requestRefusalInput.shape, refusal, "reasoning").join("\n"),
    };
    return [came, refused];
  });
  return [...told, ...asked];
}
