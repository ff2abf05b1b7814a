import { access, readFile } from "node:fs/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDemoStaff, PlainBrowser, startTestApp, startTestJobs } from "../../../../tests/support/app.ts";
import type { TestApp } from "../../../../tests/support/app.ts";
import { addMunicipality, createTestDatabase } from "../../../../tests/support/database.ts";
import type { TestDatabase } from "../../../../tests/support/database.ts";
import { deliver, soundExtract } from "../../../../tests/extracts/build.ts";
import { newId } from "../../../platform/basics/identifiers.ts";
import { makeClient, inMunicipality } from "../../../platform/database/connect.ts";
import { importExtract } from "../import-extract.ts";
import { WAITING } from "../store/run.ts";
import { tidyImports } from "../tidy-imports.ts";
import { findUploads, keepUpload, removeUpload, uploadFolder } from "../upload.ts";

const path = "/uppfoljning/uttag";
const code = "0331";

describe("imports in the web", () => {
  let database: TestDatabase;
  let app: TestApp;
  let municipality: number;
  const as: Partial<Record<"analyst" | "caseworker" | "operator", PlainBrowser>> = {};

  beforeAll(async () => {
    database = await createTestDatabase();
    municipality = await addMunicipality(database, { code, name: "Provköping", isDemo: true });
    app = await startTestApp(database, { works: true });
    for (const role of ["analyst", "caseworker", "operator"] as const) {
      const person = await addDemoStaff(database, municipality, { name: `Test ${role}`, roles: [role] });
      const browser = new PlainBrowser(app.address);
      await browser.signInAsDemo(code, person);
      as[role] = browser;
    }
  });
  afterAll(async () => {
    await app?.close();
    await database.drop();
  });

  const get = async (address: string, role: keyof typeof as = "analyst") => {
    const response = await (as[role] as PlainBrowser).get(address);
    return { status: response.status, text: await response.text() };
  };
  /** Sends the form of the page with files; twice with the same hidden fields when asked. Gives where it led. */
  async function upload(source: string, times = 1): Promise<string[]> {
    const browser = as.analyst as PlainBrowser;
    const html = (await get(path)).text;
    const main = html.slice(html.indexOf("<main"));
    const places: string[] = [];
    for (let i = 0; i < times; i++) {
      const body = new FormData();
      for (const name of ["_csrf", "_key"]) body.append(name, new RegExp(`name="${name}" value="([^"]*)"`).exec(main)?.[1] ?? "");
      body.append("mode", "allt");
      body.append("files", new File([await readFile(source)], "uttag.zip"));
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const sent = await fetch(app.address + path, { method: "POST", redirect: "manual", body, headers: { origin: app.address, cookie } });
      places.push(sent.headers.get("location") ?? `${sent.status} ${await sent.text()}`);
    }
    return places;
  }
  const stateOf = async (id: string): Promise<string> => {
    const { rows } = await inMunicipality(database.app, municipality, (tx) =>
      sql<{ status: string }>`select status from extract.import_run where id = ${id}`.execute(tx),
    );
    return rows[0]?.status ?? "";
  };
  async function until(id: string): Promise<string> {
    for (;;) {
      const state = await stateOf(id);
      if (state !== "pågår" && !(await findUploads()).includes(id)) return state;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  async function runAt(now: Date, step = WAITING): Promise<string> {
    const id = newId(now);
    await inMunicipality(database.app, municipality, (tx) =>
      sql`insert into extract.import_run (municipality_id, id, started_at, source_name, status, step) values (${municipality}, ${id}, ${now}, 'x', 'pågår', ${step})`.execute(
        tx,
      ),
    );
    return id;
  }

  it("acts once on a form that is sent twice, and leaves no file behind", async () => {
    const places = await upload(await deliver(soundExtract(), { as: "zip" }), 2);
    expect(places[0]).toMatch(/^\/uppfoljning\/uttag\/[0-9a-f-]{36}$/);
    expect(places[1]).toBe(places[0]);
    const id = places[0]?.split("/").at(-1) ?? "";
    expect(await until(id)).toBe("klar");
    const { rows } = await inMunicipality(database.app, municipality, (tx) =>
      sql`select action, kind, actor_role, subject_ids from audit.event where action like 'exchange.%import' order by action`.execute(tx),
    );
    expect(rows.map((row) => (row as { action: string }).action)).toEqual(["exchange.import", "exchange.start-import"]);
  });

  it("waits for its job as long as nobody works, is taken up when somebody does, and not at all when it was stopped before", async () => {
    const idle = await startTestApp(database);
    await app.close();
    app = idle;
    for (const role of ["analyst", "caseworker", "operator"] as const) {
      const moved = new PlainBrowser(idle.address);
      for (const [name, value] of (as[role] as PlainBrowser).cookies) moved.cookies.set(name, value);
      as[role] = moved;
    }
    const [place = ""] = await upload(await deliver(soundExtract(), { as: "zip" }));
    const id = place.split("/").at(-1) ?? "";
    idle.setNow(new Date(idle.now().getTime() + 20 * 60_000));
    await tidyImports(database.app, municipality, idle.now());
    expect((await get(place)).text).toContain("Importen pågår");
    const jobs = await startTestJobs(database, () => idle.now());
    expect(await until(id)).toBe("klar");
    await jobs.stop();
    const [second = ""] = await upload(await deliver(soundExtract(), { as: "zip" }));
    const html = (await get(second)).text;
    const form = html.slice(html.indexOf(`${second}/avbryt`));
    const hidden = Object.fromEntries(
      ["_csrf", "_key"].map((name) => [name, new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ""]),
    );
    expect((await (as.analyst as PlainBrowser).post(`${second}/avbryt`, hidden)).status).toBe(303);
    const stopped = (await get(second)).text;
    expect(stopped).toContain("Någon bad att den skulle avbrytas.");
    expect(stopped).not.toContain("servern");
    const again = await startTestJobs(database, () => idle.now());
    expect(await until(second.split("/").at(-1) ?? "")).toBe("avbruten");
    await again.stop();
  });

  it("refuses a second import while one is at work", async () => {
    const id = await runAt(app.now(), "Läser barn.csv");
    const [place] = await upload(await deliver(soundExtract(), { as: "zip" }));
    expect(place).toContain("En annan import pågår.");
    await tidyImports(database.app, municipality, app.now(), id);
    expect(await stateOf(id)).toBe("avbruten");
  });

  it("shows a run that nobody works at as stopped, and puts it right with its files; a run with a living process is left alone", async () => {
    const started = new Date(app.now().getTime() - 10 * 60_000);
    // The living process has its lock before the run is there: what an earlier import leaves behind may be put right at any time.
    const process = makeClient(database.appUrl);
    await process.connect();
    await process.query("select pg_advisory_lock(hashtext('fortrogen.exchange.import'), $1)", [municipality]);
    const id = await runAt(started, "Läser samtal.csv");
    const kept = await keepUpload(id, [new File(["x"], "uttag.zip")]);
    const elsewhere = newId(started);
    await keepUpload(elsewhere, [new File(["x"], "uttag.zip")]);
    expect((await get(`${path}/${id}`)).text).toContain("Importen pågår");
    await tidyImports(database.app, municipality, app.now());
    await access(kept ?? "");
    await process.end();
    const page = await get(`${path}/${id}`);
    expect(page.text).toContain("Importen avbröts. Ingenting har ändrats.");
    expect(page.text).not.toContain("http-equiv");
    expect(await stateOf(id)).toBe("pågår");
    await tidyImports(database.app, municipality, app.now());
    expect(await stateOf(id)).toBe("avbruten");
    await expect(access(uploadFolder(id))).rejects.toThrow();
    // Another database's, for all we know.
    await access(uploadFolder(elsewhere));
    await removeUpload(elsewhere);
  });

  it("says why a delivery could not be opened, and a run is taken once", async () => {
    const id = await runAt(app.now());
    const options = { now: app.now(), startedBy: null, runId: id };
    const opened = await importExtract(database, { id: municipality, code }, "/finns/inte.zip", options);
    expect(opened).toMatchObject({ ok: false, error: { code: "source-missing" } });
    expect((await get(`${path}/${id}`)).text).toContain("Importen avbröts");
    const again = await importExtract(database, { id: municipality, code }, await deliver(soundExtract()), options);
    expect(again).toMatchObject({ ok: false, error: { code: "run-taken" } });
    expect(await stateOf(id)).toBe("avbruten");
  });

  it("is loaded anew while it goes on, by browsers without scripts", async () => {
    const id = await runAt(app.now(), "Läser samtal.csv");
    expect((await get(`${path}/${id}`)).text).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');
    expect(JSON.parse((await get(`${path}/${id}/lage`)).text)).toEqual({ value: 41, max: 100, text: "Läser samtal.csv." });
    await tidyImports(database.app, municipality, app.now(), id);
    expect(JSON.parse((await get(`${path}/${id}/lage`)).text)).toMatchObject({ done: `${path}/${id}` });
  });

  it("is for those who follow up, and every download is in the log", async () => {
    const id = await runAt(app.now());
    await tidyImports(database.app, municipality, app.now(), id);
    const addresses = [
      "",
      "/format",
      `/${id}`,
      `/${id}/lage`,
      `/${id}/fel.csv`,
      `/${id}/varningar.csv`,
      "/uttag.zip",
      "/uttag.xlsx",
      "/uttag.ods",
    ];
    for (const role of ["caseworker", "operator"] as const)
      for (const address of addresses) expect([address, (await get(path + address, role)).status]).toEqual([address, 403]);
    for (const address of addresses) expect([address, (await get(path + address)).status]).toEqual([address, 200]);
    expect((await get(`${path}/${newId(app.now())}`)).status).toBe(404);
    const { rows } = await inMunicipality(database.app, municipality, (tx) =>
      sql<{
        action: string;
        n: number;
      }>`select action, count(*)::int as n from audit.event where action like '%export' group by action order by action`.execute(tx),
    );
    expect(rows).toEqual([
      { action: "exchange.export", n: 3 },
      { action: "exchange.permit-export", n: 3 },
    ]);
  });
});
