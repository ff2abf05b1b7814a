import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../core/answers.ts";
import { defineAction } from "../../core/door.ts";
import { choice, optionalText } from "../../core/fields.ts";
import { idField, isId } from "../../basics/identifiers.ts";
import { newTouchedId, stamp } from "../../core/journal.ts";
import { failed, ok } from "../../basics/result.ts";
import type { Permit } from "../../core/permit.ts";
import { waitForTurn } from "../../core/turns.ts";
import { reviewOutcomes } from "../codes.ts";
import { reviewsItem } from "../review-items.ts";

/** Who may say what was found about the item named by the input's `itemId`. */
const reviewsTheItem: Permit = {
  name: "reviews-access(itemId)",
  who: "gruppledare, aldrig den som det gäller",
  roles: ["team_leader"],
  async holds(tx, actor, raw) {
    const { itemId } = raw;
    if (!isId(itemId)) return false;
    const { rows } = await sql<{ may: boolean }>`select ${reviewsItem(actor)} as may from access.review_item i
      left join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id
      where i.municipality_id = ${actor.municipalityId} and i.id = ${itemId}::uuid`.execute(tx);
    return rows[0]?.may === true;
  },
};

/**
 * Says what was found of an access that somebody gave themselves, an emergency or unusual searching: in order, to be looked into
 * further, or unauthorised. The first and the last take it off the list.
 */
export const reviewAccess = defineAction({
  name: "access.review-access",
  title: "Granska hur någon har skaffat sig åtkomst",
  input: z
    .object({ itemId: idField, outcome: choice(reviewOutcomes, "vad du har kommit fram till"), note: optionalText(2000) })
    .refine((input) => input.outcome === "utan anmärkning" || input.note !== undefined, {
      path: ["note"],
      message: "Skriv vad du har sett och vad som händer nu.",
    }),
  output: z.object({ itemId: answer.id, outcome: answer.oneOf(reviewOutcomes) }),
  permit: [reviewsTheItem],
  async run(tx, input, context) {
    await waitForTurn(tx, input.itemId);
    const item = await tx
      .selectFrom("access.review")
      .select(["staff_id", "is_open"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("id", "=", input.itemId)
      .executeTakeFirstOrThrow();
    if (item.is_open === false || item.staff_id === null) {
      return failed({
        code: "already-reviewed",
        message: "Någon annan har redan granskat det här.",
        hint: "Gå tillbaka till listan för att se vad som kom fram.",
      });
    }
    context.touch(input.itemId, item.staff_id);
    await tx
      .insertInto("access.review_outcome")
      .values({
        id: newTouchedId(context),
        item_id: input.itemId,
        staff_id: item.staff_id,
        outcome: input.outcome,
        note: input.note ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ itemId: input.itemId, outcome: input.outcome });
  },
});
