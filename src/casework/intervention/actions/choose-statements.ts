import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { getIntervention } from "../find-intervention.ts";
import { chooseOfStatements, statementsFields } from "../statements.ts";

/**
 * Chooses what the provider gets of what the child has said since the hand-over, each statement by itself. What was counted of the hand-over stands. Problems:
 * those of `getIntervention`, `not-planned` before the hand-over, `already-done` where nothing is to be chosen of, and `statements-have-come`.
 */
export const chooseStatements = defineAction({
  name: "intervention.choose-statements",
  title: "Välj vad utföraren får veta av det barnet har sagt",
  input: formOf({ caseId: idField, interventionId: idField, ...statementsFields }),
  output: z.object({ chosen: answer.count }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    if (intervention.value.followUpPhaseId === null)
      return failed({ code: "not-planned", message: "Insatsen är inte planerad än.", hint: "Planera den med barnet först." });
    const chosen = await chooseOfStatements(tx, context, input, input.statements);
    if (!chosen.ok) return chosen;
    if (chosen.value.length === 0)
      return failed({ code: "already-done", message: "Det finns inget nytt att ta ställning till.", hint: "Ladda om sidan." });
    return ok({ chosen: chosen.value.length });
  },
});
