import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { z } from "zod";
import { defineJob, JobInterrupted } from "../../../platform/core/job.ts";
import type { JobContext } from "../../../platform/core/job.ts";
import { inMunicipality } from "../../../platform/database/connect.ts";
import { isAtWork } from "../store/live.ts";
import { WAITING } from "../store/run.ts";
import { tidyImports } from "../tidy-imports.ts";
import { findUpload, removeUpload } from "../upload.ts";

/** What to do with faults and with what earlier deliveries held. */
export const IMPORT_MODES = ["allt", "det som är rätt", "ersätt"] as const;

const payload = z.object({ municipalityId: z.int(), runId: z.uuid(), mode: z.enum(IMPORT_MODES) });
type Payload = z.infer<typeof payload>;

const between = 250;
/** How long the upload may take to be put in its place, and an import that has begun to take its lock. Milliseconds. */
const longestUpload = 60_000;
const longestStart = 10_000;

/** The one job of a run. */
export const importKey = (runId: string): string => `exchange.import:${runId}`;

/**
 * Imports an upload, in a child process that has its memory for itself and goes on when the web is stopped. Done a second time it waits for
 * the child that is at work, and puts right what a child that died left behind.
 */
export const importJob = defineJob<Payload>({
  name: "exchange.import",
  title: "Läs in ett uttag",
  payload,
  attempts: 25,
  isLong: true,
  isOfMachine: true,
  async run(about, context) {
    const started = performance.now();
    let idleSince = started;
    for (;;) {
      const run = await readRun(about, context);
      if (run?.status !== "pågår") return removeUpload(about.runId);
      const now = performance.now();
      if (run.isAtWork) idleSince = now;
      const source = run.step === WAITING ? await findUpload(about.runId) : undefined;
      if (source !== undefined) {
        await interruptible(context.runCommand(argumentsOf(about, run, source)), context.signal);
        // One that could not even begin has nothing to wait for.
        if ((await readRun(about, context))?.step === WAITING) return putRight(about, context);
      } else if (now - idleSince > (run.step === WAITING ? longestUpload : longestStart)) {
        return putRight(about, context);
      }
      await interruptible(pause(between), context.signal);
    }
  },
});

type Run = { status: string; step: string | null; startedBy: string | null; code: string; isAtWork: boolean };

function readRun({ municipalityId, runId }: Payload, { db }: JobContext): Promise<Run | undefined> {
  return inMunicipality(db, municipalityId, async (tx) => {
    const { rows } = await sql<Run>`select r.status, r.step, r.started_by as "startedBy", m.code, ${isAtWork} as "isAtWork"
      from extract.import_run r join core.municipality m on m.id = r.municipality_id
      where r.municipality_id = ${municipalityId} and r.id = ${runId}`.execute(tx);
    return rows[0];
  });
}

function argumentsOf({ runId, mode }: Payload, { code, startedBy }: Run, source: string): string[] {
  const how = mode === "ersätt" ? ["--replace"] : mode === "det som är rätt" ? ["--skip-errors"] : [];
  const who = startedBy === null ? [] : ["--started-by", startedBy];
  return ["import", source, "--municipality", code, "--run-id", runId, ...who, ...how, "--format", "json"];
}

/** Nobody works at the run: nothing of the upload is left, and it does not say that it goes on. */
async function putRight({ municipalityId, runId }: Payload, { db, clock }: JobContext): Promise<void> {
  await tidyImports(db, municipalityId, clock(), runId);
  await removeUpload(runId);
}

/** Waits for the work, or is interrupted when the process is told to stop: what the work is goes on without us. */
async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new JobInterrupted();
  let interrupt = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    interrupt = () => reject(new JobInterrupted());
    signal.addEventListener("abort", interrupt, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}
