/** What waits to be done: as the view `due.obligation` gives it, and with the days that its rule has counted. */
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { intakeTypes } from "../intake/codes.ts";

const nothing = z.strictObject({});
const received = z.strictObject({ received_at: answer.momentText, extended_to: answer.day.nullable() });

/** What each rule is told by the view `due.obligation`. */
const factsByRule = {
  "immediate-protection": z.strictObject({ received_at: answer.momentText }),
  "preliminary-assessment": received,
  "violence-means-investigation": received,
  "feedback-to-reporter": z.strictObject({
    requested_on: answer.day,
    decided_on: answer.day.nullable(),
    investigation_open: answer.yesNo,
  }),
  "open-investigation-at-once": z.strictObject({ type: answer.oneOf(intakeTypes) }),
  "investigation-time": z.strictObject({ extended_to: answer.day.nullable() }),
  /** A guardian, or nobody for the child; the day to try again when there were särskilda skäl. */
  "information-that-opened": z.strictObject({ person_id: answer.id.nullable(), review_on: answer.day.nullable() }),
  "tell-the-child": nothing,
  "try-again": z.strictObject({ agreed_on: answer.day, step: answer.code }),
  "not-executed": z.strictObject({
    granted_on: answer.day,
    interruption_id: answer.id.nullable(),
    interrupted_on: answer.day.nullable(),
    executed_on: answer.day.nullable(),
    gave_up_on: answer.day.nullable(),
    planned_on: answer.day.nullable(),
    legal_provision: answer.text(100),
    last_reported_on: answer.day.nullable(),
    executed_reported: answer.yesNo,
  }),
  /** What the chair has decided in the case and the board has not been told of, as one: the earliest meeting. */
  "urgent-decision-reported": z.strictObject({ next_meeting_on: answer.day }),
  "follow-up-time": z.strictObject({ started_on: answer.day, last_on: answer.day.nullable(), agreed_on: answer.day.nullable() }),
} as const;
type FactsByRule = { readonly [R in keyof typeof factsByRule]: z.output<(typeof factsByRule)[R]> };
const rules = Object.keys(factsByRule) as [keyof FactsByRule, ...(keyof FactsByRule)[]];
const facts = [...new Set<(typeof factsByRule)[keyof FactsByRule]>(Object.values(factsByRule))];

const row = z.object({
  case_id: answer.id,
  subject_id: answer.id,
  phase_id: answer.id.nullable(),
  /** The day the clock started. */
  since: answer.day,
  /** What it is about, where a case may have two of the same: the type of the intervention, the phase or the guardian. */
  subject: answer.text(300).nullable().optional(),
});
type RowBase = z.output<typeof row>;

/** One row of the view: what waits, with the facts that its rule counts from. */
export type ObligationRow = {
  [R in keyof FactsByRule]: RowBase & { readonly rule_id: R; readonly facts: FactsByRule[R] };
}[keyof FactsByRule];

/** What must be done, with the days that the rule has counted. */
export const obligationPart = row.extend({
  /** The rule that asks for it. */
  rule_id: answer.code,
  /** The row of the view that it comes from: one wait may ask for both a beginning and a report. */
  of: z.enum(rules),
  facts: z.union(facts),
  /** The last day; null where the law gives none. */
  due_on: answer.day.nullable(),
  /** The day as counted, before any holiday is looked at. */
  target_on: answer.day.nullable(),
});
export type ObligationPart = z.output<typeof obligationPart>;
