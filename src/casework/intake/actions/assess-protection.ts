import { z } from "zod";
import { brokeOpen, worksInCase } from "../../../platform/access/permits.ts";
import { formatDateTime, stockholmInstant } from "../../../platform/basics/dates.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalText, requiredDate, requiredText, requiredTime } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { protectionResults } from "../codes.ts";
import { getIntake } from "../find-intake.ts";

export const protectionInput = z
  .object({
    caseId: idField,
    intakeId: idField,
    assessedOn: requiredDate("vilken dag bedömningen gjordes"),
    assessedAt: requiredTime("vilken tid bedömningen gjordes"),
    result: choice(protectionResults, "om barnet behöver omedelbart skydd"),
    reasoning: requiredText("vad bedömningen bygger på"),
    measure: optionalText(),
  })
  .refine((input) => input.result !== "skydd behövs" || input.measure !== undefined, {
    path: ["measure"],
    message: "Skriv vilken åtgärd ni vidtar nu för att skydda barnet.",
  });

/** Records the immediate protection assessment of a report (20 kap. 1 § SoL): when, what it rests on, what is done. */
export const assessProtection = defineAction({
  name: "intake.assess-protection",
  title: "Bedöm om barnet behöver omedelbart skydd",
  input: protectionInput,
  output: z.object({ assessmentId: answer.id }),
  permit: [worksInCase, brokeOpen],
  async run(tx, input, context) {
    const assessedAt = stockholmInstant(input.assessedOn, input.assessedAt);
    if (assessedAt > context.now) {
      return invalidField("assessedOn", "Tidpunkten har inte varit än. Ange när bedömningen gjordes.");
    }
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    if (assessedAt < intake.value.receivedAt) {
      const received = formatDateTime(intake.value.receivedAt);
      return invalidField("assessedOn", `Det som bedöms kom in ${received}. Ange en senare tidpunkt.`);
    }
    const assessmentId = newTouchedId(context);
    await tx
      .insertInto("intake.protection_assessment")
      .values({
        id: assessmentId,
        case_id: input.caseId,
        intake_id: input.intakeId,
        assessed_at: assessedAt,
        result: input.result,
        reasoning: input.reasoning,
        measure: input.measure ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ assessmentId });
  },
});
