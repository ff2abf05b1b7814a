import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { tableFilters, tableLink } from "../case-table.ts";

const stored = z.object(tableFilters);
const view = z.object({
  viewId: answer.id,
  name: answer.text(60),
  /** The address of the table as it was saved. */
  href: answer.text(500),
});
export type SavedView = z.output<typeof view>;

/** One's own saved views of the table of cases, by name. What a view asks for that this version does not know is left out of it. */
export const findViews = defineQuery({
  name: "workplace.find-views",
  title: "Visa sparade vyer",
  input: z.object({}),
  output: z.object({ views: answer.list(view) }),
  permit: [doesCasework],
  async run(tx, _input, context) {
    const { municipalityId, staffId } = context.actor;
    const rows = await tx
      .selectFrom("access.saved_view")
      .select(["id", "name", "filters"])
      .where("municipality_id", "=", municipalityId)
      .where("staff_id", "=", staffId)
      .orderBy("name")
      .execute();
    const views = rows.map(({ id, name, filters }) => ({ viewId: id, name, href: tableLink(stored.safeParse(filters).data ?? {}) }));
    return ok({ views });
  },
});
