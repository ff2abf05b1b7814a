import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { choice } from "../../core/fields.ts";
import { ok } from "../../core/result.ts";
import { concludeInvestigation, getOpenInvestigation } from "../../investigation/conclude.ts";
import { decisionFields, recordDecision } from "../record-decision.ts";

/** How an investigation can end without an intervention; the open extract's codes. */
export const outcomesWithoutIntervention = [
  "ingen insats behövs",
  "samtycke saknas",
  "hänvisning",
  "återtagen",
  "flyttad",
  "annat",
] as const;

export const noInterventionInput = z.object({
  ...decisionFields,
  outcome: choice(["avslag", "ingen insats"], "vad som beslutas"),
  investigationOutcome: choice(outcomesWithoutIntervention, "hur utredningen slutar"),
});

/** Decides that an investigation ends without an intervention, or refuses what was applied for, and concludes it today. */
export const decideNoIntervention = defineAction({
  name: "decision.decide-no-intervention",
  title: "Avsluta utredningen utan insats",
  input: noInterventionInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    const investigation = await getOpenInvestigation(tx, context, input.caseId, input.investigationId);
    if (!investigation.ok) return investigation;
    const type = input.outcome === "avslag" ? "avslå ansökan om insats" : "avsluta utredning utan insats";
    const decision = await recordDecision(tx, context, { input, type, outcome: input.outcome });
    if (!decision.ok) return decision;
    const concluded = await concludeInvestigation(tx, context, {
      caseId: input.caseId,
      investigationId: input.investigationId,
      phaseId: investigation.value.phaseId,
      outcome: input.investigationOutcome,
      assessment: input.assessment,
      decisionId: decision.value,
    });
    return concluded.ok ? ok({ decisionId: decision.value }) : concluded;
  },
});
