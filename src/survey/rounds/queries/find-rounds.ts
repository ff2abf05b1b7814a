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
  /** Deliveries that were not taken. */
  refused: answer.count,
  /** Those that are out. */
  publications: answer.count,
});
export type RoundLine = z.output<typeof line>;

/**
 * The rounds of the agency, the one that closes last first: how many units are asked and have delivered, what was refused and what is published. The one
 * list of rounds; each room shows what of it is its own (`pages/rounds-table.tsx`).
 */
export const findRounds = defineQuery({
  name: "rounds.find-rounds",
  title: "Visa omgångarna",
  input: z.object({}),
  output: z.object({ rounds: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, _input, { actor, touch }) {
    const { rows } = await sql<RoundLine>`
      select r.id, r.title, r.questionnaire, r.opens_on, r.last_day, r.closes_on, u.units, u.delivered, u.refused,
        (select count(*)::int from survey.publication p
          join survey.publication_outcome o on o.municipality_id = p.municipality_id and o.publication_id = p.id and o.is_publishable
          where p.municipality_id = r.municipality_id and p.round_id = r.id) as publications
      from survey.round r cross join lateral (
        select count(*)::int as units,
          count(*) filter (where exists (select from survey.delivery d where d.municipality_id = n.municipality_id and d.unit_id = n.id))::int as delivered,
          coalesce(sum((select count(*) from survey.refused_delivery f where f.municipality_id = n.municipality_id and f.unit_id = n.id)), 0)::int as refused
        from survey.unit n where n.municipality_id = r.municipality_id and n.round_id = r.id) u
      where r.municipality_id = ${actor.municipalityId}
      order by r.closes_on desc, r.recorded_at desc, r.id`.execute(tx);
    touch(...rows.map(({ id }) => id));
    return ok({ rounds: rows });
  },
});
