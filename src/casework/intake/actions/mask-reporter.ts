import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { getIntake } from "../find-intake.ts";
import { writeMasking } from "../masking.ts";
import { maskingFields } from "../reporter-fields.ts";

/**
 * Keeps who reported from those whom the report concerns, or says that there is no danger any more (26 kap. 5 § OSL). Also in a closed case:
 * what is there can be asked for as long as it is kept.
 */
export const maskReporter = defineAction({
  name: "intake.mask-reporter",
  title: "Håll hemligt vem som har anmält",
  input: formOf({ caseId: idField, intakeId: idField, ...maskingFields, followsId: optionalId() }),
  output: z.object({ maskingId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, intakeId, masked, ground, maskReason, followsId }, context) {
    const intake = await getIntake(tx, context, caseId, intakeId);
    if (!intake.ok) return intake;
    const maskingId = await writeMasking(tx, context, { caseId, intakeId, masked: masked === "ja", ground, reason: maskReason, followsId });
    return ok({ maskingId });
  },
});
