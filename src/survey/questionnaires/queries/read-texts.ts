import { z } from "zod";
import type { Respondent, StaffActor } from "../../../platform/core/actor.ts";
import { answersSurveys, followsUp, isAskedForm, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findForm, storedIn } from "../find-form.ts";
import { storedTexts } from "../find-texts.ts";

const input = z.object({ form: z.string().regex(/^[a-z0-9-]{1,64}$/), fingerprint: z.string().regex(/^[0-9a-f]{64}$/) });
const output = z.object({ number: answer.count, content: answer.text(2_000_000) });

/** The texts of a published version in other languages, as a table; empty where there are none. Fails with `not-found` where there is no such version. */
export const readTexts = defineQuery<typeof input, z.output<typeof output>, StaffActor | Respondent>({
  name: "forms.read-texts",
  title: "Läsa ett formulärs texter på andra språk",
  input,
  output,
  permit: [followsUp, answersSurveys, runsSurveys, isAskedForm],
  async run(tx, { form, fingerprint }, { actor: { municipalityId } }) {
    const found = await findForm(storedIn(tx, municipalityId), form, fingerprint);
    if (!found.ok) return found;
    return ok((await storedTexts(tx, municipalityId, found.value.id, found.value.version)) ?? { number: 0, content: "" });
  },
});
