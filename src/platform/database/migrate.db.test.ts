import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { valueOf } from "../basics/result.ts";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { openDatabase } from "./connect.ts";
import { checkMigrated, migrate } from "./migrate.ts";
import { floorsFolder, migrationsFolder, readSchemaFiles, schemaHash } from "./schema-files.ts";
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

  it("saves nothing of a run in which a file fails, and says which line", async () => {
    writeFileSync(join(folder, "9000-sound.sql"), "create table core.sound (n int);");
    writeFileSync(join(folder, "9001-broken.sql"), "create table core.half (n int);\n\nselect * from core.no_such_table;\n");
    expect(await migrate(database.ownerUrl, { files: readSchemaFiles(folder) })).toMatchObject({
      ok: false,
      error: { code: "migration-failed", message: expect.stringContaining("9001-broken.sql, rad 3") as string },
    });
    expect([await exists("core.half"), await exists("core.sound"), await exists("countable.child")]).toEqual([false, false, true]);
  });

  it("lets many migrate at once: one works, the others wait", async () => {
    writeFileSync(join(folder, "9001-once.sql"), "create table core.once (n int); select pg_sleep(0.1);");
    const results = await Promise.all(
      [1, 2, 3].map(async () => valueOf(await migrate(database.ownerUrl, { files: readSchemaFiles(folder) })).applied.length),
    );
    expect(results.sort()).toEqual([0, 0, 1]);
    await sql`drop table core.once; delete from migration.applied where name like '9%'`.execute(database.owner);
  });

  it("refuses when an applied file was changed", async () => {
    writeFileSync(join(folder, "0001-core.sql"), "-- something else\n");
    expect(await migrate(database.ownerUrl, { files: readSchemaFiles(folder) })).toMatchObject({
      ok: false,
      error: { code: "migration-changed" },
    });
    expect(schemaHash(readSchemaFiles(folder))).not.toBe(schemaHash());
  });

  it("refuses a database that a later version has migrated", async () => {
    rmSync(join(folder, "0003-limits.sql"));
    expect(await migrate(database.ownerUrl, { files: readSchemaFiles(folder) })).toMatchObject({
      ok: false,
      error: { code: "migration-unknown" },
    });
  });
});

describe("views and functions", () => {
  let own: TestDatabase;
  let folder: string;
  let floors: string;
  beforeEach(async () => {
    own = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), "fortrogen-repeatable-"));
    cpSync(migrationsFolder, join(folder, "migrations"), { recursive: true });
    floors = join(folder, "floors");
    const isSql = (path: string) => !/\.\w+$/.test(path) || path.endsWith(".sql");
    cpSync(floorsFolder, floors, { recursive: true, filter: (path) => isSql(path) });
    mkdirSync(join(floors, "casework", "trial", "database"), { recursive: true });
  });
  afterEach(async () => {
    await own.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const files = () => readSchemaFiles(join(folder, "migrations"), floors);
  const write = (name: string, text: string) => writeFileSync(join(floors, "casework", "trial", "database", name), text);
  const migrateOwn = async () => valueOf(await migrate(own.ownerUrl, { files: files() })).applied;
  const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(own.owner)).rows[0];

  it("are made in the order in which they need each other, with their rights, and nothing is made again without a cause", async () => {
    write(
      "core.a_view.sql",
      "create view core.a_view with (security_invoker = true) as select n from core.b_view; grant select on core.a_view to fortrogen_app;",
    );
    write(
      "core.b_view.sql",
      "create view core.b_view with (security_invoker = true) as select core.c_function() as n -- not core.a_view\n;",
    );
    write("core.c_function.sql", "create function core.c_function() returns int language sql as 'select 1';");
    expect(await migrateOwn()).toEqual(["core.c_function.sql", "core.b_view.sql", "core.a_view.sql"]);
    expect(
      await one(
        sql`select has_table_privilege('fortrogen_app', 'core.a_view', 'SELECT') as a, has_table_privilege('fortrogen_app', 'core.b_view', 'SELECT') as b`,
      ),
    ).toEqual({ a: true, b: false });
    expect(await migrateOwn()).toEqual([]);
    expect(await checkMigrated(own.appUrl, { files: files() })).toMatchObject({ ok: true });
  });

  it("may get other columns, other arguments, and be no more; tables change under them", async () => {
    write("core.seen.sql", "create view core.seen as select id, core.twice(id) as more from core.municipality;");
    write("core.twice.sql", "create function core.twice(n smallint) returns int language sql as 'select n * 2';");
    await migrateOwn();
    write("core.seen.sql", "create view core.seen as select core.twice(population, 2) as more from core.municipality;");
    write("core.twice.sql", "create function core.twice(a int, b int) returns text language sql as 'select (a * b)::text';");
    writeFileSync(
      join(folder, "migrations", "9001-wider.sql"),
      "alter table core.municipality alter population type bigint; alter table core.municipality alter population type integer;",
    );
    expect(await migrateOwn()).toEqual(["9001-wider.sql", "core.twice.sql", "core.seen.sql"]);
    expect(await one(sql`select count(*)::int as n from pg_proc where proname = 'twice'`)).toEqual({ n: 1 });
    rmSync(join(floors, "casework", "trial", "database"), { recursive: true });
    expect(await migrateOwn()).toEqual(["core.seen.sql", "core.twice.sql"]);
    expect(await one(sql`select to_regclass('core.seen') as view, to_regproc('core.twice') as function`)).toEqual({
      view: null,
      function: null,
    });
  });

  it("take their triggers with them, and a trigger that its file names no more is gone", async () => {
    const made = (trigger: string) =>
      `create function core.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;\n${trigger}`;
    write(
      "core.refuse.sql",
      made("create trigger no_more before insert on core.municipality for each row execute function core.refuse();"),
    );
    await migrateOwn();
    const add = () => addMunicipality(own, { code: "9999", name: "Ingenstans" });
    await expect(add()).rejects.toThrow("refused");
    write("core.refuse.sql", made(""));
    await migrateOwn();
    expect(await add()).toBeGreaterThan(0);
  });

  it("are as they were where one of them cannot be made, and the program says that they are others", async () => {
    write("core.seen.sql", "create view core.seen as select 1 as n;");
    await migrateOwn();
    write("core.seen.sql", "-- another\ncreate view core.seen as select nothing from core.municipality;");
    expect(await migrate(own.ownerUrl, { files: files() })).toMatchObject({
      error: { code: "migration-failed", message: expect.stringContaining("core.seen.sql, rad 2") as string },
    });
    expect(await one(sql`select n from core.seen`)).toEqual({ n: 1 });
    expect(await checkMigrated(own.appUrl, { files: files() })).toMatchObject({
      error: { code: "database-not-migrated", message: "Databasens vyer och funktioner är inte den här versionens." },
    });
  });

  it("are never taken away from under what is in no file", async () => {
    write("core.ground.sql", "create function core.ground(n int) returns int immutable language sql as 'select n';");
    await migrateOwn();
    await sql`create index on_ground on core.removed_demo (core.ground(id))`.execute(own.owner);
    write("core.ground.sql", "create function core.ground(n int) returns int immutable language sql as 'select n + 1';");
    expect(await migrate(own.ownerUrl, { files: files() })).toMatchObject({
      error: { code: "migration-failed", message: expect.stringContaining("on_ground") as string },
    });
    expect(await one(sql`select core.ground(1) as n`)).toEqual({ n: 1 });
  });

  it("that need each other in a circle are a fault of the program", () => {
    write("core.a_view.sql", "create view core.a_view as select * from core.b_view;");
    write("core.b_view.sql", "create view core.b_view as select * from core.a_view;");
    expect(files).toThrow("core.a_view.sql, core.b_view.sql, core.a_view.sql");
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
