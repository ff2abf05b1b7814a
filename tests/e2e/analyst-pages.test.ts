import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { importExtract } from "../../src/followup/exchange/import-extract.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { addDemoStaff, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { deliver, folderOf, soundExtract } from "../extracts/build.ts";
import { Person } from "./person.ts";

/** The analyst's pages as they are seen: no crushed columns, no endless page, Swedish words, and one thing to do next. */
const code = "9997";
let database: TestDatabase;
let app: TestApp;
let browser: Browser;
let faulty: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const id = await addMunicipality(database, { code, name: "Provköping", isDemo: true });
  await addDemoStaff(database, id, { name: "Karin Öberg", title: "kvalitetsutvecklare", roles: ["analyst"] });
  app = await startTestApp(database, { works: true });
  const now = app.now();
  valueOf(await importExtract(database, { id, code }, await deliver(soundExtract()), { now, startedBy: null }));
  const rows = Array.from({ length: 40 }, () => "B1,utredning,trött\n").join("");
  const source = await folderOf({
    "barn.csv": "barn_id,kon,fodelsedatum\nB1,flicka,2012-03-04\n",
    "uteblivna_samtal.csv": `barn_id,fas,skal\n${rows}`,
  });
  faulty = valueOf(await importExtract(database, { id, code }, source, { now, startedBy: null })).runId;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await database.drop();
});

/** Words of the row headings that do not fit on one line of their cell. */
function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll("main tbody th, main thead th")].flatMap((cell) => {
    const style = getComputedStyle(cell);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    // In a narrow window the headings stand beside the values, and the row of headings is for screen readers alone.
    if (getComputedStyle(cell.closest("thead, tbody")).clipPath !== "none") return [];
    const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    // Words may break where the page says so: at a space, a soft hyphen, a slash, and after the underscore of a file's name.
    const words = cell.innerText.split(/[\\s\\u00ad/–-]|(?<=_)/).filter(Boolean);
    return room > 0 ? words.filter((word) => pen.measureText(word).width > room + 1) : [];
  })`) as Promise<string[]>;
}

const pages = () => [
  { path: "/uppfoljning/svar", tallest: { 1280: 2_600, 390: 4_600 }, now: "Det här gör du nu" },
  { path: "/uppfoljning/svar/utredning?fran=2023-02-01&till=2024-01-31", tallest: { 1280: 4_600, 390: 9_000 }, now: "Så är det räknat" },
  {
    path: "/uppfoljning/svar/utveckling?fran=2023-01-01&till=2023-12-31",
    tallest: { 1280: 2_600, 390: 4_600 },
    now: "samma dagar åren före",
  },
  { path: "/uppfoljning/svar/enheter?fran=2023-02-01&till=2024-01-31", tallest: { 1280: 2_000, 390: 3_000 }, now: "en enhet" },
  { path: "/uppfoljning/uttag", tallest: { 1280: 2_600, 390: 4_600 }, now: "Läs in ett uttag" },
  { path: `/uppfoljning/uttag/${faulty}`, tallest: { 1280: 2_600, 390: 4_600 }, now: "Rätta felen" },
];

describe.each([1280, 390] as const)("in a window %i pixels wide", (width) => {
  test("no column of the analyst's pages breaks a word, and no page is endless", async () => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "en-GB" });
    const me = new Person(await context.newPage(), app.address, { scripts: true, secrets: [] });
    await me.open(`/?kommun=${code}`);
    await me.button(/^Logga in som Karin/);
    for (const { path, tallest, now } of pages()) {
      await me.open(path);
      expect([path, await brokenWords(me.page)]).toEqual([path, []]);
      expect((await me.words()).toLowerCase()).toContain(now.toLowerCase());
      const height = (await me.page.evaluate("document.documentElement.scrollHeight")) as number;
      expect(height, path).toBeLessThan(tallest[width]);
    }
    await context.close();
  });
});

test("the same fault in forty rows is told once, with where it stands", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const me = new Person(await context.newPage(), app.address, { scripts: true, secrets: [] });
  await me.open(`/?kommun=${code}`);
  await me.button(/^Logga in som Karin/);
  await me.open(`/uppfoljning/uttag/${faulty}?visa=fel`);
  const words = await me.words();
  expect(words.split("trött").length - 1).toBe(1);
  expect(words).toContain("2, 3, 4 … (40 rader)");
  await context.close();
});

describe.each([true, false])("the choice of files, with scripts: %s", (scripts) => {
  test("speaks Swedish in a browser that speaks English, and names what was chosen", async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 900 }, locale: "en-GB", javaScriptEnabled: scripts });
    const me = new Person(await context.newPage(), app.address, { scripts, secrets: [] });
    await me.open(`/?kommun=${code}`);
    await me.button(/^Logga in som Karin/);
    await me.open("/uppfoljning/uttag");
    const seen = me.page.locator(".f-file");
    expect(await seen.innerText()).toMatch(/Välj filer\s+Ingen fil vald/);
    // The browser's own words are there for nobody to see.
    const input = me.page.locator('input[type="file"]');
    expect(await me.page.evaluate("getComputedStyle(document.querySelector('input[type=file]')).opacity")).toBe("0");
    await input.setInputFiles([
      { name: "barn.csv", mimeType: "text/csv", buffer: Buffer.from("barn_id\n") },
      { name: "samtal.csv", mimeType: "text/csv", buffer: Buffer.from("samtal_id\n") },
    ]);
    expect(await seen.innerText()).toMatch(scripts ? /Välj filer\s+2 filer: barn\.csv, samtal\.csv/ : /Välj filer\s+Vald/);
    await context.close();
  });
});
