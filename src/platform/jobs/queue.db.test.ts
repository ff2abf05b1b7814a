import { sql } from "kysely";
import { Logger, runMigrations } from "graphile-worker";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createBareDatabase, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { addJob, defineJob } from "../core/job.ts";
import type { Job } from "../core/job.ts";
import { makeClient } from "../database/connect.ts";
import { migrate } from "../database/migrate.ts";
import { valueOf } from "../basics/result.ts";
import { findJobs } from "./find.ts";
import { startJobs } from "./runner.ts";
import type { RunningJobs } from "./runner.ts";
import { countJobs, dropJob, listJobs, retryJob } from "./store.ts";

let database: TestDatabase;
const runners: RunningJobs[] = [];
const told: { name: string; fault: unknown }[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((one) => one.stop()));
  await sql`delete from graphile_worker._private_jobs`.execute(database.owner);
  told.length = 0;
});
afterAll(() => database.drop());

function start(...jobs: Job[]): RunningJobs {
  const runner = startJobs({
    db: database.app,
    appUrl: database.appUrl,
    clock: () => new Date("2026-03-14T09:00:00+01:00"),
    log: () => undefined,
    heads: null,
    post: null,
    runCommand: () => Promise.resolve({ code: 0, output: "" }),
    onEnd: (name, _seconds, fault) => told.push({ name, fault }),
    jobs,
  });
  runners.push(runner);
  return runner;
}

async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
const isEmpty = () => until(async () => ((await listJobs(database.app, 10)).length === 0 ? true : undefined));
const numbered = z.object({ number: z.int() });

describe("the tables of the queue", () => {
  /** What there is in the schema, in words that do not hang on the order in which it was made. */
  async function describeSchema(url: string): Promise<unknown> {
    const client = makeClient(url);
    await client.connect();
    const { rows } = await client.query(`
      select 'column' as kind, c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || a.attidentity::text || a.attgenerated::text
          || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as def
        from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relnamespace = 'graphile_worker'::regnamespace and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'v', 'c')
      union all select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'graphile_worker'::regnamespace and contype <> 'n'
      union all select 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
        join pg_class c on c.oid = indrelid where c.relnamespace = 'graphile_worker'::regnamespace
      union all select 'function', oid::regprocedure::text, regexp_replace(regexp_replace(pg_get_functiondef(oid), '--[^\\n]*', '', 'g'), '\\s+', ' ', 'g') from pg_proc where pronamespace = 'graphile_worker'::regnamespace
      union all select 'view', viewname, definition from pg_views where schemaname = 'graphile_worker'
      union all select 'rows apart', relname, relrowsecurity::text from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r'
      union all select 'migration', id::text, breaking::text from graphile_worker.migrations
      order by 1, 2`);
    await client.end();
    return rows;
  }

  it("are those that the library itself would make, no more and no less", async () => {
    const theirs = await createBareDatabase();
    const silent = new Logger(() => () => undefined);
    await runMigrations({ connectionString: theirs.ownerUrl, logger: silent });
    expect(await describeSchema(database.ownerUrl)).toEqual(await describeSchema(theirs.ownerUrl));
    await theirs.drop();
  });

  it("are migrated by nobody but the owner, and the program may do with them what its work takes", async () => {
    const may = async (what: string, right: string) =>
      (await sql<{ may: boolean }>`select has_table_privilege('fortrogen_app', ${what}, ${right}) as may`.execute(database.owner)).rows[0]
        ?.may;
    expect(await may("graphile_worker.migrations", "INSERT, UPDATE, DELETE")).toBe(false);
    expect(await may("graphile_worker._private_known_crontabs", "SELECT, INSERT, UPDATE, DELETE")).toBe(false);
    expect(await may("graphile_worker._private_tasks", "UPDATE, DELETE")).toBe(false);
    expect(await may("graphile_worker._private_jobs", "TRUNCATE, TRIGGER, REFERENCES")).toBe(false);
    await expect(sql`alter table graphile_worker._private_jobs add column x text`.execute(database.app)).rejects.toThrow(/must be owner/);
    expect(valueOf(await migrate(database.ownerUrl)).applied).toEqual([]);
  });
});

describe("every kind of job", () => {
  it("is found in its room, and carries nothing but identifiers, numbers and codes", async () => {
    const jobs = await findJobs();
    expect(jobs.map((job) => job.name)).toEqual(
      expect.arrayContaining(["access.purge", "exchange.import", "exchange.tidy", "log.export", "log.seal", "log.watch"]),
    );
    for (const job of jobs) {
      const { properties = {} } = z.toJSONSchema(job.payload) as {
        properties?: Record<string, { type?: string; format?: string; enum?: unknown }>;
      };
      for (const [name, field] of Object.entries(properties))
        expect([job.name, name, field.type === "integer" || field.format === "uuid" || field.enum !== undefined]).toEqual([
          job.name,
          name,
          true,
        ]);
      expect(job.title).not.toBe("");
    }
  });
});

describe("a job", () => {
  it("is there when the transaction is saved, and not otherwise", async () => {
    const job = defineJob({ name: "test.saved", title: "Prov", payload: numbered, attempts: 3, run: () => Promise.resolve() });
    await database.app.transaction().execute((tx) => addJob(tx, job, { number: 1 }));
    await expect(
      database.app.transaction().execute(async (tx) => {
        await addJob(tx, job, { number: 2 });
        throw new Error("taken back");
      }),
    ).rejects.toThrow("taken back");
    expect(await countJobs(database.app)).toEqual([{ name: "test.saved", state: "waiting", jobs: 1 }]);
    await expect(database.app.transaction().execute((tx) => addJob(tx, job, { number: "Anna" } as never))).rejects.toThrow();
  });

  it("is done once, however many processes work", async () => {
    const done: number[] = [];
    const job = defineJob({
      name: "test.once",
      title: "Prov",
      payload: numbered,
      attempts: 3,
      async run({ number }) {
        done.push(number);
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
    start(job);
    start(job);
    start(job);
    for (let number = 0; number < 60; number++) await database.app.transaction().execute((tx) => addJob(tx, job, { number }));
    await isEmpty();
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, at) => at));
  });

  it("of one key is asked for again and again and done once", async () => {
    const job = defineJob({ name: "test.key", title: "Prov", payload: numbered, attempts: 3, run: () => Promise.resolve() });
    for (let number = 0; number < 5; number++) await database.app.transaction().execute((tx) => addJob(tx, job, { number }, "test.key:1"));
    start(job);
    await isEmpty();
    expect(told).toEqual([{ name: "test.key", fault: undefined }]);
  });

  it("that fails is tried again later, keeps the kind of its fault and none of its words, and is left to the operator at last", async () => {
    let isMended = false;
    const job = defineJob({
      name: "test.fails",
      title: "Prov",
      payload: numbered,
      attempts: 1,
      run: () => (isMended ? Promise.resolve() : Promise.reject(new RangeError("Anna Andersson bor på Storgatan"))),
    });
    start(job);
    await database.app.transaction().execute((tx) => addJob(tx, job, { number: 1 }));
    const failed = await until(async () => (await listJobs(database.app, 10)).find((one) => one.state === "failed"));
    expect(failed).toMatchObject({ name: "test.fails", attempts: 1, most: 1, lastFault: "RangeError" });
    expect(await countJobs(database.app)).toEqual([{ name: "test.fails", state: "failed", jobs: 1 }]);
    expect(JSON.stringify((await sql`select * from graphile_worker._private_jobs`.execute(database.owner)).rows)).not.toContain("Anna");
    isMended = true;
    expect(await retryJob(database.app, failed.id)).toBe(true);
    await isEmpty();
    expect(await retryJob(database.app, failed.id)).toBe(false);
    expect(await dropJob(database.app, failed.id)).toBe(false);
  });

  it("that is at work is neither tried again nor dropped, however long it has been", async () => {
    const job = defineJob({ name: "test.long", title: "Prov", payload: numbered, attempts: 3, run: () => Promise.resolve() });
    await database.app.transaction().execute((tx) => addJob(tx, job, { number: 1 }));
    await sql`update graphile_worker._private_jobs set locked_at = now() - interval '5 hours', locked_by = 'x', attempts = 2`.execute(
      database.owner,
    );
    const [running] = await listJobs(database.app, 10);
    expect([await retryJob(database.app, running?.id ?? ""), await dropJob(database.app, running?.id ?? "")]).toEqual([false, false]);
    expect((await listJobs(database.app, 10))[0]).toMatchObject({ id: running?.id, attempts: 2 });
    await sql`delete from graphile_worker._private_jobs`.execute(database.owner);
  });

  it("waits longer each time it fails", async () => {
    const job = defineJob({ name: "test.later", title: "Prov", payload: numbered, attempts: 5, run: () => Promise.reject(new Error()) });
    start(job);
    await database.app.transaction().execute((tx) => addJob(tx, job, { number: 1 }));
    const again = await until(async () => (await listJobs(database.app, 10)).find((one) => one.state === "retrying" && one.attempts >= 2));
    const { rows } = await sql<{ pause: number }>`select extract(epoch from run_at - updated_at)::float8 as pause
      from graphile_worker._private_jobs where id = ${again.id}::bigint`.execute(database.owner);
    expect(rows[0]?.pause).toBeGreaterThan(2.7);
    expect(await dropJob(database.app, again.id)).toBe(true);
  });

  it("is finished before the process stops, when it is quick", async () => {
    let isDone = false;
    let isBegun = false;
    const job = defineJob({
      name: "test.quick",
      title: "Prov",
      payload: numbered,
      attempts: 3,
      async run() {
        isBegun = true;
        await new Promise((resolve) => setTimeout(resolve, 200));
        isDone = true;
      },
    });
    const runner = start(job);
    await database.app.transaction().execute((tx) => addJob(tx, job, { number: 1 }));
    await until(() => isBegun || undefined);
    await runner.stop();
    runners.length = 0;
    expect(isDone).toBe(true);
    expect(await listJobs(database.app, 1)).toEqual([]);
  });
});

describe("what runs by the clock", () => {
  it("runs in one process at a time, again after a fault, and in another when the first is stopped", async () => {
    let atWork = 0;
    let most = 0;
    let turns = 0;
    const job = defineJob({
      name: "test.clock",
      title: "Prov",
      payload: z.object({}),
      attempts: 25,
      every: { seconds: 1 },
      async run() {
        most = Math.max(most, ++atWork);
        turns++;
        await new Promise((resolve) => setTimeout(resolve, 50));
        atWork--;
        if (turns === 1) throw new Error("the first turn");
      },
    });
    const first = start(job);
    await until(() => (turns >= 1 ? true : undefined));
    start(job);
    start(job);
    await until(() => (turns >= 3 ? true : undefined));
    await first.stop();
    runners.shift();
    const before = turns;
    await until(() => (turns >= before + 2 ? true : undefined));
    expect(most).toBe(1);
    expect(told.filter(({ fault }) => fault !== undefined)).toHaveLength(1);
  });

  it("goes on when every connection of the queue has been lost", async () => {
    let turns = 0;
    const job = defineJob({
      name: "test.lost",
      title: "Prov",
      payload: z.object({}),
      attempts: 25,
      every: { seconds: 1 },
      run: () => {
        turns++;
        return Promise.resolve();
      },
    });
    start(job);
    await until(() => (turns >= 1 ? true : undefined));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'fortrogen jobs%'`.execute(
      database.owner,
    );
    const before = turns;
    await until(() => (turns >= before + 2 ? true : undefined));
  });
});
