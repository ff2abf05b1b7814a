import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { noSuchForm } from "../../questionnaires/find-form.ts";
import { storedTexts } from "../../questionnaires/find-texts.ts";
import { findStanding } from "../drafts.ts";
import { formName } from "../fields.ts";

/** The texts of the last version of one of the tenant's questionnaires in other languages, as a table; empty where there are none. Fails with `not-found`. */
export const getTexts = defineQuery({
  name: "editor.get-texts",
  title: "Visa ett formulärs texter på andra språk",
  input: z.object({ form: formName }),
  output: z.object({ number: answer.count, content: answer.text(2_000_000) }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form }, { actor: { municipalityId } }) {
    const standing = await findStanding(tx, municipalityId, form);
    if (!standing) return failed(noSuchForm);
    return ok((await storedTexts(tx, municipalityId, form, standing.version)) ?? { number: 0, content: "" });
  },
});
