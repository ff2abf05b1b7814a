import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealLog } from "../../src/platform/core/seal.ts";
import { verifyLog } from "../../src/platform/core/verify-log.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { openBackup } from "../../src/platform/database/backup/archive.ts";
import { restoreBackup } from "../../src/platform/database/backup/restore.ts";
import { takeBackup } from "../../src/platform/database/backup/take.ts";
import type { TakenBackup } from "../../src/platform/database/backup/take.ts";
import { inMunicipality, openDatabase, readMunicipality } from "../../src/platform/database/connect.ts";
import type { OpenDatabase } from "../../src/platform/database/connect.ts";
import { startSession, usualLimits } from "../../src/platform/access/sign-on/sessions.ts";
import { readStored } from "../../src/platform/files/store.ts";
import { addDocument } from "../../src/followup/register/actions/add-document.ts";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { openCaseFor, openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { catalogOf } from "../support/catalog.ts";
import { createBareDatabase } from "../support/database.ts";
import { attachTo } from "../support/attach.ts";
import { makeWholeCase } from "../support/whole-case.ts";

/** A backup holds everything of one moment, is put back whole or not at all, and never over anything. */
let house: House;
let folder: string;
let taken: TakenBackup;
let session: string;
let fileId: string;
const keptBytes = Buffer.from("Rutin åäö\n".repeat(100_000));
const now = new Date("2026-03-02T09:00:00Z");
const place = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "backup-"));
  house = await openHouse();
  const abroad = await openHouse({ database: house.database, code: "0115" });
  await makeWholeCase(house, { concern: "Rad ett\nrad två\\N \t;'\"ÅÄÖ €\u{1F600}" });
  await openCaseFor(abroad);
  fileId = await keepFile();
  session = await inMunicipality(house.database.app, house.municipalityId, (tx) =>
    startSession(
      tx,
      house.municipalityId,
      house.staff.caseworker.staffId,
      { idToken: "hemlig-id-token", source: null, browser: "" },
      usualLimits,
      { requestId: house.staff.caseworker.staffId },
      now,
    ),
  );
  await sealLog(house.database.app, now);
  taken = valueOf(await takeBackup(house.database.ownerUrl, place("kopior"), { now, program: "test" }));
});
afterAll(async () => {
  await house.database.drop();
  rmSync(folder, { recursive: true });
});

/** A file of more than a megabyte, attached in the register of routines. Gives its id. */
async function keepFile(): Promise<string> {
  const words = { kind: "rutin", title: "Rutin", decidedBy: "nämnden", decidedOn: "2024-01-10", scope: "alla barn", place: "SN 1" };
  const { documentId } = await house.do(house.staff.analyst, addDocument, { ...words, answers: ["barnets bästa"] });
  await attachTo(house, { documentId, follows: 1 }, keptBytes, "rutin.txt");
  const kept = await house.database.owner.selectFrom("files.file").select("id").executeTakeFirstOrThrow();
  return kept.id;
}

/** A database restored from a backup, open as the program and the owner; dropped afterwards. */
async function restored<T>(file: string, work: (db: OpenDatabase & { ownerUrl: string }) => Promise<T>): Promise<T> {
  const bare = await createBareDatabase();
  const db = openDatabase(bare);
  try {
    valueOf(await restoreBackup(bare.ownerUrl, file));
    return await work({ ...db, ownerUrl: bare.ownerUrl });
  } finally {
    await db.close();
    await bare.drop();
  }
}

/** Everything that the database is beside its rows, and the numbers and migrations that it has come to. */
async function shapeOf(db: OpenDatabase): Promise<unknown[]> {
  const numbers = await sql`select schemaname, sequencename, last_value from pg_sequences order by 1, 2`.execute(db.owner);
  const migrations = await sql`select name, sha256, applied_at from migration.applied order by name`.execute(db.owner);
  return [...(await catalogOf(db.owner)), ...numbers.rows, ...migrations.rows];
}

describe("a backup that is put back", () => {
  // Put back once, and looked at before anything is written in it.
  let bare: Awaited<ReturnType<typeof createBareDatabase>>;
  let db: OpenDatabase;
  beforeAll(async () => {
    bare = await createBareDatabase();
    db = openDatabase(bare);
    valueOf(await restoreBackup(bare.ownerUrl, taken.file));
  });
  afterAll(async () => {
    await db.close();
    await bare.drop();
  });

  it("gives the same tables, rights, gates, functions and rows, to the byte", async () => {
    expect(await shapeOf(db)).toEqual(await shapeOf(house.database));
    const again = valueOf(await takeBackup(bare.ownerUrl, place("igen"), { now, program: "test" }));
    expect(again.manifest).toEqual(taken.manifest);
    expect(again.rows).toBeGreaterThan(50);
  });

  it("gives the files that are kept, byte for byte", async () => {
    const bytes = await buffer(readStored(db.app, house.municipalityId, fileId));
    expect(keptBytes.equals(bytes)).toBe(true);
  });

  it("signs everybody off: no session is in it", async () => {
    expect(await db.owner.selectFrom("access.session").select("id").execute()).toEqual([]);
  });

  it("gives a log that is whole and ends where it ended, and goes on from there", async () => {
    const { heads } = taken.manifest;
    expect(heads).toHaveLength(2);
    for (const { municipalityId, hash } of heads) {
      const report = await readMunicipality(db.owner, municipalityId, (tx) => verifyLog(tx, hash));
      expect(report).toMatchObject({ faults: [], head: hash, areAttemptsChecked: true });
    }
    await sealLog(db.app, now);
  });

  it("lets work go on: gates stand, numbers do not collide", async () => {
    const { rows } = await sql<{
      id: number;
    }>`insert into core.municipality (code, name, kind) values ('0117', 'Ny', 'kommun') returning id`.execute(db.owner);
    expect(rows[0]?.id).toBeGreaterThan(Math.max(...taken.manifest.heads.map(({ municipalityId }) => municipalityId)));
    const changed = inMunicipality(db.app, house.municipalityId, (tx) => sql`delete from intake.note`.execute(tx));
    await expect(changed).rejects.toThrow(/permission denied/u);
  });
});

describe("the file", () => {
  it("can be read by its owner alone, and so can everything in it", () => {
    expect(statSync(taken.file).mode & 0o777).toBe(0o600);
    expect(statSync(place("kopior")).mode & 0o777).toBe(0o700);
    expect(readdirSync(place("kopior"))).toEqual([taken.file.split("/").at(-1)]);
  });

  it("holds no password, key, token or session: those are kept apart", async () => {
    const backup = valueOf(await openBackup(taken.file));
    let text = JSON.stringify(backup.manifest);
    for (const table of backup.manifest.tables) for await (const part of await backup.rowsOf(table)) text += String(part);
    backup.close();
    const passwords = [house.database.ownerUrl, house.database.appUrl].map((url) => new URL(url).password).filter(Boolean);
    const tokenHash = await house.database.owner
      .selectFrom("access.session")
      .select(["token_hash", "csrf_secret"])
      .executeTakeFirstOrThrow();
    const secrets = [...passwords, session, "hemlig-id-token", tokenHash.token_hash.toString("hex"), tokenHash.csrf_secret.toString("hex")];
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain("Rad ett");
  });

  it("leaves no table out but those that hold sessions and what may be lost at any time", async () => {
    const { rows } = await sql<{
      name: string;
    }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration') and c.relpersistence <> 'u' order by 1`.execute(
      house.database.owner,
    );
    const kept = taken.manifest.tables.map(({ name }) => name);
    expect(rows.map(({ name }) => name).filter((name) => !kept.includes(name))).toEqual(["access.session"]);
    // What is left out must not be missed by what is kept.
    const missed = await sql`select conrelid::regclass::text as from_table from pg_constraint k join pg_class c on c.oid = k.confrelid
      where contype = 'f' and (confrelid = 'access.session'::regclass or c.relpersistence = 'u')`.execute(house.database.owner);
    expect(missed.rows).toEqual([]);
  });
});

describe("while people work", () => {
  it("takes one moment, makes nobody wait, and loses nothing that was acknowledged before it", async () => {
    const { caseId } = await openCaseFor(house);
    let isOver = false;
    let notes = 0;
    const write = async () => {
      while (!isOver) {
        valueOf(await house.act(house.staff.caseworker, writeNote, { caseId, happenedOn: "2026-03-02", text: `Anteckning ${notes}` }));
        notes += 1;
        if (notes % 5 === 0) await sealLog(house.database.app, now);
      }
    };
    const backups: { readonly taken: TakenBackup; readonly atLeast: number }[] = [];
    const writing = write();
    try {
      for (const round of [1, 2, 3]) {
        const atLeast = notes;
        const at = new Date(now.getTime() + round * 1000);
        backups.push({
          taken: valueOf(await takeBackup(house.database.ownerUrl, place("under-arbete"), { now: at, program: "test" })),
          atLeast,
        });
      }
    } finally {
      isOver = true;
      await writing;
    }
    for (const backup of backups) {
      await restored(backup.taken.file, async (db) => {
        const found = await db.owner.selectFrom("intake.note").select("id").where("case_id", "=", caseId).execute();
        expect(found.length).toBeGreaterThanOrEqual(backup.atLeast);
        for (const { municipalityId, hash } of backup.taken.manifest.heads) {
          expect((await readMunicipality(db.owner, municipalityId, (tx) => verifyLog(tx, hash))).faults).toEqual([]);
        }
        // A note and its line in the log are of the same moment: both or neither.
        const lines = await db.owner
          .selectFrom("audit.event")
          .select("id")
          .where("case_id", "=", caseId)
          .where("action", "=", "intake.write-note")
          .execute();
        expect(lines).toHaveLength(found.length);
      });
    }
  });
});

describe("a restore is refused, with words, and touches nothing", () => {
  const refusal = async (file: string, prepare?: string) => {
    const bare = await createBareDatabase();
    const db = openDatabase(bare);
    try {
      if (prepare !== undefined) await sql.raw(prepare).execute(db.owner);
      const result = await restoreBackup(bare.ownerUrl, file);
      const { rows } = await sql<{
        name: string;
      }>`select nspname::text as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
        order by 1`.execute(db.owner);
      return {
        code: result.ok ? "restored" : result.error.code,
        message: result.ok ? "" : result.error.message,
        schemas: rows.map(({ name }) => name),
      };
    } finally {
      await db.close();
      await bare.drop();
    }
  };

  it("over a living database", async () => {
    const before = await house.database.owner.selectFrom("intake.note").select("id").execute();
    const result = await restoreBackup(house.database.ownerUrl, taken.file);
    expect(result).toMatchObject({ ok: false, error: { code: "database-not-empty" } });
    expect(await house.database.owner.selectFrom("intake.note").select("id").execute()).toEqual(before);
  });

  it.each([
    ["another's table", "create table public.theirs (n int)", ["public"]],
    ["another's schema", "create schema theirs", ["public", "theirs"]],
    ["another's view", "create view public.theirs as select 1 as n", ["public"]],
  ])("over %s", async (_what, prepare, schemas) => {
    expect(await refusal(taken.file, prepare)).toMatchObject({ code: "database-not-empty", schemas });
  });

  const bytes = () => readFileSync(taken.file);
  const flipped = (at: (length: number) => number) => () => {
    const changed = bytes();
    const index = at(changed.length);
    changed[index] = (changed[index] ?? 0) ^ 0xff;
    return changed;
  };
  it.each<[string, () => Buffer]>([
    ["cut off in the middle", () => bytes().subarray(0, Math.floor(bytes().length / 2))],
    ["cut off by its last byte", () => bytes().subarray(0, -1)],
    ["without its beginning", () => bytes().subarray(1000)],
    ["with one byte changed among the rows", flipped(() => bytes().indexOf("tabeller/intake.note.copy") + 60)],
    ["with one byte changed in the list of contents", flipped(() => bytes().indexOf("innehall.json") + 200)],
    ["with one byte changed in the hash of that list", flipped((length) => length - 10)],
    ["of zeros", () => Buffer.alloc(5000)],
    ["empty", () => Buffer.alloc(0)],
    ["of words", () => Buffer.from("hej".repeat(1000))],
  ])("from a file %s", async (name, make) => {
    const file = place(`${name}.zip`);
    writeFileSync(file, make());
    expect(await refusal(file)).toMatchObject({ code: "backup-damaged", schemas: ["public"] });
  });

  it("from a file whose rows were exchanged, though each is whole", async () => {
    const file = place("utbytt.zip");
    await rewrite(file, (manifest) => ({ ...manifest, tables: manifest.tables.map((table) => ({ ...table, sha256: "0".repeat(64) })) }));
    expect(await refusal(file)).toMatchObject({ code: "backup-damaged", schemas: ["public"] });
  });

  it("from a backup that a later version has taken", async () => {
    const migration = { name: "9999-later.sql", sha256: "0".repeat(64), appliedAt: "2026-03-02T09:00:00.000Z" };
    await rewrite(place("ny1.zip"), (manifest) => ({ ...manifest, migrations: [...manifest.migrations, migration] }));
    await rewrite(place("ny2.zip"), (manifest) => ({ ...manifest, version: 2, more: true }));
    for (const name of ["ny1.zip", "ny2.zip"]) {
      const refused = await refusal(place(name));
      expect(refused).toMatchObject({ code: "backup-too-new", schemas: ["public"] });
      expect(refused.message).toContain("senare version");
    }
  });

  it("from what is no backup", async () => {
    copyFileSync(taken.file, place("halv.zip.part"));
    writeFileSync(place("halv.zip.part"), bytes().subarray(0, 1000));
    expect(await refusal(place("halv.zip.part"))).toMatchObject({ code: "backup-unfinished" });
    expect(await refusal(place("finns-inte.zip"))).toMatchObject({ code: "backup-missing" });
    const { ZipFile } = await import("yazl");
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from("x"), "barn.csv");
    zip.end();
    const parts: Buffer[] = [];
    for await (const part of zip.outputStream) parts.push(part as Buffer);
    writeFileSync(place("uttag.zip"), Buffer.concat(parts));
    expect(await refusal(place("uttag.zip"))).toMatchObject({ code: "not-a-backup" });
  });

  it("leaves an empty database where it is stopped, and can be done again", async () => {
    const bare = await createBareDatabase();
    const db = openDatabase(bare);
    const stop = new AbortController();
    const onProgress = ({ tables, of }: { tables: number; of: number }) => {
      if (tables > of / 2) stop.abort();
    };
    const stopped = await restoreBackup(bare.ownerUrl, taken.file, { signal: stop.signal, onProgress });
    expect(stopped).toMatchObject({ ok: false, error: { code: "restore-stopped" } });
    expect(await restoreBackup(bare.ownerUrl, taken.file)).toMatchObject({ ok: true });
    await db.close();
    await bare.drop();
  });
});

describe("a backup is refused, with words, and leaves nothing", () => {
  const refused = async (target: string, options: { stopAt?: number; during?: () => Promise<unknown> } = {}) => {
    const stop = new AbortController();
    let done: Promise<unknown> | undefined;
    const result = await takeBackup(house.database.ownerUrl, target, {
      now,
      program: "test",
      signal: stop.signal,
      onProgress: ({ tables }) => {
        if (options.stopAt !== undefined && tables >= options.stopAt) stop.abort();
        if (tables > 5) done ??= options.during?.();
      },
    });
    await done;
    return result.ok ? "taken" : result.error.code;
  };

  it("where the place is a file, or inside one", async () => {
    writeFileSync(place("fil"), "");
    expect(await refused(place("fil"))).toBe("target-not-writable");
    expect(await refused(join(place("fil"), "under"))).toBe("target-not-writable");
  });

  it("where a backup of that name is there already, which stays", async () => {
    const before = readFileSync(taken.file);
    writeFileSync(`${taken.file}.part`, "another's");
    expect(await refused(place("kopior"))).toBe("target-not-writable");
    expect(readFileSync(`${taken.file}.part`, "utf8")).toBe("another's");
    rmSync(`${taken.file}.part`);
    expect(await refused(place("kopior"))).toBe("target-not-writable");
    expect(readFileSync(taken.file)).toEqual(before);
    expect(readdirSync(place("kopior"))).toHaveLength(1);
  });

  it("where it is stopped", async () => {
    expect(await refused(place("stoppad"), { stopAt: 10 })).toBe("backup-stopped");
    expect(readdirSync(place("stoppad"))).toEqual([]);
  });

  it("where the connection is lost", async () => {
    const kill = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'copy %'`.execute(
        house.database.owner,
      );
    const code = await refused(place("bruten"), { during: kill });
    // The last table may have been read before the end came.
    expect(["database-lost", "taken"]).toContain(code);
    expect(existsSync(place("bruten")) ? readdirSync(place("bruten")).filter((name) => name.endsWith(".part")) : []).toEqual([]);
  });

  it("where there is nothing to back up", async () => {
    const bare = await createBareDatabase();
    mkdirSync(place("tom"));
    expect(await takeBackup(bare.ownerUrl, place("tom"), { now, program: "test" })).toMatchObject({
      ok: false,
      error: { code: "nothing-to-back-up" },
    });
    expect(readdirSync(place("tom"))).toEqual([]);
    await bare.drop();
  });
});

type Manifest = TakenBackup["manifest"];

/** Writes the same backup with another manifest, its own hash right again: as a later program, or a forger, would. */
async function rewrite(target: string, change: (manifest: Manifest) => object): Promise<void> {
  const { ZipFile } = await import("yazl");
  const { commentOf, entryName, manifestName } = await import("../../src/platform/database/backup/archive.ts");
  const { buffer } = await import("node:stream/consumers");
  const backup = valueOf(await openBackup(taken.file));
  const zip = new ZipFile();
  for (const table of backup.manifest.tables) zip.addBuffer(await buffer(await backup.rowsOf(table)), entryName(table.name));
  const manifest = Buffer.from(JSON.stringify(change(backup.manifest)));
  zip.addBuffer(manifest, manifestName);
  zip.end({ forceZip64Format: false, comment: commentOf(manifest) });
  backup.close();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  writeFileSync(target, Buffer.concat(parts));
}
