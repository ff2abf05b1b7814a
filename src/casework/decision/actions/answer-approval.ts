import { sql } from "kysely";
import { z } from "zod";
import { leadsUnitOfCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { stamp } from "../../../platform/core/journal.ts";
import { waitForTurn } from "../../../platform/core/turns.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { answerFields } from "../approval/fields.ts";
import { approvalsIn } from "../approval/store.ts";

/** Approves what somebody else is to decide, or returns it with the reasons. Once, never one's own. */
export const answerApproval = defineAction({
  name: "decision.answer-approval",
  title: "Godkänn ett förslag till beslut, eller lämna tillbaka det",
  input: formOf({ caseId: idField, approvalId: idField, ...answerFields }),
  output: z.object({ approvalId: answer.id }),
  permit: [leadsUnitOfCase],
  async run(tx, { caseId, approvalId, answer: given, reason }, context) {
    await waitForTurn(tx, approvalId);
    const { municipalityId, staffId } = context.actor;
    const [asked] = await approvalsIn(tx, municipalityId, sql<boolean>`c.id = ${caseId}::uuid and r.id = ${approvalId}::uuid`);
    if (!asked) return failed({ code: "not-found", message: "Förslaget finns inte i ärendet." });
    if (asked.answer !== null) {
      return failed({ code: "already-done", message: "Förslaget är redan besvarat.", hint: "Ladda om sidan för att se det senaste." });
    }
    if (asked.askedById === staffId) {
      return failed({
        code: "own-proposal",
        message: "Ingen godkänner sitt eget förslag.",
        hint: "Be en annan gruppledare.",
        fields: [{ field: "answer", message: "Ingen godkänner sitt eget förslag." }],
      });
    }
    context.touch(approvalId);
    await tx
      .insertInto("decision.approval_answer")
      .values({
        request_id: approvalId,
        case_id: caseId,
        requested_by: asked.askedById,
        answer: given,
        reason: reason ?? null,
        ...stamp(context),
      })
      .execute();
    return ok({ approvalId });
  },
});
