import { z } from "zod";
import { followsUp, runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Context } from "../../../platform/core/door.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { storedIn } from "../../questionnaires/find-form.ts";
import { listIds } from "../../questionnaires/find-questionnaire.ts";
import { findStanding, keepDraft } from "../drafts.ts";
import { formName, longestFile } from "../fields.ts";
import { emptyText, exampleText, renamed, shippedText } from "../start-text.ts";

/** Where it is said what to begin from: nothing, the example with five questions, a file (`content`), or another questionnaire by its name. */
export const beginnings = { empty: "tomt", example: "exempel", file: "fil" } as const;

/**
 * Begins a questionnaire of the tenant's own: empty, of the five-question example, of a file, of one that comes with the program, or of one of one's own
 * that is published. Gives its name. Problems at the fields: a name that is taken, something to begin from that is not there or is no questionnaire.
 */
export const beginForm = defineAction({
  name: "editor.begin-form",
  title: "Börja skriva ett eget formulär",
  input: z.object({
    form: formName,
    title: optionalText(200),
    from: requiredText("vad formuläret börjar som", 64),
    content: optionalText(longestFile),
  }),
  output: z.object({ form: answer.text(64), number: answer.count }),
  permit: [followsUp, runsSurveys],
  async run(tx, { form, title, from, content }, context) {
    const { municipalityId } = context.actor;
    const taken = (await listIds()).includes(form) || (await findStanding(tx, municipalityId, form)) !== undefined;
    if (taken) return invalidField("form", "Det finns redan ett formulär med det namnet. Välj ett annat.");
    const begun = from === beginnings.file ? content : await textOf(tx, context, { form, title, from });
    if (begun === undefined) return invalidField("from", "Välj vad formuläret börjar som.");
    const named = renamed(begun, { form, version: 1, title });
    if (named === null) return invalidField("from", "Filen är inget formulär: den har inga sidor med frågor, eller går inte att läsa.");
    if (named.length > longestFile) return invalidField("from", "Formuläret är för stort.");
    const kept = await keepDraft(tx, context, { form, version: 1, number: 1, content: named });
    if (!kept.ok) return failed({ code: "already-done", message: "Formuläret är redan påbörjat.", hint: "Fortsätt i det." });
    return ok({ form, number: 1 });
  },
});

async function textOf(
  tx: Tx,
  context: Context,
  { form, title, from }: { form: string; title: string | undefined; from: string },
): Promise<string | undefined> {
  if (from === beginnings.empty) return emptyText(form, title ?? form);
  if (from === beginnings.example) return exampleText();
  if ((await listIds()).includes(from)) return shippedText(from);
  return (await storedIn(tx, context.actor.municipalityId).stored(from, null))?.content;
}
