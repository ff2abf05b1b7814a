import type { Kysely } from "kysely";
import { systemClock } from "../../platform/basics/clock.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import { exportEvery } from "../../platform/core/export-heads.ts";
import { noteVerification } from "../../platform/core/log-state.ts";
import { ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { verifyLog } from "../../platform/core/verify-log.ts";
import type { ExpectedHead, LogReport } from "../../platform/core/verify-log.ts";
import { openAsProgram, readMunicipality } from "../../platform/database/connect.ts";
import type { Database, Tx } from "../../platform/database/connect.ts";
import { chooseMunicipality, commandSettings, listAddedMunicipalities, openDatabaseContext } from "./context.ts";
import type { ChosenMunicipality, DatabaseContext } from "./context.ts";
import { readExpected } from "./expected-heads.ts";
import type { Expected } from "./expected-heads.ts";
import { exitCodes, reportOutcome, say, sayJson } from "./outcome.ts";

/** What `fortrogen verify-log` was asked for. */
export type VerifyCommandOptions = {
  readonly municipality?: string;
  readonly expect?: string;
  readonly publicKey?: string;
  readonly format: "table" | "json";
};

/** Checks the log of one municipality or of all, prints the head of each chain; exit code 1 where a log is not whole. What was found is written down. */
export async function verifyLogs(options: VerifyCommandOptions): Promise<void> {
  await reportOutcome(options.format, async () => {
    const expected = options.expect === undefined ? ok(undefined) : await readExpected(options.expect, options.publicKey);
    if (!expected.ok) return expected;
    const opened = await openDatabaseContext();
    if (!opened.ok) return opened;
    try {
      return await asReader(opened.value, (reader) => verifyAll(opened.value, reader, options, expected.value));
    } finally {
      await opened.value.close();
    }
  });
}

/** As the owner where its address is given: only the owner may read what refused requests attempted. */
async function asReader<T>({ db, server }: DatabaseContext, work: (reader: Kysely<Database>) => Promise<T>): Promise<T> {
  if (server.ownerUrl === null) return work(db.app);
  const owner = openAsProgram({ appUrl: server.ownerUrl, ...commandSettings });
  try {
    return await work(owner.app);
  } finally {
    await owner.close();
  }
}

type Checked = LogReport & { readonly municipality: ChosenMunicipality };

async function verifyAll(
  { db }: DatabaseContext,
  reader: Kysely<Database>,
  options: VerifyCommandOptions,
  expected: Expected | undefined,
): Promise<Result<void>> {
  const present = await listAddedMunicipalities(db);
  const isOne = options.municipality !== undefined || expected?.kind === "hash";
  const chosen = isOne ? chooseMunicipality(present, options.municipality) : undefined;
  if (chosen && !chosen.ok) return chosen;
  const checked: Checked[] = [];
  for (const municipality of chosen ? [chosen.value] : present) {
    const heads = expected?.kind === "heads" ? (expected.byMunicipality.get(municipality.code) ?? []) : undefined;
    const report = await readMunicipality(reader, municipality.id, (tx) => check(tx, municipality, expected, heads));
    const held = expected?.kind === "hash" ? 1 : (heads?.length ?? 0);
    await noteVerification(db.app, municipality.id, report, held, systemClock());
    if (options.format !== "json") print(municipality, report, expected, held);
    checked.push({ ...report, municipality });
  }
  const demos = isOne ? [] : await removedDemos(db.app);
  // Whoever owns the database can call a municipality a demo that was removed: only nobody's code is believed.
  const isExplained = (code: string) => code === nobodysCode && demos.some((demo) => demo.code === code);
  const gone =
    expected?.kind === "heads" && !isOne
      ? [...expected.byMunicipality.keys()].filter((code) => !present.some((one) => one.code === code) && !isExplained(code))
      : [];
  finish(checked, gone, demos, options.format);
  return ok(undefined);
}

async function check(
  tx: Tx,
  municipality: ChosenMunicipality,
  expected: Expected | undefined,
  heads: readonly ExpectedHead[] | undefined,
): Promise<LogReport> {
  if (heads === undefined) return verifyLog(tx, expected?.kind === "hash" ? expected.hash : undefined);
  const report = await verifyLog(tx, heads);
  const isLate = await hasOutgrown(tx, municipality.id, Math.max(0, ...heads.map(({ number }) => number)));
  if (!isLate) return report;
  const message =
    "Loggen har vuxit i mer än två timmar utan att något kontrollvärde har lämnats ut. Det som har hänt sedan dess kan ha ändrats.";
  return { ...report, faults: [...report.faults, { code: "heads-late", message }] };
}

/** Whether the first seal that no head told outside covers is more than two hours old. */
async function hasOutgrown(tx: Tx, municipalityId: number, last: number): Promise<boolean> {
  const next = await tx
    .selectFrom("audit.seal")
    .select("sealed_at")
    .where("municipality_id", "=", municipalityId)
    .where("number", ">", last)
    .orderBy("number")
    .limit(1)
    .executeTakeFirst();
  return next !== undefined && systemClock().getTime() - next.sealed_at.getTime() > 2 * exportEvery;
}

/** The code of Demokommunen; no municipality has it. */
const nobodysCode = "0000";

type RemovedDemo = {
  readonly code: string;
  readonly name: string;
  readonly removedAt: Date;
  readonly events: number;
  readonly seals: number;
  readonly head: string | null;
};

/** The demos that were taken away with their logs (`fortrogen demo remove`), as the database has it. */
async function removedDemos(db: Kysely<Database>): Promise<RemovedDemo[]> {
  const rows = await db.selectFrom("core.removed_demo").selectAll().orderBy("removed_at").execute();
  return rows.map(({ code, name, removed_at: removedAt, log_events: events, log_seals: seals, log_head: head }) => {
    return { code, name, removedAt, events: Number(events), seals: Number(seals), head: head?.toString("hex") ?? null };
  });
}

function finish(checked: readonly Checked[], gone: readonly string[], demos: readonly RemovedDemo[], format: string): void {
  const isWhole = gone.length === 0 && checked.every(({ faults }) => faults.length === 0);
  if (!isWhole) process.exitCode = exitCodes.dataWrong;
  if (format === "json") {
    const municipalities = checked.map(({ municipality: { code, name }, ...report }) => ({
      code,
      name,
      isWhole: report.faults.length === 0,
      ...report,
    }));
    sayJson({ ok: isWhole, municipalities, removedDemos: demos, ...(gone.length > 0 ? { missing: gone } : {}) });
    return;
  }
  const count = new Intl.NumberFormat("sv-SE");
  for (const { code, name, removedAt, events, seals, head } of demos) {
    say(
      `${code} ${name}: demon är borttagen ${stockholmDate(removedAt)}, med sin logg (${count.format(events)} händelser, ${count.format(seals)} sigill).`,
    );
    if (head !== null) say(`  Kontrollvärde då: ${head}`);
  }
  for (const code of gone) say(`${code}: kontrollvärden har lämnats ut, men kommunen finns inte i databasen. LOGGEN SAKNAS.`);
  if (checked.length === 0) say("Databasen har ingen kommun ännu, och alltså ingen logg.");
}

function print({ code, name }: ChosenMunicipality, report: LogReport, expected: Expected | undefined, held: number): void {
  const count = new Intl.NumberFormat("sv-SE");
  const verdict = report.faults.length === 0 ? "hel" : "INTE HEL";
  say(
    `${code} ${name}: loggen är ${verdict}. ${count.format(report.events)} händelser, ${count.format(report.seals)} sigill, ${count.format(report.waiting)} väntar.`,
  );
  for (const { message, eventIds } of report.faults) say(`  ${message}${eventIds ? ` ${eventIds.join(", ")}` : ""}`);
  say(`  Kontrollvärde: ${report.head}`);
  if (expected?.kind === "heads") say(`  Jämfört med ${count.format(held)} utlämnade kontrollvärden.`);
  if (report.expectedSeal !== undefined) {
    const since = count.format(report.seals - report.expectedSeal);
    say(`  Det väntade kontrollvärdet finns i sigill ${report.expectedSeal}; ${since} sigill har kommit sedan dess.`);
  }
}
