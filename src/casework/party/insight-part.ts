/** A party's insight in the material, as the case shows it. */
import { sql } from "kysely";
import { z } from "zod";
import { describedBy, journalLines } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { byOf } from "../part/by-of.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { definePart } from "../part/case-part.ts";
import { all, madeShown, within } from "../part/guardian-showing.ts";
import { madePart } from "../part/made-parts.ts";
import { makerWords } from "../part/made-words.ts";
import { columnsOf, oneRowOf, rowsOf } from "../part/rows-of.ts";
import type { NextStep } from "../part/work.ts";
import { nameInCase } from "../people/name-in-case.ts";
import { askingWays, givingWays, insightOutcomes } from "./codes.ts";
import { insightAnswerFields, insightDecisionFields, insightRequestFields } from "./insight-fields.ts";
import { partyLinks } from "./links.ts";
import { nowParty } from "./now-party.ts";
import { insightAnswered } from "./rules-insight.ts";

const recorded = { recorded_at: answer.momentText, by: answer.text(200) };

const insightPart = describedBy(
  insightRequestFields,
  z.object({
    id: answer.id,
    person_id: answer.id,
    name: answer.fullName,
    requested_on: answer.day,
    way: answer.oneOf(askingWays),
    wants: answer.text(2000),
    ...recorded,
    decision: describedBy(
      insightDecisionFields,
      z.object({
        decided_on: answer.day,
        outcome: answer.oneOf(insightOutcomes),
        given: answer.count,
        withheld: answer.count,
        reasons: answer.text(2000).nullable(),
        told_otherwise: answer.text(2000).nullable(),
        reservation: answer.text(2000).nullable(),
        made: madePart.nullable(),
        ...recorded,
      }),
    ).nullable(),
    answered: describedBy(
      insightAnswerFields,
      z.object({ answered_on: answer.day, way: answer.oneOf(givingWays), is_kept: answer.yesNo, ...recorded }),
    ).nullable(),
  }),
);
export type InsightPart = z.output<typeof insightPart>;

export const insightsPart = definePart<{
  readonly insights: readonly InsightPart[];
  readonly intakes: readonly { readonly id: string; readonly received_on: string }[];
}>()({
  schema: answer.list(insightPart),
  hasDecisions: true,
  sql: ({ m, c }) =>
    rowsOf(sql`select ${columnsOf("r", insightPart, "person_id", "name", "by", "decision", "answered")}, ${nowParty("r")},
          n.given_name || ' ' || n.family_name as name, ${byOf("r")},
          ${oneRowOf(sql`select d.*, ${byOf("d")} from party.insight_decision d
            where d.municipality_id = r.municipality_id and d.case_id = r.case_id and d.request_id = r.id`)} as decision,
          ${oneRowOf(sql`select a.*, a.file_id is not null as is_kept, ${byOf("a")} from party.insight_answer a
            where a.municipality_id = r.municipality_id and a.case_id = r.case_id and a.request_id = r.id`)} as answered
        from party.insight_request r cross join lateral ${nameInCase("r", sql`r.case_id`, sql`r.person_id`)} n
        where r.municipality_id = ${m} and r.case_id = ${c} order by r.requested_on, r.recorded_at`),
  finish: (rows: readonly InsightPart[], { made }) =>
    rows.map((one) => ({ ...one, decision: one.decision && { ...one.decision, made: made(one.id) } })),
  forGuardian: (part, personId) => part.filter((one) => one.person_id === personId),
  guardian: {
    ...all("shown", "id", "person_id", "name", "requested_on", "way", "recorded_at", "by"),
    ...all("text", "wants"),
    // How much is kept tells that something is, and is said in the letter in the words that were weighed.
    ...within("shown", "decision", "decided_on", "outcome", "recorded_at", "by"),
    ...within("text", "decision", "reasons", "told_otherwise", "reservation"),
    ...within("never", "decision", "given", "withheld"),
    ...madeShown("decision.made"),
    ...within("shown", "answered", "answered_on", "way", "is_kept", "recorded_at", "by"),
  },
  events: [{ order: 67, of: ({ insights }) => insights.flatMap(insightEvents) }],
  next: [{ order: 9, about: "Utredningen", of: ({ insights }, { caseId }) => insights.flatMap((one) => insightSteps(caseId, one)) }],
  duties: ({ ruleId }) => ruleId === insightAnswered.id,
  also: [
    {
      order: 48,
      about: "Anmälan",
      needs: ["intakes"],
      of: ({ intakes }, { caseId }) =>
        intakes.map((one) => ({
          text: `Bekräftelse på det som kom in ${one.received_on}`,
          href: partyLinks.receiptLetter(caseId, one.id),
        })),
    },
  ],
});

/** Without the way to the review: whoever is here by an emergency reads that it was, and the review is opened from the parties. */
function insightEvents(one: InsightPart): readonly CaseEvent[] {
  const asked: CaseEvent = {
    ...{ on: one.requested_on, recordedAt: one.recorded_at, kind: "inkommet", by: one.by },
    heading: `${one.name} vill se materialet i ärendet`,
    text: journalLines(insightRequestFields, one, "wants", "way").join("\n"),
  };
  const { decision, answered } = one;
  if (decision === null) return [asked];
  const decided: CaseEvent = {
    ...{ on: decision.decided_on, recordedAt: decision.recorded_at, kind: "beslut", by: makerWords(decision.made) },
    heading: `Materialet som ${one.name} vill se ${decision.outcome}`,
    text: journalLines(insightDecisionFields, decision, "reasons", "toldOtherwise", "reservation").join("\n"),
  };
  if (answered === null) return [asked, decided];
  const given: CaseEvent = {
    ...{ on: answered.answered_on, recordedAt: answered.recorded_at, kind: "beslut", by: answered.by },
    heading: answered.is_kept ? `${one.name} fick materialet och beslutet` : `${one.name} fick beslutet`,
    text: journalLines(insightAnswerFields, answered, "way").join("\n"),
  };
  return [asked, decided, given];
}

function insightSteps(caseId: string, one: InsightPart): NextStep[] {
  if (one.answered !== null) return [];
  const href = partyLinks.insight(caseId, one.id);
  const text = one.decision === null ? `Gå igenom materialet som ${one.name} vill se` : `Lämna svaret till ${one.name}`;
  return [{ text, href, why: `Begärt ${one.requested_on}.`, meets: [href] }];
}
