import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDemo } from "../../demo/load.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { immediateProtection } from "../../src/casework/intake/rules.ts";
import { recordConversation } from "../../src/casework/participation/actions/record-conversation.ts";
import { addDays, stockholmDate, stockholmInstant, stockholmTime } from "../../src/platform/basics/dates.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import type { PlainBrowser } from "../support/app.ts";
import { openCaseFor, reportOfConcern } from "../support/casework.ts";
import { createTestDatabase } from "../support/database.ts";
import { lookAt } from "../support/investigated.ts";

/** The house at the moments that clocks get wrong: around midnight, when the clock is moved, on a leap day and at the turn of a year. */
let visit: Visit;
let browser: PlainBrowser;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

describe.each([
  ["the last second before midnight in winter", "2026-01-31T22:59:59.999Z", "2026-01-31", "23:59"],
  ["midnight in winter", "2026-01-31T23:00:00.000Z", "2026-02-01", "00:00"],
  ["the last second before midnight in summer", "2026-06-30T21:59:59.999Z", "2026-06-30", "23:59"],
  ["midnight in summer", "2026-06-30T22:00:00.000Z", "2026-07-01", "00:00"],
  ["the last second before the clock goes forward", "2026-03-29T00:59:59.999Z", "2026-03-29", "01:59"],
  ["the first second after it went forward", "2026-03-29T01:00:00.000Z", "2026-03-29", "03:00"],
  ["midnight of the day that has 23 hours", "2026-03-28T23:00:00.000Z", "2026-03-29", "00:00"],
  ["half past two in autumn, the first time", "2026-10-25T00:30:00.000Z", "2026-10-25", "02:30"],
  ["half past two in autumn, the second time", "2026-10-25T01:30:00.000Z", "2026-10-25", "02:30"],
  ["the last second of the day that has 25 hours", "2026-10-25T22:59:59.999Z", "2026-10-25", "23:59"],
  ["the last second of a leap day", "2028-02-29T22:59:59.999Z", "2028-02-29", "23:59"],
  ["the last second of a year", "2026-12-31T22:59:59.999Z", "2026-12-31", "23:59"],
  ["the first second of a year", "2026-12-31T23:00:00.000Z", "2027-01-01", "00:00"],
])("%s", (_words, moment, day, time) => {
  const now = new Date(moment);
  const tomorrow = addDays(day, 1);
  let caseId: string;

  beforeAll(async () => {
    visit.house.atMoment(now);
    visit.app.setNow(now);
    browser = await visit.signIn("caseworker");
    ({ caseId } = await openCaseFor(visit.house, { receivedOn: day, receivedAt: time }));
  });

  test("is that day and time, and a report of that minute is taken with its clock", async () => {
    expect([stockholmDate(now), stockholmTime(now)]).toEqual([day, time]);
    const { obligations, intakes } = await lookAt(visit.house, caseId);
    const { dueOn } = immediateProtection.apply({ type: "anmälan", receivedAt: stockholmInstant(day, time) });
    expect(obligations.find((one) => one.rule_id === "immediate-protection")?.due_on).toBe(dueOn);
    expect(intakes[0]).toMatchObject({ received_on: day });
  });

  test("what is said to be of the day after has not been yet", async () => {
    const { house } = visit;
    const report = reportOfConcern({ receivedOn: tomorrow, receivedAt: "00:00" });
    const early = await house.act(house.staff.caseworker, registerIntake, report);
    expect(early).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    const phaseId = (await lookAt(house, caseId)).phases[0]?.id;
    const talk = { caseId, phaseId, status: "genomfört", form: "enskilt", channel: "fysiskt", childWords: "Hej.", informationGiven: "Vad som händer.", understood: "ja" }; // prettier-ignore
    expect((await house.act(house.staff.caseworker, recordConversation, { ...talk, heldOn: tomorrow })).ok).toBe(false);
    expect((await house.act(house.staff.caseworker, recordConversation, { ...talk, heldOn: day })).ok).toBe(true);
  });

  test("pages are shown, and a form begins with that day", async () => {
    const pages = ["/arenden", `/arenden/${caseId}`, `/arenden/${caseId}/anteckning/ny`];
    const shown = await Promise.all(pages.map((path) => browser.get(path)));
    expect(shown.map((page) => page.status)).toEqual([200, 200, 200]);
    expect(await shown[2]?.text()).toContain(`value="${day}"`);
  });
});

test.each(["2028-02-29", "2026-10-25"])("a demo of %s is loaded", async (today) => {
  const database = await createTestDatabase();
  try {
    expect(await loadDemo(database.ownerUrl, { seed: 1, children: 8, today })).toMatchObject({ ok: true });
  } finally {
    await database.drop();
  }
});
