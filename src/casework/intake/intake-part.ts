/** What the room contributes of a case: what came in, with what became of it. Its words are in intake-words.ts, what is to be done about it in intake-work.ts. */
import { oneRowOf, rowsOf } from "../part/rows-of.ts";
import { sql } from "kysely";
import { answer } from "../../platform/core/answers.ts";
import { byOf } from "../part/by-of.ts";
import { definePart } from "../part/case-part.ts";
import type { Finishing } from "../part/case-part.ts";
import { all, madeShown, nothingShown, within } from "../part/guardian-showing.ts";
import { isHiddenFrom, isMasked } from "./masking.ts";
import { intakeSchema } from "./intake-schema.ts";
import type { IntakePart } from "./intake-schema.ts";
import { intakeContents, intakeEvents } from "./intake-words.ts";
import {
  applicationObstacles,
  birthSteps,
  contactSteps,
  feedbackSteps,
  intakeObstacles,
  nameSteps,
  intakeSteps,
  protectionAgainSteps,
  reporterSteps,
  requestSteps,
} from "./intake-work.ts";
import type { Work } from "./intake-work.ts";
import { preliminaryAssessment } from "./rules.ts";

/** As the database gives it: decisions apart from who made them, and without the days that the rule counts. */
type Recorded = Omit<IntakePart, "preliminary" | "outcome" | "protection"> & {
  readonly reporter_hidden: boolean;
  readonly preliminary:
    | (Omit<Preliminary, "decision" | "extensions" | "due_on" | "target_on"> & {
        readonly decision: Omit<NonNullable<Preliminary["decision"]>, "made"> | null;
        readonly extensions: readonly (Omit<Preliminary["extensions"][number], "made"> & { readonly id: string })[];
      })
    | null;
  readonly outcome: (Omit<NonNullable<IntakePart["outcome"]>, "made"> & { readonly maker_id: string | null }) | null;
};
type Preliminary = NonNullable<IntakePart["preliminary"]>;

const protectionShown = (at: string) => ({
  ...within("shown", at, "id", "recorded_at", "assessed_at", "assessed_by", "result", "by"),
  ...within("text", at, "reasoning", "measure"),
});

/** What came in, with what was decided of it. */
export const intakes = definePart<Work>()({
  schema: answer.list(intakeSchema),
  hasDecisions: true,
  sql: ({ m, c, context }) =>
    rowsOf(sql`select i.*, ${byOf("i")},
          ${isMasked} as reporter_masked, ${isHiddenFrom(context)} as reporter_hidden,
          ${rowsOf(sql`select a.*, w.name as by from intake.protection_assessment a
            join access.staff w on w.municipality_id = a.municipality_id and w.id = a.recorded_by
            where a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.intake_id = i.id order by a.assessed_at, a.recorded_at`)} as protections,
          ${rowsOf(sql`select t.*, ${byOf("t")} from intake.reporter_meeting t
            where t.municipality_id = i.municipality_id and t.case_id = i.case_id and t.intake_id = i.id order by t.happened_on, t.recorded_at`)} as meetings,
          ${oneRowOf(sql`select p.*, row_to_json(d) as decision,
              ${rowsOf(sql`select s.*, ${byOf("s")} from intake.talk_consent s
                where s.municipality_id = p.municipality_id and s.case_id = p.case_id and s.preliminary_assessment_id = p.id
                order by s.given_on, s.recorded_at`)} as consents,
              ${rowsOf(sql`select h.*, ${byOf("h")} from intake.preliminary_contact h
                where h.municipality_id = p.municipality_id and h.case_id = p.case_id and h.preliminary_assessment_id = p.id
                order by h.happened_on, h.happened_at nulls last, h.recorded_at`)} as contacts,
              ${rowsOf(sql`select x.* from intake.preliminary_extension x
                where x.municipality_id = p.municipality_id and x.case_id = p.case_id and x.preliminary_assessment_id = p.id order by x.extended_to`)} as extensions
            from intake.preliminary_assessment p
            left join intake.preliminary_decision d on d.municipality_id = p.municipality_id and d.case_id = p.case_id and d.preliminary_assessment_id = p.id
            where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.intake_id = i.id`)} as preliminary,
          ${oneRowOf(sql`select b.*, ${byOf("b")} from intake.reporter_feedback b
            where b.municipality_id = i.municipality_id and b.case_id = i.case_id and b.intake_id = i.id order by b.recorded_at desc limit 1`)} as feedback,
          ${oneRowOf(sql`select q.*, ${byOf("q")} from intake.feedback_request q
            where q.municipality_id = i.municipality_id and q.case_id = i.case_id and q.intake_id = i.id`)} as feedback_request,
          ${oneRowOf(sql`select o.* from intake.application_outcome o
            where o.municipality_id = i.municipality_id and o.case_id = i.case_id and o.intake_id = i.id`)} as outcome
      from intake.intake i where i.municipality_id = ${m} and i.case_id = ${c} order by i.received_at`),
  finish: (recorded: readonly Recorded[], by) => recorded.map((one) => finished(one, by)),
  guardian: {
    ...all("shown", "id", "type", "received_at", "received_on", "channel", "recorded_at", "by"),
    ...all("reporter", "reporter_category", "concern", "reasons[]", "violence"),
    ...all("never", "reporter_name", "reporter_contact", "reporter_mandated", "reporter_masked", "feedback_requested", "taken_by"),
    ...protectionShown("protection"),
    ...protectionShown("protections[]"),
    ...within("shown", "preliminary", "id", "phase_id", "opened_on", "due_on", "target_on"),
    ...within("shown", "preliminary.consents[]", "answer", "presence", "given_on", "how", "recorded_at", "by"),
    ...within("text", "preliminary.consents[]", "given_by", "conditions"),
    ...within("shown", "preliminary.contacts[]", "kind", "happened_on", "happened_at", "how", "recorded_at", "by"),
    ...within("text", "preliminary.contacts[]", "who", "consent_by", "what_was_said"),
    ...within("shown", "preliminary.extensions[]", "decided_on", "extended_to", "recorded_at"),
    ...within("text", "preliminary.extensions[]", "exceptional_reasons"),
    ...madeShown("preliminary.extensions[].made"),
    ...within("shown", "preliminary.decision", "decided_on", "result", "legal_provision", "investigation_id", "recorded_at"),
    ...within("text", "preliminary.decision", "reasoning", "contacts"),
    ...madeShown("preliminary.decision.made"),
    // What the reporter was told, and that they asked, is of the reporter.
    ...within("never", "feedback", "given_on", "outcome", "told", "content", "recorded_at", "by"),
    // That a meeting was offered is the guardian's own; what was said may tell who reported.
    ...within("shown", "meetings[]", "outcome", "happened_on", "recorded_at", "by"),
    ...within("reporter", "meetings[]", "participants[]", "what_was_said"),
    ...within("never", "feedback_request", "requested_on", "recorded_at", "by"),
    ...within("shown", "outcome", "outcome", "decided_on", "withdrawn_by", "legal_provision", "recorded_at"),
    ...within("text", "outcome", "reasoning"),
    ...madeShown("outcome.made"),
  },
  forGuardian: (part) => part.map((one) => withoutTalkWithReporter(one.reporter_masked ? withoutReporter(one) : one)),
  isDecided(part, phaseId) {
    const of = part.find((one) => one.preliminary?.phase_id === phaseId);
    return of && of.preliminary?.decision !== null;
  },
  events: [{ order: 10, of: (parts) => parts.intakes.flatMap(intakeEvents) }],
  contents: [{ tab: "utredning", order: 30, needs: ["intakes", "phases"], of: intakeContents }],
  next: [
    { order: 5, about: "Anmälan", needs: [], of: birthSteps },
    { order: 10, about: "Anmälan", needs: ["intakes", "phases", "steps"], of: intakeSteps },
    { order: 11, about: "Ärendet", needs: [], of: nameSteps },
    { order: 13, about: "Anmälan", needs: [], of: feedbackSteps },
  ],
  also: [
    { order: 45, about: "Anmälan", of: protectionAgainSteps },
    { order: 47, about: "Anmälan", of: contactSteps },
    { order: 50, about: "Anmälan", of: requestSteps },
    { order: 55, about: "Anmälan", of: reporterSteps },
  ],
  obstacles: [
    { order: 10, needs: ["intakes"], of: intakeObstacles },
    { order: 20, needs: ["intakes", "obligations"], of: applicationObstacles },
  ],
});

/**
 * Neither who reported nor what was said, which may tell who it was, leaves the case to those whom it concerns (26 kap. 5 § OSL). That no meeting was offered
 * would tell that it was somebody who must report.
 */
const withoutReporter = (one: IntakePart): IntakePart => ({
  ...one,
  concern: "",
  reasons: [],
  meetings: one.meetings
    .filter(({ outcome }) => outcome !== "inte lämpligt")
    .map((each) => ({ ...each, participants: [], what_was_said: "" })),
});

/** What was said with the reporter is the reporter's. */
const withoutTalkWithReporter = (one: IntakePart): IntakePart => ({
  ...one,
  preliminary: one.preliminary && {
    ...one.preliminary,
    contacts: one.preliminary.contacts.filter(({ kind }) => kind !== "anmälaren"),
  },
});

/** What of a report would tell that it was made by somebody who must report: what they asked, what they were told, the meeting. */
const toldOfNobody = { reporter_mandated: false, feedback_requested: false, feedback: null, feedback_request: null } as const;

function finished({ preliminary, outcome, reporter_hidden: isHidden, ...one }: Recorded, { made }: Finishing): IntakePart {
  return {
    ...one,
    ...(one.reporter_masked ? { reporter_category: null, reporter_name: null, reporter_contact: null } : {}),
    ...(isHidden ? { ...toldOfNobody, meetings: [] } : {}),
    protection: one.protections.at(-1) ?? null,
    preliminary: preliminary && {
      ...preliminary,
      ...daysOf(preliminary.opened_on),
      decision: preliminary.decision && { ...preliminary.decision, made: made(preliminary.id) },
      extensions: preliminary.extensions.map((each) => ({ ...each, made: made(each.id) })),
    },
    outcome: outcome && { ...outcome, made: made(outcome.maker_id) },
  };
}

function daysOf(openedOn: string): { readonly due_on: string; readonly target_on: string } {
  const { dueOn, targetOn } = preliminaryAssessment.apply({ type: "anmälan", receivedOn: openedOn, investigationOpen: false });
  return { due_on: dueOn ?? openedOn, target_on: targetOn ?? openedOn };
}

/** The applications that wait for an answer: a grant, a refusal that can be appealed, or that they are withdrawn. */
export const unanswered = definePart()({
  schema: answer.list(answer.id),
  sql: ({ m, c }) => sql`(select coalesce(json_agg(a.intake_id order by a.received_on), '[]') from intake.unanswered_application a
      where a.municipality_id = ${m} and a.case_id = ${c})`,
  guardian: nothingShown,
});
