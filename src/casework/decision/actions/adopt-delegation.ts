import { z } from "zod";
import { enactsDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import type { Machine, StaffActor } from "../../../platform/core/actor.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { isTheProgram } from "../../../platform/core/permit.ts";
import { buildsOn } from "../../../platform/core/fields.ts";
import { stampOfProgramToo } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { adoptionFields } from "../delegation/fields.ts";

export const adoptInput = formOf({ version: buildsOn(1), ...adoptionFields });

const adopted = z.object({ version: answer.count });

/** Writes down that the board has adopted a version: on which day, in which paragraph of its minutes, and from when it holds. */
export const adoptDelegation = defineAction<typeof adoptInput, z.output<typeof adopted>, StaffActor | Machine>({
  name: "decision.adopt-delegation",
  title: "Skriv att nämnden har beslutat delegationsordningen",
  input: adoptInput,
  output: adopted,
  permit: [enactsDelegation, isTheProgram],
  async run(tx, { version, decidedOn, body, minutesNumber, validFrom }, context) {
    if (validFrom < decidedOn) return invalidField("validFrom", "Den kan inte gälla före nämndens beslut.");
    const point = await tx
      .selectFrom("decision.delegation_point")
      .select("point")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("version", "=", version)
      .limit(1)
      .executeTakeFirst();
    if (!point) return failed({ code: "not-found", message: "Den versionen finns inte.", hint: "Välj en version i listan." });
    await tx
      .insertInto("decision.delegation_adoption")
      .values({ version, decided_on: decidedOn, body, minutes_number: minutesNumber, valid_from: validFrom, ...stampOfProgramToo(context) })
      .execute();
    return ok({ version });
  },
});
