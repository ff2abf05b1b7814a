import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { choice, requiredDate, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { requiredLine } from "../fields.ts";
import { plannedKinds, writeSending } from "../write-sending.ts";

/**
 * Plans that an invitation or a reminder is sent to the units that have not delivered, on a day: today at once. Gives its id. Problems as
 * `writeSending`.
 */
export const planSending = defineAction({
  name: "rounds.plan-sending",
  title: "Planera ett utskick",
  input: z.object({
    roundId: idField,
    kind: choice(plannedKinds, "vad som ska skickas"),
    sendOn: requiredDate("dagen då det ska skickas"),
    subjectLine: requiredLine("ämnesraden", 150),
    words: requiredText("vad som ska stå i brevet", 5000),
  }),
  output: z.object({ sendingId: answer.id }),
  permit: [runsSurveys],
  async run(tx, { roundId, kind, sendOn, subjectLine: subject, words }, context) {
    const { municipalityId, staffId } = context.actor;
    const by = { municipalityId, staffId, now: context.now, today: context.today };
    const written = await writeSending(tx, by, { roundId, kind, sendOn, subject, words });
    if (!written.ok) return written;
    context.touch(roundId, written.value);
    return ok({ sendingId: written.value });
  },
});
