import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { about } from "../../../platform/core/about.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import { changeDraft } from "../change-draft.ts";
import { follows, formName } from "../fields.ts";

/** What a form asks of the whole questionnaire. */
export const aboutInput = {
  title: about(requiredText("formulärets titel", 300), { label: "Titel" }),
  source: about(optionalText(2000), { label: "Varifrån frågorna kommer", rows: 2 }),
  closing: about(optionalText(5000), { label: "Vad som sägs när allt är besvarat", rows: 2 }),
} as const;

/** Saves what a draft says of itself. Problems: those of a draft that is changed. */
export const saveAbout = defineAction({
  name: "editor.save-about",
  title: "Spara ett formulärs titel och avslutning",
  input: z.object({ form: formName, follows, ...aboutInput }),
  output: z.object({ number: answer.count }),
  permit: [followsUp, runsSurveys],
  run: (tx, { title, source, closing, ...given }, context) =>
    changeDraft(tx, context, given, (file) => {
      for (const [name, value] of Object.entries({ title, source, closing })) file.setTop(name, value);
      return null;
    }),
});
