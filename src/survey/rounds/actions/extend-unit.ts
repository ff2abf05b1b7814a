import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { getUnitOf } from "../find-in-round.ts";

/** Gives a unit another last day, and why. It may answer late until the round closes, or until that day. Problems: `not-found`, at the fields, `changed-meanwhile`. */
export const extendUnit = defineAction({
  name: "rounds.extend-unit",
  title: "Ge en enhet mer tid",
  input: z.object({
    unitId: idField,
    lastDay: requiredDate("den nya sista svarsdagen"),
    reason: requiredText("varför enheten får mer tid", 2000),
  }),
  output: z.object({ unitId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { unitId, lastDay, reason }, context) {
    const unit = await getUnitOf(tx, context, unitId);
    if (!unit.ok) return unit;
    if (lastDay < context.today) return invalidField("lastDay", "Dagen har varit.");
    const round = await tx
      .selectFrom("survey.round")
      .select("last_day")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("id", "=", unit.value.round_id)
      .executeTakeFirstOrThrow();
    if (lastDay < round.last_day) return invalidField("lastDay", `Omgångens egen sista svarsdag är ${round.last_day}.`);
    const last = await tx
      .selectFrom("survey.unit_extension")
      .select((select) => select.fn.max("number").as("number"))
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("unit_id", "=", unitId)
      .executeTakeFirst();
    context.touch(unitId);
    const added = await tx
      .insertInto("survey.unit_extension")
      .values({ unit_id: unitId, number: (last?.number ?? 0) + 1, last_day: lastDay, reason, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .returning("number")
      .executeTakeFirst();
    if (!added)
      return failed({ code: "changed-meanwhile", message: "Någon annan har just gett enheten mer tid.", hint: "Öppna sidan på nytt." });
    return ok({ unitId });
  },
});
