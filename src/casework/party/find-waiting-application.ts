import type { Context } from "../../platform/core/door.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { findParties } from "./find-parties.ts";
import type { Party } from "./find-parties.ts";
import { refusalToTell } from "./telling.ts";

type Asked = { readonly caseId: string; readonly intakeId: string; readonly personId: string; readonly day: string };

/** An application that waits for its answer, and one of its parties on a day. Problems: `not-found`, `not-a-party` at its field, `kept-uninformed`. */
export async function findWaitingApplication(
  tx: Tx,
  context: Context,
  { caseId, intakeId, personId, day }: Asked,
): Promise<Result<{ readonly appliedOn: string; readonly party: Party }>> {
  const row = await tx
    .selectFrom("intake.unanswered_application")
    .select("received_on")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("case_id", "=", caseId)
    .where("intake_id", "=", intakeId)
    .$narrowType<{ received_on: string }>()
    .executeTakeFirst();
  if (!row) return failed({ code: "not-found", message: "Det finns ingen ansökan i ärendet som väntar på svar." });
  context.touch(intakeId, personId);
  const party = (await findParties(tx, context, caseId, day)).find((one) => one.personId === personId);
  if (!party) return invalidField("personId", "Personen är inte part i ärendet den dagen.");
  const refusal = refusalToTell(party);
  return refusal ? failed(refusal) : ok({ appliedOn: row.received_on, party });
}
