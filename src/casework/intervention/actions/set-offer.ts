import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn, optionalId, requiredDate, requiredId } from "../../../platform/core/fields.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { lastOf, offerFields, writeOffer } from "../offer.ts";
import { faultsOfOffer } from "../offer-file.ts";
import type { OfferRow } from "../offer-file.ts";

/** Writes an intervention of the municipality, a new one or a version that holds from a day. What was offered before that day stays as it was. */
export const setOffer = defineAction({
  name: "intervention.set-offer",
  title: "Skriv en av kommunens insatser",
  input: formOf({ offerId: about(optionalId(), { label: "Insatsen" }), follows: buildsOn(0), ...offerFields }),
  output: z.object({ offerId: answer.id }),
  permit: [preparesDelegation],
  async run(tx, { offerId, follows, ...given }, context) {
    const of: OfferRow = {
      ...{ offerName: given.offerName, type: given.type, assessment: given.assessment, documentation: given.documentation ?? null },
      ...{ conditions: given.conditions ?? null, specialReasons: given.specialReasons ?? null, decidedOn: given.decidedOn ?? null },
      ...{ minutesNumber: given.minutesNumber ?? null, validFrom: given.validFrom },
    };
    const fields = faultsOfOffer(of, context.today);
    if (fields.length > 0) return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields });
    const last = offerId === undefined ? undefined : await lastOf(tx, context.actor.municipalityId, offerId);
    if (offerId !== undefined && last === undefined) return failed(noOffer);
    if ((last?.number ?? 0) !== follows) return failed(overtaken);
    const id = offerId ?? newId(context.now);
    await writeOffer(tx, context, id, follows + 1, of);
    return ok({ offerId: id });
  },
});

/** Says from which day the municipality no longer has it. */
export const endOffer = defineAction({
  name: "intervention.end-offer",
  title: "Avsluta en av kommunens insatser",
  input: formOf({
    offerId: about(requiredId("vilken insats"), { label: "Insatsen" }),
    follows: buildsOn(1),
    endsFrom: about(requiredDate("från vilken dag den inte längre finns"), { label: "Finns inte från", start: "today" }),
  }),
  output: z.object({ offerId: answer.id }),
  permit: [preparesDelegation],
  async run(tx, { offerId, follows, endsFrom }, context) {
    const last = await lastOf(tx, context.actor.municipalityId, offerId);
    if (last === undefined) return failed(noOffer);
    if (last.number !== follows || last.ends) return failed(overtaken);
    if (endsFrom < last.validFrom) {
      const message = "Den kan inte sluta före den dag då den började gälla.";
      return failed({ code: "invalid-input", message: "Något i formuläret behöver rättas.", fields: [{ field: "endsFrom", message }] });
    }
    await writeOffer(tx, context, offerId, follows + 1, { ...last, validFrom: endsFrom }, true);
    return ok({ offerId });
  },
});

const noOffer = { code: "not-found", message: "Insatsen finns inte.", hint: "Välj en i listan." } as const;
const overtaken = {
  code: "overtaken",
  message: "Någon annan har just ändrat insatsen.",
  hint: "Öppna sidan på nytt, och ändra i den.",
} as const;
