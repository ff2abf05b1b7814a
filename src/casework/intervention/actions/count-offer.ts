import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate, requiredId } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { requiredWhole } from "../../decision/delegation/fields.ts";
import { offersOn } from "../offer.ts";

export const countFields = {
  month: about(requiredDate("någon dag i månaden"), {
    past: true,
    label: "Vilken månad?",
    hint: "Någon dag i månaden. Det senast skrivna för en månad gäller.",
  }),
  times: about(requiredWhole(0, 100_000), { label: "Antal tillfällen", width: 8, keys: "numeric" }),
  visits: about(requiredWhole(0, 1_000_000), {
    label: "Antal besök",
    hint: "Alla besök tillsammans. Skriv aldrig vem det gällde.",
    width: 8,
    keys: "numeric",
  }),
} as const;

/** Counts what was given without needs assessment in a month: figures and nothing about anybody. What is written later for the same month holds. */
export const countOffer = defineAction({
  name: "intervention.count-offer",
  title: "Räkna en insats utan behovsprövning",
  input: formOf({ offerId: about(requiredId("vilken insats"), { label: "Insatsen" }), ...countFields }),
  output: z.object({ month: answer.day }),
  permit: [doesCasework],
  async run(tx, { offerId, month: within, times, visits }, context) {
    const { municipalityId } = context.actor;
    const offers = await offersOn(tx, municipalityId, within);
    const offer = offers.find((one) => one.offerId === offerId && one.assessment === "utan");
    if (offer === undefined) return invalidField("month", "Insatsen gavs inte utan behovsprövning den dagen.");
    const month = `${within.slice(0, 8)}01`;
    await waitForTurn(tx, `offer count ${offerId} ${month}`);
    const last = await tx
      .selectFrom("intervention.offer_count")
      .select((all) => all.fn.max("number").as("number"))
      .where("municipality_id", "=", municipalityId)
      .where("offer_id", "=", offerId)
      .where("month", "=", month)
      .executeTakeFirst();
    context.touch(offerId);
    await tx
      .insertInto("intervention.offer_count")
      .values({
        ...{ offer_id: offerId, offer_number: offer.number, month, number: (last?.number ?? 0) + 1 },
        ...{ times: Number(times), visits: Number(visits), ...stamp(context) },
      })
      .execute();
    return ok({ month });
  },
});
