import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askApproval } from "../../src/casework/decision/actions/ask-approval.ts";
import { setSecondEyes } from "../../src/casework/decision/actions/set-second-eyes.ts";
import { signInvestigation } from "../../src/casework/investigation/actions/sign-investigation.ts";
import { writePassage } from "../../src/casework/investigation/actions/write-passage.ts";
import { recordFinding } from "../../src/casework/investigation/actions/record-finding.ts";
import { headings } from "../../src/casework/investigation/headings.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { expectSoundAtBothWidths, launchBrowser, leaveBy } from "../support/browser.ts";
import type { StaffName } from "../support/casework.ts";
import { investigatedCase } from "../support/investigated.ts";

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

const day = "2026-03-02";

async function openAs(name: StaffName): Promise<Page> {
  const person = await visit.signIn(name);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { hostname } = new URL(visit.app.address);
  await context.addCookies([...person.cookies].map(([key, value]) => ({ name: key, value, domain: hostname, path: "/" })));
  return context.newPage();
}

/** Looks at the form as it is, sends it with nothing in it, and looks at it with its faults. */
async function lookAtFaults(page: Page): Promise<void> {
  await expectSoundAtBothWidths(page);
  await send(page);
  await page.locator("[data-error-summary]").waitFor();
  await expectSoundAtBothWidths(page);
}

const send = (page: Page) => leaveBy(page, () => page.locator("form.f-form button[type=submit]:not([name])").first().click());

test("what waits for an approval is found, looked at and answered by whoever leads the unit", async () => {
  const { house } = visit;
  await house.do(house.staff.director, setSecondEyes, { kinds: ["bevilja insats"], validFrom: day, why: "Ledningens beslut." });
  const { caseId } = await investigatedCase(house, {}, day);
  const asks = { caseId, kind: "bevilja insats", interventionType: "familjebehandling", proposal: "Familjen får stöd i hemmet." };
  const { approvalId } = await house.do(house.staff.caseworker, askApproval, asks);
  const page = await openAs("leader");
  await page.goto(`${visit.app.address}/att-godkanna`);
  await expectSoundAtBothWidths(page);
  await leaveBy(page, () => page.locator(`main a[href="/arenden/${caseId}/godkannande/${approvalId}"]`).first().click());
  expect(await page.locator("main").innerText()).toContain("Familjen får stöd i hemmet.");
  await lookAtFaults(page);
  await page.locator('input[name="answer"][value="godkänt"]').check();
  await send(page);
  expect(await page.locator("main").innerText()).toContain("Ditt svar är sparat.");
  await page.goto(`${visit.app.address}/arenden/${caseId}/godkannande/${approvalId}`);
  expect(await page.locator("main").innerText()).toContain("Redan besvarat: godkänt, Test leader.");
  await expectSoundAtBothWidths(page);
  await page.context().close();
});

test("what is signed has a supplement, from the investigation to its form and back", async () => {
  const { house } = visit;
  const me = house.staff.caseworker;
  const one = await investigatedCase(house, { givenName: "Bo" }, day);
  const { caseId, investigationId } = one;
  const finding = { kind: "skydd", source: "egen iakttagelse", foundOn: day, statement: "Lugn hemma." };
  const { findingId } = await house.do(me, recordFinding, { caseId, investigationId, ...finding });
  for (const { section, isNeeded } of headings) {
    if (!isNeeded) continue;
    const rests = section === "analys" ? { restsUpon: [findingId] } : {};
    await house.do(me, writePassage, { caseId, investigationId, section, text: `Om ${section}.`, ...rests });
  }
  await house.do(me, signInvestigation, { caseId, investigationId, hasRead: true });
  const page = await openAs("caseworker");
  await page.goto(`${visit.app.address}/arenden/${caseId}/utredning/${investigationId}`);
  await leaveBy(page, () => page.getByRole("link", { name: "Skriv ett tillägg" }).click());
  await lookAtFaults(page);
  await page.locator('[name="concerns"]').fill("Skola");
  await page.locator('[name="text"]').fill("Bo har börjat i en ny skola.");
  await send(page);
  const said = await page.locator("main").innerText();
  expect(said).toContain("Tillägget är sparat.");
  expect(said).toContain("Bo har börjat i en ny skola.");
  await page.context().close();
});
