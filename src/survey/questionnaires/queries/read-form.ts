import { z } from "zod";
import type { Respondent, StaffActor } from "../../../platform/core/actor.ts";
import { answersSurveys, followsUp, isAskedForm, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { noSuchForm, storedIn } from "../find-form.ts";

const input = z.object({
  form: requiredText("formulärets namn", 64),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
const output = z.object({ content: answer.text(1_000_000), fingerprint: z.string().regex(/^[0-9a-f]{64}$/) });

/** The file of one of the tenant's own questionnaires, as it was published. Fails with `not-found`. */
export const readForm = defineQuery<typeof input, z.output<typeof output>, StaffActor | Respondent>({
  name: "forms.read",
  title: "Läsa ett eget formulärs fil",
  input,
  output,
  permit: [followsUp, answersSurveys, runsSurveys, isAskedForm],
  async run(tx, { form, fingerprint = null }, { actor }) {
    const found = await storedIn(tx, actor.municipalityId).stored(form, fingerprint);
    return found ? ok(found) : failed(noSuchForm);
  },
});
