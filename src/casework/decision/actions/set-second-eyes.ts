import { z } from "zod";
import { enactsDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { secondEyesFields } from "../approval/fields.ts";

/** Writes which kinds of decision need somebody else's approval, from a day to come; none ends it. What held before that day stays. */
export const setSecondEyes = defineAction({
  name: "decision.set-second-eyes",
  title: "Skriv vilka beslut som ska godkännas av en till",
  input: formOf({ ...secondEyesFields }),
  output: z.object({ validFrom: answer.day }),
  permit: [enactsDelegation],
  async run(tx, { kinds, validFrom, why }, context) {
    if (validFrom < context.today) return invalidField("validFrom", "Välj i dag eller en senare dag.");
    const last = await tx
      .selectFrom("decision.second_eyes")
      .select((all) => all.fn.max("number").as("number"))
      .where("municipality_id", "=", context.actor.municipalityId)
      .executeTakeFirst();
    await tx
      .insertInto("decision.second_eyes")
      .values({ number: (last?.number ?? 0) + 1, kinds: [...kinds], valid_from: validFrom, why, ...stamp(context) })
      .execute();
    return ok({ validFrom });
  },
});
