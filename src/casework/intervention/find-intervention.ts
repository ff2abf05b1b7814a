import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { isUnderRight } from "./rules-execution.ts";

export type InterventionState = {
  readonly planningPhaseId: string;
  readonly followUpPhaseId: string | null;
  readonly grantedOn: string;
  /** The day that the plan means; null while there is no plan. */
  readonly plannedOn: string | null;
  /** The day it began; null while it has not. */
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  /** The decision stands on 11 kap. 1 § SoL (or 4 kap. 1 § of the old act), so that a delay is reported. */
  readonly underRight: boolean;
  /** The break that goes on. */
  readonly interruption: { readonly id: string; readonly interruptedOn: string } | null;
};

/** The intervention and how far it has come, or a problem when it is not in the case, has ended or will never begin. */
export async function getIntervention(
  tx: Tx,
  context: Context,
  caseId: string,
  interventionId: string,
): Promise<Result<InterventionState>> {
  const found = await findIntervention(tx, context, caseId, interventionId);
  if (!found) return failed({ code: "not-in-case", message: "Insatsen finns inte i ärendet.", hint: "Ladda om sidan." });
  if (found.notBegunOn !== null) {
    return failed({ code: "already-done", message: "Insatsen är avslutad: den blev inte av.", hint: "Ladda om sidan." });
  }
  if (found.endedOn !== null) return failed({ code: "already-done", message: "Insatsen är redan avslutad.", hint: "Ladda om sidan." });
  return ok(found);
}

export type FoundIntervention = InterventionState & { readonly notBegunOn: string | null };

/** The intervention whatever has become of it; undefined when it is not in the case. */
export async function findIntervention(
  tx: Tx,
  context: Context,
  caseId: string,
  interventionId: string,
): Promise<FoundIntervention | undefined> {
  const row = await tx
    .selectFrom("intervention.intervention as i")
    .innerJoin("decision.decision as d", (join) =>
      join.onRef("d.municipality_id", "=", "i.municipality_id").onRef("d.case_id", "=", "i.case_id").onRef("d.id", "=", "i.decision_id"),
    )
    .leftJoin("intervention.plan as p", (join) =>
      join.onRef("p.municipality_id", "=", "i.municipality_id").onRef("p.intervention_id", "=", "i.id"),
    )
    .leftJoin("intervention.beginning as g", (join) =>
      join.onRef("g.municipality_id", "=", "i.municipality_id").onRef("g.intervention_id", "=", "i.id"),
    )
    .leftJoin("intervention.ending as e", (join) =>
      join.onRef("e.municipality_id", "=", "i.municipality_id").onRef("e.intervention_id", "=", "i.id"),
    )
    .leftJoin("intervention.not_begun as b", (join) =>
      join.onRef("b.municipality_id", "=", "i.municipality_id").onRef("b.intervention_id", "=", "i.id"),
    )
    .select([
      "i.planning_phase_id",
      "p.follow_up_phase_id",
      "i.granted_on",
      "p.started_on as planned_on",
      "g.began_on",
      "e.ended_on",
      "b.decided_on as not_begun_on",
      "d.legal_provision",
    ])
    .where("i.municipality_id", "=", context.actor.municipalityId)
    .where("i.case_id", "=", caseId)
    .where("i.id", "=", interventionId)
    .executeTakeFirst();
  return (
    row && {
      planningPhaseId: row.planning_phase_id,
      followUpPhaseId: row.follow_up_phase_id,
      grantedOn: row.granted_on,
      plannedOn: row.planned_on,
      startedOn: row.began_on,
      endedOn: row.ended_on,
      notBegunOn: row.not_begun_on,
      underRight: isUnderRight(row.legal_provision),
      interruption: await findInterruption(tx, context, caseId, interventionId),
    }
  );
}

async function findInterruption(
  tx: Tx,
  context: Context,
  caseId: string,
  interventionId: string,
): Promise<InterventionState["interruption"]> {
  const row = await tx
    .selectFrom("intervention.interruption as a")
    .leftJoin("intervention.resumption as m", (join) =>
      join.onRef("m.municipality_id", "=", "a.municipality_id").onRef("m.interruption_id", "=", "a.id"),
    )
    .select(["a.id", "a.interrupted_on"])
    .where("a.municipality_id", "=", context.actor.municipalityId)
    .where("a.case_id", "=", caseId)
    .where("a.intervention_id", "=", interventionId)
    .where("m.interruption_id", "is", null)
    .executeTakeFirst();
  return row ? { id: row.id, interruptedOn: row.interrupted_on } : null;
}
