import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalIds, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { allFaults, invalidField, ok } from "../../../platform/basics/result.ts";
import { takeMeeting } from "../find-meeting.ts";

const wasHeld = { field: "held", is: ["ja"] } as const;

export const recordOutcomeInput = formOf({
  caseId: idField,
  meetingId: idField,
  held: about(choice(["ja", "nej"], "om mötet hölls"), { label: "Hölls mötet?" }),
  /** Those of the called who came. */
  came: about(optionalIds(), { label: "Vilka av de kallade kom?", when: wasHeld, optional: false }),
  whyNot: about(optionalText(2000), {
    label: "Varför kom någon inte?",
    journal: "",
    hint: "Behövs om någon som är kallad inte kom.",
    rows: 2,
    when: wasHeld,
    optional: "om alla kom",
  }),
  others: about(optionalText(2000), {
    label: "Andra som kom",
    hint: "Namn och vem det är.",
    rows: 2,
    when: wasHeld,
    journal: "Andra som kom",
  }),
  reason: about(optionalText(2000), {
    label: "Varför hölls det inte?",
    rows: 2,
    when: { field: "held", is: ["nej"] },
    needed: "Skriv varför mötet inte hölls.",
  }),
}).refine((input) => input.held === "nej" || input.came.length > 0 || input.others !== undefined, {
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
    const faults = allFaults(
      isHeld && current.starts_at !== null && new Date(current.starts_at) > context.now
        ? invalidField("held", "Mötet har inte varit än. Flytta det eller ställ in det om något har ändrats.")
        : undefined,
      input.came.every((id) => meeting.called.some((one) => one.id === id))
        ? undefined
        : invalidField("came", "Någon som du har valt är inte kallad till mötet."),
      isHeld && input.whyNot === undefined && meeting.called.some((one) => !input.came.includes(one.id))
        ? invalidField("whyNot", "Skriv varför den som inte kom inte gjorde det, eller att det inte är känt.")
        : undefined,
    );
    if (faults) return faults;
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
