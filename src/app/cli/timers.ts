import { purgeLimits } from "../../platform/core/limits.ts";
import { purgeSessions, purgeSignOn } from "../../platform/access/sign-on/sessions.ts";
import { systemClock } from "../../platform/basics/clock.ts";
import { exportHeads } from "../../platform/core/export-heads.ts";
import type { HeadExport } from "../../platform/core/export-heads.ts";
import { isExportLate, readLogState } from "../../platform/core/log-state.ts";
import { sealLog } from "../../platform/core/seal.ts";
import type { ProgramDatabase } from "../../platform/database/connect.ts";
import { tidyImports } from "../../followup/exchange/tidy-imports.ts";
import { faultOf } from "../web/log.ts";
import type { Log } from "../web/log.ts";
import type { Metrics } from "../web/metrics.ts";
import { findAllMunicipalities } from "../web/municipalities.ts";
import { sweepPrivateFolders } from "../../platform/basics/private-folder.ts";

const second = 1000;
const minute = 60 * second;

/**
 * What the web does by the clock, at the start too: seals the log and tells its heads outside, takes away old sessions, tidies after
 * imports whose process died, and says where the log is not as it should be. Several web processes may do it at once.
 * Gives a function that stops it and seals what is left.
 */
export function startTimers(db: ProgramDatabase, log: Log, heads: HeadExport | null, metrics: Metrics): () => Promise<void> {
  const seal = async () => {
    await sealLog(db.app, systemClock());
  };
  const purge = async () => {
    await purgeLimits(db.app, systemClock());
    await purgeSignOn(db.app, systemClock());
    for (const { id } of await findAllMunicipalities(db.app)) {
      await purgeSessions(db.app, id, systemClock());
      await tidyImports(db.app, id, systemClock());
    }
  };
  const tell = async () => {
    if (heads) await exportHeads(db.app, heads, systemClock());
  };
  const jobs: [name: string, every: number, work: () => Promise<void>][] = [
    ["seal", 2 * second, seal],
    ["log export", minute, tell],
    ["log watch", 10 * minute, () => watchLog(db, log, heads !== null)],
    ["purge", 10 * minute, purge],
  ];
  sweepPrivateFolders().catch((error: unknown) => log({ level: "error", message: "start sweep", ...faultOf(error) }));
  const timers = jobs.map(([name, every, work]) => repeat(every, name, work, log, metrics));
  return async () => {
    await Promise.all(timers.map((stop) => stop()));
    await seal();
  };
}

/** Says, for those who watch the service's log, that a check found a log changed, or that its heads are told nowhere any more. */
async function watchLog(db: ProgramDatabase, log: Log, isExporting: boolean): Promise<void> {
  const state = await readLogState(db.app);
  for (const { municipality, at, isWhole } of state.checks)
    if (!isWhole) log({ level: "error", message: "log not whole", municipality, checkedAt: at.toISOString() });
  if (isExporting && isExportLate(state, systemClock()))
    log({ level: "error", message: "log export late", exportedAt: state.exportedAt?.toISOString() ?? null });
}

/** Runs the work at once and again and again, never twice at once. Gives a function that stops it when what is under way is done. */
function repeat(milliseconds: number, name: string, work: () => Promise<void>, log: Log, metrics: Metrics): () => Promise<void> {
  let running = Promise.resolve();
  let busy = false;
  const run = () => {
    if (busy) return;
    busy = true;
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    running = work()
      .then(
        () => metrics.job(name, seconds(), false),
        (error: unknown) => {
          metrics.job(name, seconds(), true);
          log({ level: "error", message: `timer ${name}`, ...faultOf(error) });
        },
      )
      .finally(() => {
        busy = false;
      });
  };
  run();
  const timer = setInterval(run, milliseconds);
  return () => {
    clearInterval(timer);
    return running;
  };
}
