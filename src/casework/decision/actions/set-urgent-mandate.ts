import { z } from "zod";
import { enactsDelegation } from "../../../platform/access/permits.ts";
import { about } from "../../../platform/core/about.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice } from "../../../platform/core/fields.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { invalidField, ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";
import { boardDecisionFields } from "../delegation/fields.ts";

export const urgentMandateInput = formOf({
  mandate: about(choice(codes["decision.urgent_mandate.mandate"], "vem som får besluta"), {
    label: "Vem får besluta i det som är så brådskande att nämnden inte kan inväntas?",
  }),
  ...boardDecisionFields,
});

/** Writes down to whom the board has entrusted what cannot wait (6 kap. 39 § KL), from a day. What held before that day stays. */
export const setUrgentMandate = defineAction({
  name: "decision.set-urgent-mandate",
  title: "Skriv vem som får fatta brådskande beslut",
  input: urgentMandateInput,
  output: z.object({ validFrom: answer.day }),
  permit: [enactsDelegation],
  async run(tx, { mandate, decidedOn, minutesNumber, validFrom }, context) {
    if (validFrom < decidedOn) return invalidField("validFrom", "Det kan inte gälla före nämndens beslut.");
    const row = { mandate, valid_from: validFrom, decided_on: decidedOn, minutes_number: minutesNumber };
    await tx
      .insertInto("decision.urgent_mandate")
      .values({ ...row, ...stamp(context) })
      .execute();
    return ok({ validFrom });
  },
});
