import { without } from "../../../platform/basics/codes.ts";
import { codes } from "../../../platform/database/generated.ts";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import type { Context } from "../../../platform/core/door.ts";
import { choice, optionalChoice, optionalDate } from "../../../platform/core/fields.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { withdrawers } from "../../intake/codes.ts";
import { findUnansweredApplications, recordWithdrawals } from "../../intake/unanswered-applications.ts";
import { concludeInvestigation, getOpenInvestigation } from "../../investigation/conclude.ts";
import { decisionFields, readDecision, recordDecision } from "../record-decision.ts";

/** How an investigation can end without an intervention. */
export const outcomesWithoutIntervention = without(
  codes["investigation.conclusion.outcome"],
  "öppen insats",
  "placering SoL",
  "ansökan LVU",
  "22 § LVU",
);

const withdrawn = { field: "outcome", is: ["ingen insats"] } as const;

export const noInterventionInput = formOf({
  ...decisionFields,
  outcome: about(choice(without(codes["decision.decision.outcome"], "bifall"), "vad som beslutas"), {
    label: "Vad beslutas?",
    words: { avslag: "Ansökan avslås", "ingen insats": "Ansökan är återtagen, och utredningen avslutas utan insats" },
    hints: { avslag: "Den som har sökt kan överklaga." },
  }),
  investigationOutcome: about(choice(outcomesWithoutIntervention, "hur utredningen slutar"), {
    label: "Varför blir det ingen insats?",
    words: {
      "ingen insats behövs": "Barnet behöver ingen insats",
      "samtycke saknas": "Behov finns, men samtycke saknas",
      hänvisning: "Hänvisas till någon annan",
      återtagen: "Ansökan är återtagen",
      flyttad: "Barnet har flyttat",
    },
  }),
  withdrawnBy: about(optionalChoice(withdrawers), { label: "Vem har återtagit den?", as: "list", when: withdrawn, optional: false }),
  withdrawnOn: about(optionalDate(), { past: true, label: "Vilken dag?", when: withdrawn, optional: "om det var på beslutsdagen" }),
}).refine((input) => input.outcome !== "avslag" || input.investigationOutcome !== "återtagen", {
  path: ["investigationOutcome"],
  message: "En återtagen ansökan avslås inte. Välj att utredningen avslutas utan insats, eller ett annat skäl.",
});

/**
 * Decides that an investigation ends without an intervention, or refuses what was applied for, and concludes it on the day of the decision. An
 * application that waits for its answer is refused, which can be appealed, or was withdrawn: then by whom and when.
 */
export const decideNoIntervention = defineAction({
  name: "decision.decide-no-intervention",
  title: "Avsluta utredningen utan insats",
  input: noInterventionInput,
  output: z.object({ decisionId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const investigation = await getOpenInvestigation(tx, context, input.caseId, input.investigationId);
    if (!investigation.ok) return investigation;
    const by = await readDecision(tx, context, input, investigation.value);
    if (!by.ok) return by;
    const { decidedOn } = by.value;
    const withdrawn = await takeBack(tx, context, input, decidedOn, investigation.value.cameOn);
    if (!withdrawn.ok) return withdrawn;
    const type = input.outcome === "avslag" ? "avslå ansökan om insats" : "avsluta utredning utan insats";
    const decision = await recordDecision(tx, context, { input, by: by.value, type, outcome: input.outcome, withdrawn: withdrawn.value });
    if (!decision.ok) return decision;
    const concluded = await concludeInvestigation(tx, context, {
      caseId: input.caseId,
      investigationId: input.investigationId,
      phaseId: investigation.value.phaseId,
      outcome: input.investigationOutcome,
      assessment: input.assessment,
      decisionId: decision.value,
      decidedOn,
    });
    return concluded.ok ? ok({ decisionId: decision.value }) : concluded;
  },
});

type Input = z.output<typeof noInterventionInput>;

/** Writes that the waiting applications were withdrawn, when the investigation ends so. Gives whether any was. */
async function takeBack(tx: Tx, context: Context, input: Input, decidedOn: string, cameOn: string): Promise<Result<boolean>> {
  if (input.outcome === "avslag" || (input.withdrawnBy === undefined && input.investigationOutcome !== "återtagen")) return ok(false);
  const waiting = await findUnansweredApplications(tx, context, input.caseId, decidedOn);
  if (waiting.length === 0) return ok(false);
  const { withdrawnBy, withdrawnOn = decidedOn, reasoning } = input;
  if (withdrawnBy === undefined) return invalidField("withdrawnBy", "Välj vem som har återtagit ansökan.");
  const day = trueDay(context, withdrawnOn, "withdrawnOn", { day: cameOn, what: "Ansökan kom in" });
  if (!day.ok) return day;
  if (day.value > decidedOn) return invalidField("withdrawnOn", `Beslutet är från ${decidedOn}. Ansökan måste ha återtagits före det.`);
  await recordWithdrawals(tx, context, input.caseId, waiting, { withdrawnBy, withdrawnOn: day.value, reasoning });
  return ok(true);
}
