import type { Role } from "../../../platform/core/actor.ts";
import { z } from "zod";
import { doesCasework } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";

/** The caseworkers of one's own unit, by name: who a case can be given to and who can present or decide. */
export const findColleagues = defineQuery({
  name: "workplace.find-colleagues",
  title: "Visa socialsekreterarna i enheten",
  input: z.object({}),
  output: z.object({ colleagues: answer.list(z.object({ id: answer.id, name: answer.text(200), title: answer.text(200) })) }),
  permit: [doesCasework],
  async run(tx, _input, context) {
    const colleagues = await tx
      .selectFrom("access.staff as s")
      .innerJoin("access.staff_role as r", (join) =>
        join.onRef("r.municipality_id", "=", "s.municipality_id").onRef("r.staff_id", "=", "s.id"),
      )
      .select(["s.id", "s.name", "s.title"])
      .where("s.municipality_id", "=", context.actor.municipalityId)
      .where("s.unit_id", "=", context.actor.unitId)
      .where("s.active", "=", true)
      .where("r.role", "=", "caseworker" satisfies Role)
      .orderBy("s.name")
      .execute();
    return ok({ colleagues });
  },
});
