import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { optionalId } from "../../../platform/core/fields.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { bookOf, isAnew, leftFor, nextLeft, seatOf, seenPair, standingOf } from "../coding-state.ts";
import { ofQuestion } from "../inputs.ts";
import { loadCoding } from "../load-coding.ts";
import { notCoder } from "../problems.ts";

/**
 * An answer for a coder to read, without whose it is: the one asked for, or the next that is not coded; none where all are. The codes are the coder's own.
 * Problems: `not-found`, `not-coder`.
 */
export const getAnswerToCode = defineQuery({
  name: "coding.get-answer-to-code",
  title: "Läsa ett öppet svar att koda",
  input: z.object({ ...ofQuestion, unitId: optionalId() }),
  output: z.object({
    label: answer.text(4000),
    codes: answer.list(
      z.object({
        code: answer.text(30),
        meaning: answer.text(300),
        includes: answer.text(500).nullable(),
        excludes: answer.text(500).nullable(),
      }),
    ),
    total: answer.count,
    left: answer.count,
    answer: z
      .object({
        unitId: answer.id,
        said: answer.text(5000),
        digest: answer.text(64),
        mine: answer.list(answer.text(30)),
        anew: answer.yesNo,
        isClosed: answer.yesNo,
      })
      .nullable(),
    /** The one before it and the one after it, in an order that tells nothing. */
    previous: answer.id.nullable(),
    next: answer.id.nullable(),
    /** The next that is not coded, from the beginning again after the last. */
    nextLeft: answer.id.nullable(),
  }),
  permit: [runsSurveys],
  async run(tx, { roundId, column, unitId }, { actor, touch }) {
    const found = await loadCoding(tx, actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const state = found.value;
    const seat = seatOf(state, actor.staffId);
    if (seat === undefined) return failed(notCoder);
    const left = leftFor(state, seat);
    const shown = unitId === undefined ? left[0] : state.answers.find(({ unit }) => unit.id === unitId);
    if (unitId !== undefined && !shown) return failed({ code: "not-found", message: "Svaret finns inte." });
    if (shown) touch(shown.unit.id);
    const place = shown ? state.answers.indexOf(shown) : -1;
    const idAt = (at: number) => state.answers[at]?.unit.id ?? null;
    return ok({
      label: state.label,
      codes: (bookOf(state)?.codes ?? []).map(({ code, meaning, includes, excludes }) => ({ code, meaning, includes, excludes })),
      total: state.answers.length,
      left: left.length,
      answer: shown
        ? {
            unitId: shown.unit.id,
            said: shown.text,
            digest: shown.digest,
            mine: standingOf(state, shown, seat)?.codes ?? [],
            anew: isAnew(state, shown, seat),
            isClosed: seenPair(state, shown) !== undefined,
          }
        : null,
      previous: place > 0 ? idAt(place - 1) : null,
      next: place >= 0 ? idAt(place + 1) : null,
      nextLeft: (shown && nextLeft(state, seat, shown)?.unit.id) ?? null,
    });
  },
});
