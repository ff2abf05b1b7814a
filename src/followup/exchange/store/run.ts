/** The row of `extract.import_run` that pages watch: written on a connection of its own, so that it is seen while the import works. */
import type { ClientBase } from "pg";
import type { Problem } from "../../../platform/basics/result.ts";
import type { ImportProgress, ImportReport } from "../report.ts";

/** How many findings of each severity the row keeps. */
const KEPT_IN_ROW = 10_000;
/** What a run that a page has asked for is said to do until its import begins. */
export const WAITING = "Väntar på att börja";

export type Run = { readonly id: string; readonly municipalityId: number; readonly now: Date };

/**
 * Notes that an import has started: a run of its own, or the one that stands waiting under the id (`isReserved`).
 * The connection must have chosen the municipality. Gives what the delivery is called in the list of imports (a run that stands waiting
 * was named when it was made: a name from outside never becomes a process argument); undefined when there is no such run that waits.
 */
export async function startRun(
  client: ClientBase,
  run: Run,
  source: { name: string; startedBy: string | null; isReserved: boolean },
): Promise<string | undefined> {
  const { rows } = source.isReserved
    ? await client.query<{ name: string }>(
        `update extract.import_run set step = 'Öppnar leveransen' where municipality_id = $1 and id = $2 and status = 'pågår' and step = $3
         returning source_name as name`,
        [run.municipalityId, run.id, WAITING],
      )
    : await client.query<{ name: string }>(
        `insert into extract.import_run (municipality_id, id, started_at, started_by, source_name, status, step)
         values ($1, $2, $3, $4, $5, 'pågår', 'Öppnar leveransen') returning source_name as name`,
        [run.municipalityId, run.id, run.now, source.startedBy, source.name],
      );
  return rows[0]?.name;
}

/** Notes as stopped what an earlier process left behind when it was killed. Call only while holding the municipality's import lock. */
export async function closeForgotten(client: ClientBase, run: Run): Promise<void> {
  await client.query(
    "update extract.import_run set status = 'avbruten', step = null, finished_at = greatest($3, started_at) where municipality_id = $1 and id <> $2 and status = 'pågår'",
    [run.municipalityId, run.id, run.now],
  );
}

/** Notes how far the import has come. */
export async function noteProgress(client: ClientBase, run: Run, progress: ImportProgress): Promise<void> {
  await client.query("update extract.import_run set step = $3, rows_read = $4, rows_total = $5 where municipality_id = $1 and id = $2", [
    run.municipalityId,
    run.id,
    progress.step,
    progress.rowsRead,
    progress.rowsTotal ?? null,
  ]);
}

/** Notes how the import ended: with a report, or stopped, with the problem that stopped it where a person can do something about it. */
export async function finishRun(
  client: ClientBase,
  run: Run,
  status: ImportReport["status"] | "avbruten",
  told?: ImportReport | { problem: Problem },
): Promise<void> {
  const kept =
    told && "errors" in told ? { ...told, errors: told.errors.slice(0, KEPT_IN_ROW), warnings: told.warnings.slice(0, KEPT_IN_ROW) } : told;
  await client.query(
    "update extract.import_run set status = $3, step = null, finished_at = greatest(clock_timestamp(), started_at), report = $4 where municipality_id = $1 and id = $2",
    [run.municipalityId, run.id, status, kept ? JSON.stringify(kept) : null],
  );
}

/** Notes which files the municipality has delivered. */
export async function noteDelivered(client: ClientBase, run: Run, files: readonly string[]): Promise<void> {
  await client.query(
    `insert into extract.delivered_file (municipality_id, file, first_delivered_at, last_delivered_at) select $1, f, $3, $3 from unnest($2::text[]) f
     on conflict (municipality_id, file) do update set last_delivered_at = excluded.last_delivered_at`,
    [run.municipalityId, files, run.now],
  );
}
