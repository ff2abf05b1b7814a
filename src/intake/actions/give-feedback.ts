import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { choice, requiredDate, requiredText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { ok } from "../../core/result.ts";

export const feedbackInput = z.object({
  caseId: idField,
  intakeId: idField,
  outcome: choice(["lämnad", "olämpligt"], "om återkoppling lämnas"),
  givenOn: requiredDate("vilken dag"),
  content: requiredText("vad anmälaren fick veta, eller varför det är olämpligt", 2000),
});

/** Records what a mandated reporter was told, or why telling was unsuitable (19 kap. 6 § SoL, 26 kap. 9 a § OSL). */
export const giveFeedback = defineAction({
  name: "intake.give-feedback",
  title: "Återkoppla till anmälaren",
  input: feedbackInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    const feedbackId = newTouchedId(context);
    await tx
      .insertInto("intake.reporter_feedback")
      .values({
        id: feedbackId,
        case_id: input.caseId,
        intake_id: input.intakeId,
        outcome: input.outcome,
        given_on: input.givenOn,
        content: input.content,
        ...stamp(context),
      })
      .execute();
    return ok({ feedbackId });
  },
});
