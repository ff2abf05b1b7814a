import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "../../platform/database/connect.ts";
import { inMunicipality } from "../../platform/database/connect.ts";
import { closeGone } from "./store/live.ts";
import { findUploads, removeUpload } from "./upload.ts";

/**
 * Puts right what processes that died left behind in the municipality: runs that say they go on, and their uploads.
 * `runId` is a run whose process has just ended. Uploads of other databases on the same machine are left alone.
 */
export async function tidyImports(db: Kysely<Database>, municipalityId: number, now: Date, runId?: string): Promise<void> {
  const kept = await findUploads();
  const ended = await inMunicipality(db, municipalityId, async (tx) => {
    const going = await closeGone(tx, municipalityId, now, runId);
    const { rows } = await sql<{ id: string }>`select id from extract.import_run
      where municipality_id = ${municipalityId} and id = any (${kept}::uuid[])`.execute(tx);
    return rows.map((row) => row.id).filter((id) => !going.includes(id));
  });
  for (const id of ended) await removeUpload(id);
}
