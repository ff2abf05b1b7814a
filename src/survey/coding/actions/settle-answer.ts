import { z } from "zod";
import { runsSurveys } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { sameCodes, seenPair } from "../coding-state.ts";
import { codesField, ofQuestion } from "../inputs.ts";
import { holdQuestion, loadCoding } from "../load-coding.ts";
import { notRevealed } from "../problems.ts";
import { judgeCoding, writeCodings } from "../write-coding.ts";

/**
 * Settles an answer that the two have coded differently, with why; a later one stands in the place of an earlier. Gives that it is settled. Problems:
 * `not-found`, `coding-goes-on`, `coding-agrees` where there is nothing to settle, faults at `codes` and `reason`.
 */
export const settleAnswer = defineAction({
  name: "coding.settle-answer",
  title: "Avgör ett svar som kodats olika",
  input: z.object({ ...ofQuestion, unitId: idField, codes: codesField, reason: requiredText("varför svaret får koderna", 2000) }),
  output: z.object({ settled: answer.yesNo }),
  permit: [runsSurveys],
  async run(tx, { roundId, column, unitId, codes, reason }, context) {
    await holdQuestion(tx, { roundId, column });
    const found = await loadCoding(tx, context.actor.municipalityId, roundId, column);
    if (!found.ok) return found;
    const judged = judgeCoding(found.value, { unitId, digest: undefined, codes });
    if (!judged.ok) return judged;
    const { book, answer: read } = judged.value;
    const pair = seenPair(found.value, read);
    if (!pair) return failed(notRevealed);
    if (sameCodes(pair[0].codes, pair[1].codes))
      return failed({ code: "coding-agrees", message: "De två har kodat svaret lika. Det finns inget att avgöra." });
    await writeCodings(tx, context, { column, seat: 3, book, list: [{ answer: read, codes, reason }] });
    return ok({ settled: true });
  },
});
