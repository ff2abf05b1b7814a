// A process that takes one job and never ends it: what is killed in the middle of its work. `node job-worker.ts <app url>`
import { z } from "zod";
import { defineJob } from "../../src/platform/core/job.ts";
import { openAsProgram } from "../../src/platform/database/connect.ts";
import { startJobs } from "../../src/platform/jobs/runner.ts";

const appUrl = process.argv[2] ?? "";
const db = openAsProgram({ appUrl, poolSize: 2 });
const job = defineJob({
  name: "test.killed",
  title: "Prov",
  payload: z.object({ number: z.int() }),
  attempts: 5,
  async run() {
    process.stdout.write("begun\n");
    await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  },
});
startJobs({
  ...{ db: db.app, appUrl, jobs: [job], heads: null, post: null },
  clock: () => new Date("2026-03-14T09:00:00+01:00"),
  log: () => undefined,
  onEnd: () => undefined,
  runCommand: () => Promise.resolve({ code: 0, output: "" }),
});
