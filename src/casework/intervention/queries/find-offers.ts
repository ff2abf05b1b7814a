import { sql } from "kysely";
import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { offer, offersAfter, offersOn } from "../offer.ts";

const counted = z.object({ offerId: answer.id, month: answer.day, times: answer.count, visits: answer.count });
export type Counted = z.output<typeof counted>;

/** A year of months for every intervention that a municipality has. */
const most = 12 * 600;

/** The municipality's interventions, today and to come; and what has been counted of those without needs assessment, the last twelve months. */
export const findOffers = defineQuery({
  name: "intervention.find-offers",
  title: "Visa kommunens insatser",
  input: z.object({}),
  output: z.object({ offers: answer.list(offer), coming: answer.list(offer), counts: answer.list(counted) }),
  permit: [isOfOffice],
  async run(tx, _input, { actor: { municipalityId }, today }) {
    const [offers, coming] = [await offersOn(tx, municipalityId, today), await offersAfter(tx, municipalityId, today)];
    const { rows } = await sql<Counted>`
      select distinct on (c.offer_id, c.month) c.offer_id as "offerId", c.month, c.times, c.visits from intervention.offer_count c
      where c.municipality_id = ${municipalityId} and c.month > (${today}::date - interval '1 year')
      order by c.offer_id, c.month desc, c.number desc limit ${most}`.execute(tx);
    return ok({ offers, coming, counts: rows });
  },
});
