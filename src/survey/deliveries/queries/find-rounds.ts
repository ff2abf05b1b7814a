import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";

const line = z.object({
  id: answer.id,
  title: answer.text(200),
  last_day: answer.day,
  closes_on: answer.day,
  units: answer.count,
  delivered: answer.count,
  refused: answer.count,
});

/** The agency's rounds with how many have delivered, the latest first, and how many deliveries were refused in all. */
export const findRounds = defineQuery({
  name: "delivery.find-rounds",
  title: "Visa omgångar med vad som har levererats",
  input: z.object({}),
  output: z.object({ rounds: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<z.output<typeof line>>`select r.id, r.title, r.last_day, r.closes_on,
        (select count(*)::int from survey.unit u where u.municipality_id = r.municipality_id and u.round_id = r.id) as units,
        (select count(distinct d.unit_id)::int from survey.unit u join survey.delivery d on d.municipality_id = u.municipality_id and d.unit_id = u.id
          where u.municipality_id = r.municipality_id and u.round_id = r.id) as delivered,
        (select count(*)::int from survey.unit u join survey.refused_delivery f on f.municipality_id = u.municipality_id and f.unit_id = u.id
          where u.municipality_id = r.municipality_id and u.round_id = r.id) as refused
      from survey.round r where r.municipality_id = ${actor.municipalityId} order by r.last_day desc, r.id`.execute(tx);
    return ok({ rounds: rows });
  },
});
