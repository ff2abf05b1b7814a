import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addDemoStaff, PlainBrowser, startTestApp } from "../../../tests/support/app.ts";
import type { TestApp } from "../../../tests/support/app.ts";
import { addMunicipality, createTestDatabase } from "../../../tests/support/database.ts";
import type { TestDatabase } from "../../../tests/support/database.ts";
import { deliver, soundExtract } from "../../../tests/extracts/build.ts";
import { makeClient, inMunicipality } from "../../platform/database/connect.ts";
import { importExtract } from "./import-extract.ts";
import { noticeWhenGone } from "./store/stop.ts";

const code = "0331";
const path = "/uppfoljning/uttag";
const now = new Date("2026-03-14T09:00:00+01:00");

describe("stopping an import in the middle of a statement", () => {
  let database: TestDatabase;
  let app: TestApp;
  let municipality: { id: number; code: string };
  let analyst: PlainBrowser;
  /** Holds a table that the import writes last but one, for as long as the test likes. */
  let holder: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    municipality = { id: await addMunicipality(database, { code, name: "Provköping", isDemo: true }), code };
    app = await startTestApp(database, { now, works: true });
    analyst = new PlainBrowser(app.address);
    await analyst.signInAsDemo(code, await addDemoStaff(database, municipality.id, { name: "Test", roles: ["analyst"] }));
    holder = makeClient(database.ownerUrl);
    await holder.connect();
  });
  afterEach(async () => {
    await holder.query("rollback");
  });
  afterAll(async () => {
    await app?.close();
    await holder.end();
    await database.drop();
  });

  const hold = () => holder.query("begin; lock table extract.conversation in access exclusive mode");
  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  /** The import waits for the table that the test holds. */
  const isStuck = () =>
    until(async () => {
      // Inside a transaction the activity is otherwise what it was when first looked at.
      await holder.query("select pg_stat_clear_snapshot()");
      const { rows } = await holder.query<{ one: number }>(
        "select 1 as one from pg_stat_activity where datname = current_database() and application_name = 'fortrogen import' and wait_event_type = 'Lock'",
      );
      return rows[0];
    });
  const runs = () =>
    inMunicipality(database.app, municipality.id, async (tx) => {
      const { rows } = await sql<{ id: string; status: string; source: string; problem: string | null; asked: boolean }>`
        select id, status, source_name as source, report->'problem'->>'code' as problem, stop_asked_at is not null as asked
        from extract.import_run order by started_at desc, id desc`.execute(tx);
      return rows;
    });
  const stored = () =>
    inMunicipality(database.app, municipality.id, async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from extract.child`.execute(tx);
      return rows[0]?.n;
    });
  /** The lock is free although the statement could not have ended: a new import is let in. */
  const mayBegin = () =>
    until(async () => {
      const { rows } = await holder.query<{ free: boolean }>(
        "select pg_try_advisory_xact_lock(hashtext('fortrogen.exchange.import'), $1) as free",
        [municipality.id],
      );
      return rows[0]?.free ? true : undefined;
    });

  async function upload(name: string): Promise<string> {
    const html = await (await analyst.get(path)).text();
    const main = html.slice(html.indexOf("<main"));
    const body = new FormData();
    for (const field of ["_csrf", "_key"]) body.append(field, new RegExp(`name="${field}" value="([^"]*)"`).exec(main)?.[1] ?? "");
    body.append("mode", "allt");
    body.append("files", new File([await readFile(await deliver(soundExtract(), { as: "zip" }))], name));
    const cookie = [...analyst.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
    const sent = await fetch(app.address + path, { method: "POST", redirect: "manual", body, headers: { origin: app.address, cookie } });
    return sent.headers.get("location") ?? `${sent.status} ${await sent.text()}`;
  }

  it("stops when the command is told to, and frees the lock", async () => {
    await hold();
    const stop = new AbortController();
    const source = await deliver(soundExtract());
    const ended = importExtract(database, municipality, source, { now, startedBy: null, signal: stop.signal });
    await isStuck();
    stop.abort();
    expect(await ended).toMatchObject({ ok: false, error: { code: "import-stopped" } });
    expect(await mayBegin()).toBe(true);
    expect((await runs())[0]).toMatchObject({ status: "avbruten", problem: "import-stopped" });
    expect(await stored()).toBe(0);
  });

  it("stops by the button on the page, with the name of the upload in the list and in no process's arguments", async () => {
    await hold();
    const place = await upload("Anna Andersson 2011.zip");
    await isStuck();
    expect(argumentsOfAll().filter((line) => line.includes(place.split("/").at(-1) ?? "-")).length).toBeGreaterThan(0);
    expect(argumentsOfAll().filter((line) => line.includes("Andersson"))).toEqual([]);
    const html = await (await analyst.get(place)).text();
    expect(html).toContain("Avbryt importen");
    expect(html).toContain("Anna Andersson 2011.zip");
    const sent = await analyst.post(
      `${place}/avbryt`,
      Object.fromEntries(
        ["_csrf", "_key"].map((field) => [
          field,
          new RegExp(`name="${field}" value="([^"]*)"`).exec(html.slice(html.indexOf(`${place}/avbryt`)))?.[1] ?? "",
        ]),
      ),
    );
    expect(sent.status).toBe(303);
    const ended = await until(async () => (await runs()).find(({ id, status }) => place.endsWith(id) && status === "avbruten"));
    expect(ended).toMatchObject({ status: "avbruten", problem: "import-stopped", asked: true, source: "Anna Andersson 2011.zip" });
    expect(await mayBegin()).toBe(true);
    expect(await stored()).toBe(0);
    expect(await (await analyst.get(place)).text()).toContain("Någon bad att den skulle avbrytas.");
  });

  it("frees the lock when the process of the import is killed in the middle of a statement", async () => {
    const killed = makeClient(database.appUrl);
    killed.on("error", () => undefined);
    await killed.connect();
    await noticeWhenGone(killed);
    await killed.query("begin");
    await killed.query("select pg_advisory_xact_lock(hashtext('fortrogen.exchange.import'), $1)", [municipality.id]);
    const statement = killed.query("select pg_sleep(3600)").catch(() => "gone");
    // As a killed process leaves its connection: closed, without a word.
    void killed.end();
    expect(await statement).toBe("gone");
    await holder.query("begin");
    expect(await mayBegin()).toBe(true);
  });
});

function argumentsOfAll(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    });
}
