import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { seatOf } from "../coding-state.ts";
import { ofQuestion } from "../inputs.ts";
import { holdQuestion, loadCoding } from "../load-coding.ts";

/** Becomes one of the two who code an open question; gives which. Problems: `not-found`, `already-done` where one is, or two others are. */
export const takeSeat = defineAction({
  name: "coding.take-seat",
  title: "Bli kodare av en öppen fråga",
  input: z.object(ofQuestion),
  output: z.object({ seat: answer.count }),
  permit: [runsSurveys],
  async run(tx, { roundId, column }, context) {
    await holdQuestion(tx, { roundId, column });
    const found = await loadCoding(tx, context.actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    if (seatOf(found.value, context.actor.staffId) !== undefined)
      return failed({ code: "already-done", message: "Du är redan kodare av frågan." });
    const seat = [1, 2].find((one) => found.value.coders.every((coder) => coder.seat !== one));
    if (seat === undefined)
      return failed({
        code: "already-done",
        message: "Två andra kodar redan frågan.",
        hint: "Du kan avgöra var de skiljer sig när båda är klara.",
      });
    context.touch(roundId);
    await tx
      .insertInto("survey.coder")
      .values({ round_id: roundId, answer_column: column, seat, ...stamp(context) })
      .execute();
    return ok({ seat });
  },
});
