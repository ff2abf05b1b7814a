/** What guardians may not be shown goes on from one version to the next. */
import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

type Following = { readonly investigationId: string; readonly followsId?: string | undefined };

/** What of the version before guardians may not be shown: it stands, unless other words are written. */
export async function keptWithheld(
  tx: Tx,
  context: Context,
  table: "investigation.passage" | "investigation.finding",
  { investigationId, followsId }: Following,
): Promise<{ readonly withheldFromGuardians?: string; readonly withheldReason?: string }> {
  if (followsId === undefined) return {};
  const before = await tx
    .selectFrom(table)
    .select(["withheld_from_guardians", "withheld_reason"])
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("investigation_id", "=", investigationId)
    .where("id", "=", followsId)
    .executeTakeFirst();
  const { withheld_from_guardians: words, withheld_reason: reason } = before ?? {};
  return words && reason ? { withheldFromGuardians: words, withheldReason: reason } : {};
}
