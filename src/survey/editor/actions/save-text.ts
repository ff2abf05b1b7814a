import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { checkDraft } from "../check-draft.ts";
import { findDraft, keepDraft } from "../drafts.ts";
import { follows, formName, longestFile } from "../fields.ts";

/**
 * Saves the whole file of a draft, faults and all: it says how many there are. What has faults cannot be published. Problems: `not-found`,
 * `questionnaire-published`, `changed-meanwhile`.
 */
export const saveText = defineAction({
  name: "editor.save-text",
  title: "Spara ett formulärs fil",
  input: z.object({ form: formName, follows, content: requiredText("formulärets fil", longestFile) }),
  output: z.object({ number: answer.count, faults: answer.count }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form, follows: before, content }, context) {
    const draft = await findDraft(tx, context.actor.municipalityId, form, before);
    if (!draft.ok) return draft;
    const text = `${content.trimEnd()}\n`;
    const kept = await keepDraft(tx, context, { ...draft.value, number: before + 1, content: text });
    return kept.ok ? ok({ number: kept.value.number, faults: checkDraft({ ...draft.value, content: text }).faults.length }) : kept;
  },
});
