/** Parts of a case about who has decided what. */
import { describedBy } from "../../platform/core/about.ts";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { boardReportFields, decidedByFields, deciders, urgentDeciders } from "../../platform/core/decided-by.ts";

/** The name of whoever wrote something down. */
export const writer = answer.text(200).nullable();

/** Who took a decision, when and by what authority; `typed_by` is who wrote it down. */
export const madePart = describedBy(
  decidedByFields,
  z.object({
    id: answer.id,
    decided_on: answer.day,
    decider: answer.oneOf(deciders),
    staff: answer.text(200).nullable(),
    name: answer.text(200).nullable(),
    delegation_point: answer.text(100).nullable(),
    body: answer.text(200).nullable(),
    minutes_number: answer.text(50).nullable(),
    urgent_decider: answer.oneOf(urgentDeciders).nullable(),
    urgency: answer.text(2000).nullable(),
    next_meeting_on: answer.day.nullable(),
    place: answer.text(200).nullable(),
    typed_by: answer.text(200).nullable(),
    recorded_at: answer.momentText,
    /** The board has been told of it. */
    reported: describedBy(
      boardReportFields,
      z.object({ reported_on: answer.day, minutes_number: answer.text(50), recorded_at: answer.momentText, by: writer }),
    ).nullable(),
  }),
  { decisionMakerId: "staff", deciderName: "name", chairName: "name", decidedAt: "place" },
);
export type MadePart = z.output<typeof madePart>;
