import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText, someIds } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findOwnExtract } from "../journal-extracts.ts";

const quiet = "kept with the extract";

export const passageFields = {
  passages: about(someIds("ett stycke"), { quiet, label: "Stycken som inte röjer vem som har anmält" }),
  reason: about(requiredText("varför de inte röjer det", 2000), {
    quiet,
    label: "Varför röjer de inte vem som har anmält?",
    hint: "Till exempel att personen nämns som lärare och inte som den som har anmält.",
    rows: 3,
  }),
} as const;

/** Says of passages in an extract that they do not tell who reported, with why. Of exactly those words and that extract; nothing is changed in either. */
export const answerPassages = defineAction({
  name: "intake.answer-passages",
  title: "Svara om stycken röjer vem som har anmält",
  input: formOf({ caseId: idField, extractId: idField, ...passageFields }),
  output: z.object({ answered: answer.count }),
  permit: [isResponsibleForCase, leadsUnitOfCase],
  async run(tx, { caseId, extractId, passages, reason }, context) {
    const extract = await findOwnExtract(tx, context, { caseId, extractId });
    if (!extract) return failed({ code: "not-found", message: "Utdraget finns inte, eller så är det framtaget av någon annan." });
    await tx
      .insertInto("intake.secret_passage_answer")
      .values(
        [...new Set(passages)].map((passage_id) => ({ case_id: caseId, extract_id: extractId, passage_id, reason, ...stamp(context) })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    context.touch(extractId);
    return ok({ answered: passages.length });
  },
});
