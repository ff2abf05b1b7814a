import { z } from "zod";
import { preparesDelegation } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { Tx } from "../../../platform/database/connect.ts";
import { usualWeights } from "../workload.ts";
import type { Weights } from "../workload.ts";

const weights = z.object({
  responsible: answer.count,
  beside: answer.count,
  investigating: answer.count,
  violence: answer.count,
  late: answer.count,
});

/** The weights of a day; the usual ones until the municipality has its own. */
export async function weightsOn(tx: Tx, municipalityId: number, day: string): Promise<Weights> {
  const row = await tx
    .selectFrom("decision.workload_weight")
    .select(["responsible", "beside", "investigating", "violence", "late"])
    .where("municipality_id", "=", municipalityId)
    .where("valid_from", "<=", day)
    .orderBy("valid_from", "desc")
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? usualWeights;
}

/** What cases weigh where they are given out: today, and every version with the latest day first. */
export const findWorkloadWeights = defineQuery({
  name: "decision.find-workload-weights",
  title: "Visa vad ärenden väger när de fördelas",
  input: z.object({}),
  output: z.object({
    today: weights,
    versions: answer.list(weights.extend({ number: answer.count, validFrom: answer.day, why: answer.text(1000), by: answer.text(200) })),
  }),
  permit: [preparesDelegation],
  async run(tx, _input, { actor: { municipalityId }, today }) {
    const versions = await tx
      .selectFrom("decision.workload_weight as w")
      .innerJoin("access.staff as s", (join) =>
        join.onRef("s.municipality_id", "=", "w.municipality_id").onRef("s.id", "=", "w.recorded_by"),
      )
      .select(["w.number", "w.why", "w.responsible", "w.beside", "w.investigating", "w.violence", "w.late"])
      .select(({ ref }) => [ref("w.valid_from").as("validFrom"), ref("s.name").as("by")])
      .where("w.municipality_id", "=", municipalityId)
      .orderBy("w.valid_from", "desc")
      .orderBy("w.number", "desc")
      .limit(100)
      .execute();
    return ok({ today: await weightsOn(tx, municipalityId, today), versions });
  },
});
