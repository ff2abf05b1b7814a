import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { IntakeType } from "./codes.ts";

export type IntakeState = {
  readonly type: IntakeType;
  readonly receivedAt: Date;
  readonly receivedOn: string;
  readonly byMandatedReporter: boolean;
  readonly feedbackRequested: boolean;
  /** The preliminary assessment it led to, if any. */
  readonly preliminaryAssessmentId: string | null;
  /** The day that assessment was decided; null while it is not. */
  readonly decidedOn: string | null;
  /** What it came to; null while it is not decided. */
  readonly result: CodeOf<"intake.preliminary_decision.result"> | null;
  /** An investigation was open: no assessment was needed, or it put the report to that investigation. */
  readonly investigationOpen: boolean;
  /** The day the reporter asked later, when nothing was asked with the report. */
  readonly requestedLaterOn: string | null;
};

/** What came in and how far it has come, or a problem when it is not in the case. */
export async function getIntake(tx: Tx, context: Context, caseId: string, intakeId: string): Promise<Result<IntakeState>> {
  const row = await tx
    .selectFrom("intake.intake as i")
    .leftJoin("intake.preliminary_assessment as f", (join) =>
      join.onRef("f.municipality_id", "=", "i.municipality_id").onRef("f.intake_id", "=", "i.id"),
    )
    .leftJoin("intake.preliminary_decision as d", (join) =>
      join.onRef("d.municipality_id", "=", "f.municipality_id").onRef("d.preliminary_assessment_id", "=", "f.id"),
    )
    .leftJoin("intake.feedback_request as q", (join) =>
      join.onRef("q.municipality_id", "=", "i.municipality_id").onRef("q.intake_id", "=", "i.id"),
    )
    .select([
      "i.type",
      "i.received_at",
      "i.received_on",
      "i.reporter_mandated",
      "i.feedback_requested",
      "f.id",
      "d.decided_on",
      "d.result",
      "q.requested_on",
    ])
    .where("i.municipality_id", "=", context.actor.municipalityId)
    .where("i.case_id", "=", caseId)
    .where("i.id", "=", intakeId)
    .executeTakeFirst();
  if (!row) return failed({ code: "not-in-case", message: "Det som kom in finns inte i ärendet.", hint: "Ladda om sidan." });
  return ok({
    type: row.type as IntakeType,
    receivedAt: row.received_at,
    receivedOn: row.received_on,
    byMandatedReporter: row.reporter_mandated && row.type === "anmälan",
    feedbackRequested: row.feedback_requested,
    preliminaryAssessmentId: row.id,
    decidedOn: row.decided_on,
    result: row.result,
    investigationOpen: row.id === null || row.result === "pågående utredning finns",
    requestedLaterOn: row.requested_on,
  });
}
