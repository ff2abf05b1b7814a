import { askOrder } from "../../../platform/core/asked-of-order.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { decidedByFields } from "../../../platform/core/decided-by.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { readDecidedBy, writeDecidedBy } from "../../../platform/core/decided-by.ts";
import { about, aboutOf } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalId, optionalText, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId } from "../../../platform/core/journal.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findOpenInvestigations } from "../../intake/case-file.ts";
import { preliminaryFields } from "../../intake/actions/decide-not-to-open.ts";
import { getIntake } from "../../intake/find-intake.ts";
import { openPhase } from "../../participation/phases.ts";
import { lastConclusion } from "../conclude.ts";
import { investigationTime } from "../rules.ts";

/** What an investigation is to find out. */
export const investigationFields = {
  purpose: about(requiredText("vad utredningen ska ta reda på"), {
    label: "Vad utredningen ska ta reda på",
    rows: 5,
    term: "Vad som utreds",
  }),
  plan: about(optionalText(), {
    label: "Hur utredningen ska göras",
    term: "Plan",
    hint: "Samtal, kontakter och när. Går att skriva senare.",
    rows: 4,
  }),
} as const;

export const openInvestigationInput = formOf({
  caseId: idField,
  intakeId: idField,
  preliminaryAssessmentId: optionalId(),
  /** Of the preliminary assessment, where it is ended so. */
  reasoning: about(optionalText(), {
    ...aboutOf(preliminaryFields, "reasoning"),
    optional: "om det inte är en förhandsbedömning som avslutas",
  }),
  contacts: about(optionalText(), aboutOf(preliminaryFields, "contacts")),
  ...investigationFields,
  ...decidedByFields,
}).refine((input) => input.preliminaryAssessmentId === undefined || input.reasoning !== undefined, {
  path: ["reasoning"],
  message: "Skriv skälen för beslutet.",
});

const undecided = {
  code: "preliminary-undecided",
  message: "Anmälan har en förhandsbedömning.",
  hint: "Inled utredningen genom att besluta i den.",
};
const alreadyOpen = {
  code: "already-open",
  message: "En utredning om barnet pågår redan.",
  hint: "Besluta i förhandsbedömningen att anmälan hör till den utredningen.",
};

/**
 * Decides to open an investigation (14 kap. 2 §, 20 kap. 2–3 §§ SoL) and opens it, on the true day of the decision. After a report of
 * concern it is also the decision that ends the preliminary assessment. Starts the clock of four months and the child's four steps.
 */
export const openInvestigation = defineAction({
  name: "investigation.open-investigation",
  title: "Inled utredning",
  input: openInvestigationInput,
  output: z.object({ investigationId: answer.id, phaseId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    const { preliminaryAssessmentId, decidedOn, receivedOn } = intake.value;
    const named = input.preliminaryAssessmentId ?? null;
    if (named === null ? preliminaryAssessmentId !== null && decidedOn === null : named !== preliminaryAssessmentId) {
      return failed(undecided);
    }
    const by = await readDecidedBy(
      tx,
      context,
      input,
      { day: receivedOn, what: "Det kom in" },
      await lastConclusion(tx, context, input.caseId),
    );
    if (!by.ok) return by;
    const startedOn = by.value.decidedOn;
    const investigationId = newTouchedId(context);
    // Opening the phase takes turns on the case: only after it is it certain that no other investigation is open.
    const phaseId = await openPhase(tx, context, input.caseId, "utredning", investigationId, startedOn);
    const [going] = await findOpenInvestigations(tx, context, input.caseId);
    if (going !== undefined) return failed(alreadyOpen);
    const asked = { caseId: input.caseId, kind: "inleda utredning", by: by.value, typed: input.delegationPoint } as const;
    const delegated = await askOrder(tx, context, asked);
    if (!delegated.ok) return delegated;
    await writeDecidedBy(tx, context, input.caseId, investigationId, delegated.value);
    await tx
      .insertInto("investigation.investigation")
      .values({
        id: investigationId,
        case_id: input.caseId,
        intake_id: input.intakeId,
        phase_id: phaseId,
        started_on: startedOn,
        due_on: investigationTime.apply({ openedOn: startedOn }).dueOn,
        purpose: input.purpose,
        plan: input.plan ?? null,
        legal_provision: citationOn("open-investigation", startedOn),
        ...stamp(context),
      })
      .execute();
    if (input.preliminaryAssessmentId !== undefined) {
      await writeDecidedBy(tx, context, input.caseId, input.preliminaryAssessmentId, delegated.value);
      await tx
        .insertInto("intake.preliminary_decision")
        .values({
          preliminary_assessment_id: input.preliminaryAssessmentId,
          case_id: input.caseId,
          decided_on: startedOn,
          result: "inleda",
          reasoning: input.reasoning ?? "",
          contacts: input.contacts ?? null,
          legal_provision: citationOn("preliminary-assessment", startedOn),
          investigation_id: investigationId,
          ...stamp(context),
        })
        .execute();
    }
    return ok({ investigationId, phaseId });
  },
});
