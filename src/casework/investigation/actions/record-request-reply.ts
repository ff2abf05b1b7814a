import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { ok } from "../../../platform/basics/result.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { findOpenRequest } from "../find-request.ts";
import { replyInput } from "../request-fields.ts";

/**
 * Writes what came of a request: a reply, of which the most important becomes a finding with whoever replied as its source, or why none is waited for.
 */
export const recordRequestReply = defineAction({
  name: "investigation.record-request-reply",
  title: "Skriv vad som hände med en fråga till andra",
  input: replyInput,
  output: z.object({ investigationId: answer.id, findingId: answer.id.nullable() }),
  permit: [worksInCase],
  async run(tx, input, context) {
    const found = await findOpenRequest(tx, context, input);
    if (!found.ok) return found;
    const { body, askedOn, askedOf } = found.value;
    const { caseId, requestId, outcome, repliedOn, repliedBy, replyForm, kind, statement } = input;
    const day = trueDay(context, repliedOn, "repliedOn", { day: askedOn, what: "Ni frågade" });
    if (!day.ok) return day;
    const isReply = outcome === "svar";
    await tx
      .insertInto("investigation.request_reply")
      .values({
        ...{ request_id: requestId, case_id: caseId, outcome, replied_on: repliedOn },
        ...{ replied_by: isReply ? (repliedBy ?? null) : null, reply_form: isReply ? (replyForm ?? null) : null },
        no_reply_reason: isReply ? null : (input.noReplyReason ?? null),
        ...stamp(context),
      })
      .execute();
    const investigationId = body.in.investigation_id;
    if (!isReply || kind === undefined || statement === undefined) return ok({ investigationId, findingId: null });
    const findingId = newTouchedId(context);
    await tx
      .insertInto("investigation.finding")
      .values({
        ...{ id: findingId, ...body.in, ...body.structure, area_code: input.areaCode ?? null, request_id: requestId },
        ...{ kind, source: sourceOfReply(askedOf, replyForm), source_name: repliedBy ?? null, found_on: repliedOn, statement },
        ...stamp(context),
      })
      .execute();
    return ok({ investigationId, findingId });
  },
});

/** What is written is a document; what is told is somebody's, in their work or as somebody who knows the child. */
const sourceOfReply = (askedOf: string, form: "skriftligt" | "muntligt" | undefined) =>
  form === "skriftligt" ? "handling" : askedOf === "enskild person" ? "närstående" : "professionell";
