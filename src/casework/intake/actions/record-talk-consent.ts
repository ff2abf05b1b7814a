import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { talkConsentFields } from "../contact-fields.ts";
import { duringPreliminary } from "../running-preliminary.ts";

/** Records whether somebody consents to the child being talked with during a preliminary assessment; without consent that is for an investigation (20 kap. 7 § SoL). */
export const recordTalkConsent = defineAction({
  name: "intake.record-talk-consent",
  title: "Skriv svar om samtycke till samtal med barnet",
  input: formOf({ caseId: idField, preliminaryAssessmentId: idField, ...talkConsentFields }),
  output: z.object({ consentId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const during = await duringPreliminary(tx, context, input, "givenOn", input.givenOn);
    if (!during.ok) return during;
    const consentId = newTouchedId(context);
    await tx
      .insertInto("intake.talk_consent")
      .values({
        id: consentId,
        case_id: input.caseId,
        preliminary_assessment_id: input.preliminaryAssessmentId,
        given_by: input.givenBy,
        answer: input.answer,
        presence: input.presence ?? null,
        given_on: input.givenOn,
        how: input.how,
        conditions: input.conditions ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ consentId });
  },
});
