import { sql } from "kysely";
import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { communicationLetter, letterValues } from "../letters.ts";
import { nowParty } from "../now-party.ts";

type Told = { readonly person_id: string; readonly material: string; readonly reply_by: string; readonly recorded_at: Date };

/**
 * What stands in the letter to a party of what it may answer to. The log says whose letter was fetched. Problems: `not-found`, `not-a-party` for somebody
 * who is one no more, `kept-uninformed`.
 */
export const getCommunicationLetter = defineQuery({
  name: "party.get-communication-letter",
  title: "Hämta brevet om det en part får ta del av",
  input: z.object({ caseId: idField, communicationId: idField }),
  output: z.object({ madeAt: answer.moment, letter: letterValues }),
  permit: [worksInCase],
  async run(tx, { caseId, communicationId }, context) {
    const { rows } = await sql<Told>`select ${nowParty("c")}, c.material, c.reply_by::text, c.recorded_at from party.communication c
      where c.municipality_id = ${context.actor.municipalityId} and c.case_id = ${caseId}::uuid and c.id = ${communicationId}::uuid
        and c.kind = 'kommunicerat'`.execute(tx);
    const [row] = rows;
    if (!row) return failed({ code: "not-found", message: "Kommuniceringen finns inte i ärendet." });
    const head = await findLetterHead(tx, context, caseId, row.person_id);
    if (!head.ok) return head;
    context.touch(communicationId, row.person_id);
    const of = { ...head.value, madeAt: row.recorded_at, material: row.material, replyBy: row.reply_by };
    return ok({ madeAt: row.recorded_at, letter: communicationLetter(of) });
  },
});
