import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { ok } from "../../../platform/basics/result.ts";
import { getRoundOf } from "../../rounds/find-in-round.ts";
import { judgeWaiting } from "../judge-waiting.ts";

/**
 * Holds the deliveries of a round that nobody has judged against the rules: those that came on the pages before they were judged as they come. Gives how
 * many were judged. Problem: `not-found`.
 */
export const judgeDeliveries = defineAction({
  name: "delivery.judge-deliveries",
  title: "Kontrollera de leveranser som inte är kontrollerade",
  input: z.object({ roundId: idField }),
  output: z.object({ judged: answer.count }),
  permit: [runsSurveys],
  async run(tx, { roundId }, context) {
    const { municipalityId } = context.actor;
    const round = await getRoundOf(tx, municipalityId, roundId);
    if (!round.ok) return round;
    context.touch(roundId);
    return ok({ judged: await judgeWaiting(tx, context, roundId) });
  },
});
