import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { askOrder } from "../../../platform/core/asked-of-order.ts";
import { readDecidedBy, writeDecidedBy } from "../../../platform/core/decided-by.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { requestRefusalInput } from "../delay-fields.ts";

/** Refuses a request that an application is decided, in a decision of its own with its maker (12 § FvL), whom the board's order lets. Once. Problems: `not-found`, `already-done`, `not-delegated`. */
export const refuseDecisionRequest = defineAction({
  name: "party.refuse-decision-request",
  title: "Avslå en begäran om att ärendet avgörs",
  input: requestRefusalInput,
  output: z.object({ decidedOn: answer.day }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const { caseId, decisionRequestId, reasoning } = input;
    const row = await tx
      .selectFrom("party.decision_request as q")
      .leftJoin("party.decision_request_refusal as r", (join) =>
        join.onRef("r.municipality_id", "=", "q.municipality_id").onRef("r.case_id", "=", "q.case_id").onRef("r.request_id", "=", "q.id"),
      )
      .leftJoin("intake.unanswered_application as u", (join) =>
        join
          .onRef("u.municipality_id", "=", "q.municipality_id")
          .onRef("u.case_id", "=", "q.case_id")
          .onRef("u.intake_id", "=", "q.intake_id"),
      )
      .select(["q.received_on", "q.person_id", "r.decided_on", "u.intake_id as waits"])
      .where("q.municipality_id", "=", context.actor.municipalityId)
      .where("q.case_id", "=", caseId)
      .where("q.id", "=", decisionRequestId)
      .executeTakeFirst();
    if (!row) return failed({ code: "not-found", message: "Begäran finns inte i ärendet." });
    if (row.decided_on !== null || row.waits === null)
      return failed({ code: "already-done", message: "Begäran är redan besvarad.", hint: "Ladda om sidan för att se det senaste." });
    const by = await readDecidedBy(tx, context, input, { day: row.received_on, what: "Begäran kom in" });
    if (!by.ok) return by;
    const delegated = await askOrder(tx, context, { caseId, kind: "avslå begäran om avgörande", by: by.value });
    if (!delegated.ok) return delegated;
    context.touch(decisionRequestId, row.person_id);
    await writeDecidedBy(tx, context, caseId, decisionRequestId, delegated.value);
    await tx
      .insertInto("party.decision_request_refusal")
      .values({ request_id: decisionRequestId, case_id: caseId, decided_on: by.value.decidedOn, reasoning, ...stamp(context) })
      .execute();
    return ok({ decidedOn: by.value.decidedOn });
  },
});
