import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findForm, storedIn } from "../find-form.ts";
import { translationsOf } from "../find-texts.ts";
import { readingVersion, readingVersionOf } from "../output/reading-version.ts";
import { showIn } from "../shown.ts";

/**
 * What a reader sees of a questionnaire that comes with the program, or of one of the tenant's own that is published, in its own language or in one that
 * the tenant has translated it to. Problems: `not-found`, `language-unknown`.
 */
export const getForm = defineQuery({
  name: "forms.get",
  title: "Läsa ett formulär",
  input: z.object({ form: requiredText("formulärets namn", 100), language: optionalText(40) }),
  output: readingVersion,
  permit: [followsUp, runsSurveys],
  async run(tx, { form, language = null }, { actor: { municipalityId } }) {
    const found = await findForm(storedIn(tx, municipalityId), form);
    if (!found.ok) return found;
    const words = showIn(found.value, await translationsOf(tx, municipalityId, found.value), language);
    return words.ok ? ok(readingVersionOf(found.value, words.value)) : words;
  },
});
