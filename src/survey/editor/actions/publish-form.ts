import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { checkDraft } from "../check-draft.ts";
import { changedMeanwhile, findDraft } from "../drafts.ts";
import { follows, formName } from "../fields.ts";

/**
 * Publishes a draft: from now on the version can be answered, and never changes. Gives its version and fingerprint. Problems: those of a draft,
 * `questionnaire-faulty` where the checker finds anything.
 */
export const publishForm = defineAction({
  name: "editor.publish-form",
  title: "Publicera ett formulär",
  input: z.object({ form: formName, follows }),
  output: z.object({ version: answer.count, fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form, follows: before }, context) {
    const draft = await findDraft(tx, context.actor.municipalityId, form, before);
    if (!draft.ok) return draft;
    const { version, number, content } = draft.value;
    const { value, faults } = checkDraft(draft.value);
    if (value === null) {
      const message = `Formuläret har ${faults.length === 1 ? "ett fel" : `${faults.length} fel`} och kan inte publiceras.`;
      return failed({ code: "questionnaire-faulty", message, hint: "Rätta felen först. De står på formulärets sida." });
    }
    const { fingerprint } = value;
    const added = await tx
      .insertInto("survey.questionnaire_version")
      .values({ questionnaire: form, version, draft: number, content, fingerprint, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .returning("version")
      .executeTakeFirst();
    return added ? ok({ version, fingerprint }) : failed(changedMeanwhile);
  },
});
