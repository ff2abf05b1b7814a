import type { Tx } from "../database/connect.ts";
import type { Context } from "../core/door.ts";
import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";

export type InterventionState = {
  readonly planningPhaseId: string;
  readonly followUpPhaseId: string | null;
  readonly grantedOn: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
};

/** The intervention and how far it has come, or a problem when it is not in the case, has ended or will never begin. */
export async function getIntervention(
  tx: Tx,
  context: Context,
  caseId: string,
  interventionId: string,
): Promise<Result<InterventionState>> {
  const row = await tx
    .selectFrom("intervention.intervention as i")
    .leftJoin("intervention.plan as p", (join) =>
      join.onRef("p.municipality_id", "=", "i.municipality_id").onRef("p.intervention_id", "=", "i.id"),
    )
    .leftJoin("intervention.ending as e", (join) =>
      join.onRef("e.municipality_id", "=", "i.municipality_id").onRef("e.intervention_id", "=", "i.id"),
    )
    .leftJoin("intervention.not_begun as b", (join) =>
      join.onRef("b.municipality_id", "=", "i.municipality_id").onRef("b.intervention_id", "=", "i.id"),
    )
    .select(["i.planning_phase_id", "p.follow_up_phase_id", "i.granted_on", "p.started_on", "e.ended_on", "b.decided_on as not_begun_on"])
    .where("i.municipality_id", "=", context.actor.municipalityId)
    .where("i.case_id", "=", caseId)
    .where("i.id", "=", interventionId)
    .executeTakeFirst();
  if (!row) return failed({ code: "not-in-case", message: "Insatsen finns inte i ärendet.", hint: "Ladda om sidan." });
  if (row.not_begun_on !== null) {
    return failed({ code: "already-done", message: "Insatsen är avslutad: den blev inte av.", hint: "Ladda om sidan." });
  }
  if (row.ended_on !== null) return failed({ code: "already-done", message: "Insatsen är redan avslutad.", hint: "Ladda om sidan." });
  return ok({
    planningPhaseId: row.planning_phase_id,
    followUpPhaseId: row.follow_up_phase_id,
    grantedOn: row.granted_on,
    startedOn: row.started_on,
    endedOn: row.ended_on,
  });
}
