import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDemoStaff, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { expectNoAxeViolations, expectSoundAtBothWidths, launchBrowser, leaveBy } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { done, pages } from "./pages.tsx";

let database: TestDatabase;
let app: TestApp;
let browser: Browser;
let faults: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const id = await addMunicipality(database, { code: "9901", name: "Ekdalen", isDemo: true });
  await addDemoStaff(database, id, { name: "Amina Lindqvist", title: "socialsekreterare", roles: ["caseworker"], unit: "Barn och familj" });
  app = await startTestApp(database, { routes: pages });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await database?.drop();
});
beforeEach(() => {
  app.setNow(new Date("2026-03-14T08:00:00Z"));
  done.length = 0;
  faults = [];
});

async function open(options: { javaScript?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: 1280, height: 800 },
    locale: "sv-SE",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(error.message));
  // A request that was meant to be refused is no fault; a breach of the policy is.
  page.on(
    "console",
    (message) => message.type() === "error" && !message.text().startsWith("Failed to load resource") && faults.push(message.text()),
  );
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.goto(app.address);
  await leaveBy(page, () => page.getByRole("button", { name: "Logga in som Amina Lindqvist, socialsekreterare" }).click());
  await page.waitForURL("**/prov/sida");
}

const caseId = "0199a1b2-0000-7000-8000-0000000000a1";

describe.each([{ javaScript: true }, { javaScript: false }])("in a browser, JavaScript $javaScript", ({ javaScript }) => {
  it("signs in, fails a form, mends it, is told that it is saved, signs out", async () => {
    const page = await open({ javaScript });
    await signIn(page);
    await page.goto(`${app.address}/prov/${caseId}/skriv`);
    await page.getByLabel("Antal").fill("många");
    await leaveBy(page, () => page.getByRole("button", { name: "Spara", exact: true }).click());
    expect(await page.title()).toBe("Fel: Skriv – Förtrogen");
    if (javaScript) {
      expect(await page.evaluate("document.activeElement.hasAttribute('data-error-summary')")).toBe(true);
      await expectNoAxeViolations(page);
    }
    await page.getByRole("link", { name: "Skriv något." }).click();
    await page.getByLabel("Ord").fill("hej");
    await page.getByLabel("Antal").fill("3");
    await leaveBy(page, () => page.getByRole("button", { name: "Spara", exact: true }).click());
    expect(await page.getByRole("status").innerText()).toContain("Det är sparat.");
    expect(done).toEqual([{ caseId, words: "hej", count: 3 }]);
    await leaveBy(page, () => page.getByRole("button", { name: "Logga ut" }).click());
    expect(await page.getByRole("button", { name: /Logga in som/u }).count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("loses nothing when the session ends while writing", async () => {
    const page = await open({ javaScript });
    await signIn(page);
    await page.goto(`${app.address}/prov/${caseId}/skriv`);
    await page.getByLabel("Ord").fill("en lång berättelse");
    app.setNow(new Date("2026-03-14T09:00:00Z"));
    await leaveBy(page, () => page.getByRole("button", { name: "Spara", exact: true }).click());
    await leaveBy(page, () => page.getByRole("button", { name: /Logga in som Amina/u }).click());
    expect(await page.getByLabel("Ord").inputValue()).toBe("");
    await leaveBy(page, () => page.getByRole("link", { name: "Fortsätt" }).click());
    expect(await page.getByRole("status").innerText()).toContain("är ifyllt");
    expect(await page.getByLabel("Ord").inputValue()).toBe("en lång berättelse");
    await leaveBy(page, () => page.getByRole("button", { name: "Spara", exact: true }).click());
    expect(done).toEqual([{ caseId, words: "en lång berättelse" }]);
    await page.context().close();
  });
});

describe("drafts", () => {
  it("are kept on the server while one writes, offered and never filled in unasked, and leave nothing in the browser", async () => {
    const page = await open();
    await signIn(page);
    const form = `${app.address}/prov/${caseId}/skriv`;
    const written = () => page.getByLabel("Ord").inputValue();
    await page.goto(form);
    await page.getByLabel("Ord").pressSequentially("utkast");
    await page.goto(`${app.address}/prov/sida`);
    expect(await page.evaluate("sessionStorage.length + localStorage.length")).toBe(0);
    await leaveBy(page, () => page.getByRole("button", { name: "Logga ut" }).click());
    await signIn(page);
    // The draft is sent as the page is left, and may arrive a moment after the next page.
    await expect
      .poll(async () => (await page.goto(form)) && page.getByRole("link", { name: "Fortsätt" }).count(), { timeout: 900_000 })
      .toBe(1);
    expect(await written()).toBe("");
    await leaveBy(page, () => page.getByRole("link", { name: "Fortsätt" }).click());
    expect(await written()).toBe("utkast");
    await leaveBy(page, () => page.getByRole("button", { name: "Spara", exact: true }).click());
    await page.waitForURL("**/prov/sida");
    await page.goto(form);
    expect(await page.getByRole("link", { name: "Fortsätt" }).count()).toBe(0);
    await page.context().close();
  });
});

describe("every open page", () => {
  it("is accessible and fits 390 pixels and 1280", async () => {
    const page = await open();
    for (const path of ["/", "/stil", "/om", "/om/tillganglighet", "/api", "/finns-inte"]) {
      await page.goto(app.address + path);
      await expectSoundAtBothWidths(page);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("shows fields that belong to a choice only when it is chosen, and all of them without JavaScript", async () => {
    const page = await open();
    await page.goto(`${app.address}/stil`);
    const more = page.getByLabel("Vad, och varför?");
    expect(await more.isVisible()).toBe(false);
    await page.getByLabel("Ja", { exact: true }).check();
    expect(await more.isVisible()).toBe(true);
    const plain = await open({ javaScript: false });
    await plain.goto(`${app.address}/stil`);
    expect(await plain.getByLabel("Vad, och varför?").isVisible()).toBe(true);
  });
});
