import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { valueOf } from "../../src/platform/basics/result.ts";
import { bookMeeting } from "../../src/casework/meeting/actions/book-meeting.ts";
import { moveMeeting } from "../../src/casework/meeting/actions/change-meeting.ts";
import { summon } from "../../src/casework/meeting/actions/summon.ts";
import { getMeeting } from "../../src/casework/meeting/queries/get-meeting.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { expectSoundAtBothWidths, launchBrowser, leaveBy } from "../support/browser.ts";
import { confirmClaims, openCaseFor } from "../support/casework.ts";
import { lookAt } from "../support/investigated.ts";

let visit: Visit;
let browser: Browser;
const paths: string[] = [];

beforeAll(async () => {
  visit = await openVisit();
  browser = await launchBrowser();
  const { house } = visit;
  const me = house.staff.caseworker;
  const { caseId } = await openCaseFor(house, { protectedIdentity: "sekretessmarkering" });
  await confirmClaims(house, me, caseId);
  const { child, guardians } = await lookAt(house, caseId);
  const when = { day: "2026-03-12", time: "14:00", minutes: "60", way: "besök", place: "Socialkontoret, Storgatan 1, rum 4" };
  const words = { agenda: "Hur det går i skolan.", childAbout: "Vi vill höra hur du har det.", contact: "Karin, 0123-45 60 11" };
  const who = { called: [child.id, guardians[0]?.guardianship_id], others: "Lena Ek, lärare", togetherBecause: "De bor ihop." };
  const { meetingId } = await house.do(me, bookMeeting, { caseId, kind: "uppföljningsmöte", ...when, ...words, ...who });
  const { called } = valueOf(await house.read(me, getMeeting, { caseId, meetingId })).meeting;
  const [first, second] = called.map((one) => one.id);
  await house.do(me, summon, { caseId, meetingId, calledId: second, way: "e-post", mail: "maria@example.se" });
  await house.do(me, moveMeeting, { caseId, meetingId, ...when, day: "2026-03-13", because: "Rummet är upptaget." });
  const meeting = `/arenden/${caseId}/mote/${meetingId}`;
  paths.push(`/arenden/${caseId}`, `/arenden/${caseId}/mote/nytt`, meeting, `${meeting}/kalla/${first}`, `${meeting}/kalla/${second}`);
  paths.push(`${meeting}/flytta`, `${meeting}/stall-in`, `${meeting}/hur-det-gick`);
});
afterAll(async () => {
  await browser.close();
  await visit.close();
});

test("at 390 px and 1280 the pages of a meeting are sound, also with faults in their forms", async () => {
  const person = await visit.signIn("caseworker");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { hostname } = new URL(visit.app.address);
  await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: "/" })));
  const page = await context.newPage();
  for (const path of paths) {
    await page.goto(visit.app.address + path);
    await page.locator("h1").waitFor();
    await expectSoundAtBothWidths(page);
    const send = page.locator("form.f-form button[type=submit]:not([name])");
    if ((await send.count()) === 0) continue;
    await leaveBy(page, () => send.first().click());
    if (await page.locator("[data-error-summary]").count()) await expectSoundAtBothWidths(page);
  }
  await context.close();
});
