import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { leftFor, seatOf } from "../coding-state.ts";
import { ofQuestion } from "../inputs.ts";
import { holdQuestion, loadCoding } from "../load-coding.ts";
import { notCoder } from "../problems.ts";

/**
 * Says that one has coded all answers: when both have, each sees what the other wrote, and what both have coded is not changed any more. Gives whether both
 * have. Problems: `not-found`, `not-coder`, `coding-unfinished` with how many are left, `already-done`.
 */
export const finishCoding = defineAction({
  name: "coding.finish-coding",
  title: "Säg att du är klar med kodningen",
  input: z.object(ofQuestion),
  output: z.object({ both: answer.yesNo }),
  permit: [runsSurveys],
  async run(tx, { roundId, column }, context) {
    await holdQuestion(tx, { roundId, column });
    const found = await loadCoding(tx, context.actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const state = found.value;
    const seat = seatOf(state, context.actor.staffId);
    if (seat === undefined) return failed(notCoder);
    const left = leftFor(state, seat).length;
    if (left > 0 || state.answers.length === 0)
      return failed({
        code: "coding-unfinished",
        message: state.answers.length === 0 ? "Frågan har inga svar att koda." : `${left} svar är inte kodade än.`,
        hint: "Koda dem först.",
      });
    if (state.coders.some((one) => one.seat === seat && one.doneAt !== null))
      return failed({ code: "already-done", message: "Du har redan sagt att du är klar." });
    context.touch(roundId);
    await tx
      .insertInto("survey.coder_done")
      .values({ round_id: roundId, answer_column: column, seat, ...stamp(context) })
      .execute();
    return ok({ both: state.coders.length === 2 && state.coders.every((one) => one.seat === seat || one.doneAt !== null) });
  },
});
