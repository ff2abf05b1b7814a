import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { getIntervention } from "../find-intervention.ts";
import { notExecuted } from "../rules.ts";

export const interruptionInput = formOf({
  caseId: idField,
  interventionId: idField,
  interruptedOn: about(requiredDate("vilken dag insatsen avbröts"), {
    past: true,
    label: "Dagen då insatsen avbröts",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
  reason: about(requiredText("varför insatsen avbröts", 2000), { label: "Varför avbröts den?", rows: 3 }),
});

const notBegun = {
  code: "not-begun",
  message: "Insatsen har inte börjat än.",
  hint: "Skriv först vilken dag den började.",
};

/** Records that carrying out was broken off: three months run from that day until it begins again (34 kap. 1 § SoL). */
export const recordInterruption = defineAction({
  name: "intervention.record-interruption",
  title: "Skriv att insatsen har avbrutits",
  input: interruptionInput,
  output: z.object({ interruptionId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { startedOn } = intervention.value;
    if (startedOn === null) return failed(notBegun);
    if (input.interruptedOn < startedOn || input.interruptedOn > context.today) {
      return invalidField("interruptedOn", `Insatsen började ${startedOn}. Välj den dagen eller en senare, till och med i dag.`);
    }
    const interruptionId = newTouchedId(context);
    await tx
      .insertInto("intervention.interruption")
      .values({
        id: interruptionId,
        case_id: input.caseId,
        intervention_id: input.interventionId,
        interrupted_on: input.interruptedOn,
        reason: input.reason,
        ...stamp(context),
      })
      .execute();
    return ok({ interruptionId });
  },
});

export const resumptionInput = formOf({
  caseId: idField,
  interventionId: idField,
  resumedOn: about(requiredDate("vilken dag insatsen började igen"), {
    past: true,
    label: "Dagen då insatsen började igen",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
});

/** Records that an intervention that was broken off has begun again. */
export const recordResumption = defineAction({
  name: "intervention.record-resumption",
  title: "Skriv att insatsen har börjat igen",
  input: resumptionInput,
  output: z.object({ resumedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const intervention = await getIntervention(tx, context, input.caseId, input.interventionId);
    if (!intervention.ok) return intervention;
    const { interruption, grantedOn, startedOn, underRight } = intervention.value;
    if (interruption === null) return failed({ code: "already-done", message: "Insatsen är inte avbruten.", hint: "Ladda om sidan." });
    const { interruptedOn } = interruption;
    if (input.resumedOn < interruptedOn || input.resumedOn > context.today) {
      return invalidField("resumedOn", `Insatsen avbröts ${interruptedOn}. Välj den dagen eller en senare, till och med i dag.`);
    }
    const wait = { grantedOn, startedOn, interruptedOn, gaveUpOn: input.resumedOn, underRight, today: input.resumedOn };
    await tx
      .insertInto("intervention.resumption")
      .values({
        interruption_id: interruption.id,
        case_id: input.caseId,
        resumed_on: input.resumedOn,
        after_limit: notExecuted.apply(wait).reportable,
        ...stamp(context),
      })
      .execute();
    return ok({ resumedOn: input.resumedOn });
  },
});
