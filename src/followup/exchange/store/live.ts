/** Whether a run that says it is going on still has a process: the import holds the municipality's lock as long as it lives. */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Tx } from "../../../platform/database/connect.ts";
import { WAITING } from "./run.ts";

/** How long a run may take to begin, in milliseconds. */
const LONGEST_START = 2 * 60_000;

/** Whether somebody imports into the municipality of the run `r` at this moment. */
export const isAtWork = sql<boolean>`exists (select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2
  and l.database = (select oid from pg_database where datname = current_database())
  and l.classid = (hashtext('fortrogen.exchange.import')::bigint & 4294967295)::oid and l.objid = r.municipality_id::int::oid)`;

/** A run that has not begun waits as long as its job does: for its turn, or for a web process to take it up again. */
const isQueued = sql<boolean>`(r.step = ${WAITING} and exists (select from graphile_worker._private_jobs j
  where j.key = 'exchange.import:' || r.id and (j.locked_at is not null or j.attempts < j.max_attempts)))`;

/** The state of the run `r` as it really is: "avbruten" where it says "pågår" but nobody works at it. */
export function stateOf(now: Date): RawBuilder<string> {
  const begun = new Date(now.getTime() - LONGEST_START);
  return sql<string>`case when r.status = 'pågår' and r.started_at < ${begun} and not ${isAtWork} and not ${isQueued} then 'avbruten' else r.status end`;
}

/** True while an import of the municipality is at work or about to begin. */
export async function isImporting(tx: Tx, municipalityId: number, now: Date): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from extract.import_run r
    where r.municipality_id = ${municipalityId} and ${stateOf(now)} = 'pågår') as is`.execute(tx);
  return rows[0]?.is === true;
}

/**
 * Notes as stopped the runs that nobody works at. `runId` is one whose process is known to have ended, however lately it began.
 * Gives the ids of all runs of the municipality that still go on.
 */
export async function closeGone(tx: Tx, municipalityId: number, now: Date, runId?: string): Promise<string[]> {
  await sql`update extract.import_run r set status = 'avbruten', step = null, finished_at = greatest(${now}, r.started_at)
    where r.municipality_id = ${municipalityId} and r.status = 'pågår'
      and (${stateOf(now)} = 'avbruten' or r.id = ${runId ?? null}::uuid)`.execute(tx);
  const { rows } = await sql<{
    id: string;
  }>`select id from extract.import_run where municipality_id = ${municipalityId} and status = 'pågår'`.execute(tx);
  return rows.map((row) => row.id);
}
