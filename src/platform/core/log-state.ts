import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import { inMunicipality } from "../database/connect.ts";
import { exportEvery, lastExport } from "./export-heads.ts";
import type { LogReport } from "./verify-log.ts";

/** How the log stands, for those who watch over the service. */
export type LogState = {
  /** When the heads of the logs were last told outside; null before the first time. */
  readonly exportedAt: Date | null;
  /** What the last check of each municipality's log found, where there was one. */
  readonly checks: readonly { readonly municipality: string; readonly at: Date; readonly isWhole: boolean }[];
};

/** Reads how the log stands. */
export async function readLogState(db: Kysely<Database>): Promise<LogState> {
  const checks: LogState["checks"][number][] = [];
  for (const { id, code } of await db.selectFrom("core.municipality").select(["id", "code"]).orderBy("code").execute()) {
    const check = await inMunicipality(db, id, (tx) =>
      tx
        .selectFrom("audit.verification")
        .select(["at", "is_whole"])
        .where("municipality_id", "=", id)
        .orderBy("at", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    if (check) checks.push({ municipality: code, at: check.at, isWhole: check.is_whole });
  }
  return { exportedAt: await lastExport(db), checks };
}

/** True where heads should have been told outside and have not for more than two hours. */
export function isExportLate({ exportedAt }: LogState, now: Date): boolean {
  return exportedAt === null || now.getTime() - exportedAt.getTime() > 2 * exportEvery;
}

/** Writes down what a check found, so that whoever watches the service sees it. `expected` is how many heads told outside it was held against. */
export async function noteVerification(
  db: Kysely<Database>,
  municipalityId: number,
  report: LogReport,
  expected: number,
  now: Date,
): Promise<void> {
  await inMunicipality(db, municipalityId, (tx) =>
    sql`select audit.note_verification(${now}, ${report.faults.length === 0}, ${report.seals}, decode(${report.head}, 'hex'), ${expected})`.execute(
      tx,
    ),
  );
}
