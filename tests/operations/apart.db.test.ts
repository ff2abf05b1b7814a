import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/platform/database/connect.ts";
import { actAsApp } from "../../src/platform/database/server.ts";
import { makeCommandRunner } from "../../src/platform/jobs/child-process.ts";
import { addDemoStaff } from "../support/app.ts";
import { addMunicipality, createBareDatabase, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { addressOf, runProgram, startProgram } from "./program.ts";

/** The web and its processes run with the program's sign-in alone; what needs the owner says so. */
let database: TestDatabase;
let folder: string;
const asApp = () => ({ DATABASE_APP_URL: database.appUrl });
/** An owner's address that nobody can sign in with: whatever touches it fails. */
const deadOwner = "postgres://fortrogen_owner:wrong@127.0.0.1:1/none";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "apart-"));
  database = await createTestDatabase();
  const municipality = await addMunicipality(database, { code: "9901", name: "Ekdalen", isDemo: true });
  await addDemoStaff(database, municipality, { name: "Amina Lindqvist", roles: ["analyst"] });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Who is connected to the database, the test itself and PostgreSQL's own workers (autovacuum) apart. */
async function connected(): Promise<string[]> {
  const { rows } = await sql<{ who: string }>`select distinct application_name || ' as ' || usename as who from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and application_name not like 'fortrogen test%' order by 1`.execute(
    database.owner,
  );
  return rows.map(({ who }) => who);
}

describe("fortrogen serve with the program's sign-in", () => {
  it.each([
    ["alone", {}],
    ["beside an owner's address, which it never opens", { DATABASE_URL: deadOwner }],
  ])("%s serves with no connection of the owner's", async (_how, more) => {
    const served = startProgram(["serve"], { ...asApp(), PORT: "0", ...more });
    const address = await addressOf(served);
    expect((await fetch(address)).status).toBe(200);
    const app = new URL(database.appUrl).username;
    const ours = ["fortrogen jobs", "fortrogen web"].map((name) => `${name} as ${app}`);
    expect((await connected()).filter((who) => !ours.includes(who))).toEqual([]);
    expect(await connected()).toContain(`fortrogen web as ${app}`);
    served.process.kill("SIGTERM");
    expect((await served.ended).code).toBe(0);
  });

  const bare = async (work: (urls: { owner: string; app: string }) => Promise<void>) => {
    const { ownerUrl, appUrl, drop } = await createBareDatabase();
    try {
      await work({ owner: ownerUrl, app: appUrl });
    } finally {
      await drop();
    }
  };

  it("says what to do where the database was never migrated, and serves after the one step that it names", async () => {
    await bare(async ({ owner, app }) => {
      const refused = await runProgram(["serve"], { DATABASE_APP_URL: app, PORT: "0" });
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("fortrogen migrate") as string });
      expect(refused.stderr).toContain("Databasen är inte förberedd");
      expect(await runProgram(["migrate"], { DATABASE_URL: owner, DATABASE_APP_URL: app })).toMatchObject({ code: 0 });
      const served = startProgram(["serve"], { DATABASE_APP_URL: app, PORT: "0" });
      expect((await fetch(await addressOf(served))).status).toBe(200);
      served.process.kill("SIGTERM");
      expect((await served.ended).code).toBe(0);
    });
  });

  it("says what to do where the database is older or newer than the program", async () => {
    await bare(async ({ owner, app }) => {
      expect(await runProgram(["migrate"], { DATABASE_URL: owner })).toMatchObject({ code: 0 });
      const opened = openDatabase({ ownerUrl: owner, appUrl: app });
      await sql`insert into migration.applied (name, sha256) values ('9999-later.sql', 'x')`.execute(opened.owner);
      const newer = await runProgram(["serve"], { DATABASE_APP_URL: app, PORT: "0" });
      expect(newer).toMatchObject({ code: 1, stderr: expect.stringContaining("senare version") as string });
      await sql`delete from migration.applied where name like '9999%' or name = (select max(name) from migration.applied where name < '9999')`.execute(
        opened.owner,
      );
      await opened.close();
      const older = await runProgram(["serve"], { DATABASE_APP_URL: app, PORT: "0" });
      expect(older).toMatchObject({ code: 1, stderr: expect.stringContaining("fortrogen migrate") as string });
      expect(older.stderr).toContain("en migrering återstår");
    });
  });

  it("says which address is wrong", async () => {
    const down = await runProgram(["serve"], { DATABASE_APP_URL: "postgres://fortrogen_app@127.0.0.1:1/none", PORT: "0" });
    expect(down).toMatchObject({ code: 1, stderr: expect.stringContaining("DATABASE_APP_URL") as string });
    expect(await runProgram(["serve"], { DATABASE_APP_URL: "nowhere", PORT: "0" })).toMatchObject({ code: 2 });
  });
});

describe("with DATABASE_APP_URL alone", () => {
  it.each([["migrate"], ["municipality", "add", "0680"], ["demo", "load"]])(
    "fortrogen %s %s %s says that it needs the owner",
    async (...args) => {
      const said = await runProgram(args.filter(Boolean), asApp());
      expect(said).toMatchObject({ code: 2, stdout: "" });
      expect(said.stderr).toContain("behöver databasens ägare");
      expect(said.stderr).toContain("DATABASE_URL");
    },
  );

  it.each([
    ["municipality list", ["municipality", "list"]],
    ["verify-log", ["verify-log"]],
    ["answer", ["answer", "--period", "2024-01-01..2024-12-31"]],
    ["export", ["export", "uttag", "--out", "UT"]],
    ["import", ["import", "UT"]],
  ])("fortrogen %s works", async (_name, args) => {
    const said = await runProgram(
      args.map((arg) => (arg === "UT" ? join(folder, "ut") : arg)),
      asApp(),
    );
    expect(said).toMatchObject({ code: 0, stderr: "" });
  });
});

it("a process that the web starts is given the program's address and no other", async () => {
  const before = process.env["DATABASE_URL"];
  process.env["DATABASE_URL"] = deadOwner;
  try {
    const run = makeCommandRunner(() => undefined, { appUrl: database.appUrl });
    const { code, output } = await run(["municipality", "list", "--format", "json"]);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("Ekdalen") as string });
    expect((await run(["municipality", "add", "0680", "--format", "json"])).output).toContain("owner-needed");
  } finally {
    if (before === undefined) delete process.env["DATABASE_URL"];
    else process.env["DATABASE_URL"] = before;
  }
});

it("serve warns of a sign-in of the program's that could take the owner's rights", async () => {
  const warned = async (appUrl: string) => {
    const served = startProgram(["serve"], { DATABASE_APP_URL: appUrl, PORT: "0" });
    await addressOf(served);
    served.process.kill("SIGTERM");
    return (await served.ended).stdout.includes("kan ta sig ägarens rättigheter");
  };
  expect(await warned(actAsApp(database.ownerUrl))).toBe(true);
  if (new URL(database.appUrl).searchParams.get("options") === null) expect(await warned(database.appUrl)).toBe(false);
});
