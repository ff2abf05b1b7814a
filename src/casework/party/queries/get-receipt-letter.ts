import { z } from "zod";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { defineLetter } from "../../letters/define-letter.ts";
import { receiptLetter } from "../letters.ts";

/**
 * What stands in the letter to whoever made a report or an application: that it has come in, and what happens now. It names nobody, neither the child nor who
 * reported: it can lie anywhere. Problem: `not-found`.
 */
export const getReceiptLetter = defineLetter({
  kind: "receipt",
  name: "party.get-receipt-letter",
  title: "Hämta bekräftelsen på att något har kommit in",
  input: z.object({ caseId: idField, intakeId: idField }),
  async compose(tx, at, { caseId, intakeId }) {
    const row = await tx
      .selectFrom("intake.intake as i")
      .innerJoin("core.municipality as m", "m.id", "i.municipality_id")
      .innerJoin("intake.case_file as f", (on) => on.onRef("f.municipality_id", "=", "i.municipality_id").onRef("f.id", "=", "i.case_id"))
      .innerJoin("people.person as p", (on) => on.onRef("p.municipality_id", "=", "f.municipality_id").onRef("p.id", "=", "f.child_id"))
      .select(["i.type", "i.received_on", "i.reporter_mandated", "i.recorded_at", "m.name", "p.birth_date_known"])
      .where("i.municipality_id", "=", at.actor.municipalityId)
      .where("i.case_id", "=", caseId)
      .where("i.id", "=", intakeId)
      .executeTakeFirst();
    if (!row) return failed({ code: "not-found", message: "Det som kom in finns inte i ärendet." });
    at.touch(intakeId);
    const of = {
      type: row.type,
      receivedOn: row.received_on,
      isMandated: row.reporter_mandated,
      isExpected: row.birth_date_known === "väntat",
      municipality: row.name,
      by: at.actor.name,
      madeAt: row.recorded_at,
    };
    const receiver = { personId: null, name: "" };
    return ok({ receiver, reference: null, by: of.by, madeAt: row.recorded_at, said: receiptLetter(of) });
  },
});
