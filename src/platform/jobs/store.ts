import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "../database/connect.ts";

/** How a job stands: waiting for its turn or its time, at work, waiting to be tried again, or given up and left to the operator. */
export const jobStates = ["waiting", "running", "retrying", "failed"] as const;
export type JobState = (typeof jobStates)[number];

/** A job as the operator sees it. */
export type QueuedJob = {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  /** How often it has been begun, and how often it may be. */
  readonly attempts: number;
  readonly most: number;
  /** When it is tried next; for one at work, when it was due. */
  readonly runAt: Date;
  /** Kind of the last fault, in English; never words of a person's. */
  readonly lastFault: string | null;
};

const state = sql<JobState>`case when j.locked_at is not null then 'running' when j.attempts >= j.max_attempts then 'failed'
  when j.attempts > 0 then 'retrying' else 'waiting' end`;
const jobs = sql`graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`;

/** The jobs that are not done, the oldest first. */
export async function listJobs(db: Kysely<Database>, most: number): Promise<QueuedJob[]> {
  const { rows } =
    await sql<QueuedJob>`select j.id::text as id, t.identifier as name, ${state} as state, j.attempts, j.max_attempts as most,
    j.run_at as "runAt", j.last_error as "lastFault" from ${jobs} order by j.run_at, j.id limit ${most}`.execute(db);
  return rows;
}

/** How many jobs of each kind stand in each state; kinds and states with none are left out. */
export async function countJobs(db: Kysely<Database>): Promise<{ name: string; state: JobState; jobs: number }[]> {
  // Of one machine or another is the same kind.
  const { rows } = await sql<{
    name: string;
    state: JobState;
    jobs: number;
  }>`select split_part(t.identifier, '@', 1) as name, ${state} as state,
    count(*)::int as jobs from ${jobs} group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** Lets a job that waits or was given up be tried at once, from the first attempt. False where there is none, or where it is at work. */
export async function retryJob(db: Kysely<Database>, id: string): Promise<boolean> {
  const { rows } = await sql`select id from graphile_worker.reschedule_jobs(run_at => now(), attempts => 0, job_ids => array(
    select id from graphile_worker._private_jobs where id = ${id}::bigint and locked_at is null))`.execute(db);
  return rows.length > 0;
}

/** Takes away a job that waits or was given up; what it was to do is not done. False where there is none, or where it is at work. */
export async function dropJob(db: Kysely<Database>, id: string): Promise<boolean> {
  const { rows } = await sql`delete from graphile_worker._private_jobs where id = ${id}::bigint and locked_at is null returning id`.execute(
    db,
  );
  return rows.length > 0;
}
