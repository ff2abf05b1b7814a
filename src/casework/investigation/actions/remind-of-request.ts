import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { findOpenRequest } from "../find-request.ts";
import { reminderInput } from "../request-fields.ts";

/** Writes that whoever was asked for information was reminded, and the new day that a reply is wanted by. */
export const remindOfRequest = defineAction({
  name: "investigation.remind-of-request",
  title: "Påminn om uppgifter som inte har kommit",
  input: reminderInput,
  output: z.object({ reminderId: answer.id, investigationId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, requestId, remindedOn, way, replyBy }, context) {
    const found = await findOpenRequest(tx, context, { caseId, requestId });
    if (!found.ok) return found;
    const day = trueDay(context, remindedOn, "remindedOn", { day: found.value.askedOn, what: "Ni frågade" });
    if (!day.ok) return day;
    const reminderId = newTouchedId(context);
    await tx
      .insertInto("investigation.request_reminder")
      .values({
        id: reminderId,
        case_id: caseId,
        request_id: requestId,
        reminded_on: remindedOn,
        way,
        reply_by: replyBy,
        ...stamp(context),
      })
      .execute();
    return ok({ reminderId, investigationId: found.value.body.in.investigation_id });
  },
});
