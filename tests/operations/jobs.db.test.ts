import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { addJob, defineJob } from "../../src/platform/core/job.ts";
import { Presence } from "../../src/platform/jobs/presence.ts";
import { startJobs } from "../../src/platform/jobs/runner.ts";
import { listJobs } from "../../src/platform/jobs/store.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { runProgram, until } from "./program.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const command = (...args: string[]) => runProgram(args, { DATABASE_APP_URL: database.appUrl });
const numbered = z.object({ number: z.int() });

test("a job whose process is killed with -9 in the middle of it is done by another process, once", async () => {
  const done: number[] = [];
  const job = defineJob({
    name: "test.killed",
    title: "Prov",
    payload: numbered,
    attempts: 5,
    run: ({ number }) => {
      done.push(number);
      return Promise.resolve();
    },
  });
  await database.app.transaction().execute((tx) => addJob(tx, job, { number: 7 }));
  const killed = spawn(process.execPath, [join(import.meta.dirname, "job-worker.ts"), database.appUrl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Also where the test fails before: it would outlive the run.
  onTestFinished(() => void killed.kill("SIGKILL"));
  await once(killed.stdout, "data");
  expect(await listJobs(database.app, 10)).toMatchObject([{ name: "test.killed", state: "running", attempts: 1 }]);
  const lost: unknown[] = [];
  const runner = startJobs({
    ...{ db: database.app, appUrl: database.appUrl, jobs: [job], heads: null, post: null },
    clock: () => new Date("2026-03-14T09:00:00+01:00"),
    log: (line) => lost.push(line.message),
    onEnd: () => undefined,
    runCommand: () => Promise.resolve({ code: 0, output: "" }),
  });
  // A process that has just begun has some seconds before it says that it lives: below they have been.
  const shown = sql`select from pg_locks l join graphile_worker._private_jobs j on l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid
    where l.locktype = 'advisory' and l.objsubid = 2`;
  await until(async () => (await shown.execute(database.owner)).rows.length > 0, "the process to say that it lives");
  // As long as the process lives its job is left alone, whoever else looks, how often, and however long it has been at it.
  await sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'`.execute(database.owner);
  const onlooker = new Presence(database.appUrl, () => ["pool-onlooker"]);
  await onlooker.show();
  for (let look = 0; look < 3; look++) expect(await onlooker.release()).toBe(0);
  await onlooker.close();
  expect(await listJobs(database.app, 10)).toMatchObject([{ name: "test.killed", state: "running", attempts: 1 }]);
  expect(done).toEqual([]);
  killed.kill("SIGKILL");
  await until(async () => (await listJobs(database.app, 1)).length === 0, "the job of the process that was killed");
  expect(done).toEqual([7]);
  expect(lost).toContain("job process broke");
  await runner.stop();
});

describe("fortrogen jobs", () => {
  const failing = defineJob({ name: "access.purge", title: "Prov", payload: numbered, attempts: 1, run: () => Promise.resolve() });
  const idOf = async () => (await listJobs(database.app, 1))[0]?.id ?? "";

  test("lists, tries again and takes away, with the program's own sign-in alone", async () => {
    expect(await command("jobs", "list")).toMatchObject({ code: 0, stdout: "Inget jobb väntar.\n" });
    await database.app.transaction().execute((tx) => addJob(tx, failing, { number: 1 }));
    await sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'RangeError'`.execute(database.owner);
    const listed = await command("jobs", "list");
    expect(listed.stdout).toMatch(/^\d+ {2}Ta bort gamla sessioner.* gavs upp +1 av 1 .*senaste felet: RangeError\n$/);
    const json = JSON.parse((await command("jobs", "list", "--format", "json")).stdout) as { jobs: unknown[] };
    expect(json.jobs).toMatchObject([{ name: "access.purge", state: "failed", lastFault: "RangeError" }]);
    expect(await command("jobs", "retry", await idOf())).toMatchObject({ code: 0 });
    expect(await listJobs(database.app, 10)).toMatchObject([{ state: "waiting", attempts: 0 }]);
    expect(await command("jobs", "drop", await idOf())).toMatchObject({ code: 0 });
    expect(await listJobs(database.app, 10)).toEqual([]);
  });

  test("says what it cannot do", async () => {
    expect(await command("jobs", "drop", "999999")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("finns inte, eller så pågår det") as string,
    });
    expect(await command("jobs", "retry", "1; drop")).toMatchObject({ code: 2 });
    await database.app.transaction().execute((tx) => addJob(tx, failing, { number: 1 }));
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-x', attempts = 1`.execute(database.owner);
    for (const act of ["retry", "drop"]) expect(await command("jobs", act, await idOf(), "--format", "json")).toMatchObject({ code: 1 });
    expect(await listJobs(database.app, 10)).toMatchObject([{ state: "running" }]);
  });
});
