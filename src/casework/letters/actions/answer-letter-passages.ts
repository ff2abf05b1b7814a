import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText, someIds } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";

const quiet = "kept with the letter";

export const letterPassageFields = {
  passages: about(someIds("ett stycke"), { quiet, label: "Stycken som inte röjer något skyddat" }),
  reason: about(requiredText("varför de inte röjer något", 2000), {
    quiet,
    label: "Varför röjer de inget skyddat?",
    hint: "Till exempel att det är en annan person med samma namn, eller skolans adress.",
    rows: 3,
  }),
} as const;

/** Says of passages in a letter that they do not tell what is protected, with why. Of exactly those words and that letter; nothing is changed in either. */
export const answerLetterPassages = defineAction({
  name: "letters.answer-passages",
  title: "Svara om stycken i ett brev röjer något skyddat",
  input: formOf({ caseId: idField, letterId: idField, ...letterPassageFields }),
  output: z.object({ answered: answer.count }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId, letterId, passages, reason }, context) {
    await tx
      .insertInto("intake.letter_passage_answer")
      .values([...new Set(passages)].map((passage_id) => ({ case_id: caseId, letter_id: letterId, passage_id, reason, ...stamp(context) })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    context.touch(letterId);
    return ok({ answered: passages.length });
  },
});
