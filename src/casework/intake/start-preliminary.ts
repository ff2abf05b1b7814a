import type { Context } from "../../platform/core/door.ts";
import { newTouchedId, stamp } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { openPhase } from "../participation/phases.ts";
import { findOpenInvestigations } from "./case-file.ts";
import type { IntakeType } from "./codes.ts";
import { preliminaryAssessment } from "./rules.ts";

/** Starts the 14 days for what came in, where the rule asks for them (20 kap. 2 § SoL): a report while no investigation is open. */
export async function startPreliminaryAssessment(
  tx: Tx,
  context: Context,
  caseId: string,
  intakeId: string,
  intake: { readonly type: IntakeType; readonly receivedOn: string },
): Promise<void> {
  const open = await findOpenInvestigations(tx, context, caseId);
  const rule = preliminaryAssessment.apply({ type: intake.type, receivedOn: intake.receivedOn, investigationOpen: open.length > 0 });
  if (rule.dueOn === null) return;
  const id = newTouchedId(context);
  const phaseId = await openPhase(tx, context, caseId, "förhandsbedömning", id, intake.receivedOn);
  await tx
    .insertInto("intake.preliminary_assessment")
    .values({
      id,
      case_id: caseId,
      intake_id: intakeId,
      phase_id: phaseId,
      opened_on: intake.receivedOn,
      due_on: rule.dueOn,
      ...stamp(context),
    })
    .execute();
}
