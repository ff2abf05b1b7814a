import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { OpenAnswer } from "../coding-state.ts";
import { finalCodes, seatOf, seenPair, standingOf } from "../coding-state.ts";
import { ofQuestion } from "../inputs.ts";
import { loadCoding } from "../load-coding.ts";

const codes = answer.list(answer.text(30));
const line = z.object({
  /** The answer's identifier, to read codes in by. */
  unitId: answer.id,
  said: answer.text(5000),
  mine: codes,
  /** Null until both are done, and where one has not coded the answer. */
  first: codes.nullable(),
  second: codes.nullable(),
  final: codes.nullable(),
});

/** Every answer of an open question with its codes, in the order of their words and without whose it is: one's own, and when both are done those of both and what was decided. Problem: `not-found`. */
export const getCodings = defineQuery({
  name: "coding.get-codings",
  title: "Hämta öppna svar med koder",
  input: z.object(ofQuestion),
  output: z.object({ label: answer.text(4000), lines: answer.list(line) }),
  permit: [runsSurveys],
  async run(tx, { roundId, column }, { actor, touch }) {
    const found = await loadCoding(tx, actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const state = found.value;
    touch(roundId);
    const seat = seatOf(state, actor.staffId);
    return ok({
      label: state.label,
      lines: state.answers.toSorted(inOrderOfWords).map((one) => {
        const pair = seenPair(state, one);
        return {
          unitId: one.unit.id,
          said: one.text,
          mine: (seat && standingOf(state, one, seat)?.codes) ?? [],
          first: pair?.[0].codes ?? null,
          second: pair?.[1].codes ?? null,
          final: finalCodes(state, one) ?? null,
        };
      }),
    });
  },
});

/** An order that tells nothing of units, and is the same each time. */
const inOrderOfWords = (one: OpenAnswer, other: OpenAnswer): number =>
  one.text.localeCompare(other.text, "sv") || (one.unit.id < other.unit.id ? -1 : 1);
