import { sql } from "kysely";
import { z } from "zod";
import { answersSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";

const line = z.object({
  id: answer.id,
  questionnaire: answer.text(64),
  last_day: answer.day,
  closes_on: answer.day,
  pages: answer.count,
  signed_at: answer.momentText.nullable(),
});
export type AnswerSetLine = z.output<typeof line>;

/** The surveys that the municipality answers or has answered, the latest first. */
export const findAnswerSets = defineQuery({
  name: "survey.find-answer-sets",
  title: "Visa de enkäter som kommunen besvarar",
  input: z.object({}),
  output: z.object({ sets: answer.list(line) }),
  permit: [answersSurveys],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<AnswerSetLine>`
      select s.id, s.questionnaire, s.last_day, s.closes_on,
        (select count(distinct p.page)::int from survey.page_save p where p.municipality_id = s.municipality_id and p.answer_set_id = s.id) as pages,
        (select to_json(max(g.recorded_at))#>>'{}' from survey.signature g where g.municipality_id = s.municipality_id and g.answer_set_id = s.id) as signed_at
      from survey.answer_set s where s.municipality_id = ${actor.municipalityId} and s.unit_id is null order by s.last_day desc, s.id`.execute(
      tx,
    );
    return ok({ sets: rows });
  },
});
