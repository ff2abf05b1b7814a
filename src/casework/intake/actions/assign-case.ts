import { z } from "zod";
import { leadsUnitOfCase, takesCase } from "../../../platform/access/permits.ts";
import { flagSelfGiven } from "../../../platform/access/review-items.ts";
import { about } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, optionalText, requiredId } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { assignCase, findResponsible, mayBeGiven } from "../case-file.ts";
import { giveCase, taken } from "../give-case.ts";

/** Gives a case to a caseworker: as the one responsible, or beside the one who is. For the team leader of the unit. */
export const assignToStaff = defineAction({
  name: "intake.assign-case",
  title: "Fördela ärendet",
  input: formOf({
    caseId: idField,
    staffId: about(requiredId("en socialsekreterare"), { label: "Socialsekreterare", as: "list" }),
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
    const given = await giveCase(tx, context, input);
    return given.ok ? ok({ staffId: input.staffId }) : given;
  },
});

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
