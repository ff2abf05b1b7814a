import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { noSuchForm } from "../../questionnaires/find-form.ts";
import { storedTexts } from "../../questionnaires/find-texts.ts";
import { findStanding, keepDraft } from "../drafts.ts";
import { formName } from "../fields.ts";
import { renamed } from "../start-text.ts";

/** Begins the next version of a questionnaire that is published, as the last one is, with its texts in other languages. Problems: `not-found`, `already-done` where it is begun. */
export const beginVersion = defineAction({
  name: "editor.begin-version",
  title: "Börja på en ny version av ett formulär",
  input: z.object({ form: formName }),
  output: z.object({ form: answer.text(64), version: answer.count }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form }, context) {
    const standing = await findStanding(tx, context.actor.municipalityId, form);
    if (!standing) return failed(noSuchForm);
    const version = standing.version + 1;
    const content = renamed(standing.content, { form, version });
    const kept = standing.published && content !== null ? await keepDraft(tx, context, { form, version, number: 1, content }) : undefined;
    if (!kept?.ok)
      return failed({ code: "already-done", message: "Det finns redan ett utkast till nästa version.", hint: "Fortsätt i det." });
    const texts = await storedTexts(tx, context.actor.municipalityId, form, standing.version);
    if (texts)
      await tx
        .insertInto("survey.questionnaire_texts")
        .values({ questionnaire: form, version, number: 1, content: texts.content, ...stamp(context) })
        .execute();
    return ok({ form, version });
  },
});
