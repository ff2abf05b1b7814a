import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { filterValues, tableFilters } from "../case-table.ts";

const longestName = 60;
/** As many views as somebody may have. Ours: more are not found again in a list. */
const mostViews = 20;

/** Keeps a view of the table of cases under the person's own name for it; the same name again takes the place of the one before. Gives its id. */
export const saveView = defineAction({
  name: "workplace.save-view",
  title: "Spara en vy av ärendetabellen",
  input: z.object({
    viewName: about(requiredText("ett namn på vyn", longestName), {
      label: "Vad ska vyn heta?",
      hint: "Till exempel Försenat i min grupp. Skriv inget om ett barn.",
      width: 30,
    }),
    ...tableFilters,
  }),
  output: z.object({ viewId: answer.id }),
  permit: [doesCasework],
  async run(tx, { viewName: name, ...filters }, context) {
    const { municipalityId, staffId } = context.actor;
    const own = await tx
      .selectFrom("access.saved_view")
      .select(["id", "name"])
      .where("municipality_id", "=", municipalityId)
      .where("staff_id", "=", staffId)
      .execute();
    if (own.length >= mostViews && !own.some((one) => one.name === name)) {
      return invalidField("viewName", `Du har redan ${mostViews} vyer. Ta bort en av dem först.`);
    }
    const saved = { filters: JSON.stringify(filterValues(filters)), saved_at: context.now };
    const { id } = await tx
      .insertInto("access.saved_view")
      .values({ municipality_id: municipalityId, id: newId(context.now), staff_id: staffId, name, ...saved })
      .onConflict((conflict) => conflict.columns(["municipality_id", "staff_id", "name"]).doUpdateSet(saved))
      .returning("id")
      .executeTakeFirstOrThrow();
    context.touch(id);
    return ok({ viewId: id });
  },
});
