import { stamp } from "../../../platform/core/journal.ts";
import { z } from "zod";
import { isResponsibleForCase, leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalText, requiredDate } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { leavingReasons } from "../codes.ts";

export const endAssignmentInput = formOf({
  caseId: idField,
  staffId: about(idField, { label: "Medhandläggare", as: "list" }),
  endedOn: about(requiredDate("sista dagen i ärendet"), {
    past: true,
    label: "Sista dag i ärendet",
    hint: "I dag är ifyllt.",
    start: "today",
  }),
  reason: about(choice(leavingReasons, "varför medhandläggaren lämnar ärendet"), { label: "Varför lämnar medhandläggaren ärendet?" }),
  note: about(optionalText(), {
    label: "Kommentar",
    hint: "Behövs när skälet är annat.",
    rows: 2,
    needed: { message: "Skriv varför medhandläggaren lämnar ärendet.", when: { field: "reason", is: ["annat"] } },
    optional: "utom när skälet är annat",
  }),
});

/**
 * Ends the assignment of somebody who works beside the responsible caseworker; from then on that person sees nothing of the
 * case. The day may lie back in time, when the work ended before it was written. The one responsible leaves when somebody
 * else is made so.
 */
export const endAssignment = defineAction({
  name: "intake.end-assignment",
  title: "Avsluta en medhandläggares uppdrag",
  input: endAssignmentInput,
  output: z.object({ staffId: answer.id }),
  permit: [leadsUnitOfCase, isResponsibleForCase],
  async run(tx, input, context) {
    const assignment = await tx
      .selectFrom("intake.case_assignment")
      .select(["id", "role", "assigned_on"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("staff_id", "=", input.staffId)
      .where("ended_on", "is", null)
      .executeTakeFirst();
    if (!assignment) {
      return failed({
        code: "not-in-case",
        message: "Den du valde arbetar inte i ärendet.",
        hint: "Ladda om sidan för att se det senaste.",
      });
    }
    if (assignment.role === "ansvarig") {
      return invalidField("staffId", "Den ansvariga lämnar ärendet när någon annan görs ansvarig. Fördela ärendet i stället.");
    }
    if (input.endedOn < assignment.assigned_on || input.endedOn > context.today) {
      return invalidField("endedOn", `Välj en dag från och med ${assignment.assigned_on}, när uppdraget började, till och med i dag.`);
    }
    context.touch(assignment.id, input.staffId);
    await tx
      .insertInto("intake.assignment_ending")
      .values({
        assignment_id: assignment.id,
        case_id: input.caseId,
        ended_on: input.endedOn,
        reason: input.reason,
        note: input.note ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ staffId: input.staffId });
  },
});
