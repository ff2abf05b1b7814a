import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { choice, optionalId, optionalText, requiredText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { stamp } from "../../core/journal.ts";
import { citationOn } from "../../core/law/provision.ts";
import { invalidField, ok } from "../../core/result.ts";
import { findOpenInvestigations } from "../case-file.ts";

export const notToOpenInput = z
  .object({
    caseId: idField,
    preliminaryAssessmentId: idField,
    result: choice(["inte inleda", "pågående utredning finns"], "vad som beslutas"),
    reasoning: requiredText("skälen för beslutet"),
    contacts: optionalText(),
    investigationId: optionalId(),
  })
  .refine((input) => input.result !== "pågående utredning finns" || input.investigationId !== undefined, {
    path: ["investigationId"],
    message: "Välj vilken utredning anmälan hör till.",
  });

/**
 * Ends a preliminary assessment without a new investigation (20 kap. 2 § SoL): either none is opened, with reasons, or
 * the report joins the one that is already open. The decision is dated today; it cannot be changed afterwards.
 */
export const decideNotToOpen = defineAction({
  name: "intake.decide-not-to-open",
  title: "Besluta att inte inleda en ny utredning",
  input: notToOpenInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    context.touch(input.preliminaryAssessmentId);
    if (input.result === "pågående utredning finns") {
      const open = await findOpenInvestigations(tx, context, input.caseId);
      if (!open.some((id) => id === input.investigationId)) return invalidField("investigationId", "Välj en utredning som pågår.");
    }
    await tx
      .insertInto("intake.preliminary_decision")
      .values({
        preliminary_assessment_id: input.preliminaryAssessmentId,
        case_id: input.caseId,
        decided_on: context.today,
        result: input.result,
        reasoning: input.reasoning,
        contacts: input.contacts ?? null,
        legal_provision: citationOn("preliminary-assessment", context.today),
        investigation_id: input.result === "inte inleda" ? null : (input.investigationId ?? null),
        ...stamp(context),
      })
      .execute();
    return ok({ decidedOn: context.today });
  },
});
