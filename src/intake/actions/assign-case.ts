import { z } from "zod";
import { leadsUnitOfCase, worksInCase } from "../../access/permits.ts";
import { hasRole } from "../../core/actor.ts";
import { defineAction } from "../../core/door.ts";
import { choice } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { failed, ok } from "../../core/result.ts";
import { assignCase } from "../case-file.ts";

/** Gives a case to a caseworker: as the one responsible, or beside the one who is. For the team leader of the unit. */
export const assignToStaff = defineAction({
  name: "intake.assign-case",
  title: "Fördela ärendet",
  input: z.object({ caseId: idField, staffId: idField, role: choice(["ansvarig", "medhandläggare"], "roll i ärendet") }),
  permit: [leadsUnitOfCase],
  async run(tx, input, context) {
    const caseworker = await tx
      .selectFrom("access.staff_role")
      .select("role")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("staff_id", "=", input.staffId)
      .where("role", "=", "caseworker")
      .executeTakeFirst();
    if (!caseworker) {
      return failed({
        code: "not-a-caseworker",
        message: "Den du valde är inte socialsekreterare.",
        fields: [{ field: "staffId", message: "Välj en socialsekreterare." }],
      });
    }
    await assignCase(tx, context, input.caseId, input.staffId, input.role);
    return ok({ staffId: input.staffId });
  },
});

/** Takes a case that nobody is responsible for. */
export const takeCase = defineAction({
  name: "intake.take-case",
  title: "Ta ansvar för ärendet",
  input: z.object({ caseId: idField }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const taken = await tx
      .selectFrom("intake.case_assignment")
      .select("staff_id")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("role", "=", "ansvarig")
      .where("ended_on", "is", null)
      .executeTakeFirst();
    if (taken || !hasRole(context.actor, "caseworker")) {
      return failed({
        code: "already-taken",
        message: "Ärendet har redan en ansvarig handläggare, eller så är du inte socialsekreterare.",
        hint: "Be gruppledaren att fördela om ärendet.",
      });
    }
    await assignCase(tx, context, input.caseId, context.actor.staffId, "ansvarig");
    return ok({ staffId: context.actor.staffId });
  },
});
