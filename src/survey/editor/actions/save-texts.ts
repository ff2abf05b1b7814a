import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, requiredText } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { noSuchForm } from "../../questionnaires/find-form.ts";
import { readTranslations } from "../../questionnaires/translations.ts";
import { changedMeanwhile, findStanding } from "../drafts.ts";
import { formName } from "../fields.ts";

/**
 * Keeps the texts of a version in other languages, in the place of those that were. The version may be published: answers are the form's own words in
 * every language. Problems: `not-found`, `changed-meanwhile`, a fault at `content`.
 */
export const saveTexts = defineAction({
  name: "editor.save-texts",
  title: "Spara ett formulärs texter på andra språk",
  input: z.object({ form: formName, follows: buildsOn(0), content: requiredText("texterna", 2_000_000) }),
  output: z.object({ number: answer.count }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form, follows, content }, context) {
    const standing = await findStanding(tx, context.actor.municipalityId, form);
    if (!standing) return failed(noSuchForm);
    const read = readTranslations(content);
    if (!read.ok) return invalidField("content", read.error.message);
    const number = follows + 1;
    const added = await tx
      .insertInto("survey.questionnaire_texts")
      .values({ questionnaire: form, version: standing.version, number, content, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    return added ? ok({ number }) : failed(changedMeanwhile);
  },
});
