import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalIds, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { takeMeeting } from "../find-meeting.ts";

export const recordOutcomeInput = z
  .object({
    caseId: idField,
    meetingId: idField,
    held: choice(["ja", "nej"], "om mötet hölls"),
    reason: optionalText(2000),
    /** Those of the called who came. */
    came: optionalIds(),
    whyNot: optionalText(2000),
    others: optionalText(2000),
  })
  .refine((input) => input.held === "ja" || input.reason !== undefined, { path: ["reason"], message: "Skriv varför mötet inte hölls." })
  .refine((input) => input.held === "nej" || input.came.length > 0 || input.others !== undefined, {
    path: ["came"],
    message: "Välj vilka som kom. Kom ingen hölls mötet inte.",
  });

/**
 * Writes whether a meeting was held, who of those called came, why the others did not, and who else came. Once; a correction is a note. Problems:
 * `not-found`, `meeting-called-off`, `already-done`.
 */
export const recordOutcome = defineAction({
  name: "meeting.record-outcome",
  title: "Skriv hur ett möte gick",
  input: recordOutcomeInput,
  output: z.object({ meetingId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { caseId, meetingId } = input;
    const found = await takeMeeting(tx, context, input);
    if (!found.ok) return found;
    const { meeting, current } = found.value;
    const isHeld = input.held === "ja";
    if (isHeld && current.starts_at !== null && new Date(current.starts_at) > context.now)
      return invalidField("held", "Mötet har inte varit än. Flytta det eller ställ in det om något har ändrats.");
    if (!input.came.every((id) => meeting.called.some((one) => one.id === id)))
      return invalidField("came", "Någon som du har valt är inte kallad till mötet.");
    if (isHeld && input.whyNot === undefined && meeting.called.some((one) => !input.came.includes(one.id)))
      return invalidField("whyNot", "Skriv varför den som inte kom inte gjorde det, eller att det inte är känt.");
    context.touch(meetingId);
    const place = { case_id: caseId, meeting_id: meetingId, ...stamp(context) };
    await tx
      .insertInto("meeting.outcome")
      .values({
        ...place,
        held: isHeld,
        reason: isHeld ? null : (input.reason ?? null),
        why_not: isHeld ? (input.whyNot ?? null) : null,
        others: isHeld ? (input.others ?? null) : null,
      })
      .execute();
    const attendance = meeting.called.map((one) => ({ ...place, called_id: one.id, came: isHeld && input.came.includes(one.id) }));
    await tx.insertInto("meeting.attendance").values(attendance).execute();
    return ok({ meetingId });
  },
});
