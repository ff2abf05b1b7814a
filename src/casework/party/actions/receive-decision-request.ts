import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { decisionRequestInput } from "../delay-fields.ts";
import { findWaitingApplication } from "../find-waiting-application.ts";
import { mayAskForDecision } from "../rules-delay.ts";

/** Takes in a party's written request that an application is decided (12 § FvL): after six months, once. Problems: `not-found`, `already-done`, days too early. */
export const receiveDecisionRequest = defineAction({
  name: "party.receive-decision-request",
  title: "Ta emot en begäran om att ärendet avgörs",
  input: decisionRequestInput,
  output: z.object({ decisionRequestId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, intakeId, personId, receivedOn }, context) {
    const found = await findWaitingApplication(tx, context, { caseId, intakeId, personId, day: receivedOn });
    if (!found.ok) return found;
    const day = trueDay(context, receivedOn, "receivedOn", { day: found.value.appliedOn, what: "Ansökan kom in" });
    if (!day.ok) return day;
    const before = await tx
      .selectFrom("party.decision_request")
      .select("id")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("intake_id", "=", intakeId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    const input = { appliedOn: found.value.appliedOn, day: receivedOn, askedBefore: before !== undefined };
    const { may, fromDay } = mayAskForDecision.apply(input);
    if (before) return failed({ code: "already-done", message: mayAskForDecision.explain(input, { may, fromDay }) });
    if (!may)
      return invalidField("receivedOn", `Ansökan har inte väntat sex månader. Det får begäras från den ${formatLong(fromDay)} (12 § FvL).`);
    const decisionRequestId = newTouchedId(context);
    await tx
      .insertInto("party.decision_request")
      .values({
        id: decisionRequestId,
        case_id: caseId,
        intake_id: intakeId,
        person_id: personId,
        received_on: receivedOn,
        ...stamp(context),
      })
      .execute();
    return ok({ decisionRequestId });
  },
});
