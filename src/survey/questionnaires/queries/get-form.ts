import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { ok } from "../../../platform/basics/result.ts";
import { findForm, storedIn } from "../find-form.ts";
import { readingVersion, readingVersionOf } from "../output/reading-version.ts";

/** What a reader sees of a questionnaire that comes with the program, or of one of the tenant's own that is published. Fails with `not-found`. */
export const getForm = defineQuery({
  name: "forms.get",
  title: "Läsa ett formulär",
  input: z.object({ form: requiredText("formulärets namn", 100) }),
  output: readingVersion,
  permit: [followsUp, runsSurveys],
  async run(tx, { form }, { actor }) {
    const found = await findForm(storedIn(tx, actor.municipalityId), form);
    return found.ok ? ok(readingVersionOf(found.value)) : found;
  },
});
