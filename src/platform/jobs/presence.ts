import type pg from "pg";
import { makeClient } from "../database/connect.ts";

const alive = "hashtext('fortrogen.jobs.alive')";
const leader = "select pg_try_advisory_lock(hashtext('fortrogen.jobs.clock'), 0) as is";

/** Who has taken jobs or queues and holds no advisory lock any more; a moment's grace for who has just begun. */
const gone = `select distinct locked_by as id from (
    select locked_by, locked_at from graphile_worker._private_jobs union all select locked_by, locked_at from graphile_worker._private_job_queues) taken
  where locked_at < now() - interval '5 seconds' and not exists (select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2
    and l.database = (select oid from pg_database where datname = current_database())
    and l.classid = (${alive}::bigint & 4294967295)::oid and l.objid = (hashtext(taken.locked_by)::bigint & 4294967295)::oid)`;

/**
 * A connection that says that this process lives: it holds an advisory lock for each of its worker pools, which the server lets go when the
 * process is gone, however it went. One process at a time holds one lock more: it is the one that the clock-work runs in.
 */
export class Presence {
  readonly #appUrl: string;
  readonly #pools: () => readonly string[];
  #shown = "";
  #client: pg.Client | undefined;
  #isLeader = false;
  #missed = new Set<string>();

  constructor(appUrl: string, pools: () => readonly string[]) {
    this.#appUrl = appUrl;
    this.#pools = pools;
  }

  /** Shows that the process lives, on a new connection where the last was lost. True where it is the one to run the clock-work. */
  async show(): Promise<boolean> {
    try {
      // A pool that was made anew has another name, and what the old one held is to be let go.
      if (this.#client && this.#shown !== this.#pools().join()) await this.close();
      this.#client ??= await this.#connect();
      if (!this.#isLeader) this.#isLeader = (await this.#client.query<{ is: boolean }>(leader)).rows[0]?.is === true;
      else await this.#client.query("select 1");
      return this.#isLeader;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /**
   * Lets others have the jobs of processes that are gone: who has been missing twice in a row, so that a connection that is lost and made
   * anew takes nobody's work away. Gives how many processes that was.
   */
  async release(): Promise<number> {
    if (!this.#client) return 0;
    const { rows } = await this.#client.query<{ id: string }>(gone);
    const missing = rows.map(({ id }) => id);
    const dead = missing.filter((id) => this.#missed.has(id));
    this.#missed = new Set(missing);
    if (dead.length > 0) await this.#client.query("select graphile_worker.force_unlock_workers($1::text[])", [dead]);
    return dead.length;
  }

  /** Leaves: the locks are free. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#isLeader = false;
    this.#missed.clear();
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<pg.Client> {
    const client = makeClient(this.#appUrl, { application_name: "fortrogen jobs", query_timeout: 10_000 });
    await client.connect();
    const pools = this.#pools();
    this.#shown = pools.join();
    for (const pool of pools) await client.query(`select pg_advisory_lock_shared(${alive}, hashtext($1))`, [pool]);
    return client;
  }
}
