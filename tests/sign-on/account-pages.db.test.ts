import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { addDemoStaff, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { expectSoundAtBothWidths, launchBrowser, leaveBy } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let app: TestApp;
let browser: Browser;
let ek: number;
let dag: string;
const narrow = { width: 390, height: 900 };

beforeAll(async () => {
  database = await createTestDatabase();
  ek = await addMunicipality(database, { code: "9901", name: "Ekdalen", isDemo: true });
  dag = await addDemoStaff(database, ek, { name: "Dag Drift", title: "systemförvaltare", roles: ["operator"] });
  const unit = "Barn och unga Norr";
  await addDemoStaff(database, ek, { name: "Amina Lindqvist-Andersson", title: "socialsekreterare", roles: ["caseworker"], unit });
  await addDemoStaff(database, ek, { name: "Johan Ek", title: "gruppledare", roles: ["team_leader", "caseworker"], unit });
  const closed = await addDemoStaff(database, ek, { name: "Sara Sandberg", title: "socialsekreterare", roles: ["caseworker"] });
  await inMunicipality(database.app, ek, (tx) => tx.updateTable("access.staff").set({ active: false }).where("id", "=", closed).execute());
  app = await startTestApp(database);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await database?.drop();
});

/** Signed in as the operator, in a narrow window. */
async function open(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: narrow, locale: "sv-SE", javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(app.address);
  await leaveBy(page, () => page.getByRole("button", { name: "Logga in som Dag Drift, systemförvaltare" }).click());
  return page;
}

/** At both widths; leaves it narrow. */
async function look(page: Page, name: string): Promise<void> {
  await expectSoundAtBothWidths(page);
  await page.setViewportSize(narrow);
  const folder = process.env["FORTROGEN_PICTURES"];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe("at 390 pixels and 1280", () => {
  it("the first page, the accounts, an account and one's own sign-ons can be read and used by everybody", async () => {
    const fresh = await browser.newPage({ viewport: narrow });
    await fresh.goto(app.address);
    expect(await fresh.getByText("npx fortrogen demo reset").isVisible()).toBe(true);
    await look(fresh, "forsta");
    await fresh.goto(`${app.address}/?utloggad=har`);
    await look(fresh, "utloggad");
    const page = await open();
    expect(new URL(page.url()).pathname).toBe("/konton");
    await look(page, "konton");
    await leaveBy(page, () => page.getByRole("link", { name: "Amina Lindqvist-Andersson" }).click());
    await look(page, "konto");
    await leaveBy(page, () => page.getByRole("button", { name: "Stäng kontot" }).click());
    await page.getByText("Kontot är stängt").waitFor();
    await leaveBy(page, () => page.getByRole("button", { name: "Öppna kontot" }).click());
    await page.getByText("Kontot är öppet").waitFor();
    await leaveBy(page, () => page.getByRole("link", { name: "Mina inloggningar" }).click());
    await look(page, "mina-ensam");
    await page.context().close();
  });

  it("the other sign-ons are ended with one press, without JavaScript too", async () => {
    const others = [await open(), await open()];
    const page = await open(false);
    await leaveBy(page, () => page.getByRole("link", { name: "Mina inloggningar" }).click());
    await leaveBy(page, () => page.getByRole("button", { name: /^Avsluta de \d+ andra$/u }).click());
    await page.getByText("Det är avslutat.").waitFor();
    for (const other of others) {
      await other.goto(`${app.address}/konton`);
      expect(new URL(other.url()).pathname).toBe("/");
      await other.context().close();
    }
    const left = await inMunicipality(database.app, ek, (tx) =>
      tx.selectFrom("access.session").select("id").where("staff_id", "=", dag).where("ended_at", "is", null).execute(),
    );
    expect(left.length).toBe(1);
    await page.context().close();
  });

  it("several sign-ons fit in the window", async () => {
    await open();
    const page = await open();
    await page.goto(`${app.address}/mina-inloggningar`);
    await look(page, "mina");
    await page.context().close();
  });
});
