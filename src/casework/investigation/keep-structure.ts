import { createHash } from "node:crypto";
import type { Actor } from "../../platform/core/actor.ts";
import type { Context } from "../../platform/core/door.ts";
import { newTouchedId } from "../../platform/core/journal.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { fingerprintOf } from "./structure-file.ts";
import type { StructureFile } from "./structure-file.ts";

type By = { readonly municipality_id: number; readonly recorded_by: string | null; readonly recorded_at: Date };

/** Keeps a structure with its areas and its logo, once: the same words with the same logo are the same structure. Gives its id. */
export async function keepStructure(
  tx: Tx,
  context: Pick<Context<Actor>, "now" | "touch">,
  by: By,
  file: StructureFile,
  logo: Buffer | null,
): Promise<string> {
  const words = fingerprintOf(file);
  const fingerprint = logo === null ? words : createHash("sha256").update(words).update(logo).digest("hex");
  const id = newTouchedId(context);
  const { name, source, analysisCites: analysis_cites, areas } = file;
  const added = await tx
    .insertInto("investigation.structure")
    .values({ id, fingerprint, name, source, analysis_cites, areas: areas.length, ...by })
    .onConflict((conflict) => conflict.columns(["municipality_id", "fingerprint"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!added) {
    const known = await tx
      .selectFrom("investigation.structure")
      .select("id")
      .where("municipality_id", "=", by.municipality_id)
      .where("fingerprint", "=", fingerprint)
      .executeTakeFirstOrThrow();
    return known.id;
  }
  const { municipality_id } = by;
  const rows = areas.map(({ code, heading, help, variable }, at) => ({
    ...{ municipality_id, structure_id: id, code, place: at + 1, areas: areas.length },
    ...{ heading, help: help ?? null, variable: variable ?? null },
  }));
  await tx.insertInto("investigation.structure_area").values(rows).execute();
  if (logo !== null) await tx.insertInto("investigation.structure_logo").values({ municipality_id, structure_id: id, png: logo }).execute();
  return id;
}
