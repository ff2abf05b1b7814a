import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { correctionFields } from "../correction-fields.ts";

/** Corrects or changes a decision that is wrong (36–38 §§ FvL): a row of its own, with what was wrong, what holds instead, why and when. The decision stays. */
export const correctDecision = defineAction({
  name: "decision.correct-decision",
  title: "Rätta eller ändra ett beslut",
  input: formOf({ caseId: idField, decisionId: idField, ...correctionFields }),
  output: z.object({ correctionId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, decisionId, kind, wasWrong, instead, why, worseForParty, worseBecause, correctedOn }, context) {
    const decision = await tx
      .selectFrom("decision.decision")
      .select("decided_on")
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", caseId)
      .where("id", "=", decisionId)
      .executeTakeFirst();
    if (!decision) return failed({ code: "not-found", message: "Beslutet finns inte i ärendet." });
    const day = trueDay(context, correctedOn, "correctedOn", { day: decision.decided_on, what: "Beslutet fattades" });
    if (!day.ok) return day;
    context.touch(decisionId);
    const correctionId = newTouchedId(context);
    const worse = kind === "ändring" && worseForParty;
    await tx
      .insertInto("decision.correction")
      .values({
        ...{ id: correctionId, case_id: caseId, decision_id: decisionId, kind, corrected_on: day.value, was_wrong: wasWrong, instead, why },
        ...{ worse_for_party: worse, worse_because: worse ? (worseBecause ?? null) : null, corrected_by: context.actor.staffId },
        ...stamp(context),
      })
      .execute();
    return ok({ correctionId });
  },
});
