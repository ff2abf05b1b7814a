import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";

/** Takes away one of one's own views of the table of cases. Somebody else's is not there. */
export const removeView = defineAction({
  name: "workplace.remove-view",
  title: "Ta bort en sparad vy",
  input: z.object({ viewId: idField }),
  output: z.object({ viewId: answer.id }),
  permit: [doesCasework],
  async run(tx, { viewId }, context) {
    const { municipalityId, staffId } = context.actor;
    const gone = await tx
      .deleteFrom("access.saved_view")
      .where("municipality_id", "=", municipalityId)
      .where("staff_id", "=", staffId)
      .where("id", "=", viewId)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) return failed({ code: "not-found", message: "Vyn finns inte.", hint: "Ladda om sidan." });
    context.touch(viewId);
    return ok({ viewId });
  },
});
