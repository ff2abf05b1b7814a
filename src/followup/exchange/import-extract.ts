/** In with a delivery: read, check everything, and then all of it or nothing. */
import type { ActorKind } from "../../platform/core/actor.ts";
import { basename } from "node:path";
import type pg from "pg";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { newId } from "../../platform/basics/identifiers.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { makeClient } from "../../platform/database/connect.ts";
import { collectCrossFindings } from "./check/cross-findings.ts";
import { Findings } from "./check/findings.ts";
import { checkTable } from "./check/table.ts";
import { FILES, LOAD_ORDER, fileOf } from "./format.ts";
import type { Column, FileName } from "./format.ts";
import { openDelivery } from "./read/source.ts";
import type { Delivery } from "./read/source.ts";
import type { FileReport, ImportProgress, ImportReport } from "./report.ts";
import { crossCheck, findOrphans } from "./store/cross-checks.ts";
import type { CrossCheckScope } from "./store/cross-checks.ts";
import { mergeFile } from "./store/merge.ts";
import { recogniseOwn } from "./store/own-rows.ts";
import type { AbsentColumns, ExchangeMunicipality } from "./store/own-rows.ts";
import { closeForgotten, finishRun, noteDelivered, noteProgress, startRun } from "./store/run.ts";
import type { Run } from "./store/run.ts";
import { copyRows, createStaging } from "./store/staging.ts";
import { makeStopper, noticeWhenGone, STOPPED } from "./store/stop.ts";
import type { Stopper } from "./store/stop.ts";

/** The database as the program's own role reaches it; the import opens two connections of its own (COPY, and no time limit). */
export type ExchangeDatabase = { readonly appUrl: string };
export type ImportOptions = {
  readonly now: Date;
  /** Staff id of who started it; null for the command line. */
  readonly startedBy: string | null;
  /** Removes what earlier deliveries held and this one does not, in the files of this delivery. Not together with `skipErrors`. */
  readonly replace?: boolean;
  /** Imports what is right and leaves out rows with errors and what hangs on them. Unreadable files still stop everything. */
  readonly skipErrors?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
  /** A run that stands waiting (`exchange.start-import`), so that a page could show it before it had begun. */
  readonly runId?: string;
  readonly requestId?: string;
  readonly actor?: { readonly role: string; readonly sessionId: string | null };
};

const PROGRESS_ROWS = 10_000;
/** From this many changed rows on, the planner is told the new sizes. */
const LARGE_CHANGE = 1_000;

/**
 * Imports a folder, zip or workbook of the open extract at path `source` into schema `extract`, in one transaction.
 * Running it again with the same delivery changes nothing.
 * @returns the report; `status: "fel i data"` in it means that nothing was imported and `errors` say why. A problem (not a report) for
 * what is not about the data: no such path, another import at work, stopped through `signal`, options that exclude each other.
 */
export async function importExtract(
  db: ExchangeDatabase,
  municipality: ExchangeMunicipality,
  source: string,
  options: ImportOptions,
): Promise<Result<ImportReport>> {
  if (options.replace && options.skipErrors) {
    return failed({
      code: "options-exclude",
      message: "En leverans som ersätter tidigare leveranser måste vara felfri.",
      hint: "Välj det ena: ersätt (--replace) eller importera det som är rätt (--skip-errors).",
    });
  }
  const findings = new Findings();
  const opened = await openDelivery(source, findings);
  const isReserved = options.runId !== undefined;
  if (!opened.ok && !isReserved) return opened;
  const run: Run = { id: options.runId ?? newId(options.now), municipalityId: municipality.id, now: options.now };
  const work = makeClient(db.appUrl, { application_name: "fortrogen import", statement_timeout: 0 });
  const watch = makeClient(db.appUrl, { application_name: "fortrogen import progress" });
  try {
    await Promise.all([work.connect(), watch.connect()]);
    await watch.query("select set_config('fortrogen.municipality', $1, false)", [String(municipality.id)]);
    const sourceName = await startRun(watch, run, { name: basename(source), startedBy: options.startedBy, isReserved });
    if (sourceName === undefined)
      return failed({ code: "run-taken", message: "Importen är redan gjord, eller så pågår den.", hint: "Starta en ny." });
    if (!opened.ok) {
      await finishRun(watch, run, "avbruten", { problem: opened.error });
      return opened;
    }
    await noticeWhenGone(work);
    // An end in the middle of a statement closes the connection at once.
    const stopper = makeStopper(watch, run, () => void work.end().catch(() => undefined), options.signal);
    try {
      return await runImport({ work, watch, run, municipality, options, stopper, findings, sourceName, delivery: opened.value });
    } finally {
      await stopper.release();
    }
  } finally {
    if (opened.ok) opened.value.close();
    await Promise.allSettled([work.end(), watch.end()]);
  }
}

type Import = {
  readonly work: pg.Client;
  readonly watch: pg.Client;
  readonly run: Run;
  readonly municipality: ExchangeMunicipality;
  readonly options: ImportOptions;
  readonly stopper: Stopper;
  readonly findings: Findings;
  /** What the delivery is called in the list of imports. */
  readonly sourceName: string;
  readonly delivery: Delivery;
};

async function runImport(job: Import): Promise<Result<ImportReport>> {
  const { work, watch, run, municipality, stopper } = job;
  try {
    // Sets of hundreds of thousands of rows are joined: in memory rather than on disk, and never row by row. Statistics made when the
    // municipality was small or absent say that it has one row, and a nested loop chosen on that word takes the square of the rows.
    await work.query("set temp_buffers = '64MB'; begin; set local work_mem = '64MB'; set local enable_nestloop = off");
    await work.query("select set_config('fortrogen.municipality', $1, true)", [String(municipality.id)]);
    const { rows } = await work.query<{ free: boolean }>(
      "select pg_try_advisory_xact_lock(hashtext('fortrogen.exchange.import'), $1) as free",
      [municipality.id],
    );
    if (!rows[0]?.free) {
      const problem = {
        code: "import-running",
        message: "En annan import pågår för kommunen.",
        hint: "Vänta tills den är klar och försök igen.",
      };
      await finishRun(watch, run, "avbruten", { problem });
      return failed(problem);
    }
    await closeForgotten(watch, run);
    const report = await carryOut(job);
    await stopper.release();
    stopper.signal.throwIfAborted();
    await work.query(report.status === "klar" ? "commit" : "rollback");
    await finishRun(watch, run, report.status, report);
    return ok(report);
  } catch (cause) {
    await work.query("rollback").catch(() => undefined);
    await finishRun(watch, run, "avbruten", stopper.signal.aborted ? { problem: STOPPED } : undefined).catch(() => undefined);
    if (!stopper.signal.aborted) throw cause;
    return failed({ ...STOPPED, message: "Importen avbröts. Ingenting har ändrats." });
  }
}

async function carryOut(job: Import): Promise<ImportReport> {
  const { work, run, municipality, options, findings, delivery } = job;
  const progress = new Progress(job);
  const files = new Map(delivery.files.map((file) => [file.name, file]));
  if (!files.has("barn") && !findings.hasFatal) {
    const hint = "Varje leverans ska ha barn.csv. Kontrollera att filerna heter som i formatet och ligger direkt i mappen.";
    findings.add({ severity: "error", code: "missing-file", file: "barn.csv", message: "filen saknas i leveransen.", hint, fatal: true });
  }
  const read = new Map<FileName, number>();
  const absent: AbsentColumns = new Map();
  await createStaging(work, municipality.code);
  const order = LOAD_ORDER.filter((name) => files.has(name));
  for (const name of order) {
    const source = files.get(name);
    if (!source) continue;
    await progress.step(`Läser ${source.label}`);
    const onRows = (rows: number): void => {
      read.set(name, (read.get(name) ?? 0) + rows);
      progress.rows(rows);
    };
    const onAbsent = (columns: readonly Column[]): void => void absent.set(name, columns);
    const rows = checkTable(source, fileOf(name), { findings, today: stockholmDate(options.now), onRows, onAbsent });
    await copyRows(work, fileOf(name), rows);
  }
  // Where a file could not be read, what refers to it would only be told as unknown, which is not the fault.
  if (!findings.hasFatal) {
    await recogniseOwn(work, municipality, absent);
    await checkBetween(job, order, absent, progress, new Map(delivery.files.map((file) => [file.name, file.label])));
  }
  const isRefused = findings.hasFatal || (findings.errors > 0 && !options.skipErrors);
  const reports: FileReport[] = [];
  for (const { name } of FILES.filter((file) => files.has(file.name))) {
    const none = { file: name, read: read.get(name) ?? 0, added: 0, changed: 0, unchanged: 0, missing: 0, removed: 0, leftOut: 0 };
    if (isRefused) {
      reports.push(none);
      continue;
    }
    await progress.step(`Sparar ${files.get(name)?.label ?? name}`);
    const count = await mergeFile(work, name, municipality.id, { replace: options.replace === true, absent: absent.get(name) ?? [] });
    reports.push({ ...none, ...count, leftOut: none.read - count.added - count.changed - count.unchanged });
  }
  if (!isRefused) await settle(job, order, reports);
  const labels = delivery.files.map((file) => file.label);
  return {
    runId: run.id,
    source: job.sourceName,
    status: isRefused ? "fel i data" : "klar",
    files: reports,
    errorCount: findings.errors,
    warningCount: findings.warnings,
    errors: findings.list("error", labels),
    warnings: findings.list("warning", labels),
    counts: findings.counts(),
  };
}

async function checkBetween(
  job: Import,
  order: readonly FileName[],
  absent: AbsentColumns,
  progress: Progress,
  labels: ReadonlyMap<FileName, string>,
): Promise<void> {
  const { work, municipality, options, findings } = job;
  const scope: CrossCheckScope = { municipalityId: municipality.id, delivered: new Set(order), absent, replace: options.replace === true };
  for (const name of LOAD_ORDER) {
    const label = labels.get(name);
    if (label !== undefined) await progress.step(`Kontrollerar ${label}`);
    await crossCheck(work, name, scope);
  }
  await collectCrossFindings(work, findings, labels);
  if (!scope.replace) return;
  for (const orphan of await findOrphans(work, scope, LOAD_ORDER)) {
    const what = orphan.column === undefined ? "filen ingår inte i leveransen" : `kolumnen ${orphan.column} ingår inte i leveransen`;
    const message = `${what}, men ${orphan.rows} tidigare rader hör till rader i ${orphan.target}.csv som skulle tas bort.`;
    const hint = `Lägg med ${orphan.column === undefined ? "filen" : "kolumnen"} i leveransen när den ska ersätta de tidigare.`;
    findings.add({ severity: "error", code: "replace-orphans", file: `${orphan.file}.csv`, message, hint, fatal: true });
  }
}

async function settle({ work, run, options }: Import, order: readonly FileName[], reports: readonly FileReport[]): Promise<void> {
  await noteDelivered(work, run, order);
  const written = reports.reduce((sum, report) => sum + report.added + report.changed + report.removed, 0);
  if (written >= LARGE_CHANGE) await work.query("select extract.refresh_statistics()");
  await work.query("select audit.append($1, $2, $3, $4, $5, $6, 'exchange.import', 'write', 'ok', null, '{}')", [
    newId(options.now),
    options.now,
    options.startedBy,
    options.actor?.role ?? ("machine" satisfies ActorKind),
    options.actor?.sessionId ?? null,
    options.requestId ?? run.id,
  ]);
}

/** Tells how far the import has come: to the caller at once, to the row that pages watch without making the import wait. */
class Progress {
  readonly #job: Import;
  readonly #total: number | undefined;
  #step = "";
  #read = 0;
  #told = 0;
  #noting: Promise<void> = Promise.resolve();
  constructor(job: Import) {
    this.#job = job;
    const expected = job.delivery.files.map((file) => file.rowsExpected);
    this.#total = expected.includes(undefined) ? undefined : expected.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  }
  async step(step: string): Promise<void> {
    this.#step = step;
    await this.#tell();
  }
  rows(count: number): void {
    this.#job.stopper.signal.throwIfAborted();
    this.#read += count;
    if (this.#read - this.#told >= PROGRESS_ROWS) void this.#tell();
  }
  async #tell(): Promise<void> {
    this.#job.stopper.signal.throwIfAborted();
    this.#told = this.#read;
    const progress = { step: this.#step, rowsRead: this.#read, rowsTotal: this.#total };
    this.#job.options.onProgress?.(progress);
    // One note at a time. Progress that cannot be noted is no reason to stop an import.
    this.#noting = this.#noting.then(() => noteProgress(this.#job.watch, this.#job.run, progress)).catch(() => undefined);
    await this.#noting;
  }
}
