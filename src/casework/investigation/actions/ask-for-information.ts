import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { allFaults, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { passagesNaming } from "../../intake/reporter-in-text.ts";
import { findSecretReporters } from "../../intake/secret-reporter.ts";
import { requestInput } from "../request-fields.ts";
import { dutyToGive } from "../rules-requests.ts";
import { takeBody } from "../take-body.ts";

/**
 * Asks somebody else for information in an investigation, on the duty that they have (20 kap. 6 § SoL), on consent, or of their free will. Until there is a
 * reply, or a reason why none is waited for, the investigation is not signed.
 */
export const askForInformation = defineAction({
  name: "investigation.ask-for-information",
  title: "Be någon annan om uppgifter till utredningen",
  input: requestInput,
  output: z.object({ requestId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const body = await takeBody(tx, context, input.caseId, input.investigationId);
    if (!body.ok) return body;
    const { askedOf, askedOn, ground } = input;
    const faults = allFaults(
      trueDay(context, askedOn, "askedOn", { day: body.value.startedOn, what: "Utredningen inleddes" }),
      dutyToGive.apply({ askedOf, askedOn, ground }).fits
        ? undefined
        : invalidField("ground", "Den ni frågar är inte skyldig att lämna uppgifter till utredningen. Välj samtycke eller frivilligt."),
    );
    if (faults) return faults;
    // The letter says these words: whoever gets it must not learn who has reported, where that is secret (26 kap. 5 § OSL).
    if (passagesNaming([input.askedFor], await findSecretReporters(tx, context, input.caseId, false), [input.askedName]).length > 0)
      return invalidField("askedFor", "Texten kan röja vem som har anmält, och det är hemligt. Skriv om den.");
    const isConsent = ground === "samtycke";
    const requestId = newTouchedId(context);
    await tx
      .insertInto("investigation.request")
      .values({
        ...{ id: requestId, ...body.value.in, asked_of: askedOf, asked_name: input.askedName, asked_for: input.askedFor, ground },
        ...{ consent_of: isConsent ? (input.consentOf ?? null) : null, consent_on: isConsent ? (input.consentOn ?? null) : null },
        ...{ way: input.way, asked_on: askedOn, reply_by: input.replyBy },
        ...stamp(context),
      })
      .execute();
    return ok({ requestId });
  },
});
