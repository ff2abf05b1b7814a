import { z } from "zod";
import { worksInCase } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { formOf } from "../../../platform/core/asked-fields.ts";
import { defineAction } from "../../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../../platform/core/journal.ts";
import { trueDay } from "../../../platform/core/true-day.ts";
import type { DecidedByKind } from "../../../platform/core/decided-by.ts";
import { idField } from "../../../platform/basics/identifiers.ts";
import { failed, invalidField, ok } from "../../../platform/basics/result.ts";
import { delegatedChange } from "../delegation/delegated.ts";
import { correctionFields } from "../correction-fields.ts";

const changedByAnother =
  "Beslutet är fattat av utskottet, nämnden eller ordföranden, och bara utskottet eller nämnden får ändra det. Lämna frågan till dem. Har de ändrat det väljer du vem.";
const changedByBoard = "Beslutet är fattat av nämnden, och bara nämnden får ändra det.";
/** Who may change what whom has decided: those of the same rank or a higher one. */
const rank: Readonly<Record<DecidedByKind, number>> = { tjänsteman: 0, "ordförande eller ledamot": 1, utskott: 2, nämnd: 3 };

/**
 * Corrects or changes a decision that is wrong (36–39 §§ FvL): a row of its own, with what was wrong, what holds instead, why and when. The decision stays.
 * What the board, a committee or the chair decided only they change: then with their minutes. An employee changes on a point of the delegation order of that day; what
 * was appealed only for the better and until the court has it. A slip is corrected by whoever finds it. The case may be closed.
 */
export const correctDecision = defineAction({
  name: "decision.correct-decision",
  title: "Rätta eller ändra ett beslut",
  input: formOf({ caseId: idField, decisionId: idField, ...correctionFields }),
  output: z.object({ correctionId: answer.id }),
  permit: [worksInCase],
  async run(tx, { caseId, decisionId, kind, wasWrong, instead, why, worseForParty, worseBecause, correctedOn, ...by }, context) {
    const decision = await tx
      .selectFrom("decision.decision")
      .select(["decided_on", "decider", "outcome", "intervention_type", "legal_ground", "granted_months", "granted_kronor"])
      .where("municipality_id", "=", context.actor.municipalityId)
      .where("case_id", "=", caseId)
      .where("id", "=", decisionId)
      .executeTakeFirst();
    if (!decision) return failed({ code: "not-found", message: "Beslutet finns inte i ärendet." });
    const day = trueDay(context, correctedOn, "correctedOn", { day: decision.decided_on, what: "Beslutet fattades" });
    if (!day.ok) return day;
    const decider = kind === "ändring" ? (by.decider ?? "tjänsteman") : "tjänsteman";
    if (kind === "ändring" && rank[decider] < rank[decision.decider as DecidedByKind]) {
      return invalidField("decider", decision.decider === "nämnd" ? changedByBoard : changedByAnother);
    }
    const mine = decider === "tjänsteman";
    const point = kind === "ändring" && mine ? await delegatedChange(tx, context, { caseId, decision, day: day.value }) : ok(null);
    if (!point.ok) return point;
    context.touch(decisionId);
    const correctionId = newTouchedId(context);
    const worse = kind === "ändring" && worseForParty;
    await tx
      .insertInto("decision.correction")
      .values({
        ...{ id: correctionId, case_id: caseId, decision_id: decisionId, kind, corrected_on: day.value, was_wrong: wasWrong, instead, why },
        ...{
          worse_for_party: worse,
          worse_because: worse ? (worseBecause ?? null) : null,
          corrected_by: mine ? context.actor.staffId : null,
        },
        ...{ decider, body: mine ? null : (by.body ?? null), minutes_number: mine ? null : (by.minutesNumber ?? null) },
        ...{ delegation_version: point.value?.version ?? null, delegation_point: point.value?.point ?? null },
        ...stamp(context),
      })
      .execute();
    return ok({ correctionId });
  },
});
