import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { openCaseFor } from "../support/casework.ts";
import { expectNoAxeViolations, launchBrowser, leaveBy, overflowsSideways } from "../support/browser.ts";
import { children, numberAt } from "../support/identities.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";

let visit: Visit;
let browser: Browser;
beforeAll(async () => {
  visit = await openVisit();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await visit.close();
});

async function signIn(scripts: boolean, width: number): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width, height: 900 }, locale: "sv-SE" });
  const page = await context.newPage();
  await page.goto(`${visit.app.address}/`);
  await leaveBy(page, () =>
    page
      .getByRole("button", { name: /Test caseworker/u })
      .first()
      .click(),
  );
  return page;
}

async function looksWell(page: Page, scripts: boolean): Promise<void> {
  // Without scripts nothing can be asked of the page itself; it is the same page.
  if (!scripts) return;
  expect(await overflowsSideways(page)).toBe(false);
  await expectNoAxeViolations(page);
}

test.each([
  [true, 1280, 0],
  [true, 390, 1],
  [false, 390, 2],
] as const)(
  "a known number beside another name is compared, a form sent again tells, a report is moved (scripts %s, %i px)",
  async (scripts, width, place) => {
    const number = numberAt(children, place);
    await openCaseFor(visit.house, { identityNumber: number, birthDate: undefined });
    const page = await signIn(scripts, width);
    await page.goto(`${visit.app.address}/anmalningar/ny`);
    await page.fill('[name="identityNumber"]', number);
    await page.fill('[name="givenName"]', "Elsa");
    await page.fill('[name="familyName"]', "Testsson");
    await page.check('[name="sex"][value="kvinna"]');
    await page.selectOption('[name="channel"]', "telefon");
    await page.selectOption('[name="reporterCategory"]', "skola");
    await page.fill('[name="reporterName"]', "Rektor Test");
    await page.check('[name="reasons"][value="skolfrånvaro"]');
    await page.fill('[name="receivedAt"]', "09:30");
    await page.fill('[name="concern"]', "Borta i tre veckor.");
    await leaveBy(page, () => page.getByRole("button", { name: "Registrera" }).click());
    await page.getByRole("heading", { name: "Är det samma barn?", level: 1 }).waitFor();
    expect(await page.inputValue('[name="concern"]')).toBe("Borta i tre veckor.");
    await looksWell(page, scripts);
    await leaveBy(page, () => page.getByRole("button", { name: "Gå vidare" }).click());
    await page.getByRole("link", { name: "Är det samma barn? Välj ett av svaren." }).click();
    await looksWell(page, scripts);
    await page.getByLabel("Det är samma barn, behåll det kända").check();
    await leaveBy(page, () => page.getByRole("button", { name: "Gå vidare" }).click());
    await page.waitForURL(/\/arenden\/[0-9a-f-]{36}$/u);
    const there = page.url();
    await page.goto(`${there}/anteckning/ny`);
    await page.fill('[name="text"]', "Mormor ringde.");
    await leaveBy(page, () => page.getByRole("button", { name: "Spara anteckningen" }).click());
    await page.waitForURL(there);
    await page.goBack();
    await page.fill('[name="text"]', "Mormor ringde igen.");
    // A page that the browser made anew has a key of its own; one that it kept is told.
    await leaveBy(page, () => page.getByRole("button", { name: "Spara anteckningen" }).click());
    if (await page.getByRole("heading", { name: "Formuläret är redan skickat" }).isVisible()) await looksWell(page, scripts);
    // What came in stands with the way to move it, on the tab of its own.
    await page.goto(`${there}/utredning`);
    const link = page.locator('a[href*="/flytta/"]').first();
    await page.goto(new URL((await link.getAttribute("href")) ?? "", there).href);
    await page.getByRole("heading", { name: "Flytta till rätt barn" }).waitFor();
    await looksWell(page, scripts);
    await page.context().close();
  },
);
