import { z } from "zod";
import { leadsUnitOfCase, worksInCase } from "../../access/permits.ts";
import { hasRole } from "../../core/actor.ts";
import { defineAction } from "../../core/door.ts";
import { choice } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { failed, invalidField, ok } from "../../core/result.ts";
import { assignCase, mayBeGiven } from "../case-file.ts";

/** Gives a case to a caseworker: as the one responsible, or beside the one who is. For the team leader of the unit. */
export const assignToStaff = defineAction({
  name: "intake.assign-case",
  title: "Fördela ärendet",
  input: z.object({ caseId: idField, staffId: idField, role: choice(["ansvarig", "medhandläggare"], "roll i ärendet") }),
  permit: [leadsUnitOfCase],
  async run(tx, input, context) {
    const caseworker = await tx
      .selectFrom("access.staff_role as r")
      .innerJoin("access.staff as s", (join) => join.onRef("s.municipality_id", "=", "r.municipality_id").onRef("s.id", "=", "r.staff_id"))
      .select("r.role")
      .where("r.municipality_id", "=", context.actor.municipalityId)
      .where("r.staff_id", "=", input.staffId)
      .where("r.role", "=", "caseworker")
      .where("s.active", "=", true)
      .executeTakeFirst();
    if (!caseworker) return invalidField("staffId", "Den du valde är inte socialsekreterare här. Välj en annan.");
    if (!(await mayBeGiven(tx, context, input.caseId, input.staffId))) {
      return invalidField("staffId", "Den du valde får inte arbeta i ärendet. Välj en annan.");
    }
    const assigned = await assignCase(tx, context, input.caseId, input.staffId, input.role);
    return assigned.ok ? ok({ staffId: input.staffId }) : assigned;
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
    const assigned = await assignCase(tx, context, input.caseId, context.actor.staffId, "ansvarig");
    return assigned.ok ? ok({ staffId: context.actor.staffId }) : assigned;
  },
});
