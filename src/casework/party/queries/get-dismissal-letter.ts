import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { dismissalLetter } from "../letters.ts";
import { nowParty } from "../now-party.ts";

type Dismissed = {
  readonly person_id: string;
  readonly at: Date;
  readonly receivedOn: string;
  readonly gotOn: string;
  readonly lastOn: string;
  readonly decidedOn: string;
  readonly reasoning: string;
  readonly decidedBy: string;
};

/**
 * What stands in the letter to whoever appealed too late: that the appeal is dismissed, why, and how that decision is appealed (33 and 45 §§ FvL). The log says whose
 * letter was fetched. Problems: `not-found` where it is not dismissed, `not-a-party` for somebody who is one no more, `kept-uninformed`.
 */
export const getDismissalLetter = defineLetter({
  kind: "dismissal",
  name: "party.get-dismissal-letter",
  title: "Hämta brevet om att ett överklagande avvisas",
  input: z.object({ caseId: idField, appealId: idField }),
  async compose(tx, at, { caseId, appealId }) {
    const { rows } =
      await sql<Dismissed>`select ${nowParty("a")}, t.recorded_at as at, a.received_on::text as "receivedOn", t.got_on::text as "gotOn",
        t.last_on::text as "lastOn", t.decided_on::text as "decidedOn", t.reasoning,
        coalesce(k.body || ', ' || k.minutes_number, k.name, s.name || ', ' || s.title, '') as "decidedBy"
      from party.appeal a
      join party.appeal_trial t on t.municipality_id = a.municipality_id and t.case_id = a.case_id and t.appeal_id = a.id and t.outcome = 'avvisas'
      join decision.maker k on k.municipality_id = t.municipality_id and k.id = t.appeal_id
      left join access.staff s on s.municipality_id = k.municipality_id and s.id = k.staff_id
      where a.municipality_id = ${at.actor.municipalityId} and a.case_id = ${caseId}::uuid and a.id = ${appealId}::uuid`.execute(tx);
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Överklagandet är inte avvisat." });
    const head = await findLetterHead(tx, at, caseId, row.person_id);
    if (!head.ok) return head;
    at.touch(appealId, row.person_id);
    return ok({ ...head.value.sent, madeAt: row.at, said: dismissalLetter({ ...head.value, madeAt: row.at, ...row }) });
  },
});
