import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { leftFor, nextLeft, seatOf, seenPair } from "../coding-state.ts";
import { codesField, ofQuestion } from "../inputs.ts";
import { holdQuestion, loadCoding } from "../load-coding.ts";
import { notCoder, closed } from "../problems.ts";
import { judgeCoding, writeCodings } from "../write-coding.ts";

/**
 * Codes an answer as one of the two, in the place of what the same person gave it before. `digest` is of the text that was shown. Gives how many are left, and
 * the one to go on with. Problems: `not-found`, `no-code-book`, `not-coder`, `changed-meanwhile`, `coding-closed` when both see each other's, faults at `codes`.
 */
export const codeAnswer = defineAction({
  name: "coding.code-answer",
  title: "Koda ett öppet svar",
  input: z.object({
    ...ofQuestion,
    unitId: idField,
    digest: z.string("Ladda om sidan.").regex(/^[0-9a-f]{64}$/, "Ladda om sidan."),
    codes: codesField,
  }),
  output: z.object({ left: answer.count, next: answer.id.nullable() }),
  permit: [runsSurveys],
  async run(tx, { roundId, column, unitId, digest, codes }, context) {
    await holdQuestion(tx, { roundId, column });
    const found = await loadCoding(tx, context.actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const state = found.value;
    const seat = seatOf(state, context.actor.staffId);
    if (seat === undefined) return failed(notCoder);
    const judged = judgeCoding(state, { unitId, digest, codes });
    if (!judged.ok) return judged;
    const { book, answer: read } = judged.value;
    if (seenPair(state, read)) return failed(closed);
    await writeCodings(tx, context, { column, seat, book, list: [{ answer: read, codes, reason: null }] });
    const next = nextLeft(state, seat, read)?.unit.id ?? null;
    return ok({ left: leftFor(state, seat).filter((one) => one !== read).length, next });
  },
});
