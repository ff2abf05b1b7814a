import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import { inMunicipality } from "../database/connect.ts";

const batchSize = 1000;

/**
 * Seals the waiting events of every municipality into its hash chain. Gives the number of events sealed.
 * Safe to run from several processes at once: the database lets one of them in for each municipality.
 */
export async function sealLog(db: Kysely<Database>, now: Date): Promise<number> {
  const municipalities = await db.selectFrom("core.municipality").select("id").execute();
  let sealed = 0;
  for (const { id } of municipalities) {
    let batch = batchSize;
    while (batch === batchSize) {
      batch = await inMunicipality(db, id, async (tx) => {
        const { rows } = await sql<{ sealed: number }>`select audit.seal_batch(${now}, ${batchSize}) as sealed`.execute(tx);
        return rows[0]?.sealed ?? 0;
      });
      sealed += batch;
    }
  }
  return sealed;
}
