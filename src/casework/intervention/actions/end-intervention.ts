import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalDate, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { closePhase } from "../../participation/phases.ts";
import { goalAttainments } from "../codes.ts";
import { requireBeginning } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";
import { ENDING_REASONS } from "../rules.ts";

export const endingInput = z.object({
  caseId: idField,
  interventionId: idField,
  beganOn: optionalDate(),
  endedOn: requiredDate("vilken dag insatsen slutade"),
  reason: choice(ENDING_REASONS, "varför insatsen slutar"),
  goalAttainment: choice(goalAttainments, "hur det gick med målen"),
  summary: requiredText("hur det gick"),
});

/** Ends an intervention that has begun and closes its follow-up phase, which needs the child's four steps. */
export const endIntervention = defineAction({
  name: "intervention.end-intervention",
  title: "Avsluta insatsen",
  input: endingInput,
  output: z.object({ endedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { followUpPhaseId } = intervention.value;
    if (followUpPhaseId === null) {
      return failed({ code: "not-planned", message: "Insatsen är inte planerad än.", hint: "Planera insatsen med barnet först." });
    }
    const begun = await requireBeginning(tx, context, input, intervention.value, input.beganOn, context.today);
    if (!begun.ok) return begun;
    if (input.endedOn < begun.value || input.endedOn > context.today) {
      return invalidField("endedOn", `Välj en dag från insatsens början, ${begun.value}, till och med i dag.`);
    }
    const closed = await closePhase(tx, context, input.caseId, followUpPhaseId, input.endedOn);
    if (!closed.ok) return closed;
    await tx
      .insertInto("intervention.ending")
      .values({
        intervention_id: input.interventionId,
        case_id: input.caseId,
        follow_up_phase_id: followUpPhaseId,
        ended_on: input.endedOn,
        reason: input.reason,
        goal_attainment: input.goalAttainment,
        summary: input.summary,
        ...stamp(context),
      })
      .execute();
    return ok({ endedOn: input.endedOn });
  },
});
