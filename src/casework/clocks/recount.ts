/** Counts clocks anew from the ground: when a rule is corrected, when a database is brought up to date, and to find what nobody kept. */
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { inMunicipality } from "../../platform/database/connect.ts";
import type { Database } from "../../platform/database/connect.ts";
import { schemaHash } from "../../platform/database/schema-files.ts";
import type { Clock } from "./define.ts";
import { holdCases, nextCases, recountCases } from "./keep.ts";

export type Recounted = {
  readonly cases: number;
  /** Clocks that were started or stopped: none where all was as it should be. */ readonly changed: number;
};

/**
 * Counts every clock of every case of a municipality anew, some hundred cases in each transaction, while others work: a case is held while its
 * clocks are counted. A second time it finds nothing to change. Stops between two transactions when `signal` says so.
 */
export async function recount(
  db: Kysely<Database>,
  clocks: readonly Clock[],
  municipalityId: number,
  { now, signal }: { readonly now: Date; readonly signal?: AbortSignal },
): Promise<Recounted> {
  let after = "00000000-0000-0000-0000-000000000000";
  let cases = 0;
  let changed = 0;
  while (signal?.aborted !== true) {
    const turn = await inMunicipality(db, municipalityId, async (tx) => {
      await sql`set local plan_cache_mode = force_generic_plan`.execute(tx);
      const found = await nextCases(tx, municipalityId, after);
      if (found.length === 0) return { found, changes: 0 };
      await holdCases(tx, found);
      return { found, changes: await recountCases(tx, clocks, { municipalityId, by: "recount", now }, found) };
    });
    changed += turn.changes;
    cases += turn.found.length;
    const last = turn.found.at(-1);
    if (last === undefined) break;
    after = last;
  }
  return { cases, changed };
}

/**
 * Counts anew, as the owner, for the municipalities with cases whose clocks were last counted with other tables, views and functions than those of this
 * version: while they changed no trigger saw what was written. Nothing to do most times. Broken off, it is done the next time.
 */
export async function recountChanged(owner: Kysely<Database>, clocks: readonly Clock[], now: Date): Promise<void> {
  const hash = schemaHash();
  const { rows } = await sql<{ id: number }>`select m.id from core.municipality m
    where exists (select from intake.case_file f where f.municipality_id = m.id)
      and not exists (select from due.counted_with c where c.municipality_id = m.id and c.schema_hash = ${hash}) order by m.id`.execute(
    owner,
  );
  for (const { id } of rows) {
    await recount(owner, clocks, id, { now });
    await noteCounted(owner, id, hash);
  }
}

/** Notes that every clock of a municipality is counted with this version's tables, views and functions. */
export async function noteCounted(owner: Kysely<Database>, municipalityId: number, hash = schemaHash()): Promise<void> {
  await sql`insert into due.counted_with (municipality_id, schema_hash) values (${municipalityId}, ${hash})
    on conflict (municipality_id) do update set schema_hash = excluded.schema_hash`.execute(owner);
}
