import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { recordBeginning } from "../begin.ts";
import { getIntervention } from "../find-intervention.ts";

export const beginningInput = formOf({
  caseId: idField,
  interventionId: idField,
  beganOn: about(requiredDate("vilken dag insatsen började"), { past: true, label: "Dagen då insatsen började" }),
});

/** Records the day a planned intervention began: only then is the decision carried out (34 kap. 1 § SoL). */
export const recordInterventionBeginning = defineAction({
  name: "intervention.record-beginning",
  title: "Skriv när insatsen började",
  input: beginningInput,
  output: z.object({ beganOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { followUpPhaseId, startedOn } = intervention.value;
    if (followUpPhaseId === null) {
      return failed({ code: "not-planned", message: "Insatsen är inte planerad än.", hint: "Planera insatsen med barnet först." });
    }
    if (startedOn !== null) return failed({ code: "already-done", message: `Insatsen började ${startedOn}.`, hint: "Ladda om sidan." });
    const begun = await recordBeginning(tx, context, input, intervention.value, input.beganOn);
    return begun.ok ? ok({ beganOn: begun.value }) : begun;
  },
});
