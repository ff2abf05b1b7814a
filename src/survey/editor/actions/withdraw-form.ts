import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { noSuchForm } from "../../questionnaires/find-form.ts";
import { formName } from "../fields.ts";

/**
 * Withdraws a version that nobody has begun to answer: it is found no more by whoever begins. One that is answered, or asked in a round, stays (the
 * database says so). Problems: `not-found`, `already-done`, and that of the database.
 */
export const withdrawForm = defineAction({
  name: "editor.withdraw-form",
  title: "Dra tillbaka en version av ett formulär",
  input: z.object({
    form: formName,
    version: z.coerce
      .number("Versionen finns inte.")
      .int("Versionen finns inte.")
      .min(1, "Versionen finns inte.")
      .max(32_000, "Versionen finns inte."),
  }),
  output: z.object({ version: answer.count }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form, version }, context) {
    const published = await tx
      .selectFrom("survey.questionnaire_version")
      .select("version")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("questionnaire", "=", form)
      .where("version", "=", version)
      .executeTakeFirst();
    if (!published) return failed(noSuchForm);
    const added = await tx
      .insertInto("survey.questionnaire_withdrawal")
      .values({ questionnaire: form, version, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .returning("version")
      .executeTakeFirst();
    return added ? ok({ version }) : failed({ code: "already-done", message: "Versionen är redan tillbakadragen." });
  },
});
