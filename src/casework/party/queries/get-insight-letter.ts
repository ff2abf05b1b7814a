import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { findInsight } from "../insight.ts";
import { insightLetter } from "../letters.ts";

/**
 * What stands in the letter to a party of what it may see of the material. The log says whose letter was fetched. Problems: `not-found`, `not-a-party` for
 * somebody who is one no more, `kept-uninformed`.
 */
export const getInsightLetter = defineLetter({
  kind: "insight",
  name: "party.get-insight-letter",
  title: "Hämta brevet om vad en part får se",
  input: z.object({ caseId: idField, insightId: idField }),
  async compose(tx, at, { caseId, insightId }) {
    const row = await findInsight(tx, at, caseId, insightId);
    const { decidedOn = null, decidedAt = null, outcome = null } = row ?? {};
    if (!row || decidedOn === null || decidedAt === null || outcome === null)
      return failed({ code: "not-found", message: "Det är inte beslutat vad parten får se." });
    const head = await findLetterHead(tx, at, caseId, row.personId);
    if (!head.ok) return head;
    at.touch(insightId, row.personId);
    const { requestedOn, wants, reasons, toldOtherwise, reservation, decidedBy } = row;
    const of = {
      ...head.value,
      madeAt: decidedAt,
      requestedOn,
      wants,
      decidedOn,
      outcome,
      reasons,
      toldOtherwise,
      reservation,
      decidedBy: decidedBy ?? "",
    };
    return ok({ ...head.value.sent, madeAt: decidedAt, said: insightLetter(of) });
  },
});
