import type { Context } from "../../platform/core/door.ts";
import type { Tx } from "../../platform/database/connect.ts";

/** The bytes of the logo that stands on an investigation, as its document takes them; null where its structure has none. */
export async function findLogo(tx: Tx, { actor }: Pick<Context, "actor">, investigationId: string): Promise<readonly number[] | null> {
  const row = await tx
    .selectFrom("investigation.structure_logo as l")
    .innerJoin("investigation.body as b", (join) =>
      join.onRef("b.municipality_id", "=", "l.municipality_id").onRef("b.structure_id", "=", "l.structure_id"),
    )
    .select("l.png")
    .where("b.municipality_id", "=", actor.municipalityId)
    .where("b.investigation_id", "=", investigationId)
    .executeTakeFirst();
  return row ? [...row.png] : null;
}
