import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

/** True of a child who is not born: what comes in belongs to the one who expects it, and nothing of the child's begins. */
export async function isExpected(tx: Tx, context: Pick<Context, "actor">, childId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("people.person")
    .select("birth_date_known")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", childId)
    .executeTakeFirst();
  return row?.birth_date_known === "väntat";
}
