import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, runTaskList } from "graphile-worker";
import type { TaskList, WorkerPool } from "graphile-worker";
import { sql } from "kysely";
import { JobInterrupted, taskOf } from "../core/job.ts";
import type { Job, JobContext } from "../core/job.ts";
import { openPool } from "../database/connect.ts";
import { Presence } from "./presence.ts";

export type JobsOptions = Omit<JobContext, "signal"> & {
  /** How the program's own role reaches the database; the jobs have connections of their own, so that no page waits for them. */
  readonly appUrl: string;
  readonly jobs: readonly Job[];
  /** Told when a turn has ended, with `fault` where it went wrong. */
  readonly onEnd: (name: string, seconds: number, fault?: unknown) => void;
};

export type RunningJobs = {
  /** Takes no new jobs, lets the quick ones end, interrupts the others, and runs what has the last word. */
  stop(): Promise<void>;
};

/** How many jobs a process works at: quick ones, and those that may take hours. */
const atOnce = { quick: 2, long: 2 };
const lookForJobs = 2_000;
const lookAtClock = 1_000;
const lookForGone = 5_000;
const pauseAfterFault = 1_000;

/**
 * Works at the jobs of the house until it is stopped. Several processes may: each job is taken by one of them, and what runs by the clock is
 * asked for by one. A process that is killed leaves its jobs to the others, or to its own next start.
 */
export function startJobs(options: JobsOptions): RunningJobs {
  const stopping = new AbortController();
  const context: JobContext = { ...options, signal: stopping.signal };
  const pool = openPool(options.appUrl, { application_name: "fortrogen jobs", max: atOnce.quick + atOnce.long + 2 });
  const quick = new Crew(
    options.jobs.filter((job) => !job.isLong),
    atOnce.quick,
    { context, options, pool },
  );
  const long = new Crew(
    options.jobs.filter((job) => job.isLong),
    atOnce.long,
    { context, options, pool },
  );
  const presence = new Presence(options.appUrl, () => [quick.id, long.id]);
  const clock = new ClockWork(options.jobs, context, presence);
  return {
    async stop() {
      await clock.stop();
      stopping.abort();
      await Promise.all([quick.stop(), long.stop()]);
      await pool.end();
      await presence.close();
      for (const job of options.jobs) if (job.every?.isLastWord) await turn(job, {}, context, options).catch(() => undefined);
    },
  };
}

type Means = { readonly context: JobContext; readonly options: JobsOptions; readonly pool: ReturnType<typeof openPool> };

/** A worker pool of the library's, made anew where it gave up: it does when it cannot tell the database that a job is done. */
class Crew {
  readonly #begin: () => WorkerPool;
  #isStopping = false;
  #current: WorkerPool;

  constructor(jobs: readonly Job[], concurrency: number, { context, options, pool }: Means) {
    const tasks: TaskList = Object.fromEntries(
      jobs.map((job) => [taskOf(job), (payload: unknown) => turn(job, payload, context, options)]),
    );
    const settings = {
      ...{ pgPool: pool, concurrency, pollInterval: lookForJobs, noHandleSignals: true, logger: loggerOf(options.log) },
      // In batches of what has ended meanwhile: waited for when the pool stops, and no fault of it is left unhandled.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    };
    this.#begin = () => runTaskList({ ...settings, events: new EventEmitter() }, tasks, pool);
    this.#current = this.#watched();
  }

  /** What the queue calls the pool that works now. */
  get id(): string {
    return this.#current.id;
  }

  /** Takes no more jobs and waits for those at work. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.allSettled([this.#current._active ? this.#current.gracefulShutdown() : undefined, this.#current.promise]);
  }

  #watched(): WorkerPool {
    const pool = this.#begin();
    const again = async () => {
      await pause(pauseAfterFault);
      if (!this.#isStopping) this.#current = this.#watched();
    };
    // Its faults have been told by the logger.
    void pool.promise.catch(() => undefined).then(again);
    return pool;
  }
}

/** One turn of one job. What goes wrong is told by its kind: a message may quote what somebody wrote, and the queue keeps it. */
async function turn(job: Job, payload: unknown, context: JobContext, { onEnd }: Pick<JobsOptions, "onEnd">): Promise<void> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    await job.run(job.payload.parse(payload), context);
    onEnd(job.name, seconds());
  } catch (fault) {
    if (fault instanceof JobInterrupted) throw fault;
    onEnd(job.name, seconds(), fault);
    // What runs by the clock has its next turn.
    if (!job.every) throw new Error(kindOf(fault));
  }
}

function kindOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  return "code" in fault && typeof fault.code === "string" ? `${fault.name} ${fault.code}` : fault.name;
}

function loggerOf(log: JobContext["log"]): Logger {
  return new Logger(() => (level, _message, about) => {
    // That a job failed is told by `onEnd`, without its words.
    if ((level !== "error" && level !== "warning") || about?.["failure"] === true) return;
    log({ level: "warn", message: "job queue", fault: kindOf(about?.["error"]) });
  });
}

/** Asks for what runs by the clock, in the one process whose turn it is, and sees to the jobs of processes that are gone. */
class ClockWork {
  readonly #jobs: readonly Job[];
  readonly #context: JobContext;
  readonly #presence: Presence;
  readonly #timer: NodeJS.Timeout;
  readonly #next = new Map<string, number>();
  #looking: Promise<void> = Promise.resolve();
  #isBusy = false;

  constructor(jobs: readonly Job[], context: JobContext, presence: Presence) {
    this.#jobs = jobs.filter((job) => job.every);
    this.#context = context;
    this.#presence = presence;
    this.#timer = setInterval(() => this.#tick(), lookAtClock);
    this.#tick();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  #tick(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#looking = this.#look()
      .catch((error: unknown) => this.#context.log({ level: "warn", message: "job clock", fault: kindOf(error) }))
      .finally(() => {
        this.#isBusy = false;
      });
  }

  async #look(): Promise<void> {
    if (!(await this.#presence.show())) return this.#next.clear();
    if (this.#isTime("", lookForGone)) {
      const dead = await this.#presence.release();
      if (dead > 0) this.#context.log({ level: "warn", message: "job process broke", processes: dead });
    }
    for (const job of this.#jobs) {
      const { every } = job;
      if (!every || !this.#isTime(job.name, every.seconds * 1000)) continue;
      if (await (every.isDue?.(this.#context) ?? true)) await this.#ask(job);
    }
  }

  /** True the first time, and then once in so many milliseconds. */
  #isTime(name: string, milliseconds: number): boolean {
    const now = performance.now();
    if (now < (this.#next.get(name) ?? 0)) return false;
    this.#next.set(name, now + milliseconds);
    return true;
  }

  /** One that waits or is at work is enough; one that was begun and lost too often is begun anew. */
  async #ask(job: Job): Promise<void> {
    const task = taskOf(job);
    await sql`delete from graphile_worker._private_jobs where key = ${task} and locked_at is null and attempts >= max_attempts`.execute(
      this.#context.db,
    );
    await sql`select graphile_worker.add_job(identifier => ${task}::text, job_key => ${task}::text, job_key_mode => 'unsafe_dedupe',
      max_attempts => ${job.attempts}::int)`.execute(this.#context.db);
  }
}
