import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findRound } from "../../rounds/find-unit.ts";
import { judgeWaiting } from "../judge-waiting.ts";

/**
 * Holds the deliveries of a round that nobody has judged against the rules: those that came on the pages. What is signed is judged as it comes. Gives how
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
    if (!(await findRound(tx, municipalityId, roundId))) return failed({ code: "not-found", message: "Omgången finns inte." });
    context.touch(roundId);
    return ok({ judged: await judgeWaiting(tx, context, roundId) });
  },
});
