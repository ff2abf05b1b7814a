import { z } from "zod";
import { answersSurveys, followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { noSuchForm, storedIn } from "../find-form.ts";

/** The file of one of the tenant's own questionnaires, as it was published. Fails with `not-found`. */
export const readForm = defineQuery({
  name: "forms.read",
  title: "Läsa ett eget formulärs fil",
  input: z.object({
    form: requiredText("formulärets namn", 64),
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  output: z.object({ content: answer.text(1_000_000), fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
  permit: [followsUp, answersSurveys, runsSurveys],
  async run(tx, { form, fingerprint = null }, { actor }) {
    const found = await storedIn(tx, actor.municipalityId).stored(form, fingerprint);
    return found ? ok(found) : failed(noSuchForm);
  },
});
