import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { loadDemo } from "../../demo/load.ts";
import { demoCode } from "../../demo/municipality.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { PlainBrowser, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { expectSoundAtBothWidths, launchBrowser } from "../support/browser.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/** The pages of parties whose states are long: with days, and with what somebody was told. */
let database: TestDatabase;
let app: TestApp;
let browser: Browser;
const today = "2026-11-22";

beforeAll(async () => {
  database = await createTestDatabase();
  const loaded = await loadDemo(database.ownerUrl, { seed: 1, children: 40, today });
  if (!loaded.ok) throw new Error(loaded.error.message);
  app = await startTestApp(database, { now: stockholmInstant(today, "10:00") });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await database.drop();
});

/** What in a card or a row reaches out of it. */
const runOut = `[...document.querySelectorAll(".f-card, .f-table tbody tr")].flatMap((card) => {
  const end = card.getBoundingClientRect().right + 1;
  const parts = [...card.querySelectorAll("tbody *, h2")];
  return parts.filter((one) => one.getBoundingClientRect().right > end).map((one) => one.textContent);
})`;

test("no state of a party runs out of its card, and a name stands apart from what somebody is", async () => {
  const { rows } = await sql<{ id: string; staff: string }>`select distinct a.case_id as id, s.id as staff
    from party.communication a join intake.case_assignment w on w.case_id = a.case_id join access.staff s on s.id = w.staff_id
    where s.subject = 'demo:1' and w.role = 'ansvarig' limit 6`.execute(database.owner);
  expect(rows.length).toBeGreaterThan(0);
  const person = new PlainBrowser(app.address);
  await person.signInAsDemo(demoCode, rows[0]?.staff ?? "");
  const context = await browser.newContext();
  await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, url: app.address })));
  const page = await context.newPage();
  for (const { id } of rows) {
    await page.goto(`${app.address}/arenden/${id}/parter`);
    await expectSoundAtBothWidths(page);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect([id, width, await page.evaluate(runOut)]).toEqual([id, width, []]);
    }
    for (const words of await page.locator("tbody th[scope=row]").allInnerTexts())
      expect(words).toMatch(/, (?:vårdnadshavare|barnet som egen part)/u);
  }
  await context.close();
});
