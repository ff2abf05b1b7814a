import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadAgency } from "../../demo/agency.ts";
import { loadDemo } from "../../demo/load.ts";
import { demoCode } from "../../demo/municipality.ts";
import { tieDemo } from "../../demo/tie.ts";
import { settleClocks } from "../../src/casework/case/clocks.ts";
import { demoStaff } from "../../src/platform/access/sign-on/staff.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { PlainBrowser, startTestApp, testSigningKeys } from "../support/app.ts";
import { standingIn } from "../support/answered-form.ts";
import { createTestDatabase } from "../support/database.ts";
import { testLinkKey } from "../support/link-key.ts";

/** The demo as `npm start` loads it on the day that the documents name. */
const day = "2026-03-14";
const now = new Date(`${day}T09:00:00+01:00`);
const database = await createTestDatabase();
afterAll(() => database.drop());

test("how many questions the demo fills in is what the documents say", async () => {
  const loaded = valueOf(await loadDemo(database.ownerUrl, { seed: 1, children: 300, today: day, now }));
  valueOf(await loadAgency(database.ownerUrl, { seed: 1, today: day, key: testLinkKey }));
  const app = await startTestApp(database, { now });
  const folder = testSigningKeys();
  expect(valueOf(await tieDemo({ db: database.app, clock: () => now, settle: settleClocks, folder, address: app.address }))).toBe(true);
  const director = (await demoStaff(database.app, loaded.municipalityId)).find(({ role }) => role === "director");
  const browser = new PlainBrowser(app.address);
  await browser.signInAsDemo(demoCode, director?.id ?? "");
  const look = async (path: string) => (await browser.get(path)).text();
  const at = /href="(\/enkater\/[0-9a-f-]{36})"/u.exec(await look("/enkater"))?.[1] ?? "";
  const { _csrf = [], _key = [] } = standingIn(await look(at));
  expect((await browser.post(`${at}/fyll-i`, { _csrf, _key })).status).toBe(303);
  const [, filled = "", all = ""] = /(\d+) av (\d+) frågor har förslag/u.exec(await look(at)) ?? [];
  await app.close();
  expect(Number(all)).toBeGreaterThan(40);
  for (const [name, said] of [
    ["surveys.md", `in the demo they are ${filled} of ${all}`],
    ["status.md", `${filled} of ${all} questions`],
  ] as const) {
    const text = readFileSync(join(import.meta.dirname, "..", "..", "docs", name), "utf8").replaceAll(/\s+/gu, " ");
    expect([name, text.includes(said), said]).toEqual([name, true, said]);
  }
});
