import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { stamp } from "../../platform/core/journal.ts";
import { invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { InterventionState } from "./find-intervention.ts";
import { notExecuted } from "./rules.ts";

/** What the forms that may find an intervention not yet begun ask for: the day it began. */
const BEGAN_ON = "beganOn";

/** True when a day lies after the three months from the grant, so that the delay is to be reported (34 kap. 1 § SoL). */
export function isAfterLimit({ grantedOn, underRight }: Pick<InterventionState, "grantedOn" | "underRight">, day: string): boolean {
  return notExecuted.apply({ grantedOn, startedOn: null, gaveUpOn: day, underRight, today: day }).reportable;
}

/** Writes the day an intervention began: from the grant on, and not a day to come. Gives the day. */
export async function recordBeginning(
  tx: Tx,
  context: Context,
  ids: { readonly caseId: string; readonly interventionId: string },
  state: InterventionState,
  beganOn: string,
  field: string = BEGAN_ON,
): Promise<Result<string>> {
  if (beganOn < state.grantedOn || beganOn > context.today) {
    return invalidField(field, `Insatsen beviljades ${state.grantedOn}. Välj den dagen eller en senare, till och med i dag.`);
  }
  await tx
    .insertInto("intervention.beginning")
    .values({
      intervention_id: ids.interventionId,
      case_id: ids.caseId,
      began_on: beganOn,
      after_limit: isAfterLimit(state, beganOn),
      ...stamp(context),
    })
    .execute();
  return ok(beganOn);
}

/**
 * The day an intervention began. One that is planned and followed up or ended without a day of its own began on the day that is given
 * now, or on the planned day; it is written here. Gives a problem at `beganOn` when neither can be.
 */
export async function requireBeginning(
  tx: Tx,
  context: Context,
  ids: { readonly caseId: string; readonly interventionId: string },
  state: InterventionState,
  given: string | undefined,
  latest: string,
): Promise<Result<string>> {
  if (state.startedOn !== null) return ok(state.startedOn);
  const beganOn = given ?? state.plannedOn;
  if (beganOn === null || beganOn > latest) return invalidField(BEGAN_ON, "Skriv vilken dag insatsen började.");
  return recordBeginning(tx, context, ids, state, beganOn);
}
