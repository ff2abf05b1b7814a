import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { requestRefusalLetter } from "../letters.ts";
import { nowParty } from "../now-party.ts";

type Refused = {
  readonly person_id: string;
  readonly receivedOn: string;
  readonly decidedOn: string;
  readonly reasoning: string;
  readonly decidedBy: string;
  readonly at: Date;
};

/**
 * What stands in the letter that a request for a decision is refused, and how that is appealed (12 § FvL). The log says whose letter was fetched. Problems: `not-found`
 * where it is not refused, `not-a-party` for somebody who is one no more, `kept-uninformed`.
 */
export const getRequestRefusalLetter = defineLetter({
  kind: "request-refusal",
  name: "party.get-request-refusal-letter",
  title: "Hämta brevet om att en begäran om avgörande avslås",
  input: z.object({ caseId: idField, decisionRequestId: idField }),
  async compose(tx, at, { caseId, decisionRequestId }) {
    const { rows } =
      await sql<Refused>`select ${nowParty("q")}, q.received_on::text as "receivedOn", f.decided_on::text as "decidedOn", f.reasoning,
        coalesce(k.body || ', ' || k.minutes_number, k.name, s.name || ', ' || s.title, '') as "decidedBy", f.recorded_at as at
      from party.decision_request q
      join party.decision_request_refusal f on f.municipality_id = q.municipality_id and f.case_id = q.case_id and f.request_id = q.id
      join decision.maker k on k.municipality_id = f.municipality_id and k.id = f.request_id
      left join access.staff s on s.municipality_id = k.municipality_id and s.id = k.staff_id
      where q.municipality_id = ${at.actor.municipalityId} and q.case_id = ${caseId}::uuid and q.id = ${decisionRequestId}::uuid`.execute(
        tx,
      );
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Begäran är inte avslagen." });
    const head = await findLetterHead(tx, at, caseId, row.person_id);
    if (!head.ok) return head;
    at.touch(decisionRequestId, row.person_id);
    return ok({ ...head.value.sent, madeAt: row.at, said: requestRefusalLetter({ ...head.value, madeAt: row.at, ...row }) });
  },
});
