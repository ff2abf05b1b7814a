import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { valueOf } from "../basics/result.ts";
import { createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { openDatabase } from "./connect.ts";
import { migrate, migrationsFolder, migrationsHash } from "./migrate.ts";
import { actAsApp } from "./server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database.drop());

describe("migrating", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fortrogen-migrations-"));
    cpSync(migrationsFolder, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const exists = async (table: string) =>
    (await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(database.owner)).rows[0]?.there;

  it("applies nothing twice", async () => {
    expect(valueOf(await migrate(database.ownerUrl))).toEqual({ applied: [] });
  });

  it("saves nothing of a file that fails, and says which line", async () => {
    writeFileSync(join(folder, "9001-broken.sql"), "create table core.half (n int);\n\nselect * from core.no_such_table;\n");
    expect(await migrate(database.ownerUrl, { folder })).toMatchObject({
      ok: false,
      error: { code: "migration-failed", message: expect.stringContaining("9001-broken.sql, rad 3") as string },
    });
    expect(await exists("core.half")).toBe(false);
  });

  it("lets many migrate at once: one works, the others wait", async () => {
    writeFileSync(join(folder, "9001-once.sql"), "create table core.once (n int); select pg_sleep(0.1);");
    const results = await Promise.all([1, 2, 3].map(async () => valueOf(await migrate(database.ownerUrl, { folder })).applied.length));
    expect(results.sort()).toEqual([0, 0, 1]);
    await sql`drop table core.once; delete from migration.applied where name like '9%'`.execute(database.owner);
  });

  it("refuses when an applied file was changed", async () => {
    writeFileSync(join(folder, "0001-core.sql"), "-- something else\n");
    expect(await migrate(database.ownerUrl, { folder })).toMatchObject({ ok: false, error: { code: "migration-changed" } });
    expect(migrationsHash(folder)).not.toBe(migrationsHash());
  });

  it("refuses a database that a later version has migrated", async () => {
    rmSync(join(folder, "0003-extract.sql"));
    expect(await migrate(database.ownerUrl, { folder })).toMatchObject({ ok: false, error: { code: "migration-unknown" } });
  });
});

describe("an owner who is not superuser", () => {
  const name = `clerk_${process.pid}`;
  let ownerUrl: string;
  let server: { version: number; isSuperuser: boolean };
  const admin = (text: string) => sql.raw(text).execute(database.owner);
  const note = "needs a superuser to prepare";

  beforeAll(async () => {
    const { rows } = await sql<typeof server>`select current_setting('server_version_num')::int as version,
      rolsuper as "isSuperuser" from pg_roles where rolname = current_user`.execute(database.owner);
    server = rows[0] ?? { version: 0, isSuperuser: false };
    if (!server.isSuperuser) return;
    await admin(`create role ${name} login createrole password 'x'`);
    await admin(`create database ${name} owner ${name} template template0 encoding 'UTF8'`);
    const url = new URL(database.ownerUrl);
    url.username = name;
    url.password = "x";
    url.pathname = `/${name}`;
    ownerUrl = url.toString();
  });
  afterAll(async () => {
    if (!server.isSuperuser) return;
    await admin(`drop database if exists ${name} with (force)`);
    await admin(`drop role if exists ${name}`);
  });

  it("is told which right it lacks and how to get it", async ({ skip }) => {
    skip(!server.isSuperuser, note);
    await admin(`revoke create on database ${name} from ${name}`);
    expect(await migrate(ownerUrl)).toMatchObject({
      ok: false,
      error: { code: "database-right-missing", hint: expect.stringContaining(`GRANT CREATE ON DATABASE "${name}" TO "${name}"`) as string },
    });
    await admin(`grant create on database ${name} to ${name}`);
  });

  it("is told when it may not act as the roles that are there already", async ({ skip }) => {
    skip(!server.isSuperuser, note);
    skip(server.version < 160_000, "before PostgreSQL 16, CREATEROLE may grant every role");
    expect(await migrate(ownerUrl)).toMatchObject({
      ok: false,
      error: { code: "database-right-missing", hint: expect.stringContaining(`GRANT fortrogen_app, fortrogen_log TO "${name}"`) as string },
    });
  });

  it("migrates once it has the roles, and its program acts as fortrogen_app with the same sign-in", async ({ skip }) => {
    skip(!server.isSuperuser, note);
    await admin(`grant fortrogen_app, fortrogen_log to ${name}`);
    expect(valueOf(await migrate(ownerUrl)).applied.length).toBeGreaterThan(0);
    const opened = openDatabase({ ownerUrl, appUrl: actAsApp(ownerUrl) });
    const { rows } = await sql<{ who: string; may: boolean }>`select current_user as who,
      has_table_privilege('intake.note', 'DELETE') as may`.execute(opened.app);
    await opened.close();
    expect(rows).toEqual([{ who: "fortrogen_app", may: false }]);
  });
});

describe("a server that cannot be used", () => {
  it.each([
    ["database-unreachable", "postgres://a:b@127.0.0.1:1/c"],
    ["database-url-invalid", "nowhere"],
  ])("%s", async (code, url) => {
    expect(await migrate(url)).toMatchObject({ ok: false, error: { code } });
  });

  it("a wrong password and a missing database are told apart", async ({ skip }) => {
    skip(new URL(database.ownerUrl).password === "", "the server asks for no password");
    const wrong = new URL(database.ownerUrl);
    wrong.password = "wrong";
    expect(await migrate(wrong.toString())).toMatchObject({ error: { code: "database-sign-in-refused" } });
    const missing = new URL(database.ownerUrl);
    missing.pathname = "/no_such_database";
    expect(await migrate(missing.toString())).toMatchObject({ error: { code: "database-missing" } });
  });
});
