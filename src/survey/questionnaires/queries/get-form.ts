import { z } from "zod";
import { followsUp } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findQuestionnaire, listIds } from "../find-questionnaire.ts";
import { readingVersion, readingVersionOf } from "../output/reading-version.ts";

/** What a reader sees of a questionnaire that comes with the program. Fails with `not-found`. */
export const getForm = defineQuery({
  name: "forms.get",
  title: "Läsa ett formulär",
  input: z.object({ form: requiredText("formulärets namn", 100) }),
  output: readingVersion,
  permit: [followsUp],
  async run(_, { form }) {
    // A name, never a path: files of somebody's own are read by the command line alone.
    if (!(await listIds()).includes(form)) return failed({ code: "not-found", message: "Formuläret finns inte." });
    const found = await findQuestionnaire(form);
    return found.ok ? ok(readingVersionOf(found.value)) : found;
  },
});
