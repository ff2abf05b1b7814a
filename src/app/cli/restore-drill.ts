import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { systemClock } from "../../platform/basics/clock.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { verifyLog } from "../../platform/core/verify-log.ts";
import { quoted } from "../../platform/database/backup/contents.ts";
import { checkBackup } from "../../platform/database/backup/restore.ts";
import type { Restored } from "../../platform/database/backup/restore.ts";
import { openDatabase, readMunicipality } from "../../platform/database/connect.ts";
import type { OpenDatabase } from "../../platform/database/connect.ts";
import { ensureServer } from "../../platform/database/embedded.ts";
import { listAddedMunicipalities } from "./context.ts";
import { exitCodes, reportOutcome, say, sayJson } from "./outcome.ts";
import { minutes } from "./progress.ts";
import { restoreTo } from "./restore.ts";

/** What `fortrogen restore-drill` was asked for. */
export type DrillCommandOptions = { readonly in?: string; readonly format: "table" | "json" };

const prefix = "fortrogen-ovning-";
const hour = 3_600_000;
/** What a municipality can stand to wait for its case system, in minutes. */
const goalMinutes = 15;

type Found = { readonly restored: Restored; readonly logs: number; readonly events: number; readonly faults: readonly string[] };

/** Restores a backup into a database of its own beside everything else, checks it, takes it away, and says how long it took. */
export async function drillAtCommand(path: string, options: DrillCommandOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const file = await newestIn(path);
    if (!file.ok) return file;
    const usable = await checkBackup(file.value);
    if (!usable.ok) return usable;
    const started = performance.now();
    const found = await drill(file.value, options.in ?? tmpdir());
    if (!found.ok) return found;
    tell(file.value, found.value, performance.now() - started, options.format);
    if (found.value.faults.length > 0) process.exitCode = exitCodes.dataWrong;
    return ok(undefined);
  });
}

/** The file itself, or the latest backup in a folder: their names sort by time. */
async function newestIn(path: string): Promise<Result<string>> {
  const about = await stat(path).catch(() => undefined);
  if (!about?.isDirectory()) return ok(path);
  const names = (await readdir(path)).filter((name) => /^fortrogen-\d{8}T\d{6}Z\.zip$/.test(name)).sort();
  const last = names.at(-1);
  if (last !== undefined) return ok(join(path, last));
  return failed({
    code: "backup-missing",
    message: `I mappen ${path} finns ingen säkerhetskopia.`,
    hint: "Ange mappen eller filen som ”fortrogen backup” skrev.",
  });
}

async function drill(file: string, parent: string): Promise<Result<Found>> {
  await sweep(parent);
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  try {
    const server = await ensureServer(folder);
    if (!server.ok) return server;
    try {
      const restored = await restoreTo(server.value.ownerUrl, file);
      if (!restored.ok) return restored;
      const db = openDatabase({ ...server.value, statementTimeout: 0, applicationName: "fortrogen drill" });
      try {
        return ok(await check(db, restored.value));
      } finally {
        await db.close();
      }
    } finally {
      await server.value.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes away what drills that were killed have left: it is everything about the children. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function check(db: OpenDatabase, restored: Restored): Promise<Found> {
  const faults: string[] = [];
  for (const { name, rows } of restored.manifest.tables) {
    const counted = await sql<{ n: number }>`select count(*) as n from ${sql.raw(quoted(name))}`.execute(db.owner);
    const n = counted.rows[0]?.n ?? 0;
    if (n !== rows) faults.push(`${name}: ${n} rader, men säkerhetskopian har ${rows}.`);
  }
  const municipalities = await listAddedMunicipalities(db);
  let events = 0;
  for (const { id, code, name } of municipalities) {
    const head = restored.manifest.heads.find(({ municipalityId }) => municipalityId === id);
    const report = await readMunicipality(db.owner, id, (tx) => verifyLog(tx, head?.hash));
    events += report.events;
    faults.push(...report.faults.map(({ message }) => `${code} ${name}, loggen: ${message}`));
  }
  return { restored, logs: municipalities.length, events, faults };
}

function tell(file: string, { restored, logs, events, faults }: Found, took: number, format: string): void {
  const { takenAt } = restored.manifest;
  const age = systemClock().getTime() - new Date(takenAt).getTime();
  if (format === "json") {
    sayJson({
      ok: faults.length === 0,
      file,
      takenAt,
      tables: restored.tables,
      rows: restored.rows,
      events,
      faults,
      minutes: took / 60_000,
      goalMinutes,
    });
    return;
  }
  const count = new Intl.NumberFormat("sv-SE");
  say(`${faults.length === 0 ? "Övningen lyckades" : "ÖVNINGEN MISSLYCKADES"} på ${minutes(took)}: ${file}`);
  const isLate = took > goalMinutes * 60_000;
  say(
    `Målet är högst ${goalMinutes} minuter${isLate ? ": en återställning tar LÄNGRE än så. Se docs/operations.md." : ", och det hölls."}`,
  );
  const since = age < hour ? "för mindre än en timme sedan" : `för ${count.format(Math.round(age / hour))} timmar sedan`;
  say(`Säkerhetskopian togs ${since}: så mycket arbete går förlorat om den behövs nu.`);
  say(
    `${restored.tables} tabeller och ${count.format(restored.rows)} rader räknade, ${logs === 1 ? "en logg" : `${logs} loggar`} med ${count.format(events)} händelser kontrollerade.`,
  );
  for (const fault of faults) say(`  ${fault}`);
}
