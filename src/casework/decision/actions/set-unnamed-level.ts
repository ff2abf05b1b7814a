import { z } from "zod";
import { enactsDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { askedKinds } from "../../../platform/core/asked-of-order.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { listed } from "../../../platform/law/rule.ts";
import { boardDecisionFields } from "../delegation/fields.ts";

export const unnamedLevelInput = formOf({
  level: about(choice(codes["decision.unnamed_level.level"], "vem som då beslutar"), {
    label: "Vem beslutar lägst när ordningen inte har någon punkt?",
    words: { "frågas inte": "Det prövas inte", nämnd: "Nämnden själv" },
    hints: {
      "frågas inte": `Gäller beslut att ${listed(askedKinds, "eller")}. Den som skriver in beslutet svarar för att det får fattas.`,
    },
  }),
  ...boardDecisionFields,
});

/** Writes down who decides what the delegation order has no point for, from a day (decision 0049). What held before that day stays. */
export const setUnnamedLevel = defineAction({
  name: "decision.set-unnamed-level",
  title: "Skriv vem som beslutar det som delegationsordningen inte nämner",
  input: unnamedLevelInput,
  output: z.object({ validFrom: answer.day }),
  permit: [enactsDelegation],
  async run(tx, { level, decidedOn, minutesNumber, validFrom }, context) {
    if (validFrom < decidedOn) return invalidField("validFrom", "Det kan inte gälla före nämndens beslut.");
    await tx
      .insertInto("decision.unnamed_level")
      .values({ level, valid_from: validFrom, decided_on: decidedOn, minutes_number: minutesNumber, ...stamp(context) })
      .execute();
    return ok({ validFrom });
  },
});
