import type { Role } from "../../../platform/core/actor.ts";
import { z } from "zod";
import { leadsUnitOfCase, takesCase } from "../../../platform/access/permits.ts";
import { flagSelfGiven } from "../../../platform/access/review-items.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import type { Failed } from "../../../platform/basics/result.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { assignCase, findResponsible, mayBeGiven } from "../case-file.ts";

/** Gives a case to a caseworker: as the one responsible, or beside the one who is. For the team leader of the unit. */
export const assignToStaff = defineAction({
  name: "intake.assign-case",
  title: "Fördela ärendet",
  input: formOf({
    caseId: idField,
    staffId: about(idField, { label: "Socialsekreterare", as: "list" }),
    role: about(choice(["ansvarig", "medhandläggare"], "roll i ärendet"), {
      label: "Roll i ärendet",
      hints: {
        ansvarig: "Den som är ansvarig nu lämnar ärendet.",
        medhandläggare: "Arbetar i ärendet tillsammans med den ansvariga.",
      },
      start: { code: "ansvarig" },
    }),
    /** Who was responsible when the form was shown: an id or "ingen". Whoever was given the case meanwhile is not silently replaced. */
    responsibleWas: optionalText(36),
  }),
  output: z.object({ staffId: answer.id }),
  permit: [leadsUnitOfCase],
  async run(tx, input, context) {
    const caseworker = await tx
      .selectFrom("access.staff_role as r")
      .innerJoin("access.staff as s", (join) => join.onRef("s.municipality_id", "=", "r.municipality_id").onRef("s.id", "=", "r.staff_id"))
      .select("r.role")
      .where("r.municipality_id", "=", context.actor.municipalityId)
      .where("r.staff_id", "=", input.staffId)
      .where("r.role", "=", "caseworker" satisfies Role)
      .where("s.active", "=", true)
      .executeTakeFirst();
    if (!caseworker) return invalidField("staffId", "Den du valde är inte socialsekreterare här. Välj en annan.");
    const may = await mayBeGiven(tx, context, input.caseId, input.staffId);
    if (may === "own-family") return invalidField("staffId", "Den du valde får inte arbeta i ärendet. Välj en annan.");
    if (may === "to-be-reviewed") {
      return invalidField("staffId", "Ärendet kan röra den du valde. Granska det först under Att granska, eller välj en annan.");
    }
    await waitForTurn(tx, input.caseId);
    if (input.role === "ansvarig" && input.responsibleWas !== undefined) {
      const now = await findResponsible(tx, context, input.caseId);
      if ((now?.staffId ?? "ingen") !== input.responsibleWas) return taken(now);
    }
    if (input.staffId === context.actor.staffId) await flagSelfGiven(tx, context, input.caseId);
    const assigned = await assignCase(tx, context, input.caseId, input.staffId, input.role);
    return assigned.ok ? ok({ staffId: input.staffId }) : assigned;
  },
});

/** What is said when somebody else was first: who has the case now. */
function taken(now: { readonly name: string } | undefined): Failed {
  return failed({
    code: "already-taken",
    message: now ? `${now.name} är redan ansvarig för ärendet.` : "Ingen är längre ansvarig för ärendet.",
    hint: "Ladda om sidan för att se det senaste. Gruppledaren kan fördela om ärendet.",
  });
}

/** Takes a case that nobody is responsible for. Of two who try at once the second is told who has it; the team leader sees who took it. */
export const takeCase = defineAction({
  name: "intake.take-case",
  title: "Ta ansvar för ärendet",
  input: z.object({ caseId: idField }),
  output: z.object({ staffId: answer.id }),
  permit: [takesCase],
  async run(tx, input, context) {
    await waitForTurn(tx, input.caseId);
    const responsible = await findResponsible(tx, context, input.caseId);
    if (responsible) return taken(responsible);
    if ((await mayBeGiven(tx, context, input.caseId, context.actor.staffId)) !== "yes") {
      return failed({
        code: "may-be-own-family",
        message: "En uppgift i ärendet kan gälla dig eller någon med samma namn.",
        hint: "Be gruppledaren att granska det och fördela ärendet.",
      });
    }
    await flagSelfGiven(tx, context, input.caseId);
    const assigned = await assignCase(tx, context, input.caseId, context.actor.staffId, "ansvarig");
    return assigned.ok ? ok({ staffId: context.actor.staffId }) : assigned;
  },
});
