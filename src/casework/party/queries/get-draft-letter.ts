import { z } from "zod";
import { optionalDate, requiredId, requiredText } from "../../../platform/core/fields.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { communicationLetter, delayLetter } from "../letters.ts";

/**
 * A letter to a party as it will be of words that are not saved yet: what it may answer to, or that the decision is delayed. Nothing can be sent of it. Problems:
 * `not-a-party` for somebody who is none today, `kept-uninformed`.
 */
export const getDraftLetter = defineLetter({
  kind: "draft",
  name: "party.get-draft-letter",
  title: "Förhandsgranska ett brev till en part",
  input: z.object({
    caseId: idField,
    personId: requiredId("vem brevet är till"),
    of: z.enum(["kommunicering", "dröjsmål"]),
    words: requiredText("det som ska stå i brevet", 20_000),
    day: optionalDate(),
    appliedOn: optionalDate(),
  }),
  // What may tell something protected is said of words that are kept nowhere: so many words at a time can be tried, and no more.
  limit: {
    ...{ name: "party.get-draft-letter", most: 60, seconds: 60 * 60 },
    message: "Du har förhandsgranskat många brev på kort tid.",
  },
  async compose(tx, at, { caseId, personId, of, words, day, appliedOn }) {
    const head = await findLetterHead(tx, at, caseId, personId);
    if (!head.ok) return head;
    const madeAt = at.now;
    const today = stockholmDate(madeAt);
    const said =
      of === "kommunicering"
        ? communicationLetter({ ...head.value, madeAt, material: words, replyBy: day ?? today })
        : delayLetter({
            ...{ ...head.value, madeAt, toldOn: today, delayReason: words },
            ...{ appliedOn: appliedOn ?? today, expectedOn: day ?? null },
          });
    return ok({ ...head.value.sent, madeAt, said });
  },
});
