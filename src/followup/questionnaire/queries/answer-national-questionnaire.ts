import { sql } from "kysely";
import { z } from "zod";
import { followsUp } from "../../../platform/access/permits.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { requiredDate } from "../../../platform/core/fields.ts";
import { failed } from "../../../platform/basics/result.ts";
import { municipalAnswers } from "../answers.ts";
import { answerQuestionnaire } from "../answer-questionnaire.ts";
import { recentAnswers } from "../recent-answers.ts";

type State = { id: number; code: string; database: string; delivery: string };

/**
 * The national questionnaire's answers for the reader's own municipality, for a period of whole days (both included).
 * Figures for groups only; the log says that they were read, and no child is named in it. The figures may be
 * half a minute old (`recentAnswers`). Fails with `invalid-period`.
 */
export const answerNationalQuestionnaire = defineQuery({
  name: "followup.answer-national-questionnaire",
  title: "Svara på den nationella enkäten",
  input: z.object({ from: requiredDate("periodens första dag"), to: requiredDate("periodens sista dag") }),
  output: municipalAnswers,
  permit: [followsUp],
  async run(tx, { from, to }, { actor, now }) {
    const { rows } = await sql<State>`
      select m.id, m.code, current_database() as database,
        coalesce((select max(r.finished_at) from extract.import_run r where r.municipality_id = m.id)::text, '') as delivery
      from core.municipality m where m.id = ${actor.municipalityId}`.execute(tx);
    const municipality = rows[0];
    if (!municipality) return failed({ code: "not-found", message: "Kommunen finns inte." });
    const { id, code, database, delivery } = municipality;
    const key = { database, municipalityId: id, delivery, period: { from, to } };
    return recentAnswers(key, now, () => answerQuestionnaire(tx, { id, code }, { from, to }));
  },
});
