import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { buildsOn } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { mandateFields } from "../delegation/fields.ts";

export const mandateInput = formOf({ staffId: idField, follows: buildsOn(0), ...mandateFields });

/** Says on which level an employee decides from a day, and whether the degree of 25 kap. 1 § SoL is there. Nobody says it of themselves. */
export const setMandate = defineAction({
  name: "decision.set-mandate",
  title: "Skriv vilken nivå och behörighet en medarbetare har",
  input: mandateInput,
  output: z.object({ staffId: answer.id }),
  permit: [preparesDelegation],
  async run(tx, { staffId, follows, level, qualified, degree, validFrom }, context) {
    const { municipalityId } = context.actor;
    if (staffId === context.actor.staffId) {
      return failed({
        code: "forbidden",
        message: "Ingen skriver sin egen nivå eller behörighet.",
        hint: "Be en annan gruppledare, socialchefen eller systemförvaltaren.",
      });
    }
    const known = await tx
      .selectFrom("access.staff as s")
      .select((s) => [
        "s.id",
        s
          .selectFrom("decision.staff_mandate as d")
          .select((d) => d.fn.max("d.number").as("number"))
          .whereRef("d.municipality_id", "=", "s.municipality_id")
          .whereRef("d.staff_id", "=", "s.id")
          .as("last"),
      ])
      .where("s.municipality_id", "=", municipalityId)
      .where("s.id", "=", staffId)
      .executeTakeFirst();
    if (!known) return failed({ code: "not-found", message: "Medarbetaren finns inte här.", hint: "Välj en annan i listan." });
    const last = known.last ?? 0;
    if (last !== follows) {
      return failed({
        code: "overtaken",
        message: "Någon annan har just ändrat nivån.",
        hint: "Öppna sidan på nytt och se vad som står nu.",
      });
    }
    context.touch(staffId);
    await tx
      .insertInto("decision.staff_mandate")
      .values({ staff_id: staffId, number: last + 1, valid_from: validFrom, level, qualified, degree: degree ?? null, ...stamp(context) })
      .execute();
    return ok({ staffId });
  },
});
