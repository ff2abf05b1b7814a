import type { CodeOf } from "../../platform/database/generated.ts";
import { STEPS_BEFORE_DECISION } from "../participation/rules.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { waitForTurn } from "../../platform/core/turns.ts";
import { latest } from "../../platform/core/true-day.ts";
import type { NotBefore } from "../../platform/core/true-day.ts";
import { findSteps, requireSteps } from "../participation/phases.ts";

export type OpenInvestigation = {
  readonly phaseId: string;
  readonly startedOn: string;
  /** The day on which what it answers came in. */
  readonly cameOn: string;
  /** The last day by the latest decision to extend. */
  readonly extendedTo: string | null;
};

/** The investigation that is still open, or a problem. Those who write in one investigation take turns from here on. */
export async function getOpenInvestigation(
  tx: Tx,
  context: Context,
  caseId: string,
  investigationId: string,
): Promise<Result<OpenInvestigation>> {
  await waitForTurn(tx, investigationId);
  const row = await tx
    .selectFrom("investigation.investigation as i")
    .leftJoin("investigation.conclusion as c", (join) =>
      join.onRef("c.municipality_id", "=", "i.municipality_id").onRef("c.investigation_id", "=", "i.id"),
    )
    .innerJoin("intake.intake as k", (join) =>
      join.onRef("k.municipality_id", "=", "i.municipality_id").onRef("k.case_id", "=", "i.case_id").onRef("k.id", "=", "i.intake_id"),
    )
    .select(({ selectFrom }) => [
      "i.phase_id",
      "i.started_on",
      "k.received_on",
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
  return ok({ phaseId: row.phase_id, startedOn: row.started_on, cameOn: row.received_on, extendedTo: row.extended_to });
}

/** When the latest investigation in the case was concluded: two never go on at once, on whatever day they are typed. */
export async function lastConclusion(tx: Tx, context: Context, caseId: string): Promise<NotBefore | null> {
  const row = await tx
    .selectFrom("investigation.conclusion")
    .select(({ fn }) => fn.max("concluded_on").as("day"))
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row?.day ? { day: row.day, what: "Den förra utredningen avslutades" } : null;
}

export type Conclusion = {
  readonly caseId: string;
  readonly investigationId: string;
  readonly phaseId: string;
  readonly outcome: CodeOf<"investigation.conclusion.outcome">;
  readonly assessment: string;
  readonly decisionId: string;
  /** The true day of the decision. */
  readonly decidedOn: string;
};

/**
 * Concludes an investigation with its decision, on the decision's day. Refused, in words, unless by that day the child is informed and heard, the
 * opinion is weighed (or each has a reason why not) and the child's best interests are assessed (3 kap. 1–3 §§ SoL).
 */
export async function concludeInvestigation(tx: Tx, context: Context, conclusion: Conclusion): Promise<Result<void>> {
  const steps = await stepsBehind(tx, context, conclusion);
  if (!steps.ok) return steps;
  const best = await bestInterestsBehind(tx, context, conclusion);
  if (!best.ok) return best;
  await tx
    .insertInto("investigation.conclusion")
    .values({
      investigation_id: conclusion.investigationId,
      case_id: conclusion.caseId,
      phase_id: conclusion.phaseId,
      concluded_on: conclusion.decidedOn,
      outcome: conclusion.outcome,
      assessment: conclusion.assessment,
      decision_id: conclusion.decisionId,
      best_interests_id: best.value,
      informed_id: steps.value.informerad,
      heard_id: steps.value.hörd,
      weighed_id: steps.value.vägd,
      ...stamp(context),
    })
    .execute();
  return ok(undefined);
}

/** The child's steps that the decision rests on: those of its day or before. */
async function stepsBehind(tx: Tx, context: Context, { caseId, phaseId, decidedOn }: Conclusion) {
  const { municipalityId } = context.actor;
  const wanted = requireSteps(await findSteps(tx, municipalityId, caseId, phaseId, decidedOn), STEPS_BEFORE_DECISION);
  if (wanted.ok) return wanted;
  const later = await findSteps(tx, municipalityId, caseId, phaseId);
  if (!requireSteps(later, STEPS_BEFORE_DECISION).ok) return wanted;
  const day = latest(...STEPS_BEFORE_DECISION.map((step) => later.get(step)?.happenedOn ?? ""));
  return invalidField(
    "decidedOn",
    `Barnet var inte informerat, hört och fick inte åsikten vägd förrän ${day}. Beslutet kan inte vara tidigare.`,
  );
}

/** The assessment of the child's best interests that the decision rests on: the latest of its day or before. */
async function bestInterestsBehind(tx: Tx, context: Context, { caseId, investigationId, decidedOn }: Conclusion): Promise<Result<string>> {
  const rows = await tx
    .selectFrom("investigation.best_interests")
    .select(["id", "assessed_on"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("investigation_id", "=", investigationId)
    .orderBy("recorded_at", "desc")
    .execute();
  const best = rows.find((row) => row.assessed_on <= decidedOn);
  if (best) return ok(best.id);
  const first = rows.at(-1);
  if (first) {
    return invalidField("decidedOn", `Barnets bästa bedömdes först ${first.assessed_on}. Beslutet kan inte vara från en tidigare dag.`);
  }
  return failed({ code: "best-interests-missing", message: "Barnets bästa är inte bedömt.", hint: "Bedöm barnets bästa före beslutet." });
}
