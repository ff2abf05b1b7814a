/** An intervention: the plan, the beginning, the waits, the follow-ups and the end. */
import { describedBy } from "../../platform/core/about.ts";
import { grantInput } from "./actions/grant-intervention.ts";
import { planInput } from "./actions/make-plan.ts";
import { beginningInput } from "./actions/record-beginning.ts";
import { interruptionInput, resumptionInput } from "./actions/record-interruption.ts";
import { executionReportInput } from "./actions/report-execution.ts";
import { followUpInput } from "./actions/follow-up.ts";
import { endingInput } from "./actions/end-intervention.ts";
import { notBegunInput } from "./actions/record-not-begun.ts";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { writer } from "../part/made-parts.ts";
import {
  carriedOut,
  changesNeeded,
  followUpAttainments,
  goalAttainments,
  measuredKinds,
  measuredUses,
  passedOn,
  provisions,
  recipients,
  statementChoices,
  statementParts,
} from "./codes.ts";
import { statementFields } from "./statements.ts";

export const interventionSchema = describedBy(
  grantInput.shape,
  z.object({
    id: answer.id,
    decision_id: answer.id,
    investigation_id: answer.id,
    planning_phase_id: answer.id,
    type: answer.code,
    recipient: answer.oneOf(recipients),
    granted_on: answer.day,
    provision: answer.oneOf(provisions),
    goals: answer.text(),
    plan: describedBy(
      planInput.shape,
      z.object({
        follow_up_phase_id: answer.id,
        recorded_at: answer.momentText,
        by: writer,
        /** The day that the plan means; when it began is in `beginning`. */
        started_on: answer.day,
        provider: answer.text(200),
        goals: answer.text(),
        child_goals: answer.text().nullable(),
        child_information_used: answer.oneOf(passedOn),
        child_information_passed_on: answer.oneOf(passedOn),
        passed_on: answer.text().nullable(),
        /** What was not passed on; null also where the child asked for it, and guardians may not be shown it (`is_withheld`). */
        withheld: answer.text().nullable(),
        is_withheld: answer.yesNo,
        reason_not_passed_on: answer.code.nullable(),
        first_follow_up_on: answer.day,
      }),
    ).nullable(),
    /** What was chosen of each statement of the child for the provider; the words that were given instead are null where guardians may not be shown them. */
    statements: answer.list(
      describedBy(
        statementFields,
        z.object({
          id: answer.id,
          conversation_id: answer.id,
          part: answer.oneOf(statementParts),
          held_on: answer.day,
          choice: answer.oneOf(statementChoices),
          given_words: answer.text().nullable(),
          reason: answer.code.nullable(),
          recorded_at: answer.momentText,
          by: writer,
        }),
      ),
    ),
    /** The statements that nobody has chosen of yet, in the order that they were said. */
    unchosen: answer.list(z.object({ conversation_id: answer.id, part: answer.oneOf(statementParts), held_on: answer.day })),
    beginning: describedBy(beginningInput.shape, z.object({ began_on: answer.day, recorded_at: answer.momentText, by: writer })).nullable(),
    interruptions: answer.list(
      describedBy(
        { ...interruptionInput.shape, ...resumptionInput.shape },
        z.object({
          id: answer.id,
          interrupted_on: answer.day,
          reason: answer.text(2000),
          resumed_on: answer.day.nullable(),
          recorded_at: answer.momentText,
          by: writer,
          resumed_recorded_at: answer.momentText.nullable(),
          resumed_by: writer,
        }),
      ),
    ),
    /** What was reported to IVO and the auditors. */
    reports: answer.list(
      describedBy(
        executionReportInput.shape,
        z.object({
          kind: answer.code,
          reported_on: answer.day,
          reason: answer.text(2000).nullable(),
          recorded_at: answer.momentText,
          by: writer,
        }),
      ),
    ),
    /** What the decision stands on. */
    legal_provision: answer.text(100),
    follow_ups: answer.list(
      describedBy(
        followUpInput.shape,
        z.object({
          id: answer.id,
          followed_up_on: answer.day,
          carried_out_as_planned: answer.oneOf(carriedOut),
          child_view: answer.text().nullable(),
          goal_attainment: answer.oneOf(followUpAttainments),
          change_needed: answer.oneOf(changesNeeded),
          summary: answer.text(),
          next_follow_up_on: answer.day.nullable(),
          /** What was followed up systematically, with what, before and now, and what becomes of it. */
          measured: answer.list(answer.oneOf(measuredKinds)),
          measured_with: answer.text(200).nullable(),
          measured_before: answer.text(200).nullable(),
          measured_now: answer.text(200).nullable(),
          measured_use: answer.list(answer.oneOf(measuredUses)),
          recorded_at: answer.momentText,
          by: writer,
        }),
      ),
    ),
    ending: describedBy(
      endingInput.shape,
      z.object({
        ended_on: answer.day,
        reason: answer.code,
        goal_attainment: answer.oneOf(goalAttainments),
        summary: answer.text(),
        recorded_at: answer.momentText,
        by: writer,
      }),
    ).nullable(),
    /** It never began, since when and why. */
    not_begun: describedBy(
      notBegunInput.shape,
      z.object({
        decided_on: answer.day,
        reason: answer.code,
        explanation: answer.text(),
        recorded_at: answer.momentText,
        by: writer,
      }),
    ).nullable(),
  }),
  { decidedOn: "granted_on" },
);
export type InterventionPart = z.output<typeof interventionSchema>;

/** True for an intervention that has ended, or that will never begin. */
export function isOver(one: Pick<InterventionPart, "ending" | "not_begun">): boolean {
  return one.ending !== null || one.not_begun !== null;
}
