import { sql } from "kysely";
import { z } from "zod";
import { answersSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";

const line = z.object({
  id: answer.id,
  questionnaire: answer.text(64),
  published_by: answer.text(300),
  groups: answer.list(answer.text(100)),
  at: answer.momentText,
});

/** The publications that the municipality has read in to compare its answers with, the last first. */
export const findPublications = defineQuery({
  name: "comparison.find-publications",
  title: "Visa publicerade resultat som är inlästa",
  input: z.object({}),
  output: z.object({ publications: answer.list(line) }),
  permit: [answersSurveys],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<z.output<typeof line>>`
      select id, questionnaire, published_by, array_remove(array[storlek, nyckel, skr_grupp, lan], null) as groups, to_json(recorded_at)#>>'{}' as at
      from survey.known_publication where municipality_id = ${actor.municipalityId} order by recorded_at desc, id`.execute(tx);
    return ok({ publications: rows });
  },
});
