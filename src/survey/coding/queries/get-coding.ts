import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import { part } from "../../fieldwork/part.ts";
import { agreement, sharesOfAll } from "../agreement.ts";
import { bookOf, isAnew, isRevealed, leftFor, sameCodes, seatOf, seenPair, standingOf } from "../coding-state.ts";
import { ofQuestion } from "../inputs.ts";
import { loadCoding } from "../load-coding.ts";

const code = z.object({
  code: answer.text(30),
  meaning: answer.text(300),
  example: answer.text(500).nullable(),
  includes: answer.text(500).nullable(),
  excludes: answer.text(500).nullable(),
});
const codes = answer.list(answer.text(30));

const output = z.object({
  title: answer.text(200),
  label: answer.text(4000),
  /** 0 where no code book is written. */
  version: answer.count,
  codes: answer.list(code),
  answers: answer.count,
  coders: answer.list(
    z.object({ seat: answer.count, name: answer.text(200), isMe: answer.yesNo, left: answer.count, doneAt: answer.momentText.nullable() }),
  ),
  /** The seat of whoever asks; 0 for nobody's. */
  mySeat: answer.count,
  /** Answers that whoever asks has coded and shall code anew: the text or the code book is another. */
  anew: answer.count,
  isRevealed: answer.yesNo,
  agreement: part,
  shares: part,
  /** Answers that the two coded differently, when both are done. */
  differing: answer.list(
    z.object({
      unitId: answer.id,
      said: answer.text(5000),
      first: codes,
      second: codes,
      settled: codes.nullable(),
      reason: answer.text(2000).nullable(),
      by: answer.text(200).nullable(),
    }),
  ),
});
export type CodingShown = z.output<typeof output>;

/**
 * How far the coding of an open question has come. What a coder wrote is shown to nobody else until both are done: neither codes, nor what follows of them.
 * Problems: `not-found`, `questionnaire-changed`.
 */
export const getCoding = defineQuery({
  name: "coding.get-coding",
  title: "Visa kodningen av en öppen fråga",
  input: z.object(ofQuestion),
  output,
  permit: [runsSurveys],
  async run(tx, { roundId, column }, { actor, touch }) {
    const found = await loadCoding(tx, actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const state = found.value;
    touch(roundId);
    const mine = seatOf(state, actor.staffId);
    const book = bookOf(state);
    return ok({
      title: state.round.title,
      label: state.label,
      version: book?.version ?? 0,
      codes: book?.codes ?? [],
      answers: state.answers.length,
      coders: state.coders.map(({ seat, name, staffId, doneAt }) => ({
        seat,
        name,
        isMe: staffId === actor.staffId,
        left: leftFor(state, seat).length,
        doneAt,
      })),
      mySeat: mine ?? 0,
      anew: mine === undefined ? 0 : state.answers.filter((one) => isAnew(state, one, mine)).length,
      isRevealed: isRevealed(state),
      agreement: agreement(state),
      shares: sharesOfAll(state),
      differing: state.answers.flatMap((one) => {
        const pair = seenPair(state, one);
        if (!pair || sameCodes(pair[0].codes, pair[1].codes)) return [];
        const settled = standingOf(state, one, 3);
        return [
          {
            unitId: one.unit.id,
            said: one.text,
            first: pair[0].codes,
            second: pair[1].codes,
            settled: settled?.codes ?? null,
            reason: settled?.reason ?? null,
            by: settled?.by ?? null,
          },
        ];
      }),
    });
  },
});
