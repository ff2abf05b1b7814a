import { hostname } from "node:os";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Database, Tx } from "../database/connect.ts";
import type { Clock } from "../basics/clock.ts";
import type { HeadExport } from "./export-heads.ts";
import type { LinkMeans } from "./define-room.ts";
import type { Post } from "./post.ts";

/** How a command ended, with the beginning of what it wrote on stdout. `code` is null when it was killed or could not start. */
type CommandOutcome = { readonly code: number | null; readonly output: string };
/** Runs `fortrogen …args` in a child process. Never fails: what could not start has ended with `code: null`. */
export type CommandRunner = (args: readonly string[]) => Promise<CommandOutcome>;

/** What a job is done with. */
export type JobContext = {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  /** Aborted when the process is told to stop: the job is to end soon, by throwing `JobInterrupted` where it is not done. */
  readonly signal: AbortSignal;
  /** Says something to those who watch the service: ids and counts only. */
  readonly log: (line: { readonly level: "info" | "warn" | "error"; readonly message: string } & Readonly<Record<string, unknown>>) => void;
  readonly runCommand: CommandRunner;
  /** Where the heads of the logs are told; null where they are not. */
  readonly heads: HeadExport | null;
  /** How messages leave the house; null where they do not. */
  readonly post: Post | null;
  /** What personal links are made with; none can be made unless told. */
  readonly links?: LinkMeans | null;
};

/** A kind of job: one value in a room's `jobs/` folder, found there by itself. */
export type Job<Payload = unknown> = {
  /** `room.what`; never changed once it is used: jobs that wait are found by it. */
  readonly name: `${string}.${string}`;
  /** In Swedish, for the operator. */
  readonly title: string;
  /** Identifiers, numbers and codes: what a job is about is read from the database when it runs, never carried. */
  readonly payload: z.ZodType<Payload>;
  /** How often it is tried, with growing pauses (3, 7, 20, 55 seconds …), before it is left to the operator. */
  readonly attempts: number;
  /** It may take minutes or hours, and waits for others of its kind, not for the quick ones. */
  readonly isLong?: true;
  /** What it needs lies on the machine where it was asked for. */
  readonly isOfMachine?: true;
  /** It runs by the clock, in one of the web processes. A turn that fails is told, and the next one tries again. */
  readonly every?: {
    readonly seconds: number;
    /** Whether there is anything to do; always, unless told. */
    isDue?(context: Pick<JobContext, "db" | "heads">): Promise<boolean>;
    /** One more turn when the process is told to stop. */
    readonly isLastWord?: true;
  };
  run(payload: Payload, context: JobContext): Promise<void>;
};

/** Thrown by a job that was told to stop: it is taken up again, here or elsewhere. */
export class JobInterrupted extends Error {
  constructor() {
    super("interrupted");
  }
}

/** Declares a job. It may be run again after it has been done, or half done: the second time must find that out and change nothing. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}

/** What the queue calls jobs of the kind: those of one machine are taken there only. */
export function taskOf(job: Pick<Job, "name" | "isOfMachine">): string {
  return job.isOfMachine ? `${job.name}@${hostname().slice(0, 60)}` : job.name;
}

/**
 * Asks for a job, in the transaction of the action: it is there when the action is saved, and not otherwise. Of several with the same `key`
 * one is done.
 */
export async function addJob<Payload>(tx: Tx, job: Job<Payload>, payload: Payload, key?: string): Promise<void> {
  const kept = JSON.stringify(job.payload.parse(payload));
  await sql`select graphile_worker.add_job(identifier => ${taskOf(job)}::text, payload => ${kept}::json,
    max_attempts => ${job.attempts}::int, job_key => ${key ?? null}::text)`.execute(tx);
}
