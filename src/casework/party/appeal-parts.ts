/** What is recorded of decisions told and appealed, as parts of the case. */
import { z } from "zod";
import { describedBy } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import { madePart } from "../part/made-parts.ts";
import { forwardInput } from "./actions/forward-appeal.ts";
import { sentState } from "./sent-state.ts";
import { notifyInput } from "./actions/notify.ts";
import { receiveInput } from "./actions/receive-appeal.ts";
import { tryAppealFields } from "./actions/try-appeal.ts";
import { appealGrounds, appealOutcomes, notificationKinds, tellingWays } from "./codes.ts";

const recorded = { recorded_at: answer.momentText, by: answer.text(200) };

/** A party was told of a decision; the latest of a decision and a person stands. */
export const notificationPart = describedBy(
  notifyInput.shape,
  z.object({
    id: answer.id,
    investigation_id: answer.id,
    decision_id: answer.id,
    person_id: answer.id,
    name: answer.fullName,
    kind: answer.oneOf(notificationKinds),
    sent_on: answer.day.nullable(),
    way: answer.oneOf(tellingWays).nullable(),
    /** The time to appeal runs from then; null until it is known. */
    got_on: answer.day.nullable(),
    with_guidance: answer.yesNo.nullable(),
    reason: answer.text(2000).nullable(),
    sent_state: sentState,
    ...recorded,
  }),
);
export type NotificationPart = z.output<typeof notificationPart>;

export const appealPart = describedBy(
  receiveInput.shape,
  z.object({
    id: answer.id,
    investigation_id: answer.id,
    decision_id: answer.id,
    person_id: answer.id,
    name: answer.fullName,
    received_on: answer.day,
    court_received_on: answer.day.nullable(),
    content: answer.text(),
    ...recorded,
    trial: describedBy(
      tryAppealFields,
      z.object({
        decided_on: answer.day,
        outcome: answer.oneOf(appealOutcomes),
        got_on: answer.day.nullable(),
        last_on: answer.day.nullable(),
        ground: answer.oneOf(appealGrounds).nullable(),
        reconsidered: answer.text(2000),
        reasoning: answer.text(2000),
        made: madePart.nullable(),
        ...recorded,
      }),
      { guidanceWrong: "ground" },
    ).nullable(),
    forwarding: describedBy(forwardInput.shape, z.object({ forwarded_on: answer.day, court: answer.text(200), ...recorded })).nullable(),
  }),
);
export type AppealPart = z.output<typeof appealPart>;
