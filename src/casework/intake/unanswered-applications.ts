import type { CodeOf } from "../../platform/database/generated.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";

/** The applications in the case that had come by a day and nobody has answered: not withdrawn, and in no concluded investigation. */
export async function findUnansweredApplications(tx: Tx, context: Context, caseId: string, until: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom("intake.unanswered_application")
    .select("intake_id")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("received_on", "<=", until)
    // A view's columns are never known to be filled in; those of the table behind it are.
    .$narrowType<{ intake_id: string }>()
    .execute();
  return rows.map((row) => row.intake_id);
}

export type Withdrawal = {
  readonly withdrawnBy: CodeOf<"intake.application_outcome.withdrawn_by">;
  readonly withdrawnOn: string;
  readonly reasoning: string;
};

/** Writes that applications were taken back: by whom, when and how it went. That one may do so stands in no paragraph. */
export async function recordWithdrawals(
  tx: Tx,
  context: Context,
  caseId: string,
  intakeIds: readonly string[],
  { withdrawnBy, withdrawnOn, reasoning }: Withdrawal,
): Promise<void> {
  context.touch(...intakeIds);
  await tx
    .insertInto("intake.application_outcome")
    .values(
      intakeIds.map((id) => ({
        intake_id: id,
        case_id: caseId,
        outcome: "återtagen" as const,
        decided_on: withdrawnOn,
        withdrawn_by: withdrawnBy,
        reasoning,
        legal_provision: "lokal regel",
        ...stamp(context),
      })),
    )
    .execute();
}
