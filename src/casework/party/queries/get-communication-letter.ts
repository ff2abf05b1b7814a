import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { findLetterHead } from "../find-letter-head.ts";
import { communicationLetter, letterValues } from "../letters.ts";

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
    const row = await tx
      .selectFrom("party.communication")
      .select(["person_id", "material", "reply_by", "recorded_at"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", caseId)
      .where("id", "=", communicationId)
      .where("kind", "=", "kommunicerat")
      .executeTakeFirst();
    if (!row || row.person_id === null || row.material === null || row.reply_by === null)
      return failed({ code: "not-found", message: "Kommuniceringen finns inte i ärendet." });
    const head = await findLetterHead(tx, context, caseId, row.person_id);
    if (!head.ok) return head;
    context.touch(communicationId, row.person_id);
    const of = { ...head.value, madeAt: row.recorded_at, material: row.material, replyBy: row.reply_by };
    return ok({ madeAt: row.recorded_at, letter: communicationLetter(of) });
  },
});
