import type { Context } from "../../platform/core/door.ts";
import { invalidField, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";

/** Whoever is said to be a guardian is or has been one of the child of the case, by the rows that are confirmed. */
export async function checkGuardian(
  tx: Tx,
  context: Context,
  caseId: string,
  personId: string | undefined,
): Promise<Result<string | null>> {
  if (personId === undefined) return ok(null);
  const found = await tx
    .selectFrom("people.standing_guardianship as g")
    .innerJoin("intake.case_file as c", (join) =>
      join.onRef("c.municipality_id", "=", "g.municipality_id").onRef("c.child_id", "=", "g.child_id"),
    )
    .select("g.id")
    .where("c.municipality_id", "=", context.actor.municipalityId)
    .where("c.id", "=", caseId)
    .where("g.guardian_id", "=", personId)
    .limit(1)
    .executeTakeFirst();
  context.touch(personId);
  return found ? ok(personId) : invalidField("personId", "Välj en av barnets vårdnadshavare.");
}
