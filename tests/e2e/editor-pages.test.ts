import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { addDemoStaff, PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { expectNoAxeViolations, launchBrowser, leaveBy, overflowsSideways } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** Somebody who does not edit files writes a questionnaire in a browser, with scripts and without: each page sound, wide and at 320 px. */
let database: TestDatabase;
let app: TestApp;
let browser: Browser;
let cookies: PlainBrowser["cookies"];

beforeAll(async () => {
  database = await createTestDatabase();
  const id = await addMunicipality(database, { code: "0114", name: "Provköping", isDemo: true });
  app = await startTestApp(database);
  browser = await launchBrowser();
  const person = new PlainBrowser(app.address);
  await person.signInAsDemo("0114", await addDemoStaff(database, id, { name: "Prov analytiker", roles: ["analyst"] }));
  ({ cookies } = person);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await database.drop();
});

async function open(scripts: boolean): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", javaScriptEnabled: scripts });
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: app.address })));
  return context.newPage();
}

/** Sound with axe (where scripts run), and nothing that has to be scrolled sideways on the smallest telephone. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env["PICTURES"];
  if (folder !== undefined) await page.screenshot({ fullPage: true, path: `${folder}/${name}-1280.png` });
  await expectNoAxeViolations(page);
  if (folder !== undefined) {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.screenshot({ fullPage: true, path: `${folder}/${name}-390.png` });
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect([page.url(), await overflowsSideways(page)]).toEqual([page.url(), false]);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const button = (page: Page, name: string) => leaveBy(page, () => page.getByRole("button", { name, exact: true }).click());

async function begin(page: Page, form: string, from: string): Promise<void> {
  await page.goto(`${app.address}/formular/egna/nytt`);
  await page.getByLabel("Kort namn").fill(form);
  await page.locator(`input[name=from][value="${from}"]`).check();
  await button(page, "Börja");
  expect(new URL(page.url()).pathname).toBe(`/formular/egna/${form}`);
}

test("with scripts: the preview follows what is typed, and the form is tried page by page and published", async () => {
  const page = await open(true);
  await page.goto(`${app.address}/formular/egna/nytt`);
  await look(page, "nytt");
  await begin(page, "stod-2026", "exempel");
  await look(page, "formular");
  await leaveBy(page, () => page.getByRole("link", { name: "Vilka stöd finns där?" }).click());
  const preview = page.locator("[data-live]");
  expect(await preview.textContent()).toContain("3. Vilka stöd finns där?");
  await page.getByLabel("Fråga", { exact: true }).fill("Vilka stöd <b>ger</b> ni?");
  await preview.getByText("3. Vilka stöd <b>ger</b> ni?").waitFor();
  await page.locator("textarea[name=alternatives]").fill("Råd\nRåd");
  await preview.getByText("finns två gånger").waitFor();
  await button(page, "Spara");
  await look(page, "fraga-fel");
  await page.locator("textarea[name=alternatives]").fill("Råd\nGrupper\nAnnat, ange vad: [eget fält]\nInget av detta [ensamt]");
  await button(page, "Spara");
  expect(await page.locator("main").textContent()).toContain("Vilka stöd <b>ger</b> ni?");
  await page.goto(`${app.address}/formular/egna/stod-2026/fraga/4`);
  await look(page, "fraga");
  await page.goto(`${app.address}/formular/egna/stod-2026/fil`);
  await look(page, "fil");
  await page.goto(`${app.address}/formular/egna/stod-2026/fraga/1/ta-bort`);
  expect(await page.locator("main").textContent()).toContain("Sidan ”Stödet på familjecentralen”");
  await look(page, "ta-bort");
  await page.goto(`${app.address}/formular/egna/stod-2026/sida/stodet`);
  await look(page, "sida");

  await page.goto(`${app.address}/formular/egna/stod-2026/prova`);
  await look(page, "prova");
  await page.getByLabel("Ditt namn").fill("Prov");
  await page.getByLabel("Ja", { exact: true }).check();
  await button(page, "Nästa sida");
  expect(await page.locator("h1").textContent()).toBe("Stödet på familjecentralen");
  await page.getByLabel("Råd").check();
  await page.getByLabel("Inget av detta").check();
  await button(page, "Nästa sida");
  expect(await page.locator("main").textContent()).toContain("går inte ihop med de andra valen");
  await button(page, "Föregående sida");
  expect(await page.getByLabel("Inget av detta").isChecked()).toBe(true);
  await button(page, "Föregående sida");
  expect(await page.getByLabel("Ditt namn").inputValue()).toBe("Prov");
  await page.getByLabel("Nej", { exact: true }).check();
  await button(page, "Nästa sida");
  expect(await page.locator("h1").textContent()).toBe("Till sist");
  await button(page, "Nästa sida");
  expect(await page.locator("main").textContent()).toContain("Tack för era svar!");

  await page.goto(`${app.address}/formular/egna/stod-2026/publicera`);
  await look(page, "publicera");
  await button(page, "Publicera");
  await look(page, "publicerat");
  await page.goto(`${app.address}/formular/egna/stod-2026/sprak`);
  await look(page, "sprak");
  await page.goto(`${app.address}/formular/egna`);
  await look(page, "egna");
  await page.goto(`${app.address}/enkater/ny`);
  expect(await page.locator("main").textContent()).toContain("Fem frågor om stödet till föräldrar");
  await page.context().close();
});

test("without scripts: a button shows how a question looks, and nothing is saved by it", async () => {
  const page = await open(false);
  await begin(page, "utan-skript", "tomt");
  await page.getByRole("link", { name: "Lägg till en fråga" }).first().click();
  await page.getByLabel("Fråga", { exact: true }).fill("Hur många?");
  await page.getByLabel("Ett tal").check();
  await page.locator("textarea[name=alternatives]").fill("");
  await page.getByLabel("Enhet", { exact: false }).fill("barn");
  await page.getByRole("button", { name: "Visa hur frågan ser ut" }).click();
  expect(await page.locator("[data-live]").textContent()).toContain("2. Hur många?");
  expect(await page.locator("[data-live]").textContent()).toContain("barn");
  expect(await page.getByLabel("Fråga", { exact: true }).inputValue()).toBe("Hur många?");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  expect(await page.locator("main").textContent()).toContain("Hur många?");
  await page.getByRole("button", { name: /^Upp\s*: fråga 2$/ }).click();
  const order = await page.locator("table td a").allTextContents();
  expect(order).toEqual(["Hur många?", "Skriv den första frågan här."]);
  await page.context().close();
});
