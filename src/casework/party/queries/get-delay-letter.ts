import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { delayLetter } from "../letters.ts";
import { nowParty } from "../now-party.ts";

type Told = {
  readonly person_id: string;
  readonly appliedOn: string;
  readonly toldOn: string;
  readonly delayReason: string;
  readonly expectedOn: string | null;
  readonly at: Date;
};

/**
 * What stands in the letter to whoever applied that the decision is much delayed, and why (11 § FvL). The log says whose letter was fetched. Problems: `not-found`,
 * `not-a-party` for somebody who is one no more, `kept-uninformed`.
 */
export const getDelayLetter = defineLetter({
  kind: "delay",
  name: "party.get-delay-letter",
  title: "Hämta brevet om att avgörandet dröjer",
  input: z.object({ caseId: idField, noticeId: idField }),
  async compose(tx, at, { caseId, noticeId }) {
    const { rows } = await sql<Told>`select ${nowParty("n")}, i.received_on::text as "appliedOn", n.told_on::text as "toldOn",
        n.delay_reason as "delayReason", n.expected_on::text as "expectedOn", n.recorded_at as at
      from party.delay_notice n join intake.intake i on i.municipality_id = n.municipality_id and i.id = n.intake_id
      where n.municipality_id = ${at.actor.municipalityId} and n.case_id = ${caseId}::uuid and n.id = ${noticeId}::uuid`.execute(tx);
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Underrättelsen finns inte i ärendet." });
    const head = await findLetterHead(tx, at, caseId, row.person_id);
    if (!head.ok) return head;
    at.touch(noticeId, row.person_id);
    return ok({ ...head.value.sent, madeAt: row.at, said: delayLetter({ ...head.value, madeAt: row.at, ...row }) });
  },
});
