import type { Tx } from "../database/connect.ts";
import type { Context } from "../core/door.ts";
import { stamp } from "../core/journal.ts";
import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { findSteps, requireSteps } from "../participation/phases.ts";

export type OpenInvestigation = {
  readonly phaseId: string;
  readonly startedOn: string;
  /** The last day by the latest decision to extend. */
  readonly extendedTo: string | null;
};

/** The investigation that is still open, or a problem. */
export async function getOpenInvestigation(
  tx: Tx,
  context: Context,
  caseId: string,
  investigationId: string,
): Promise<Result<OpenInvestigation>> {
  const row = await tx
    .selectFrom("investigation.investigation as i")
    .leftJoin("investigation.conclusion as c", (join) =>
      join.onRef("c.municipality_id", "=", "i.municipality_id").onRef("c.investigation_id", "=", "i.id"),
    )
    .select(({ selectFrom }) => [
      "i.phase_id",
      "i.started_on",
      "c.concluded_on",
      selectFrom("investigation.extension as x")
        .select(({ fn }) => fn.max("x.extended_to").as("latest"))
        .whereRef("x.municipality_id", "=", "i.municipality_id")
        .whereRef("x.case_id", "=", "i.case_id")
        .whereRef("x.investigation_id", "=", "i.id")
        .as("extended_to"),
    ])
    .where("i.municipality_id", "=", context.actor.municipalityId)
    .where("i.case_id", "=", caseId)
    .where("i.id", "=", investigationId)
    .executeTakeFirst();
  if (!row) return failed({ code: "not-in-case", message: "Utredningen finns inte i ärendet.", hint: "Ladda om sidan." });
  if (row.concluded_on !== null)
    return failed({ code: "already-done", message: "Utredningen är redan avslutad.", hint: "Ladda om sidan." });
  return ok({ phaseId: row.phase_id, startedOn: row.started_on, extendedTo: row.extended_to });
}

export type Conclusion = {
  readonly caseId: string;
  readonly investigationId: string;
  readonly phaseId: string;
  readonly outcome: string;
  readonly assessment: string;
  readonly decisionId: string;
};

/**
 * Concludes an investigation with its decision. Refused, in words, unless the child is informed and heard, the opinion
 * is weighed (or each has a reason why not) and the child's best interests are assessed (3 kap. 1–3 §§ SoL).
 */
export async function concludeInvestigation(tx: Tx, context: Context, conclusion: Conclusion): Promise<Result<void>> {
  const { municipalityId } = context.actor;
  const found = await findSteps(tx, municipalityId, conclusion.caseId, conclusion.phaseId);
  const wanted = requireSteps(found, ["informerad", "hörd", "vägd"]);
  if (!wanted.ok) return wanted;
  const best = await tx
    .selectFrom("investigation.best_interests")
    .select("id")
    .where("municipality_id", "=", municipalityId)
    .where("case_id", "=", conclusion.caseId)
    .where("investigation_id", "=", conclusion.investigationId)
    .orderBy("recorded_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!best) {
    return failed({ code: "best-interests-missing", message: "Barnets bästa är inte bedömt.", hint: "Bedöm barnets bästa före beslutet." });
  }
  await tx
    .insertInto("investigation.conclusion")
    .values({
      investigation_id: conclusion.investigationId,
      case_id: conclusion.caseId,
      phase_id: conclusion.phaseId,
      concluded_on: context.today,
      outcome: conclusion.outcome,
      assessment: conclusion.assessment,
      decision_id: conclusion.decisionId,
      best_interests_id: best.id,
      informed_id: wanted.value.informerad,
      heard_id: wanted.value.hörd,
      weighed_id: wanted.value.vägd,
      ...stamp(context),
    })
    .execute();
  return ok(undefined);
}
