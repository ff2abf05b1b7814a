/** The municipality's interventions, as rows and as fields. */
import { sql } from "kysely";
import { z } from "zod";
import { about } from "../../platform/core/about.ts";
import { answer } from "../../platform/core/answers.ts";
import type { Context } from "../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredDate, requiredText } from "../../platform/core/fields.ts";
import { stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { codes } from "../../platform/database/generated.ts";
import type { OfferRow } from "./offer-file.ts";

const without = { field: "assessment", is: ["utan"] } as const;

export const offerFields = {
  offerName: about(requiredText("vad insatsen heter", 200), { label: "Namn", hint: "Som kommunen kallar den." }),
  type: about(choice(codes["intervention.offer.type"], "vilken slags insats det är"), { label: "Slags insats", as: "list" }),
  assessment: about(choice(codes["intervention.offer.assessment"], "om den ges med eller utan behovsprövning"), {
    label: "Hur ges den?",
    words: { med: "Med individuell behovsprövning", utan: "Utan individuell behovsprövning" },
    hints: {
      med: "Efter utredning och beslut, som i dag.",
      utan: "Utan utredning och beslut om den enskilde, på villkor som nämnden har beslutat.",
    },
  }),
  conditions: about(optionalText(2000), {
    label: "Nämndens villkor",
    hint: "Vem den är för och hur mycket var och en kan få.",
    rows: 3,
    when: without,
    needed: "Skriv villkoren som nämnden har beslutat.",
  }),
  documentation: about(optionalChoice(codes["intervention.offer.documentation"]), {
    label: "Hur dokumenteras den?",
    words: {
      dokumenteras: "Verksamheten dokumenterar genomförandet",
      rådgivning: "Rådgivning: inget om personliga förhållanden",
      "utan identitet": "Nämnden har beslutat att inget som röjer vem det gäller dokumenteras",
    },
    when: without,
    needed: "Välj hur genomförandet dokumenteras.",
  }),
  decidedOn: about(optionalDate(), {
    past: true,
    label: "Nämndens beslut, dag",
    when: without,
    needed: "Skriv dagen då nämnden beslutade.",
  }),
  minutesNumber: about(optionalText(50), {
    label: "Paragraf i protokollet",
    hint: "Till exempel § 12.",
    width: 12,
    when: without,
    needed: "Skriv paragrafen i protokollet.",
  }),
  specialReasons: about(optionalText(2000), {
    label: "Nämndens särskilda skäl",
    rows: 2,
    when: { field: "documentation", is: ["utan identitet"] },
    needed: "Skriv nämndens särskilda skäl.",
  }),
  validFrom: about(requiredDate("från vilken dag den gäller"), { label: "Gäller från", start: "today" }),
} as const;

export const offer = z.object({
  offerId: answer.id,
  number: answer.count,
  offerName: answer.text(200),
  type: answer.oneOf(codes["intervention.offer.type"]),
  assessment: answer.oneOf(codes["intervention.offer.assessment"]),
  documentation: answer.oneOf(codes["intervention.offer.documentation"]).nullable(),
  conditions: answer.text(2000).nullable(),
  specialReasons: answer.text(2000).nullable(),
  decidedOn: answer.day.nullable(),
  minutesNumber: answer.text(50).nullable(),
  validFrom: answer.day,
  ends: answer.yesNo,
});
export type Offer = z.output<typeof offer>;

/** Far more than any municipality has. */
const most = 600;

/** What the municipality has on a day, by name; with what is to come, where it is asked for. */
export async function offersOn(tx: Tx, municipalityId: number, day: string): Promise<Offer[]> {
  const { rows } = await sql<Offer>`
    select * from (select distinct on (o.offer_id) o.offer_id as "offerId", o.number, o.offer_name as "offerName", o.type, o.assessment, o.documentation, o.conditions,
        o.special_reasons as "specialReasons", o.decided_on as "decidedOn", o.minutes_number as "minutesNumber", o.valid_from as "validFrom", o.ends
      from intervention.offer o where o.municipality_id = ${municipalityId} and o.valid_from <= ${day}::date
      order by o.offer_id, o.valid_from desc, o.number desc) o
    where not o.ends order by o."offerName", o."offerId" limit ${most}`.execute(tx);
  return rows;
}

/** The versions that begin after a day, the nearest first. */
export async function offersAfter(tx: Tx, municipalityId: number, day: string): Promise<Offer[]> {
  const { rows } = await sql<Offer>`
    select o.offer_id as "offerId", o.number, o.offer_name as "offerName", o.type, o.assessment, o.documentation, o.conditions, o.special_reasons as "specialReasons",
      o.decided_on as "decidedOn", o.minutes_number as "minutesNumber", o.valid_from as "validFrom", o.ends
    from intervention.offer o where o.municipality_id = ${municipalityId} and o.valid_from > ${day}::date
    order by o.valid_from, o.offer_name, o.offer_id, o.number limit ${most}`.execute(tx);
  return rows;
}

/** Writes a version after those that there are. */
export async function writeOffer(tx: Tx, context: Context, offerId: string, number: number, of: OfferRow, ends = false): Promise<void> {
  context.touch(offerId);
  await tx
    .insertInto("intervention.offer")
    .values({
      ...{ offer_id: offerId, number, offer_name: of.offerName, type: of.type, assessment: of.assessment, documentation: of.documentation },
      ...{ conditions: of.conditions, special_reasons: of.specialReasons, decided_on: of.decidedOn, minutes_number: of.minutesNumber },
      ...{ valid_from: of.validFrom, ends, ...stamp(context) },
    })
    .execute();
}

/** The latest version of one, whatever its day; undefined where there is none. */
export async function lastOf(tx: Tx, municipalityId: number, offerId: string): Promise<Offer | undefined> {
  const { rows } = await sql<Offer>`
    select o.offer_id as "offerId", o.number, o.offer_name as "offerName", o.type, o.assessment, o.documentation, o.conditions, o.special_reasons as "specialReasons",
      o.decided_on as "decidedOn", o.minutes_number as "minutesNumber", o.valid_from as "validFrom", o.ends
    from intervention.offer o where o.municipality_id = ${municipalityId} and o.offer_id = ${offerId}::uuid order by o.number desc limit 1`.execute(
    tx,
  );
  return rows[0];
}
