import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { transfer } from "../rules-transfer.ts";
import { transferStepInput } from "../transfer-fields.ts";

/**
 * Records what came of a request that another municipality takes over: its answer, the application to IVO and the decision, what was handed over (29 kap. 10-12 §§ SoL).
 * The database refuses what comes in another order. Problems: `not-found`.
 */
export const recordTransferStep = defineAction({
  name: "intake.record-transfer-step",
  title: "Skriv vad som hände med en begäran om överflyttning",
  input: transferStepInput,
  output: z.object({ stepId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, transferId, kind, happenedOn, givenTo, note }, context) {
    const request = await tx
      .selectFrom("intake.transfer_request as r")
      .select((row) => [
        "r.requested_on",
        row
          .exists(
            row
              .selectFrom("intake.transfer_step as s")
              .select("s.id")
              .whereRef("s.municipality_id", "=", "r.municipality_id")
              .whereRef("s.transfer_request_id", "=", "r.id"),
          )
          .as("answered"),
      ])
      .where("r.municipality_id", "=", context.actor.municipalityId)
      .where("r.case_id", "=", caseId)
      .where("r.id", "=", transferId)
      .executeTakeFirst();
    if (!request) return failed({ code: "not-found", message: "Begäran finns inte i ärendet." });
    context.touch(transferId);
    const { requested_on: requestedOn, answered } = request;
    const day = trueDay(context, happenedOn, "happenedOn", { day: requestedOn, what: "Begäran är från" });
    if (!day.ok) return day;
    if (kind === "ansökan till IVO" && answered === false) {
      const { toIvoFrom } = transfer.apply({ requestedOn, investigationOpen: false, answer: null, today: day.value });
      if (toIvoFrom !== null && day.value < toIvoFrom) {
        return invalidField("happenedOn", `Utan svar kan ni ansöka hos IVO från och med ${formatLong(toIvoFrom)} (29 kap. 11 § SoL).`);
      }
    }
    const stepId = newTouchedId(context);
    await tx
      .insertInto("intake.transfer_step")
      .values({
        ...{ id: stepId, case_id: caseId, transfer_request_id: transferId, kind, happened_on: day.value },
        ...{ given_to: kind === "lämnat över" ? (givenTo ?? null) : null, note: note ?? null },
        ...stamp(context),
      })
      .execute();
    return ok({ stepId });
  },
});
