import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";

const line = z.object({
  id: answer.id,
  title: answer.text(200),
  questionnaire: answer.text(64),
  opens_on: answer.day,
  last_day: answer.day,
  closes_on: answer.day,
  units: answer.count,
  delivered: answer.count,
});

/** The rounds of the agency, the one that closes last first, with how many units are asked and have delivered. */
export const findRounds = defineQuery({
  name: "rounds.find-rounds",
  title: "Visa undersökningarna",
  input: z.object({}),
  output: z.object({ rounds: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, _input, { actor, touch }) {
    const { rows } = await sql<z.output<typeof line>>`
      select r.id, r.title, r.questionnaire, r.opens_on, r.last_day, r.closes_on, count(u.id)::int as units,
        count(u.id) filter (where exists (select from survey.delivery d where d.municipality_id = u.municipality_id and d.unit_id = u.id))::int as delivered
      from survey.round r join survey.unit u on u.municipality_id = r.municipality_id and u.round_id = r.id
      where r.municipality_id = ${actor.municipalityId}
      group by r.municipality_id, r.id order by r.closes_on desc, r.recorded_at desc, r.id`.execute(tx);
    touch(...rows.map(({ id }) => id));
    return ok({ rounds: rows });
  },
});
