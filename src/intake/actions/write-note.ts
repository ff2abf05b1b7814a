import { z } from "zod";
import { brokeOpen, worksInCase } from "../../access/permits.ts";
import { stockholmInstant } from "../../core/dates.ts";
import { answer } from "../../core/answers.ts";
import { defineAction } from "../../core/door.ts";
import { optionalId, optionalTime, requiredDate, requiredText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { invalidField, ok } from "../../core/result.ts";

export const noteInput = z.object({
  caseId: idField,
  happenedOn: requiredDate("vilken dag det hände"),
  happenedAt: optionalTime(),
  text: requiredText("anteckningen"),
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
    if (input.happenedOn > context.today) {
      return invalidField("happenedOn", "Dagen har inte varit än. Ange den dag det hände.");
    }
    if (input.happenedAt !== undefined && stockholmInstant(input.happenedOn, input.happenedAt) > context.now) {
      return invalidField("happenedAt", "Klockslaget har inte varit än.");
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
