import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { weightFields } from "../workload.ts";

/** Writes what cases weigh where they are given out, from a day. What held before that day stays. */
export const setWorkloadWeights = defineAction({
  name: "decision.set-workload-weights",
  title: "Skriv vad ärenden väger när de fördelas",
  input: formOf({ ...weightFields }),
  output: z.object({ validFrom: answer.day }),
  permit: [preparesDelegation],
  async run(tx, { validFrom, why, ...weights }, context) {
    const last = await tx
      .selectFrom("decision.workload_weight")
      .select((all) => all.fn.max("number").as("number"))
      .where("municipality_id", "=", context.actor.municipalityId)
      .executeTakeFirst();
    const points = {
      ...{ responsible: Number(weights.responsible), beside: Number(weights.beside), investigating: Number(weights.investigating) },
      ...{ violence: Number(weights.violence), late: Number(weights.late) },
    };
    await tx
      .insertInto("decision.workload_weight")
      .values({ number: (last?.number ?? 0) + 1, valid_from: validFrom, why, ...points, ...stamp(context) })
      .execute();
    return ok({ validFrom });
  },
});
