import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { expectSoundAtBothWidths, launchBrowser } from "../support/browser.ts";
import { openCaseFor, reportOfConcern } from "../support/casework.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";

/** Children who may stand here twice, siblings of one report, and a secret name in an extract: in a browser, at both widths, with and without JavaScript. */
let visit: Visit;
let browser: Browser;
beforeAll(async () => {
  visit = await openVisit();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await visit.close();
});

async function pageOf(javaScriptEnabled: boolean): Promise<Page> {
  const person = await visit.signIn("caseworker");
  const context = await browser.newContext({ javaScriptEnabled });
  await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, url: visit.app.address })));
  return context.newPage();
}
const shoot = async (page: Page, name: string) => {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
};

test.each([
  ["with", true],
  ["without", false],
] as const)("two children are compared and found to be one, %s JavaScript", async (how, scripts) => {
  const { house, app } = visit;
  const child = { givenName: "Mira", familyName: scripts ? "Dubbelsson" : "Dubbelström", birthDate: "2017-04-03" };
  const { caseId } = await openCaseFor(house, child);
  await openCaseFor(house, { ...child, language: "dari" });
  const page = await pageOf(scripts);
  await page.goto(`${app.address}/arenden/${caseId}/personer`);
  if (scripts) await expectSoundAtBothWidths(page);
  await page.getByRole("link", { name: "Barnet kan vara registrerat två gånger" }).click();
  if (scripts) await expectSoundAtBothWidths(page);
  await shoot(page, `double-${how}`);
  await page.getByLabel("Ja, det är samma barn").check();
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  for (const fault of ["Välj vilka uppgifter som gäller.", "Skriv varför.", "Välj var uppgiften är hämtad."])
    expect(await page.locator("main").innerText()).toContain(fault);
  await page.getByLabel(/^Första: Mira/u).check();
  await page.getByLabel("Varför?").fill("Samma nummer hos Skatteverket.");
  await page.getByLabel("Folkbokföringen").check();
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  expect(await page.locator("main").innerText()).toContain("Samma barn, 2026-03-02");
  if (scripts) await expectSoundAtBothWidths(page);
  await shoot(page, `doubles-${how}`);
  await page.context().close();
});

test("a child of the same report is accepted as a sibling from the genogram", async () => {
  const { house, app } = visit;
  const siblings = [{ givenName: "Birk", familyName: "Syskonsson", birthDate: "2014-02-03", sex: "man" }];
  const report = reportOfConcern({ givenName: "Asta", familyName: "Syskonsson", siblings });
  const { caseId = "" } = await house.do(house.staff.caseworker, registerIntake, report);
  const page = await pageOf(true);
  await page.goto(`${app.address}/arenden/${caseId}/genogram`);
  await expectSoundAtBothWidths(page);
  await shoot(page, "genogram");
  await page.getByRole("link", { name: "Svara om barnen är syskon" }).click();
  await expectSoundAtBothWidths(page);
  await shoot(page, "sibling");
  await page.getByLabel("Ja, syskon").check();
  await page.getByRole("button", { name: "Spara svaret" }).click();
  expect(await page.locator("main").innerText()).toContain("Birk Syskonsson är syskon till Asta Syskonsson");
  await page.context().close();
});

test("a secret name in an extract is read and answered before the file is given", async () => {
  const { house, app } = visit;
  const me = house.staff.caseworker;
  const secret = { maskReporter: "ja", maskGround: "fara för våld", maskReason: "Mormor är hotad." };
  const granny = { reporterCategory: "anhörig", reporterName: "Siv Gran", feedbackRequested: "nej" };
  const { caseId } = await investigatedCase(house, { givenName: "Liv", ...granny, ...secret });
  await house.do(me, writeNote, { caseId, happenedOn: "2026-03-02", text: "Siv berättade mer. Skolan hjälper till." });
  const guardianshipId = (await lookAt(house, caseId)).guardians[0]?.guardianship_id;
  const asked = { harmReasoning: "Barnet vill att båda ska veta.", reporter: "visas" };
  const { extractId } = await house.do(me, makeGuardianExtract, { caseId, guardianshipId, ...asked });
  const page = await pageOf(true);
  await page.goto(`${app.address}/arenden/${caseId}/utdrag/${extractId}`);
  await expectSoundAtBothWidths(page);
  await shoot(page, "extract");
  await page.getByRole("link", { name: "Läs och svara" }).click();
  await expectSoundAtBothWidths(page);
  await shoot(page, "passages");
  await page.getByLabel("Siv berättade mer.").check();
  await page.getByLabel("Varför röjer de inte vem som har anmält?").fill("Siv är också barnets lärare.");
  await page.getByRole("button", { name: "Spara svaret" }).click();
  expect(await page.getByRole("link", { name: "Hämta utdraget (PDF)" }).count()).toBe(1);
  await page.context().close();
});
