import { z } from "zod";
import { answer } from "../../core/answers.ts";
import { defineAction } from "../../core/door.ts";
import { choice, optionalText, requiredDate } from "../../core/fields.ts";
import { idField } from "../../basics/identifiers.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { invalidField, ok } from "../../basics/result.ts";
import { familyOutcomes, familySources } from "../codes.ts";
import { reviewsOwnFamily } from "../permits.ts";

/**
 * A second person finds whether somebody who works here is the child of the case or a guardian of it, with a source. Only this
 * shuts anybody out, and the last finding holds: what was wrong is put right by a new one.
 */
export const reviewOwnFamily = defineAction({
  name: "access.review-own-family",
  title: "Granska om ett ärende rör en medarbetares egen familj",
  input: z
    .object({
      caseId: idField,
      staffId: idField,
      outcome: choice(familyOutcomes, "vad du har kommit fram till"),
      source: choice(familySources, "var du har kontrollerat det"),
      sourceDetail: optionalText(200),
      sourceOn: requiredDate("vilken dag du kontrollerade det"),
      note: optionalText(2000),
    })
    .refine((input) => input.source !== "annat" || input.sourceDetail !== undefined, {
      path: ["sourceDetail"],
      message: "Skriv var du har kontrollerat det.",
    }),
  output: z.object({ outcome: answer.oneOf(familyOutcomes) }),
  permit: [reviewsOwnFamily],
  async run(tx, input, context) {
    if (input.sourceOn > context.today) return invalidField("sourceOn", "Dagen har inte varit än.");
    const { municipalityId } = context.actor;
    const { child_id } = await tx
      .selectFrom("intake.case_file")
      .select("child_id")
      .where("municipality_id", "=", municipalityId)
      .where("id", "=", input.caseId)
      .executeTakeFirstOrThrow();
    const staff = await tx
      .selectFrom("access.staff")
      .select("identity_number")
      .where("municipality_id", "=", municipalityId)
      .where("id", "=", input.staffId)
      .executeTakeFirstOrThrow();
    context.touch(child_id, input.staffId);
    await tx
      .insertInto("access.own_family_review")
      .values({
        id: newTouchedId(context),
        child_id,
        staff_id: input.staffId,
        identity_number: staff.identity_number,
        outcome: input.outcome,
        source: input.source,
        source_detail: input.sourceDetail ?? null,
        source_on: input.sourceOn,
        note: input.note ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ outcome: input.outcome });
  },
});
