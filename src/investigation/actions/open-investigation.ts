import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { optionalId, optionalText, requiredText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { citationOn } from "../../core/law/provision.ts";
import { failed, ok } from "../../core/result.ts";
import { openPhase } from "../../participation/phases.ts";
import { investigationTime } from "../rules.ts";

export const openInvestigationInput = z.object({
  caseId: idField,
  intakeId: idField,
  preliminaryAssessmentId: optionalId(),
  reasoning: optionalText(),
  contacts: optionalText(),
  purpose: requiredText("vad utredningen ska ta reda på"),
  plan: optionalText(),
});

/**
 * Decides to open an investigation (14 kap. 2 §, 20 kap. 2–3 §§ SoL) and opens it, today. After a report of concern it is
 * also the decision that ends the preliminary assessment. Starts the clock of four months and the child's four steps.
 */
export const openInvestigation = defineAction({
  name: "investigation.open-investigation",
  title: "Inled utredning",
  input: openInvestigationInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    const { today } = context;
    if (input.preliminaryAssessmentId !== undefined && input.reasoning === undefined) {
      return failed({
        code: "invalid-input",
        message: "Skälen för beslutet saknas.",
        fields: [{ field: "reasoning", message: "Skriv skälen för beslutet." }],
      });
    }
    const investigationId = newTouchedId(context);
    const phaseId = await openPhase(tx, context, input.caseId, "utredning", investigationId, today);
    await tx
      .insertInto("investigation.investigation")
      .values({
        id: investigationId,
        case_id: input.caseId,
        intake_id: input.intakeId,
        phase_id: phaseId,
        started_on: today,
        due_on: investigationTime.apply({ openedOn: today }).dueOn,
        purpose: input.purpose,
        plan: input.plan ?? null,
        legal_provision: citationOn("open-investigation", today),
        ...stamp(context),
      })
      .execute();
    if (input.preliminaryAssessmentId !== undefined) {
      await tx
        .insertInto("intake.preliminary_decision")
        .values({
          preliminary_assessment_id: input.preliminaryAssessmentId,
          case_id: input.caseId,
          decided_on: today,
          result: "inleda",
          reasoning: input.reasoning ?? "",
          contacts: input.contacts ?? null,
          legal_provision: citationOn("preliminary-assessment", today),
          investigation_id: investigationId,
          ...stamp(context),
        })
        .execute();
    }
    return ok({ investigationId, phaseId });
  },
});
