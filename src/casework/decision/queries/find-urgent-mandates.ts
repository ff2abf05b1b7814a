import { z } from "zod";
import { isOfOffice } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { codes } from "../../../platform/database/generated.ts";

const line = z.object({
  mandate: answer.oneOf(codes["decision.urgent_mandate.mandate"]),
  validFrom: answer.day,
  decidedOn: answer.day.nullable(),
  minutesNumber: answer.text(50).nullable(),
});

/** To whom the board has entrusted what cannot wait, the latest day first. */
export const findUrgentMandates = defineQuery({
  name: "decision.find-urgent-mandates",
  title: "Visa vem som får fatta brådskande beslut",
  input: z.object({}),
  output: z.object({ mandates: answer.list(line) }),
  permit: [isOfOffice],
  async run(tx, _input, { actor }) {
    const mandates = await tx
      .selectFrom("decision.urgent_mandate")
      .select(["mandate", "valid_from as validFrom", "decided_on as decidedOn", "minutes_number as minutesNumber"])
      .where("municipality_id", "=", actor.municipalityId)
      .orderBy("valid_from", "desc")
      .limit(100)
      .execute();
    return ok({ mandates });
  },
});
