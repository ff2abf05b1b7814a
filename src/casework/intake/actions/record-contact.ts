import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { contactFields } from "../contact-fields.ts";
import { duringPreliminary } from "../running-preliminary.ts";

/** Records a conversation with an adult during a preliminary assessment: a guardian, the reporter, another adult of the home, or a reference with consent. */
export const recordContact = defineAction({
  name: "intake.record-contact",
  title: "Skriv ett samtal med en vuxen under förhandsbedömningen",
  input: formOf({ caseId: idField, preliminaryAssessmentId: idField, ...contactFields }),
  output: z.object({ contactId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const during = await duringPreliminary(tx, context, input, "happenedOn", input.happenedOn);
    if (!during.ok) return during;
    const contactId = newTouchedId(context);
    await tx
      .insertInto("intake.preliminary_contact")
      .values({
        id: contactId,
        case_id: input.caseId,
        preliminary_assessment_id: input.preliminaryAssessmentId,
        kind: input.kind,
        who: input.who ?? null,
        happened_on: input.happenedOn,
        happened_at: input.happenedAt ?? null,
        how: input.how,
        consent_by: input.consentBy ?? null,
        what_was_said: input.whatWasSaid,
        ...stamp(context),
      })
      .execute();
    return ok({ contactId });
  },
});
