import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { setTimeout as pause } from "node:timers/promises";
import { AggregatorRegistry } from "prom-client";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { Log } from "../web/log.ts";

/** What a web process and the one that started it say to each other. */
type Said =
  | { readonly fortrogen: "ready"; readonly address: string }
  | { readonly fortrogen: "failed"; readonly problem: Problem }
  | { readonly fortrogen: "measures"; readonly id: number; readonly text?: string };

const shortestPause = 300;
const longestPause = 30_000;
/** A process that has lived this long was well. */
const wellAfter = 30_000;
const longestMeasure = 6_000;

/** The web processes of this machine. */
export type Workers = {
  readonly address: string;
  /** Tells all of them to stop, and waits until they have. */
  stop(): Promise<void>;
};

/** Which web process this is, counted from the start; undefined where there is one alone, and in the process that starts them. */
export function workerNumber(): number | undefined {
  return cluster.isWorker ? cluster.worker?.id : undefined;
}

/**
 * Starts `count` processes of this same command, which share its port, and starts a new one where one ends. What they measure is added up for
 * whoever asks one of them. A problem where the first ones cannot start: then none runs.
 */
export async function startWorkers(count: number, log: Log): Promise<Result<Workers>> {
  const measures = new AggregatorRegistry();
  let isStopping = false;
  const running = new Set<Promise<void>>();
  const isUp = () => Object.keys(cluster.workers ?? {}).length > 0;
  cluster.on("message", (worker, said: Said) => {
    if (said.fortrogen !== "measures") return;
    // Where one of them does not answer, who was asked tells of itself alone.
    measures.clusterMetrics().then(
      (text) => send(worker, { ...said, text }),
      () => send(worker, said),
    );
  });
  const keep = async (first: Worker) => {
    let wait = shortestPause;
    for (let worker = first; ; worker = cluster.fork()) {
      const begun = performance.now();
      const { code, signal } = await ended(worker);
      if (performance.now() - begun > wellAfter) wait = shortestPause;
      // Ctrl-C reaches them as soon as us.
      await pause(wait);
      if (isStopping) return;
      log({ level: "error", message: "web process broke", worker: worker.id, code, signal });
      wait = Math.min(2 * wait, longestPause);
    }
  };
  const stop = async () => {
    isStopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
    while (isUp()) await pause(50);
    await Promise.all(running);
  };
  const workers = Array.from({ length: count }, () => cluster.fork());
  const begun = await Promise.all(workers.map(begins));
  for (const worker of workers) if (!worker.isDead()) running.add(keep(worker));
  const [first = failed({ code: "no-worker", message: "Ingen webbprocess startade." })] = begun.toSorted(
    (a, b) => Number(a.ok) - Number(b.ok),
  );
  if (first.ok) return ok({ address: first.value, stop });
  await stop();
  return first;
}

/** Waits until the process serves; a problem where it cannot. */
function begins(worker: Worker): Promise<Result<string>> {
  return new Promise((resolve) => {
    worker.on("message", (said: Said) => {
      if (said.fortrogen === "ready") resolve(ok(said.address));
      if (said.fortrogen === "failed") resolve(failed(said.problem));
    });
    worker.on("exit", () => resolve(failed({ code: "worker-ended", message: "En webbprocess slutade innan den hade startat." })));
  });
}

function ended(worker: Worker): Promise<{ code: number | null; signal: string | null }> {
  if (worker.isDead()) return Promise.resolve({ code: worker.process.exitCode, signal: worker.process.signalCode });
  return new Promise((resolve) => worker.on("exit", (code: number | null, signal: string | null) => resolve({ code, signal })));
}

function send(worker: Worker, said: Said): void {
  if (worker.isConnected()) worker.send(said);
}

/** Tells the process that started this one that it serves, or why it cannot. */
export function tellStart(result: Result<string>): Promise<void> {
  const said: Said = result.ok ? { fortrogen: "ready", address: result.value } : { fortrogen: "failed", problem: result.error };
  return new Promise((resolve) => {
    if (process.send) process.send(said, () => resolve());
    else resolve();
  });
}

let asked = 0;

/** What all web processes of the machine measure together; undefined where one of them did not answer in time. For a web process. */
export function measuresOfAll(): Promise<string | undefined> {
  const id = ++asked;
  return new Promise((resolve) => {
    const take = (said: Said) => {
      if (said.fortrogen === "measures" && said.id === id) end(said.text);
    };
    const timer = setTimeout(() => end(undefined), longestMeasure);
    const end = (text: string | undefined) => {
      clearTimeout(timer);
      process.off("message", take);
      resolve(text);
    };
    process.on("message", take);
    process.send?.({ fortrogen: "measures", id } satisfies Said);
  });
}
