import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { recordStep } from "../../../src/casework/participation/actions/record-step.ts";
import { launchBrowser } from "../../support/browser.ts";
import { openCaseFor } from "../../support/casework.ts";
import { investigatedCase, lookAt } from "../../support/investigated.ts";
import { openVisit } from "../../pages/casework-visit.ts";
import type { Visit } from "../../pages/casework-visit.ts";
import { Counted } from "./counted.ts";
import { decideToInvestigate, grant, meet, register } from "./one-child.ts";

/**
 * A caseworker's day with twenty cases: the work list in the morning, eight meetings with children written down, a report about siblings, a decision to
 * investigate and a decision about an intervention. Pages, forms and clicks are held; the seconds are measured by `npm run bench -- --only day`.
 */
let visit: Visit;
let browser: Browser;
const before = "2026-03-02";
const today = "2026-03-09";
const families = [
  "Ek",
  "Lind",
  "Berg",
  "Dahl",
  "Holm",
  "Nord",
  "Sjö",
  "Ström",
  "Björk",
  "Gran",
  "Hed",
  "Kvist",
  "Löv",
  "Mark",
  "Näs",
  "Palm",
  "Rot",
];

beforeAll(async () => {
  visit = await openVisit("9999");
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await visit.close();
});

/** Twenty cases of the caseworker's: seventeen with a report, one that waits for the decision to investigate, two that are investigated. */
async function twentyCases(): Promise<{ readonly talks: readonly string[]; readonly waiting: string; readonly ready: string }> {
  const { house } = visit;
  visit.at(before);
  const talks: string[] = [];
  for (const family of families) {
    const names = { familyName: family, guardian1Family: family, guardian2Family: family };
    talks.push((await openCaseFor(house, { givenName: "Alva", birthDate: `2014-0${1 + (talks.length % 9)}-14`, ...names })).caseId);
  }
  const { caseId: waiting } = await openCaseFor(house, { familyName: "Väntar", birthDate: "2013-05-14" });
  const phaseId = (await lookAt(house, waiting)).phases[0]?.id;
  for (const step of ["informerad", "hörd", "vägd"]) {
    const why = { step, outcome: "inte gjort", happenedOn: before, reason: "låg ålder" };
    await house.do(house.staff.caseworker, recordStep, { caseId: waiting, phaseId, ...why });
  }
  const { caseId: ready } = await investigatedCase(house, { familyName: "Redo", birthDate: "2012-05-14" }, before);
  await investigatedCase(house, { familyName: "Utreds", birthDate: "2011-09-14" }, before);
  visit.at(today);
  return { talks, waiting, ready };
}

test("eight meetings, two decisions and a report about siblings, among twenty cases", async () => {
  const { talks, waiting, ready } = await twentyCases();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const me = new Counted(await context.newPage(), visit.app.address, { scripts: true });
  await me.step("sign on, to the work list", async () => {
    await me.open("/");
    await me.button(/^Logga in som Test caseworker/);
    if (!me.page.url().endsWith("/arenden")) await me.open("/arenden");
  });
  expect(await me.words()).toContain("20 öppna ärenden");
  const fromList = async (caseId: string): Promise<void> => {
    await me.open("/arenden/tabell");
    await me.goTo(`/arenden/${caseId}`);
  };
  for (const [place, caseId] of talks.slice(0, 8).entries())
    await me.step(`meeting ${place + 1} is written down`, async () => {
      await fromList(caseId);
      await meet(me, "Jag vill att det ska bli lugnare hemma.");
      expect(await me.words()).toContain("Mötet är sparat.");
    });
  await me.step("a report about siblings is registered", () => register(me, "Bodil", "Syskon", { sibling: "Bo" }));
  await me.step("an investigation is opened", async () => {
    await fromList(waiting);
    await decideToInvestigate(me);
  });
  await me.step("an intervention is granted", async () => {
    await fromList(ready);
    await grant(me);
  });
  await me.step("the work list again", () => me.open("/arenden"));
  expect(await me.words()).toContain("22 öppna ärenden");
  const { sum } = me;
  expect(sum.forms).toBeLessThanOrEqual(14);
  expect(sum.pages).toBeLessThanOrEqual(48);
  expect(sum.clicks).toBeLessThanOrEqual(55);
  const figures = process.env["DAY_FIGURES"];
  if (figures !== undefined) writeFileSync(figures, JSON.stringify(me.steps));
  await context.close();
});
