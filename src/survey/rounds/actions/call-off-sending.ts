import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { holdSending } from "../send.ts";

/** Calls a sending off: nothing more of it is sent. What has gone has gone. A second time changes nothing. Problem: `not-found`. */
export const callOffSending = defineAction({
  name: "rounds.call-off-sending",
  title: "Ställ in ett utskick",
  input: z.object({ sendingId: idField }),
  output: z.object({ roundId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { sendingId }, context) {
    const sending = await tx
      .selectFrom("survey.sending")
      .select("round_id")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("id", "=", sendingId)
      .executeTakeFirst();
    if (!sending) return failed({ code: "not-found", message: "Utskicket finns inte." });
    await holdSending(tx, sendingId);
    context.touch(sendingId);
    await tx
      .insertInto("survey.sending_call_off")
      .values({ sending_id: sendingId, ...stamp(context) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return ok({ roundId: sending.round_id });
  },
});
