import type { Role } from "../../platform/core/actor.ts";
import { flagSelfGiven } from "../../platform/access/review-items.ts";
import type { Tx } from "../../platform/database/connect.ts";
import type { Context } from "../../platform/core/door.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Failed, Result } from "../../platform/basics/result.ts";
import { waitForTurn } from "../../platform/core/turns.ts";
import { assignCase, findResponsible, mayBeGiven } from "./case-file.ts";

/** To whom a case is given, as what; who was responsible when that was decided: an id or "ingen". */
export type Giving = {
  readonly caseId: string;
  readonly staffId: string;
  readonly role: "ansvarig" | "medhandläggare";
  readonly responsibleWas?: string | undefined;
};

/**
 * Gives a case to a caseworker of the municipality who may have it. Problems: at `staffId` where that person is no caseworker or may be the child's family, and
 * `already-taken` where somebody else has become responsible meanwhile. Gives the name of the one who has it now.
 */
export async function giveCase(tx: Tx, context: Context, { caseId, staffId, role, responsibleWas }: Giving): Promise<Result<string>> {
  const caseworker = await tx
    .selectFrom("access.staff_role as r")
    .innerJoin("access.staff as s", (join) => join.onRef("s.municipality_id", "=", "r.municipality_id").onRef("s.id", "=", "r.staff_id"))
    .select("s.name")
    .where("r.municipality_id", "=", context.actor.municipalityId)
    .where("r.staff_id", "=", staffId)
    .where("r.role", "=", "caseworker" satisfies Role)
    .where("s.active", "=", true)
    .executeTakeFirst();
  if (!caseworker) return invalidField("staffId", "Den du valde är inte socialsekreterare här. Välj en annan.");
  const may = await mayBeGiven(tx, context, caseId, staffId);
  if (may === "own-family") return invalidField("staffId", "Den du valde får inte arbeta i ärendet. Välj en annan.");
  if (may === "to-be-reviewed") {
    return invalidField("staffId", "Ärendet kan röra den du valde. Granska det först under Att granska, eller välj en annan.");
  }
  await waitForTurn(tx, caseId);
  if (role === "ansvarig" && responsibleWas !== undefined) {
    const now = await findResponsible(tx, context, caseId);
    if ((now?.staffId ?? "ingen") !== responsibleWas) return taken(now);
  }
  if (staffId === context.actor.staffId) await flagSelfGiven(tx, context, caseId);
  const assigned = await assignCase(tx, context, caseId, staffId, role);
  return assigned.ok ? ok(caseworker.name) : assigned;
}

/** What is said when somebody else was first: who has the case now. */
export function taken(now: { readonly name: string } | undefined): Failed {
  return failed({
    code: "already-taken",
    message: now ? `${now.name} är redan ansvarig för ärendet.` : "Ingen är längre ansvarig för ärendet.",
    hint: "Ladda om sidan för att se det senaste. Gruppledaren kan fördela om ärendet.",
  });
}
