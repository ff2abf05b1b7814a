import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noteVerification } from "../../src/platform/core/log-state.ts";
import type { LogReport } from "../../src/platform/core/verify-log.ts";
import { openDatabase } from "../../src/platform/database/connect.ts";
import { logFormat, makeFriendlyLog } from "../../src/app/web/log.ts";
import { addDemoStaff, PlainBrowser, startTestApp } from "../support/app.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** What an operator's machines ask: does it live, can it work, how does it go. */
let database: TestDatabase;
let staffId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const tenant = await addMunicipality(database, { code: "0680", name: "Demo", isDemo: true });
  staffId = await addDemoStaff(database, tenant, { name: "Kim Demo", roles: ["caseworker"] });
});
afterAll(() => database.drop());

test("/halsa and /redo answer when every connection of the program is taken; the pages say that many are at work", async () => {
  const small = openDatabase({ ...database, poolSize: 1, connectTimeout: 3_000 });
  const app = await startTestApp({ ...database, app: small.app });
  try {
    await small.app.transaction().execute(async (holder) => {
      await sql`select 1`.execute(holder);
      expect((await fetch(`${app.address}/halsa`)).status).toBe(200);
      expect((await fetch(`${app.address}/redo`)).status).toBe(200);
      const page = await fetch(app.address);
      expect(page.status).toBe(503);
      expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await page.text()).toMatch(/Det är många som arbetar just nu[^]*Försök igen/u);
    });
    expect((await fetch(app.address)).status).toBe(200);
  } finally {
    await app.close();
    await small.close();
  }
});

test("/redo says no where nothing can be written, and where there is no database; /halsa lives on", async () => {
  const name = new URL(database.appUrl).pathname.slice(1);
  await sql`${sql.raw(`alter database ${name} set default_transaction_read_only = on`)}`.execute(database.owner);
  const app = await startTestApp(database);
  const gone = await startTestApp({ ...database, appUrl: "postgres://nobody:nothing@127.0.0.1:1/none" });
  try {
    const readOnly = await fetch(`${app.address}/redo`);
    expect(readOnly.status).toBe(503);
    expect(await readOnly.json()).toMatchObject({ code: "database-unwritable" });
    const lost = await fetch(`${gone.address}/redo`);
    expect(lost.status).toBe(503);
    expect(await lost.json()).toMatchObject({ code: "database-lost" });
    for (const one of [app, gone]) expect((await fetch(`${one.address}/halsa`)).status).toBe(200);
  } finally {
    await sql`${sql.raw(`alter database ${name} reset default_transaction_read_only`)}`.execute(database.owner);
    await app.close();
    await gone.close();
  }
});

test("/redo leaves nothing behind and needs more of the disk than it gives back", async () => {
  const app = await startTestApp(database);
  const before = await sql<{ files: number }>`select temp_files as files from pg_stat_database where datname = current_database()`.execute(database.owner);
  expect((await fetch(`${app.address}/redo`)).status).toBe(200);
  expect((await sql`select from core.readiness`.execute(database.owner)).rows).toHaveLength(0);
  await app.close();
  let after = before;
  while (after.rows[0]?.files === before.rows[0]?.files)
    after = await sql<{ files: number }>`select temp_files as files from pg_stat_database where datname = current_database()`.execute(database.owner);
}); // prettier-ignore

describe("/matt", () => {
  test("is nowhere unless asked for, and with a token only for who has it", async () => {
    const closed = await startTestApp(database);
    const open = await startTestApp(database, { config: { metrics: { port: null, host: "127.0.0.1", token: "hemlig" } } });
    const ask = (address: string, authorization?: string) =>
      fetch(`${address}/matt`, authorization ? { headers: { authorization } } : {}).then((answer) => answer.status);
    expect(await ask(closed.address)).toBe(404);
    expect(await ask(closed.address, "Bearer ")).toBe(404);
    for (const wrong of [undefined, "Bearer", "Bearer fel", "hemlig", "Basic hemlig", "Bearer hemlig2"])
      expect(await ask(open.address, wrong)).toBe(404);
    expect(await ask(open.address, "Bearer hemlig")).toBe(200);
    await Promise.all([closed.close(), open.close()]);
  });

  test("tells requests by kind of page, connections, imports and the log on a port of its own, and nothing about anybody", async () => {
    const app = await startTestApp(database, { config: { metrics: { port: 0, host: "127.0.0.1", token: null } } });
    const browser = new PlainBrowser(app.address);
    await browser.signInAsDemo("0680", staffId);
    await browser.get("/arenden/019b0000-0000-7000-8000-000000000000");
    await browser.get("/finns/inte?namn=Kim");
    expect((await fetch(`${app.address}/matt`)).status).toBe(404);
    expect((await fetch(`${app.metricsAddress}/`)).status).toBe(404);
    const text = await (await fetch(`${app.metricsAddress}/matt`)).text();
    for (const line of [
      /^fortrogen_request_seconds_count\{method="GET",route="\/arenden\/:caseId",status="4xx"\} 1$/m,
      /^fortrogen_request_seconds_count\{method="POST",route="\/logga-in\/demo",status="3xx"\} 1$/m,
      /^fortrogen_request_seconds_count\{method="GET",route="-",status="4xx"\} /m,
      /^fortrogen_database_connections\{state="in use"\} \d+$/m,
      /^fortrogen_database_connections\{state="waiting"\} 0$/m,
      /^fortrogen_database_up 1$/m,
      /^fortrogen_imports_running 0$/m,
      /^fortrogen_log_unsealed_events [1-9]\d*$/m,
      /^fortrogen_log_head_age_seconds /m,
      /^process_cpu_seconds_total /m,
    ])
      expect(text).toMatch(line);
    // Names and labels; the measured values may hold any digits.
    expect(text.replaceAll(/ [\d.e+-]+$/gmu, "")).not.toMatch(/019b0000|Kim|namn|0680/u);
    await app.close();
  });
});

test("/matt tells when the logs were last checked and told outside, and how many were not whole; without words about which", async () => {
  const [municipality] = await database.owner.selectFrom("core.municipality").select("id").execute();
  const id = municipality?.id ?? 0;
  const at = new Date("2026-03-14T08:00:00+01:00");
  const text = async () => {
    const app = await startTestApp(database, { config: { metrics: { port: 0, host: "127.0.0.1", token: null } } });
    const told = await (await fetch(`${app.metricsAddress}/matt`)).text();
    await app.close();
    return told;
  };
  expect(await text()).not.toMatch(/^fortrogen_log_(checked|exported)_age_seconds \d/m);
  const report: LogReport = { seals: 1, events: 1, waiting: 0, head: "00".repeat(32), areAttemptsChecked: false, faults: [] };
  await noteVerification(database.app, id, report, 0, at);
  const checked = await text();
  expect(checked).toMatch(/^fortrogen_log_checked_age_seconds 3600$/m);
  expect(checked).toMatch(/^fortrogen_logs_not_whole 0$/m);
  await noteVerification(
    database.app,
    id,
    { ...report, faults: [{ code: "event-changed", message: "prov" }] },
    0,
    new Date("2026-03-14T08:30:00+01:00"),
  );
  const broken = await text();
  expect(broken).toMatch(/^fortrogen_log_checked_age_seconds 1800$/m);
  expect(broken).toMatch(/^fortrogen_logs_not_whole 1$/m);
});

describe("the program's log", () => {
  test.each([
    [{}, true, "text"],
    [{}, false, "text"],
    [{ NODE_ENV: "production" }, false, "json"],
    [{ BASE_URL: "https://x.example" }, false, "json"],
    [{ BASE_URL: "https://x.example" }, true, "text"],
    [{ BASE_URL: "https://x.example", LOG_FORMAT: "text" }, false, "text"],
    [{ LOG_FORMAT: "json" }, true, "json"],
  ] as const)("with %j at a terminal %s is %s", (env, isTerminal, format) => {
    expect(logFormat(env, isTerminal)).toBe(format);
  });

  test("says a wrong setting", () => {
    expect(() => logFormat({ LOG_FORMAT: "xml" }, false)).toThrow("LOG_FORMAT ska vara json eller text");
  });

  test("for people says in one line what went wrong, and nothing of what went well", () => {
    const lines: string[] = [];
    const log = makeFriendlyLog(
      () => new Date("2026-03-14T09:00:00+01:00"),
      (text) => lines.push(text),
    );
    log({ level: "info", message: "request", route: "/", status: 200 });
    log({ level: "warn", message: "outage", kind: "lost", code: undefined });
    log({ level: "error", message: "fault", requestId: "r1", where: ["at x"] });
    expect(lines).toEqual([
      "09:00:00 Varning: Databasen kan inte användas just nu (kind lost)\n",
      "09:00:00 Fel: Något gick fel (requestId r1)\n",
    ]);
  });
});
