import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import type { CommandDone, CommandOrder } from "./command-worker.ts";

/** What a command did: its exit code and what it said. */
export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string };

type Waiting = { readonly done: (said: Said) => void; readonly failed: (cause: Error) => void };
const waiting = new Map<number, Waiting>();
let orders = 0;
let worker: ChildProcess | undefined;

/**
 * Runs `fortrogen …args` to its end, with these settings over the test's own environment, in `folder` (where the tests are run, unless told).
 * In a process that has read the program once and does one command after the other. That the program starts, as it is typed, is tried where
 * that is the point (`src/app/cli/main.test.ts`, `tests/documents/`), and so is what runs on: `serve`.
 */
export function runCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  folder: string = process.cwd(),
): Promise<Said> {
  const order: CommandOrder = { number: ++orders, args, env: { ...process.env, NO_COLOR: "1", ...settings }, folder };
  const to = findWorker();
  return new Promise((done, failed) => {
    waiting.set(order.number, { done, failed });
    // Who waits for an answer stays alive until it comes.
    to.channel?.ref();
    to.send(order);
  });
}

/** One in each thread of tests; it ends with the thread. */
function findWorker(): ChildProcess {
  if (worker?.connected) return worker;
  const started = fork(join(import.meta.dirname, "command-worker.ts"), { stdio: ["ignore", "ignore", "pipe", "ipc"], execArgv: [] });
  let last = "";
  started.stderr?.setEncoding("utf8").on("data", (part: string) => (last = (last + part).slice(-4_000)));
  started.on("message", ({ number, ...said }: CommandDone) => {
    waiting.get(number)?.done(said);
    waiting.delete(number);
    if (waiting.size === 0) started.channel?.unref();
  });
  started.on("exit", (code, signal) => {
    for (const { failed } of waiting.values()) failed(new Error(`The process of the commands ended (${code ?? signal ?? "?"}). ${last}`));
    waiting.clear();
  });
  // Nobody is kept alive by it but who waits for an answer.
  for (const one of [started, started.channel, started.stderr as Socket | null]) one?.unref();
  worker = started;
  return started;
}
