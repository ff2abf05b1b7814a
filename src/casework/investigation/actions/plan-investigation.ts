import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { planFields } from "../body-fields.ts";
import { takeBody } from "../take-body.ts";

/** Writes the plan of an investigation, or a revision of it: what is to be answered, from whom, by when, and how the child takes part. */
export const planInvestigation = defineAction({
  name: "investigation.plan-investigation",
  title: "Planera utredningen",
  input: formOf({ caseId: idField, investigationId: idField, ...planFields, followsId: optionalId() }),
  output: z.object({ planId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const body = await takeBody(tx, context, input.caseId, input.investigationId);
    if (!body.ok) return body;
    const day = trueDay(context, input.plannedOn, "plannedOn", { day: body.value.startedOn, what: "Utredningen inleddes" });
    if (!day.ok) return day;
    const planId = newTouchedId(context);
    await tx
      .insertInto("investigation.investigation_plan")
      .values({ id: planId, ...body.value.in, ...rowOf(planFields, input), follows_id: input.followsId ?? null, ...stamp(context) })
      .execute();
    return ok({ planId });
  },
});
