import { readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { importExtract } from "../../src/followup/exchange/import-extract.ts";
import { addDemoStaff, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { expectSoundAtBothWidths, launchBrowser } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { csvOf, deliver, soundExtract, tableOf, zipOf } from "../extracts/build.ts";
import { Person } from "./person.ts";

/** The analyst's way: a delivery with faults, the same one mended, the answers, and everything out again. */
let database: TestDatabase;
let app: TestApp;
let browser: Browser;
const municipalities: Record<string, number> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  for (const [code, name] of [
    ["9998", "Skriptköping"],
    ["9999", "Utanskript"],
  ] as const) {
    municipalities[code] = await addMunicipality(database, { code, name, isDemo: true });
    await addDemoStaff(database, municipalities[code], { name: "Karin Öberg", title: "kvalitetsutvecklare", roles: ["analyst"] });
  }
  app = await startTestApp(database, { works: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await database.drop();
});

const sound = soundExtract();
const broken = {
  ...sound,
  samtal: sound.samtal.map((row, i) => (i === 1 ? { ...row, form: "ensam", datum: "2023-02-30" } : row)),
  insatser: sound.insatser.map((row) => ({ ...row, utredning_id: "U77" })),
};
const csvFiles = (Object.keys(sound) as (keyof typeof sound)[]).map((name) => ({
  name: `${name}.csv`,
  mimeType: "text/csv",
  buffer: Buffer.from(csvOf(tableOf(name, sound[name]))),
}));

async function uploads(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith("fortrogen-uttag-") || name.startsWith("fortrogen-privat-"));
}

/** Waits for the end of an import, as the page itself does it: with its script, or by loading anew. */
async function untilDone(me: Person): Promise<void> {
  expect(new URL(me.page.url()).pathname).toMatch(/^\/uppfoljning\/uttag\/[0-9a-f-]{36}$/);
  await me.page.locator("main .ds-alert").waitFor();
  await me.look();
}

describe.each([
  { scripts: true, code: "9998" },
  { scripts: false, code: "9999" },
])("with scripts: $scripts", ({ scripts, code }) => {
  test("the analyst mends a delivery, imports it, reads the answers and takes everything out", async () => {
    const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    const page = await context.newPage();
    const me = new Person(page, app.address, { scripts, secrets: [] });
    const before = await uploads();
    await me.open(`/?kommun=${code}`);
    await me.button(/^Logga in som Karin/);
    await me.open("/uppfoljning/uttag");
    expect(await me.words()).toContain("Inget uttag har lästs in än.");

    await me.button("Läs in");
    expect(await me.words()).toContain("Välj en fil.");
    await page.locator("input[type=file]").setInputFiles([{ name: "lista.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") }]);
    await me.button("Läs in");
    expect(await me.words()).toContain("Filen är varken csv, zip, xlsx eller ods.");

    await page.locator("input[type=file]").setInputFiles(await deliver(broken, { as: "zip" }));
    await me.button("Läs in");
    await untilDone(me);
    expect(await me.words()).toContain("Uttaget har 3 fel. Ingenting har lästs in.");
    const rows = await page.locator("main tbody tr").allInnerTexts();
    const shown = rows.map((row) =>
      row
        .split(/\s*\t\s*|\n/u)
        .filter(Boolean)
        .slice(0, 3)
        .join(" "),
    );
    expect(shown).toEqual(["insatser.csv 2 utredning_id", "samtal.csv 3 datum", "samtal.csv 3 form"]);
    expect(rows.join(" ")).toContain("Skriv en av dem");
    await me.choose("fil", "insatser.csv");
    await me.button("Visa");
    expect(await page.locator("main tbody tr").count()).toBe(1);
    const [errors] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Hämta felen som CSV" }).click()]);
    const csv = await readFile(await errors.path(), "utf8");
    expect(csv.split("\r\n").slice(0, 2)).toEqual([
      "\ufefffil;rad;kolumn;vad som är fel;gör så här",
      expect.stringMatching(/^insatser\.csv;2;utredning_id;/),
    ]);

    app.setNow(new Date(app.now().getTime() + 60_000));
    await me.open("/uppfoljning/uttag");
    await page.locator("input[type=file]").setInputFiles(csvFiles);
    await me.button("Läs in");
    await untilDone(me);
    expect(await me.words()).toContain("Uttaget är inläst");
    expect(await page.locator("main tbody tr").first().innerText()).toMatch(/^barn\s+2\s+2\s+0\s+0\s+0$/u);
    await me.press(page.getByRole("link", { name: "Se svaren" }));
    expect(new URL(page.url()).pathname).toBe("/uppfoljning/svar");

    await me.open("/uppfoljning/uttag");
    const list = await page.locator("main tbody tr").allInnerTexts();
    expect(list.map((row) => /klar|fel i data|avbruten|pågår/u.exec(row)?.[0])).toEqual(["klar", "fel i data"]);
    for (const name of ["Hämta som zip", "Hämta som Excel"]) {
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
      expect(file.suggestedFilename()).toBe(`uttag-${code}-2026-03-14.${name.endsWith("zip") ? "zip" : "xlsx"}`);
      const path = `${await file.path()}.${name.endsWith("zip") ? "zip" : "xlsx"}`;
      await file.saveAs(path);
      const id = municipalities[code] ?? 0;
      const back = valueOf(await importExtract(database, { id, code }, path, { now: new Date("2026-03-14T10:00:00Z"), startedBy: null }));
      expect(back.files.map((f) => f.read - f.unchanged)).toEqual([0, 0, 0, 0, 0, 0]);
    }
    expect(await uploads()).toEqual(before);
    await context.close();
  });
});

/** An import on its way, as its process notes it; gives the address of its page. */
async function goingImport(): Promise<string> {
  const id = newId(app.now());
  await inMunicipality(database.app, municipalities["9998"] ?? 0, (tx) =>
    sql`insert into extract.import_run (municipality_id, id, started_at, source_name, status, step, rows_read, rows_total)
      values (core.current_municipality(), ${id}, ${app.now()}, 'stort uttag.zip', 'pågår', 'Läser samtal.csv', 120000, 300000)`.execute(
      tx,
    ),
  );
  return `/uppfoljning/uttag/${id}`;
}

test("the pages of the extract fit in 390 px and in 1280, and are accessible", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const me = new Person(await context.newPage(), app.address, { scripts: true, secrets: [] });
  await me.open("/?kommun=9998");
  await me.button(/^Logga in som Karin/);
  const names = [...Array(130).keys()];
  const many = { ...sound, samtal: names.map((i) => ({ ...sound.samtal[0], samtal_id: `S${i}`, form: "ensam", utredning_id: "" })) };
  await me.open("/uppfoljning/uttag");
  const zip = await zipOf({
    "barn.csv": csvOf(tableOf("barn", sound.barn)),
    "samtal.csv": csvOf(tableOf("samtal", many.samtal)),
    "ö.csv": "x",
  });
  await me.page.locator("input[type=file]").setInputFiles(zip);
  await me.button("Läs in");
  await untilDone(me);
  expect(await me.words()).toContain("Uttaget har 130 fel.");
  const address = new URL(me.page.url()).pathname;
  const going = await goingImport();
  for (const path of [
    address,
    `${address}?sida=2`,
    `${address}?visa=varningar`,
    "/uppfoljning/uttag",
    "/uppfoljning/uttag/format",
    going,
  ]) {
    await me.page.goto(app.address + path);
    await expectSoundAtBothWidths(me.page);
  }
  await inMunicipality(database.app, municipalities["9998"] ?? 0, (tx) =>
    sql`update extract.import_run set status = 'avbruten'`.execute(tx),
  );
  await context.close();
});
