import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { choice, optionalChoice, requiredDate, requiredText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { stamp } from "../../core/journal.ts";
import { citationOn } from "../../core/law/provision.ts";
import { failed, invalidField, ok } from "../../core/result.ts";
import { outcomesWithoutInvestigation, withdrawers } from "../codes.ts";
import { getIntake } from "../find-intake.ts";

export const withoutInvestigationInput = z
  .object({
    caseId: idField,
    intakeId: idField,
    outcome: choice(outcomesWithoutInvestigation, "varför det inte utreds"),
    withdrawnBy: optionalChoice(withdrawers),
    decidedOn: requiredDate("vilken dag"),
    reasoning: requiredText("hur det gick till, eller skälen"),
  })
  .refine((input) => input.outcome !== "återtagen" || input.withdrawnBy !== undefined, {
    path: ["withdrawnBy"],
    message: "Välj vem som har återtagit ansökan.",
  });

/**
 * Says that an application is not investigated: it was withdrawn, or it cannot lead to any measure by the board (14 kap. 2 § SoL). The
 * second holds for what came in some other way too; a report has its preliminary assessment. Refused when it is investigated already.
 */
export const endWithoutInvestigation = defineAction({
  name: "intake.end-without-investigation",
  title: "Avsluta en ansökan utan utredning",
  input: withoutInvestigationInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    const intake = await getIntake(tx, context, input.caseId, input.intakeId);
    if (!intake.ok) return intake;
    const { type, receivedOn } = intake.value;
    if (input.outcome === "återtagen" && type !== "ansökan") {
      return invalidField("outcome", "Bara en ansökan kan återtas. Välj ett annat skäl.");
    }
    if (input.decidedOn < receivedOn || input.decidedOn > context.today) {
      return invalidField("decidedOn", `Det kom in ${receivedOn}. Välj den dagen eller en senare, till och med i dag.`);
    }
    const waiting = await tx
      .selectFrom("intake.waiting_application")
      .select("intake_id")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("intake_id", "=", input.intakeId)
      .executeTakeFirst();
    if (!waiting) {
      return failed({
        code: "already-done",
        message: "Det väntar inte på någon utredning.",
        hint: "Ladda om sidan för att se det senaste.",
      });
    }
    context.touch(input.intakeId);
    await tx
      .insertInto("intake.application_outcome")
      .values({
        intake_id: input.intakeId,
        case_id: input.caseId,
        outcome: input.outcome,
        decided_on: input.decidedOn,
        withdrawn_by: input.outcome === "återtagen" ? (input.withdrawnBy ?? null) : null,
        reasoning: input.reasoning,
        legal_provision: citationOn("open-investigation", input.decidedOn),
        ...stamp(context),
      })
      .execute();
    return ok({ decidedOn: input.decidedOn });
  },
});
