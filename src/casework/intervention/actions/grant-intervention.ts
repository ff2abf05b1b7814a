import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredText } from "../../../platform/core/fields.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { kronorField, monthsField, wholeOf } from "../../decision/delegation/fields.ts";
import { decisionFields, readDecision, recordDecision } from "../../decision/record-decision.ts";
import { getChildOfCase } from "../../decision/child-of-case.ts";
import { consentFields, recordConsents, weighConsent } from "../../decision/weigh-consent.ts";
import { concludeInvestigation, getOpenInvestigation } from "../../investigation/conclude.ts";
import { openPhase } from "../../participation/phases.ts";
import { openInterventionTypes, provisions, recipients } from "../codes.ts";

/** Why the journal is silent: weighed by the delegation order, whose point stands with who decided. */
const forDelegation = "weighed within delegation";

export const grantInput = formOf({
  ...decisionFields,
  ...consentFields,
  type: about(choice(openInterventionTypes, "insats"), {
    label: "Insats",
    words: { kontaktperson: "Kontaktperson eller kontaktfamilj" },
    as: "list",
  }),
  recipient: about(choice(recipients, "vem insatsen är till för"), { label: "Vem är insatsen till för?", inline: true }),
  provision: about(choice(provisions, "vem som utför insatsen"), {
    label: "Vem utför den?",
    words: { egen: "Kommunen själv", "annan kommun": "En annan kommun", enskild: "En enskild utförare" },
    inline: true,
    start: { code: "egen" },
  }),
  grantedMonths: about(monthsField, { quiet: forDelegation, label: "För hur många månader?", width: 8, keys: "numeric" }),
  monthlyCost: about(kronorField, {
    quiet: forDelegation,
    label: "Kostnad i kronor per månad",
    hint: "Tid och kostnad behövs om delegationsordningen har en gräns.",
    width: 12,
    keys: "numeric",
  }),
  goals: about(requiredText("målen med insatsen"), {
    label: "Mål",
    hint: "Vad ska bli bättre för barnet? Så att det går att följa upp.",
    rows: 3,
  }),
});

/**
 * Grants an intervention in open forms: the decision with its day, maker and legal ground, the consents with their days (weighed by the
 * rule, 21 kap. SoL), the end of the investigation and the planning phase in which the child takes part. All of it or nothing.
 */
export const grantIntervention = defineAction({
  name: "intervention.grant-intervention",
  title: "Bevilja en insats",
  input: grantInput,
  output: z.object({ decisionId: answer.id, interventionId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const investigation = await getOpenInvestigation(tx, context, input.caseId, input.investigationId);
    if (!investigation.ok) return investigation;
    const by = await readDecision(tx, context, input, investigation.value);
    if (!by.ok) return by;
    const { decidedOn } = by.value;
    const child = await getChildOfCase(tx, context, input.caseId, decidedOn);
    if (!child.ok) return child;
    const question = { type: input.type, recipient: input.recipient, groundId: input.legalGround, decidedOn };
    const consent = weighConsent(context, child.value, input, { ...question, cameOn: investigation.value.cameOn });
    if (!consent.ok) return consent;
    const decision = await recordDecision(tx, context, {
      input,
      by: by.value,
      type: "bevilja insats",
      outcome: "bifall",
      interventionType: input.type,
      consent: consent.value,
      months: wholeOf(input.grantedMonths),
      kronor: wholeOf(input.monthlyCost),
    });
    if (!decision.ok) return decision;
    await recordConsents(tx, context, { id: decision.value, caseId: input.caseId, decidedOn }, child.value, input);
    const concluded = await concludeInvestigation(tx, context, {
      caseId: input.caseId,
      investigationId: input.investigationId,
      phaseId: investigation.value.phaseId,
      outcome: "öppen insats",
      assessment: input.assessment,
      decisionId: decision.value,
      decidedOn,
    });
    if (!concluded.ok) return concluded;
    const interventionId = newTouchedId(context);
    const planningPhaseId = await openPhase(tx, context, input.caseId, "planering", interventionId, decidedOn);
    await tx
      .insertInto("intervention.intervention")
      .values({
        id: interventionId,
        case_id: input.caseId,
        decision_id: decision.value,
        investigation_id: input.investigationId,
        planning_phase_id: planningPhaseId,
        type: input.type,
        recipient: input.recipient,
        granted_on: decidedOn,
        provision: input.provision,
        goals: input.goals,
        ...stamp(context),
      })
      .execute();
    return ok({ decisionId: decision.value, interventionId });
  },
});
