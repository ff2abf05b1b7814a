/** What the room contributes of a case: its meetings. */
import { describedBy } from "../../platform/core/about.ts";
import { bookMeetingInput } from "./actions/book-meeting.ts";
import { callOffMeeting, moveMeeting } from "./actions/change-meeting.ts";
import { recordOutcomeInput } from "./actions/record-outcome.ts";
import { summonInput } from "./actions/summon.ts";
import { sql } from "kysely";
import { answer } from "../../platform/core/answers.ts";
import { definePart, rare } from "../part/case-part.ts";
import { all, within } from "../part/guardian-showing.ts";
import { meetingLinks } from "./links.ts";
import { bookingPart, calledPart, meetingPart, toldPart } from "./meeting-part.ts";
import type { MeetingPart } from "./meeting-part.ts";
import { meetingsSql } from "./meeting-sql.ts";
import { meetingContent, meetingEvents, meetingSteps } from "./meeting-words.ts";
import { isSettled } from "./rules.ts";

/** A meeting, as it was asked for in the forms. */
const described = describedBy(
  bookMeetingInput.shape,
  meetingPart.extend({
    bookings: answer.list(
      describedBy({ ...moveMeeting.input.shape, becauseOff: callOffMeeting.input.shape.because }, bookingPart, {
        day: "starts_at",
        time: "starts_at",
        becauseOff: "because",
      }),
    ),
    called: answer.list(
      describedBy(recordOutcomeInput.shape, calledPart.extend({ told: answer.list(describedBy(summonInput.shape, toldPart)) })),
    ),
    outcome: describedBy(recordOutcomeInput.shape, meetingPart.shape.outcome.unwrap()).nullable(),
  }),
  { others: "called" },
);

const meetings = definePart<{ readonly meetings: readonly MeetingPart[] }>()({
  schema: answer.list(described),
  ...rare(
    ({ m, c }) => ({ from: sql`meeting.meeting m`, where: sql`m.municipality_id = ${m} and m.case_id = ${c}` }),
    ({ context }, _from, where) => meetingsSql(where, context.today),
  ),
  // Only meetings that the guardian is called to, and of those called only the guardian: the rest is taken out before.
  forGuardian: (part, personId) =>
    part
      .map((one) => ({ ...one, called: one.called.filter((each) => each.person_id === personId) }))
      .filter((one) => one.called.length > 0),
  guardian: {
    ...all("shown", "id", "kind", "interpreter", "recorded_at", "by"),
    ...all("text", "agenda", "contact"),
    // What is written to the child is the child's, and why somebody is protected is that person's.
    ...all("never", "child_about", "together_because"),
    ...within("shown", "bookings[]", "number", "kind", "starts_at", "minutes", "way", "recorded_at", "by"),
    ...within("text", "bookings[]", "place"),
    ...within("never", "bookings[]", "because"),
    ...within("shown", "called[]", "id", "capacity", "person_id", "name", "protected", "came"),
    ...within("shown", "called[].told[]", "number", "way", "state", "may_have_come", "lacks_letter_box", "message_id", "recorded_at", "by"),
    // That somebody may not be told is that person's.
    ...within("never", "called[]", "may_be_told"),
    ...within("never", "called[].told[]", "is_withheld"),
    ...within("shown", "outcome", "held", "recorded_at", "by"),
    ...within("never", "outcome", "reason", "why_not", "others"),
  },
  events: [{ order: 80, of: ({ meetings: of }, { caseId }) => of.flatMap((one) => meetingEvents(caseId, one)) }],
  contents: [
    { tab: "översikt", order: 5, of: ({ meetings: of }) => of.filter((one) => !isSettled(one)).map(meetingContent) },
    { tab: "journal", order: 40, of: ({ meetings: of }) => of.filter(isSettled).toReversed().map(meetingContent) },
  ],
  next: [{ order: 55, of: ({ meetings: of }, { caseId, today }) => of.flatMap((one) => meetingSteps(caseId, one, today)) }],
  also: [
    {
      order: 25,
      about: "Samtal och anteckningar",
      needs: [],
      of: (_parts, { caseId }) => [{ text: "Boka möte", href: meetingLinks.book(caseId) }],
    },
  ],
});

export const meetingParts = { meetings };
