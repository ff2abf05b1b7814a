/** Where long work tells how far it is, lets others in, and stops. */
import type { StopSignal } from "../design/replicate-variance.ts";
import { StatisticsError } from "../errors.ts";

/** Told while something long goes on: `done` of `total` steps of `stage`. */
export type StageProgress = { readonly stage: string; readonly done: number; readonly total: number };

/** Who watches long work. */
export type Watch = {
  readonly signal?: StopSignal;
  readonly onProgress?: (progress: StageProgress) => void;
};

/**
 * Tells the progress and gives the event loop a turn: a message to a browser worker ("stop") is only heard in between.
 * Errors: `aborted` when the signal says so afterwards.
 */
export async function pause({ signal, onProgress }: Watch, progress: StageProgress): Promise<void> {
  onProgress?.(progress);
  await nextTurn();
  if (signal?.aborted === true) {
    const { stage, done, total } = progress;
    throw new StatisticsError("aborted", `The work was stopped after ${done} of ${total} steps (${stage}).`, {
      variable: stage,
      count: done,
    });
  }
}

// One channel for all turns, opened at the first.
let channel: MessageChannel | undefined;
const waiting: (() => void)[] = [];

/** A turn of the event loop. In a browser by a message to itself, for timers are held back to 4 ms. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") {
      setImmediate(resolve);
      return;
    }
    if (channel === undefined) {
      channel = new MessageChannel();
      channel.port1.onmessage = () => waiting.shift()?.();
    }
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
