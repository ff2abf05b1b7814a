import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { publishForm } from "../../src/survey/editor/actions/publish-form.ts";
import { beginForm } from "../../src/survey/editor/actions/begin-form.ts";
import { saveTexts } from "../../src/survey/editor/actions/save-texts.ts";
import { startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { form2024 } from "../support/answered-form.ts";
import { addLink, addRound, agencyOf, roundDays } from "../support/asked-unit.ts";
import { expectNoAxeViolations, launchBrowser, leaveBy, overflowsSideways } from "../support/browser.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";

/** Whoever answers by a unit's link, in a browser with scripts and in one without: every page sound, wide and at 320 px, and none of them has the token. */
let house: House;
let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  house = await openHouse({ code: "202100-0555" });
  app = await startTestApp(house.database, { now: new Date("2026-03-10T09:00:00+01:00") });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await house.database.drop();
});

async function expectSound(page: Page, token: string): Promise<void> {
  await expectNoAxeViolations(page);
  await page.setViewportSize({ width: 320, height: 700 });
  expect([page.url(), await overflowsSideways(page)]).toEqual([page.url(), false]);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await page.title()).not.toContain(token);
}

test.each([
  ["scripts", true],
  ["no scripts", false],
])("with %s: from the link to the receipt, and out", async (_what, javaScriptEnabled) => {
  const [unitId = ""] = await addRound(agencyOf(house), ["0114"]);
  const link = await addLink(agencyOf(house), unitId);
  const token = link.split("/").at(-1) ?? "";
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", javaScriptEnabled });
  const page = await context.newPage();
  const told: string[] = [];
  page.on("request", (request) => {
    const { referer = "" } = request.headers();
    if (!request.url().endsWith(link)) told.push(request.url());
    told.push(referer);
  });
  const press = (name: string) => leaveBy(page, () => page.getByRole("button", { name, exact: true }).click());
  // With scripts axe can look; what it sees is the same page.
  const look = () => (javaScriptEnabled ? expectSound(page, token) : Promise.resolve());
  await page.goto(app.address + link);
  await look();
  await press("Börja svara");
  expect(await page.getByRole("alert").innerText()).toContain("Skriv ditt namn.");
  await look();
  await page.getByLabel("Ditt namn").fill("Ana Prov");
  await page.getByLabel("Din titel").fill("enhetschef");
  await press("Börja svara");
  expect(page.url()).not.toContain(token);
  await look();
  const at = page.url();
  for (const { key } of (await form2024()).pages) {
    await page.goto(`${at}/sida/${key}`);
    await look();
    // Nothing is signed where nothing is answered.
    if (key === "implementering") await page.getByRole("radio", { name: "Ja", exact: true }).first().check();
    await press("Spara och visa alla sidor");
  }
  expect(await page.locator("main").innerText()).toContain("av Ana Prov, enhetschef");
  await page.goto(`${at}/skriv-ut`);
  await look();
  await page.goto(`${at}/skriv-under`);
  await page.getByLabel("Namn", { exact: true }).fill("Siv Chef");
  await page.getByLabel("Titel", { exact: true }).fill("socialchef");
  await look();
  await press("Skriv under");
  expect(page.url()).toBe(`${at}/kvittens`);
  expect(await page.locator("main").innerText()).toContain("Siv Chef, socialchef");
  await look();
  await press("Avsluta");
  expect(await page.locator("main").innerText()).toContain("Allt som är sparat finns kvar");
  await look();
  await page.goto(at);
  expect(await page.locator("main").innerText()).toContain("Öppna länken i det senaste mejlet");
  await look();
  expect(told.filter((address) => address.includes(token))).toEqual([]);
  await context.close();
});

test("in Arabic: set from the right, each text with its language, sound at every width, and answered in the form's own words", async () => {
  const [id, version] = ["pa-arabiska", 1];
  await house.do(house.staff.agency, beginForm, { form: id, from: "exempel" });
  const content = await readFile(new URL("../../src/survey/questionnaires/example/texter.csv", import.meta.url), "utf8");
  await house.do(house.staff.agency, saveTexts, { form: id, follows: 0, content });
  const { fingerprint } = await house.do(house.staff.agency, publishForm, { form: id, follows: 1 });
  const [unitId = ""] = await addRound(agencyOf(house), ["0115"], roundDays, { id, version, fingerprint });
  const link = await addLink(agencyOf(house), unitId);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const press = (name: string) => leaveBy(page, () => page.getByRole("button", { name, exact: true }).click());
  await page.goto(app.address + link);
  await page.getByLabel("Ditt namn").fill("Ana Prov");
  await page.getByLabel("Din titel").fill("enhetschef");
  await press("Börja svara");
  const at = page.url();
  await press("العربية");
  expect(page.url()).toBe(at);
  expect(await page.locator("h1").innerText()).toBe("خمسة أسئلة عن دعم الوالدين");
  for (const path of ["", "/sida/om-er", "/sida/till-sist", "/skriv-under", "/skriv-ut"]) {
    await page.goto(`${at}${path}`);
    await expectSound(page, link.split("/").at(-1) ?? "");
    const wrong = await page
      .locator("main [lang]")
      .evaluateAll((all) =>
        all
          .filter((one) => getComputedStyle(one).direction !== (one.getAttribute("lang") === "ar" ? "rtl" : "ltr"))
          .map((one) => one.outerHTML),
      );
    expect([path, wrong]).toEqual([path, []]);
  }
  await page.goto(`${at}/sida/om-er`);
  const right = await page.locator("label", { hasText: "اسمك" }).evaluate((label) => {
    const form = label.closest("form")?.getBoundingClientRect();
    return {
      fromRight: (form?.right ?? 0) - label.getBoundingClientRect().right,
      fromLeft: label.getBoundingClientRect().left - (form?.left ?? 0),
    };
  });
  expect(right.fromRight).toBeLessThanOrEqual(right.fromLeft);
  await page.getByRole("radio", { name: "نعم", exact: true }).check();
  await press("احفظ وتابع");
  expect(await page.locator("h1").innerText()).toBe("الدعم في مركز الأسرة");
  await expectSound(page, link.split("/").at(-1) ?? "");
  const csv = await (await context.request.get(`${at}/svar.csv`)).text();
  expect(csv).toContain("0115,Ja,");
  await context.close();
});
