import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { rowOf } from "../../../platform/core/about.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { allFaults, failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { promiseOutcomeFields } from "../promise-fields.ts";

/**
 * Ticks off a promise to the child with what came of it, once. A child who asked to know is told first: how stands there too. Problems: `not-found`,
 * `already-done`.
 */
export const settlePromise = defineAction({
  name: "participation.settle-promise",
  title: "Skriv vad det blev av ett löfte till barnet",
  input: formOf({ caseId: idField, promiseId: idField, ...promiseOutcomeFields }),
  output: z.object({ promiseId: answer.id }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const promise = await tx
      .selectFrom("participation.promise")
      .select(["promised_on", "child_asks"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", input.caseId)
      .where("id", "=", input.promiseId)
      .executeTakeFirst();
    if (!promise) return failed({ code: "not-found", message: "Löftet finns inte i ärendet.", hint: "Ladda om sidan." });
    const faults = allFaults(
      input.settledOn < promise.promised_on
        ? invalidField("settledOn", `Det lovades ${promise.promised_on}. Välj den dagen eller en senare.`)
        : undefined,
      promise.child_asks && input.toldHow === undefined
        ? invalidField("toldHow", "Barnet har bett om att få veta hur det gick. Skriv hur barnet fick veta det.")
        : undefined,
    );
    if (faults) return faults;
    context.touch(input.promiseId);
    await tx
      .insertInto("participation.promise_outcome")
      .values({
        promise_id: input.promiseId,
        case_id: input.caseId,
        child_asks: promise.child_asks,
        ...rowOf(promiseOutcomeFields, input),
        ...stamp(context),
      })
      .execute();
    return ok({ promiseId: input.promiseId });
  },
});
