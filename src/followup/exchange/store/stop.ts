/** Stopping an import at work: at once, whatever statement the database is busy with, so that its lock is free for the next one. */
import type { ClientBase } from "pg";
import type { Run } from "./run.ts";

/** Why an import that somebody asked to be stopped did not go on. */
export const STOPPED = {
  code: "import-stopped",
  message: "Någon bad att den skulle avbrytas.",
  hint: "Starta den igen när du vill.",
} as const;

/** How often the run is asked whether somebody wants it stopped, in milliseconds. */
const LOOK = 500;

export type Stopper = {
  /** Aborted when the caller or somebody on the page asked for it. */
  readonly signal: AbortSignal;
  /** From here on nothing stops the import: it is about to commit, or has ended. Call it always. */
  release(): Promise<void>;
};

/** The server looks this often, in the middle of a statement, whether the import is still there: also one whose process was killed. */
const noticeGone = "set client_connection_check_interval = '500ms'";

/**
 * Lets the server end a statement whose import has gone. Not to be had where the server's system cannot tell (Windows): there the
 * statement runs to its end first.
 */
export async function noticeWhenGone(work: ClientBase): Promise<void> {
  await work.query(noticeGone).catch(() => undefined);
}

/**
 * Watches the row of the run on `watch`, and the caller's own signal. Once either says stop, `leave` is called: it is to close the
 * connection at work, which rolls back what it did.
 */
export function makeStopper(watch: ClientBase, run: Run, leave: () => void, outer?: AbortSignal): Stopper {
  const own = new AbortController();
  const signal = outer ? AbortSignal.any([own.signal, outer]) : own.signal;
  let looking: Promise<void> = Promise.resolve();
  const looks = setInterval(() => {
    looking = isAskedToStop(watch, run).then(
      (asked) => (asked ? own.abort() : undefined),
      // A watching connection that is lost is no reason to stop: the import itself goes on.
      () => undefined,
    );
  }, LOOK);
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  return {
    signal,
    async release() {
      clearInterval(looks);
      signal.removeEventListener("abort", leave);
      await looking;
    },
  };
}

async function isAskedToStop(watch: ClientBase, run: Run): Promise<boolean> {
  const { rows } = await watch.query<{ asked: boolean }>(
    "select stop_asked_at is not null as asked from extract.import_run where municipality_id = $1 and id = $2",
    [run.municipalityId, run.id],
  );
  return rows[0]?.asked === true;
}
