import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringUpToDate } from "../../src/app/cli/up-to-date.ts";
import { settleClocks } from "../../src/casework/case/clocks.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { exportExtract } from "../../src/followup/exchange/export-extract.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { StaffActor, Role } from "../../src/platform/core/actor.ts";
import { ask } from "../../src/platform/core/door.ts";
import { sealLog } from "../../src/platform/core/seal.ts";
import { verifyLog } from "../../src/platform/core/verify-log.ts";
import { checkBackup, restoreBackup } from "../../src/platform/database/backup/restore.ts";
import { takeBackup } from "../../src/platform/database/backup/take.ts";
import { openDatabase, readMunicipality } from "../../src/platform/database/connect.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";
import { checkMigrated, migrate } from "../../src/platform/database/migrate.ts";
import { catalogOf } from "../support/catalog.ts";
import { createBareDatabase, createTestDatabase } from "../support/database.ts";
import { faultsInClocks } from "../support/kept-clocks.ts";
import { contentsOf, extractIn, keptBackup, keptExtract, linesOf, restoreKept, withoutLaterColumns } from "./kept.ts";

/** A database that an earlier version left is upgraded by the program of today, and is then what a new one is, with nothing lost. */
const now = new Date("2026-12-01T09:00:00Z");
let bare: Awaited<ReturnType<typeof createBareDatabase>>;
let upgraded: OpenDatabase;
let before: Awaited<ReturnType<typeof contentsOf>>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fortrogen-upgrade-"));
  bare = await createBareDatabase();
  await restoreKept(bare.ownerUrl);
  upgraded = openDatabase(bare);
  before = await contentsOf(upgraded.owner);
  valueOf(await bringUpToDate(bare.ownerUrl));
});
afterAll(async () => {
  await upgraded.close();
  await bare.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What stands in one and not in the other, of the tables, rights, functions and all else. */
async function differencesFromNew(db: OpenDatabase): Promise<{ missing: string[]; left: string[] }> {
  const fresh = await createTestDatabase();
  try {
    const [expected, found] = [await catalogOf(fresh.owner), await catalogOf(db.owner)];
    expect(found.length).toBeGreaterThan(1000);
    return { missing: expected.filter((line) => !found.includes(line)), left: found.filter((line) => !expected.includes(line)) };
  } finally {
    await fresh.drop();
  }
}

/** Of each table, the rows that were there and are no more as they were, and those that have come. */
async function differencesFromBefore(db: OpenDatabase): Promise<Record<string, { gone: string[]; come: string[] }>> {
  const after = await contentsOf(db.owner);
  const differences: Record<string, { gone: string[]; come: string[] }> = {};
  for (const [table, rows] of before) {
    const columns = Object.keys(rows[0] ?? {});
    const [was, is] = [new Set(linesOf(rows, columns)), new Set(linesOf(after.get(table) ?? [], columns))];
    const [gone, come] = [[...was].filter((line) => !is.has(line)), [...is].filter((line) => !was.has(line))];
    if (gone.length + come.length > 0) differences[table] = { gone, come };
  }
  return differences;
}

describe("a database of the kept version, upgraded", () => {
  test("has something in every table that can have", () => {
    const empty = [...before].filter(([, rows]) => rows.length === 0).map(([table]) => table);
    // What is taken back at once, what lives for minutes, and what the library keeps for a use of it that is not ours.
    expect(empty).toEqual(["access.sign_on_choice", "core.readiness", "graphile_worker._private_known_crontabs"]);
  });

  test("is what a new one is: tables, columns, constraints, indexes, policies, rights, triggers, functions, views", async () => {
    expect(await differencesFromNew(upgraded)).toEqual({ missing: [], left: [] });
    expect(await checkMigrated(bare.appUrl)).toMatchObject({ ok: true });
    expect(valueOf(await migrate(bare.ownerUrl))).toEqual({ applied: [] });
  });

  test("has every row with every value that it had", async () => {
    expect(await differencesFromBefore(upgraded)).toEqual({});
  });

  test("has the clocks of every case, which it had no rows for", async () => {
    const { rows } = await sql<{ id: number; n: number }>`select m.id, count(c.id)::int as n from core.municipality m
      left join due.clock c on c.municipality_id = m.id group by 1`.execute(upgraded.owner);
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(20);
    for (const { id } of rows) expect(await faultsInClocks({ database: upgraded, municipalityId: id })).toEqual([]);
  });

  test("has a log that is whole, ends where it ended, and goes on", async () => {
    const { rows } = await sql<{
      id: number;
      head: string;
    }>`select distinct on (municipality_id) municipality_id as id, encode(hash, 'hex') as head
      from audit.seal order by municipality_id, number desc`.execute(upgraded.owner);
    expect(rows.length).toBeGreaterThan(3);
    for (const { id, head } of rows) {
      expect(await readMunicipality(upgraded.owner, id, (tx) => verifyLog(tx, head))).toMatchObject({
        faults: [],
        head,
        areAttemptsChecked: true,
      });
    }
    expect(await sealLog(upgraded.app, now)).toBeGreaterThan(0);
    for (const { id, head } of rows) {
      const report = await readMunicipality(upgraded.owner, id, (tx) => verifyLog(tx, head));
      expect(report).toMatchObject({ faults: [], waiting: 0 });
      expect(report.expectedSeal).toBeGreaterThan(0);
    }
  });

  test("reads every case, with the words that were written in it", async () => {
    const cases = before.get("intake.case_file") ?? [];
    expect(cases.length).toBeGreaterThan(20);
    for (const { id, municipality_id } of cases) {
      const read = await readByAnybody(Number(municipality_id), String(id));
      expect(wordsIn(String(id)).filter((words) => !read.includes(JSON.stringify(words)))).toEqual([]);
    }
  });

  test.each(["0114", "0680"])("gives the open extract of %s as the kept version gave it", async (code) => {
    const { rows } = await sql<{ id: number }>`select id from core.municipality where code = ${code}`.execute(upgraded.owner);
    const target = join(folder, code);
    valueOf(await exportExtract({ appUrl: bare.appUrl }, { id: rows[0]?.id ?? 0, code }, target, { now, startedBy: null }));
    expect(withoutLaterColumns(extractIn(target), keptExtract(code))).toEqual(keptExtract(code));
  });
});

test("a backup that the kept version took is put back by the program of today", async () => {
  const empty = await createBareDatabase();
  const db = openDatabase(empty);
  try {
    valueOf(await restoreBackup(empty.ownerUrl, keptBackup));
    expect(await differencesFromNew(db)).toEqual({ missing: [], left: [] });
    // In no backup: sessions, and the counts of limits, which may be lost at any time.
    expect(Object.keys(await differencesFromBefore(db))).toEqual(["access.session", "limits.turn"]);
    expect(valueOf(await migrate(empty.ownerUrl))).toEqual({ applied: [] });
  } finally {
    await db.close();
    await empty.drop();
  }
});

test("a database or a backup in the midst of what was folded is refused with what to do, and not touched", async () => {
  const older = await createBareDatabase();
  const db = openDatabase(older);
  const lists = async () => (await sql`select name, sha256, applied_at from migration.applied order by name`.execute(db.owner)).rows;
  try {
    await restoreKept(older.ownerUrl);
    await sql`delete from migration.applied where name = (select max(name) from migration.applied)`.execute(db.owner);
    const [tables, applied] = [await catalogOf(db.owner), await lists()];
    const refusal = { ok: false, error: { code: "too-old", hint: expect.stringContaining("d1058cc") as string } };
    expect(await migrate(older.ownerUrl)).toMatchObject(refusal);
    expect(await checkMigrated(older.appUrl)).toMatchObject(refusal);
    expect([await catalogOf(db.owner), await lists()]).toEqual([tables, applied]);
    const backup = valueOf(await takeBackup(older.ownerUrl, join(folder, "older"), { now, program: "test" }));
    expect(await checkBackup(backup.file)).toMatchObject(refusal);
    // As it was before it was touched, it is older and no more.
    const kept = await createBareDatabase();
    await restoreKept(kept.ownerUrl);
    expect(await checkMigrated(kept.appUrl)).toMatchObject({ error: { code: "database-not-migrated" } });
    await kept.drop();
  } finally {
    await db.close();
    await older.drop();
  }
});

/** The case as the first who may read it gets it, as JSON. */
async function readByAnybody(municipalityId: number, caseId: string): Promise<string> {
  const { rows } = await sql<
    Omit<StaffActor, "kind" | "sessionId" | "municipalityId" | "roles"> & { roles: Role[] }
  >`select s.id as "staffId", s.name, s.title,
      s.unit_id as "unitId", array(select r.role from access.staff_role r where r.municipality_id = s.municipality_id and r.staff_id = s.id) as roles
    from access.staff s where s.municipality_id = ${municipalityId} and s.active
    order by s.id in (select a.staff_id from intake.case_assignment a where a.case_id = ${caseId}) desc, s.id`.execute(upgraded.owner);
  for (const staff of rows) {
    const actor: StaffActor = { kind: "staff", ...staff, municipalityId, sessionId: null };
    const read = await ask(
      { db: upgraded.app, clock: () => now, settle: settleClocks },
      getCase,
      actor,
      { caseId },
      { requestId: randomUUID() },
    );
    if (read.ok) return JSON.stringify(read.value);
  }
  throw new Error(`Nobody reads the case ${caseId}.`);
}

/** What was written in a case and stands: the words of notes, conversations, investigations and decisions that nothing corrects. */
function wordsIn(caseId: string): string[] {
  const columns = {
    "intake.note": "text",
    "participation.conversation": "child_words",
    "investigation.investigation": "purpose",
    "decision.decision": "reasoning",
  };
  return Object.entries(columns).flatMap(([table, column]) => {
    const rows = (before.get(table) ?? []).filter((row) => row["case_id"] === caseId);
    const corrected = new Set(rows.map((row) => row["corrects_id"]));
    return rows.filter((row) => !corrected.has(row["id"])).flatMap((row) => (typeof row[column] === "string" ? [row[column]] : []));
  });
}
