import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { stockholmInstant } from "../../../platform/basics/dates.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalId, optionalTime, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";

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
