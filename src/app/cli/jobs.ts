import { formatDateTime } from "../../platform/basics/dates.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { ProgramDatabase } from "../../platform/database/connect.ts";
import { findJobs } from "../../platform/jobs/find.ts";
import { dropJob, listJobs, retryJob } from "../../platform/jobs/store.ts";
import type { JobState, QueuedJob } from "../../platform/jobs/store.ts";
import { openDatabaseContext } from "./context.ts";
import { reportOutcome, say, sayJson, wrongUsage } from "./outcome.ts";

const mostShown = 500;
const stateWords: Readonly<Record<JobState, string>> = {
  waiting: "väntar",
  running: "pågår",
  retrying: "försöker igen",
  failed: "gavs upp",
};

/** Prints the jobs that are not done. */
export async function showJobs(format: string): Promise<void> {
  await withDatabase(format, async (db) => {
    const titles = new Map((await findJobs()).map(({ name, title }) => [name as string, title]));
    const titled = (await listJobs(db.app, mostShown)).map((job) => ({
      ...job,
      title: titles.get(job.name.split("@")[0] ?? "") ?? job.name,
    }));
    if (format === "json") sayJson({ ok: true, jobs: titled });
    else show(titled);
    return ok(undefined);
  });
}

/** Lets a job be tried again at once. */
export async function retryAtCommand(id: string, format: string): Promise<void> {
  await change(id, format, retryJob, `Jobbet ${id} görs om nu.`);
}

/** Takes a job away. */
export async function dropAtCommand(id: string, format: string): Promise<void> {
  await change(id, format, dropJob, `Jobbet ${id} är borttaget.`);
}

async function change(id: string, format: string, act: typeof retryJob, done: string): Promise<void> {
  await withDatabase(format, async (db) => {
    if (!/^[1-9]\d{0,17}$/.test(id))
      return failed(wrongUsage("Jobbets nummer ska vara ett heltal.", "Numren står först i ”fortrogen jobs list”."));
    if (!(await act(db.app, id))) return failed(notThere(id));
    if (format === "json") sayJson({ ok: true, id });
    else say(done);
    return ok(undefined);
  });
}

function notThere(id: string): Problem {
  return {
    code: "job-not-there",
    message: `Jobbet ${id} finns inte, eller så pågår det.`,
    hint: "Se ”fortrogen jobs list”. Ett jobb som pågår får ta slut först.",
  };
}

async function withDatabase(format: string, work: (db: ProgramDatabase) => Promise<Result<undefined>>): Promise<void> {
  await reportOutcome(format, async () => {
    const opened = await openDatabaseContext();
    if (!opened.ok) return opened;
    try {
      return await work(opened.value.db);
    } finally {
      await opened.value.close();
    }
  });
}

function show(jobs: readonly (QueuedJob & { readonly title: string })[]): void {
  if (jobs.length === 0) say("Inget jobb väntar.");
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const [ids, titles] = [widest(jobs.map(({ id }) => id)), widest(jobs.map(({ title }) => title))];
  for (const { id, title, name, state, attempts, most, runAt, lastFault } of jobs) {
    const machine = name.split("@")[1];
    const about = [machine === undefined ? "" : `på ${machine}`, lastFault === null ? "" : `senaste felet: ${lastFault}`]
      .filter(Boolean)
      .join(", ");
    say(
      `${id.padStart(ids)}  ${title.padEnd(titles)}  ${stateWords[state].padEnd(13)}  ${attempts} av ${most}  ${formatDateTime(runAt)}  ${about}`.trimEnd(),
    );
  }
}
