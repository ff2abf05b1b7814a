import { sql } from "kysely";
import { z } from "zod";
import { exportHeads } from "../export-heads.ts";
import { defineJob } from "../job.ts";
import { isExportLate, readLogState } from "../log-state.ts";
import { sealLog } from "../seal.ts";

const nothing = z.object({});

/** Seals the waiting lines of the log into the hash chain of each municipality. */
export const sealJob = defineJob({
  name: "log.seal",
  title: "Försegla loggen",
  payload: nothing,
  attempts: 25,
  every: {
    seconds: 2,
    isLastWord: true,
    async isDue({ db }) {
      const { rows } = await sql<{ waiting: number }>`select waiting from audit.measures()`.execute(db);
      return (rows[0]?.waiting ?? 0) > 0;
    },
  },
  async run(_, { db, clock }) {
    await sealLog(db, clock());
  },
});

/** Tells the heads of the logs outside, where that is set up and an hour has passed. */
export const exportJob = defineJob({
  name: "log.export",
  title: "Lämna ut loggens huvuden",
  payload: nothing,
  attempts: 25,
  every: { seconds: 60, isDue: ({ heads }) => Promise.resolve(heads !== null) },
  async run(_, { db, clock, heads }) {
    if (heads) await exportHeads(db, heads, clock());
  },
});

/** Says, for those who watch the service's log, that a check found a log changed, or that its heads are told nowhere any more. */
export const watchJob = defineJob({
  name: "log.watch",
  title: "Se efter hur loggen mår",
  payload: nothing,
  attempts: 25,
  every: { seconds: 10 * 60 },
  async run(_, { db, clock, heads, log }) {
    const state = await readLogState(db);
    for (const { municipality, at, isWhole } of state.checks)
      if (!isWhole) log({ level: "error", message: "log not whole", municipality, checkedAt: at.toISOString() });
    if (heads && isExportLate(state, clock()))
      log({ level: "error", message: "log export late", exportedAt: state.exportedAt?.toISOString() ?? null });
  },
});
