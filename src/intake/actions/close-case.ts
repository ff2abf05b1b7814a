import { z } from "zod";
import { worksInCase } from "../../access/permits.ts";
import { defineAction } from "../../core/door.ts";
import { choice, optionalText } from "../../core/fields.ts";
import { idField } from "../../core/identifiers.ts";
import { stamp } from "../../core/journal.ts";
import { ok } from "../../core/result.ts";
import { closureReasons } from "../codes.ts";

export const closeCaseInput = z
  .object({
    caseId: idField,
    reason: choice(closureReasons, "varför ärendet avslutas"),
    note: optionalText(),
  })
  .refine((input) => input.reason !== "annat" || input.note !== undefined, {
    path: ["note"],
    message: "Skriv varför ärendet avslutas.",
  });

/**
 * Closes a case. The database refuses while a phase lacks one of the child's four steps, an intervention is going on,
 * or a report has no protection assessment.
 */
export const closeCase = defineAction({
  name: "intake.close-case",
  title: "Avsluta ärendet",
  input: closeCaseInput,
  permit: [worksInCase],
  async run(tx, input, context) {
    await tx
      .insertInto("intake.case_closure")
      .values({ case_id: input.caseId, closed_on: context.today, reason: input.reason, note: input.note ?? null, ...stamp(context) })
      .execute();
    return ok({ closedOn: context.today });
  },
});
