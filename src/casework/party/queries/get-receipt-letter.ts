import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { letterValues, receiptLetter } from "../letters.ts";

/**
 * What stands in the letter to whoever made a report or an application: that it has come in, and what happens now. It names nobody, neither the child nor who
 * reported: it can lie anywhere. Problem: `not-found`.
 */
export const getReceiptLetter = defineQuery({
  name: "party.get-receipt-letter",
  title: "Hämta bekräftelsen på att något har kommit in",
  input: z.object({ caseId: idField, intakeId: idField }),
  output: z.object({ madeAt: answer.moment, letter: letterValues }),
  permit: [worksInCase],
  async run(tx, { caseId, intakeId }, context) {
    const row = await tx
      .selectFrom("intake.intake as i")
      .innerJoin("core.municipality as m", "m.id", "i.municipality_id")
      .select(["i.type", "i.received_on", "i.reporter_mandated", "i.recorded_at", "m.name"])
      .where("i.municipality_id", "=", context.actor.municipalityId)
      .where("i.case_id", "=", caseId)
      .where("i.id", "=", intakeId)
      .executeTakeFirst();
    if (!row) return failed({ code: "not-found", message: "Det som kom in finns inte i ärendet." });
    context.touch(intakeId);
    const of = {
      type: row.type,
      receivedOn: row.received_on,
      isMandated: row.reporter_mandated,
      municipality: row.name,
      by: context.actor.name,
      madeAt: row.recorded_at,
    };
    return ok({ madeAt: row.recorded_at, letter: receiptLetter(of) });
  },
});
