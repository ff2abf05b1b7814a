import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { correctionFields } from "../correction-fields.ts";

const changedByAnother =
  "Beslutet är fattat av utskottet, nämnden eller ordföranden, och bara de får ändra det. Lämna frågan till dem. Ett skrivfel rättas här.";

/**
 * Corrects or changes a decision that is wrong (36–39 §§ FvL): a row of its own, with what was wrong, what holds instead, why and when. The decision stays.
 * What the board, a committee or the chair decided is not changed here; what was appealed only for the better and until the court has it.
 */
export const correctDecision = defineAction({
  name: "decision.correct-decision",
  title: "Rätta eller ändra ett beslut",
  input: formOf({ caseId: idField, decisionId: idField, ...correctionFields }),
  output: z.object({ correctionId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, decisionId, kind, wasWrong, instead, why, worseForParty, worseBecause, correctedOn }, context) {
    const decision = await tx
      .selectFrom("decision.decision")
      .select(["decided_on", "decider"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", caseId)
      .where("id", "=", decisionId)
      .executeTakeFirst();
    if (!decision) return failed({ code: "not-found", message: "Beslutet finns inte i ärendet." });
    const day = trueDay(context, correctedOn, "correctedOn", { day: decision.decided_on, what: "Beslutet fattades" });
    if (!day.ok) return day;
    if (kind === "ändring" && decision.decider !== "tjänsteman") return invalidField("kind", changedByAnother);
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
