import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settleClocks } from "../src/casework/case/clocks.ts";
import { valueOf } from "../src/platform/basics/result.ts";
import { demoStaff } from "../src/platform/access/sign-on/staff.ts";
import type { Role } from "../src/platform/core/actor.ts";
import { PlainBrowser, startTestApp } from "../tests/support/app.ts";
import type { TestApp } from "../tests/support/app.ts";
import { standingIn } from "../tests/support/answered-form.ts";
import { createTestDatabase } from "../tests/support/database.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { testLinkKey } from "../tests/support/link-key.ts";
import { demoAgency, loadAgency } from "./agency.ts";
import { loadDemo, resetDemo } from "./load.ts";
import { demoCode } from "./municipality.ts";
import { tieDemo } from "./tie.ts";

let database: TestDatabase;
let app: TestApp;
const now = new Date("2026-03-14T10:00:00+01:00");
const today = "2026-03-14";
const folder = () => join(tmpdir(), "signing-keys");
const tie = (address = app.address) => tieDemo({ db: database.app, clock: () => now, settle: settleClocks, folder: folder(), address });
beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database, { now, signingKeys: folder(), works: true });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const browserOf = async (code: string, role: Role) => {
  const { id } = await database.app.selectFrom("core.municipality").select("id").where("code", "=", code).executeTakeFirstOrThrow();
  const person = (await demoStaff(database.app, id)).find((one) => one.role === role);
  const browser = new PlainBrowser(app.address);
  await browser.signInAsDemo(code, person?.id ?? "");
  return browser;
};
const look = async (browser: PlainBrowser, path: string) => (await browser.get(path)).text();
const send = async (browser: PlainBrowser, path: string, fields: Readonly<Record<string, string>>) => {
  const response = await browser.post(path, { ...standingIn(await look(browser, path)), ...fields });
  return (response.headers.get("location") ?? `${response.status}`).split("?")[0] ?? "";
};

test("without the one or the other there is nothing to tie", async () => {
  expect(valueOf(await tie())).toBe(false);
  valueOf(await loadDemo(database.ownerUrl, { seed: 1, children: 30, today, now }));
  expect(valueOf(await tie())).toBe(false);
});

test("what the director of Demokommunen signs and sends is received by Demomyndigheten, with a receipt that is its own", async () => {
  valueOf(await loadAgency(database.ownerUrl, { seed: 1, today, key: testLinkKey }));
  expect(valueOf(await tie())).toBe(true);
  const director = await browserOf(demoCode, "director");
  const at = /href="(\/enkater\/[0-9a-f-]{36})"/u.exec(await look(director, "/enkater"))?.[1] ?? "";
  await send(director, `${at}/sida/planering`, { q13: "Ja" });
  expect(await look(director, at)).not.toContain("Skicka svaren");
  expect(await send(director, `${at}/skriv-under`, {})).toBe(`${at}/kvittens`);
  // One clear next step, on the receipt and on the survey's first page.
  for (const page of [at, `${at}/kvittens`]) expect(await look(director, page)).toMatch(/href="[^"]*\/skicka"[^>]*>Skicka svaren</u);
  const text = await look(director, `${at}/skicka`);
  expect(text).toContain("Svaren skickas till Demomyndigheten (påhittad) (127.0.0.1");
  const [, csrf = "", key = ""] =
    /action="[^"]*skicka-nu"[^>]*>.*?name="_csrf" value="([^"]*)".*?name="_key" value="([^"]*)"/su.exec(text) ?? [];
  expect((await director.post(`${at}/skicka-nu`, { _csrf: csrf, _key: key })).status).toBe(303);
  await expect.poll(() => look(director, `${at}/skicka`), { timeout: 900_000 }).toContain("Mottagen av Demomyndigheten");
  expect(await look(director, `${at}/skicka`)).toContain("Styrkt med myndighetens nyckel");
  const agency = await browserOf(demoAgency.code, "agency");
  const round = /href="(\/omgangar\/[0-9a-f-]{36})"/u.exec(await look(agency, "/myndighet"))?.[1] ?? "";
  expect(await look(agency, `${round}/leveranser`)).toContain(`${demoCode} Demokommunen`);
});

test("again it changes nothing; at another address the agency is found there; after a reset both begin anew", async () => {
  const counts = async () =>
    Promise.all(
      (["survey.recipient", "survey.unit_key", "survey.answer_set", "survey.addressee"] as const).map(async (table) =>
        Number(
          (
            await database.owner
              .selectFrom(table)
              .select((s) => s.fn.countAll().as("n"))
              .executeTakeFirstOrThrow()
          ).n,
        ),
      ),
    );
  const before = await counts();
  expect(valueOf(await tie())).toBe(true);
  expect(await counts()).toEqual(before);
  expect(valueOf(await tie("http://localhost:3999"))).toBe(true);
  const operator = await browserOf(demoCode, "operator");
  expect(await look(operator, "/mottagare")).toContain("http://localhost:3999");
  valueOf(await resetDemo(database.ownerUrl, { seed: 1, children: 30, today, now }));
  expect(valueOf(await tie())).toBe(true);
});
