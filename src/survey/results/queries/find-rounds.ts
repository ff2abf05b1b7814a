import { sql } from "kysely";
import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";

const line = z.object({
  id: answer.id,
  title: answer.text(200),
  lastDay: answer.day,
  asked: answer.count,
  answered: answer.count,
  publications: answer.count,
});

/** The rounds of the agency, the latest first, with how many have answered and how many publications there are. */
export const findRoundsToPublish = defineQuery({
  name: "results.find-rounds",
  title: "Visa omgångar att publicera",
  input: z.object({}),
  output: z.object({ rounds: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, _input, { actor }) {
    const { rows } = await sql<z.output<typeof line>>`
      select r.id, r.title, r.last_day as "lastDay",
        (select count(*)::int from survey.unit u where u.municipality_id = r.municipality_id and u.round_id = r.id) as asked,
        (select count(distinct d.unit_id)::int from survey.unit u join survey.delivery d on d.municipality_id = u.municipality_id and d.unit_id = u.id
          where u.municipality_id = r.municipality_id and u.round_id = r.id) as answered,
        (select count(*)::int from survey.publication p join survey.publication_outcome o on o.municipality_id = p.municipality_id and o.publication_id = p.id
          where p.municipality_id = r.municipality_id and p.round_id = r.id and o.is_publishable) as publications
      from survey.round r where r.municipality_id = ${actor.municipalityId} order by r.opens_on desc, r.id`.execute(tx);
    return ok({ rounds: rows });
  },
});
