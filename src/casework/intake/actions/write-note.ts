import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { stockholmInstant } from "../../../platform/basics/dates.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalId, optionalTime, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";

export const noteInput = formOf({
  caseId: idField,
  happenedOn: about(requiredDate("vilken dag det hände"), { past: true, label: "Dag det hände", start: "today" }),
  happenedAt: about(optionalTime(), { label: "Klockslag", hint: "Så att journalen står i rätt ordning." }),
  text: about(requiredText("anteckningen"), {
    label: "Anteckning",
    hint: "Skriv det som har betydelse: vad som hände, vem som sa vad och vad det bygger på.",
    rows: 8,
  }),
  correctsId: optionalId(),
});

/** Writes a note in the journal (14 kap. 3 § SoL, 27 § FvL). A correction is a new note that points at the old one. */
export const writeNote = defineAction({
  name: "intake.write-note",
  title: "Skriv en journalanteckning",
  input: noteInput,
  output: z.object({ noteId: answer.id }),
  permit: [worksInCase, brokeOpen],
  async run(tx, input, context) {
    if (input.happenedAt !== undefined && stockholmInstant(input.happenedOn, input.happenedAt) > context.now) {
      return invalidField("happenedAt", "Klockslaget har inte varit än.");
    }
    if (input.correctsId !== undefined) {
      const before = await tx
        .selectFrom("intake.note")
        .select(["happened_on", "happened_at", "text"])
        .where("municipality_id", "=", context.actor.municipalityId)
        .where("case_id", "=", input.caseId)
        .where("id", "=", input.correctsId)
        .executeTakeFirst();
      const isSame =
        before?.text === input.text &&
        before.happened_on === input.happenedOn &&
        (before.happened_at?.slice(0, 5) ?? undefined) === input.happenedAt;
      if (isSame) return invalidField("text", "Det är samma anteckning som förut. Ändra det som är fel.");
    }
    const noteId = newTouchedId(context);
    await tx
      .insertInto("intake.note")
      .values({
        id: noteId,
        case_id: input.caseId,
        happened_on: input.happenedOn,
        happened_at: input.happenedAt ?? null,
        text: input.text,
        corrects_id: input.correctsId ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ noteId });
  },
});
