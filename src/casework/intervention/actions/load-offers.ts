import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalText } from "../../../platform/core/fields.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { lastOf, offersAfter, offersOn, writeOffer } from "../offer.ts";
import { readOffers } from "../offer-file.ts";
import type { OfferRow } from "../offer-file.ts";

export const longestCatalogue = 500_000;
/** More than anybody mends in one go. */
const mostTold = 40;

/** Reads the catalogue in from a file: what has a new name is new, what has a known one and says something else is a new version, and what is not in the file is left alone. */
export const loadOffers = defineAction({
  name: "intervention.load-offers",
  title: "Läs in kommunens insatser från en fil",
  input: formOf({ offerFile: about(optionalText(longestCatalogue), { label: "Fil med insatserna", optional: false }) }),
  output: z.object({ added: answer.count, changed: answer.count }),
  permit: [preparesDelegation],
  async run(tx, { offerFile }, context) {
    if (offerFile === undefined) return invalidField("offerFile", "Välj filen med insatserna.");
    const { offers, faults } = readOffers(offerFile, context.today);
    const more = faults.length > mostTold ? [`Och ${faults.length - mostTold} fel till.`] : [];
    if (faults.length > 0) return invalidField("offerFile", [...faults.slice(0, mostTold), ...more].join("\n"));
    const { municipalityId } = context.actor;
    await waitForTurn(tx, `offers ${municipalityId}`);
    const standing = [...(await offersAfter(tx, municipalityId, context.today)), ...(await offersOn(tx, municipalityId, context.today))];
    const known = new Map(standing.filter(({ ends }) => !ends).map((one) => [one.offerName.toLocaleLowerCase("sv"), one]));
    const done = { added: 0, changed: 0 };
    for (const one of offers) {
      const before = known.get(one.offerName.toLocaleLowerCase("sv"));
      if (before === undefined) {
        done.added++;
        await writeOffer(tx, context, newId(context.now), 1, one);
      } else if (!isSame(before, one)) {
        done.changed++;
        const last = await lastOf(tx, municipalityId, before.offerId);
        await writeOffer(tx, context, before.offerId, (last?.number ?? 0) + 1, one);
      }
    }
    return ok(done);
  },
});

const said = (of: OfferRow) => [
  ...[
    of.offerName,
    of.type,
    of.assessment,
    of.documentation,
    of.conditions,
    of.specialReasons,
    of.decidedOn,
    of.minutesNumber,
    of.validFrom,
  ],
];
const isSame = (one: OfferRow, other: OfferRow): boolean => JSON.stringify(said(one)) === JSON.stringify(said(other));
