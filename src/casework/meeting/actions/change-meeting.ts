import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { mayNotMeet } from "../called.ts";
import { readMoment, whenFields } from "../fields.ts";
import { takeMeeting } from "../find-meeting.ts";
import { isSameBooking, mayMeet } from "../rules.ts";
import { tellThoseCalled } from "../tell.ts";

const output = z.object({ number: answer.count });

/**
 * Moves a meeting: a new row, the old one stays. Those who were called by e-mail or SMS are told; the others stand as untold. Problems:
 * `meeting-called-off`, `already-done`, `may-not-meet`, and where nothing is another: then nobody is told. A closed case takes no new time.
 */
export const moveMeeting = defineAction({
  name: "meeting.move-meeting",
  title: "Flytta ett möte",
  input: formOf({
    caseId: idField,
    meetingId: idField,
    ...whenFields,
    because: about(requiredText("varför", 2000), {
      label: "Varför flyttas det?",
      hint: "Det står i journalen, inte i kallelsen.",
      rows: 3,
    }),
  }),
  output,
  permit: [worksInCase],
  async run(tx, input, context) {
    const { moment, faults } = readMoment(input, context.now);
    if (faults.length > 0 || !moment)
      return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: faults });
    const found = await takeMeeting(tx, context, input);
    if (!found.ok) return found;
    if (!mayMeet(found.value.meeting)) return failed(mayNotMeet);
    const { minutes, way, place } = input;
    if (isSameBooking(found.value.current, { starts_at: moment.toISOString(), minutes: Number(minutes), way, place }))
      return invalidField("day", "Mötet är redan bokat så. Ändra dagen, klockslaget, längden, sättet eller platsen.");
    const number = found.value.current.number + 1;
    context.touch(input.meetingId);
    await tx
      .insertInto("meeting.booking")
      .values({
        case_id: input.caseId,
        meeting_id: input.meetingId,
        number,
        kind: "flyttat",
        starts_at: moment,
        minutes: Number(input.minutes),
        way: input.way,
        place: input.place,
        because: input.because,
        ...stamp(context),
      })
      .execute();
    await tellThoseCalled(tx, context, found.value, { caseId: input.caseId, number, isOff: false });
    return ok({ number });
  },
});

/** Calls a meeting off: a new row after which there is none. Those who were told of it by e-mail or SMS are told; what still waited is not sent. */
export const callOffMeeting = defineAction({
  name: "meeting.call-off-meeting",
  title: "Ställ in ett möte",
  input: formOf({
    caseId: idField,
    meetingId: idField,
    because: about(requiredText("varför", 2000), {
      label: "Varför ställs det in?",
      hint: "Det står i journalen, inte i meddelandet.",
      rows: 3,
    }),
  }),
  output,
  permit: [worksInCase],
  async run(tx, input, context) {
    const found = await takeMeeting(tx, context, input);
    if (!found.ok) return found;
    const number = found.value.current.number + 1;
    context.touch(input.meetingId);
    const nothing = { starts_at: null, minutes: null, way: null, place: null };
    await tx
      .insertInto("meeting.booking")
      .values({
        ...{ case_id: input.caseId, meeting_id: input.meetingId, number, kind: "inställt" as const, because: input.because },
        ...nothing,
        ...stamp(context),
      })
      .execute();
    await tellThoseCalled(tx, context, found.value, { caseId: input.caseId, number, isOff: true });
    return ok({ number });
  },
});
