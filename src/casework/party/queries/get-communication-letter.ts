import { sql } from "kysely";
import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { communicationLetter } from "../letters.ts";
import { nowParty } from "../now-party.ts";

type Told = { readonly person_id: string; readonly material: string; readonly reply_by: string; readonly recorded_at: Date };

/**
 * What stands in the letter to a party of what it may answer to. The log says whose letter was fetched. Problems: `not-found`, `not-a-party` for somebody
 * who is one no more, `kept-uninformed`.
 */
export const getCommunicationLetter = defineLetter({
  kind: "communication",
  name: "party.get-communication-letter",
  title: "Hämta brevet om det en part får ta del av",
  input: z.object({ caseId: idField, communicationId: idField }),
  async compose(tx, at, { caseId, communicationId }) {
    const { rows } = await sql<Told>`select ${nowParty("c")}, c.material, c.reply_by::text, c.recorded_at from party.communication c
      where c.municipality_id = ${at.actor.municipalityId} and c.case_id = ${caseId}::uuid and c.id = ${communicationId}::uuid
        and c.kind = 'kommunicerat'`.execute(tx);
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Kommuniceringen finns inte i ärendet." });
    const head = await findLetterHead(tx, at, caseId, row.person_id);
    if (!head.ok) return head;
    at.touch(communicationId, row.person_id);
    const of = { ...head.value, madeAt: row.recorded_at, material: row.material, replyBy: row.reply_by };
    return ok({ ...head.value.sent, madeAt: row.recorded_at, said: communicationLetter(of) });
  },
});
