/** A meeting as a part of its case. */
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { bookingKinds, capacities, meetingKinds, meetingWays, summonsWays } from "./codes.ts";

const recorded = { recorded_at: answer.momentText, by: answer.text(200).nullable() };

export const bookingPart = z.object({
  number: answer.count,
  kind: answer.oneOf(bookingKinds),
  /** When, how long in minutes, how and where; null in one that is called off. */
  starts_at: answer.momentText.nullable(),
  minutes: answer.count.nullable(),
  way: answer.oneOf(meetingWays).nullable(),
  place: answer.text(300).nullable(),
  because: answer.text(2000).nullable(),
  ...recorded,
});
export type BookingPart = z.output<typeof bookingPart>;

export const toldPart = z.object({
  number: answer.count,
  way: answer.oneOf(summonsWays),
  state: answer.code.nullable(),
  /** False where no try can have reached anybody; null where there was no message. */
  may_have_come: answer.yesNo.nullable(),
  /** It was not sent, since this one may be told no more. Null as long as nothing stopped it. */
  is_withheld: answer.yesNo.nullable(),
  /** By digital post: the supplier has answered that this one has no letter box. Null as long as nothing stopped it. */
  lacks_letter_box: answer.yesNo.nullable(),
  message_id: answer.id.nullable(),
  ...recorded,
});

export const calledPart = z.object({
  id: answer.id,
  capacity: answer.oneOf(capacities),
  /** The child or the guardian as a person; null for others. */
  person_id: answer.id.nullable(),
  name: answer.text(201),
  /** The identity is protected, in any of the three ways. */
  protected: answer.yesNo,
  /** Null until it is written how the meeting went. */
  came: answer.yesNo.nullable(),
  /** May be called to a meeting that is to be: a guardian of today who is not kept uninformed, or anybody else. */
  may_be_told: answer.yesNo,
  /** How this one was told, the latest last, with how the message stands where there was one. */
  told: answer.list(toldPart),
});
export type CalledPart = z.output<typeof calledPart>;

export const meetingPart = z.object({
  id: answer.id,
  kind: answer.oneOf(meetingKinds),
  agenda: answer.text(2000),
  child_about: answer.text(2000).nullable(),
  contact: answer.text(200),
  interpreter: answer.text(100).nullable(),
  /** Why somebody with a protected identity can be at one place with the others who are called. */
  together_because: answer.text(2000).nullable(),
  /** The latest last. */
  bookings: answer.list(bookingPart),
  called: answer.list(calledPart),
  outcome: z
    .object({
      held: answer.yesNo,
      reason: answer.text(2000).nullable(),
      why_not: answer.text(2000).nullable(),
      others: answer.text(2000).nullable(),
      ...recorded,
    })
    .nullable(),
  ...recorded,
});
export type MeetingPart = z.output<typeof meetingPart>;
