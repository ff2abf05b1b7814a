import { z } from "zod";
import { keepsRegister } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { about } from "../../../platform/core/about.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText, requiredText } from "../../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { groupings } from "../../tables/frame.ts";
import type { Grouping } from "../../tables/frame.ts";
import { groupsIn, longestPublication, readPublication } from "../publication.ts";

const own = (label: string) =>
  about(optionalText(100), { label, hint: "Som det står i publikationen.", optional: "om ni inte vill jämföra så" });

/**
 * Reads published results of a survey, to compare one's own answers with, and which of its groups one belongs to. Gives its id. Problems at their
 * fields: `publication-unreadable` and `publication-unprotected` at `content`, a group that the publication does not have.
 */
export const addPublication = defineAction({
  name: "comparison.add-publication",
  title: "Läs in publicerade resultat av en enkät",
  input: z.object({
    questionnaire: z.string("Välj vilken enkät det gäller.").regex(/^[a-z][a-z0-9-]{0,63}$/, "Välj vilken enkät det gäller."),
    publishedBy: about(requiredText("vem som har publicerat och när", 300), {
      label: "Vem har publicerat, och när?",
      hint: "Till exempel Socialstyrelsen 2025, Barns delaktighet.",
    }),
    content: requiredText("publikationen", longestPublication),
    storlek: own("Vår storleksgrupp"),
    nyckel: own("Vår socioekonomiska nyckel"),
    skr_grupp: own("Vår SKR-grupp"),
    lan: own("Vårt län"),
  }),
  output: z.object({ publicationId: answer.id }),
  permit: [keepsRegister],
  async run(tx, input, context) {
    const read = readPublication(input.content);
    if (!read.ok) return failed({ ...read.error, field: "content" });
    const missing = groupings.flatMap((by) => missingGroup(by, input[by], groupsIn(read.value, by)));
    if (missing.length > 0)
      return failed({ code: "invalid-input", message: "Någon av grupperna finns inte i publikationen.", fields: missing });
    const publicationId = newTouchedId(context);
    await tx
      .insertInto("survey.known_publication")
      .values({
        id: publicationId,
        questionnaire: input.questionnaire,
        published_by: input.publishedBy,
        content: JSON.stringify(read.value),
        ...Object.fromEntries(groupings.map((by) => [by, input[by] ?? null])),
        ...stamp(context),
      })
      .execute();
    return ok({ publicationId });
  },
});

function missingGroup(by: Grouping, said: string | undefined, known: readonly string[]) {
  if (said === undefined || known.includes(said)) return [];
  const message = known.length === 0 ? "Publikationen har inga sådana grupper. Lämna tomt." : `Publikationen har: ${known.join(", ")}.`;
  return [{ field: by, message }];
}
