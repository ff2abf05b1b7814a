import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { writeExtract } from "../../demo/extract.ts";
import { loadDemo } from "../../demo/load.ts";
import { demoCode } from "../../demo/municipality.ts";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { valueOf } from "../../src/platform/basics/result.ts";
import { machineIn } from "../../src/platform/core/actor.ts";
import { perform } from "../../src/platform/core/door.ts";
import { publicText } from "../../src/platform/core/signing-key.ts";
import { importExtract } from "../../src/followup/exchange/import-extract.ts";
import { noteKey } from "../../src/survey/collection/actions/note-key.ts";
import { countedAnswers } from "../../src/survey/collection/answer-file.ts";
import { readEnvelope } from "../../src/survey/collection/delivery/envelope.ts";
import { makeOwnKey } from "../../src/survey/collection/delivery/own-key.ts";
import { registerKey } from "../../src/survey/deliveries/actions/unit-keys.ts";
import { answerColumns, columnsOfQuestion } from "../../src/survey/questionnaires/answer-columns.ts";
import { scratch } from "../extracts/build.ts";
import { form2024, standingIn } from "../support/answered-form.ts";
import { PlainBrowser, startTestApp, testSigningKeys } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { expectNoAxeViolations, launchBrowser, leaveBy, overflowsSideways } from "../support/browser.ts";
import { openHouse } from "../support/casework.ts";
import type { House } from "../support/casework.ts";
import { addRound, agencyCode } from "../support/delivery.ts";
import { children, numberAt } from "../support/identities.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

/**
 * The demo municipality, its children imported from an extract, answers the whole form of 2024 in a browser with scripts: every page sound, wide and
 * at 320 px. It is signed and sent to a running agency's program with a database of its own; what came there, what is printed and what the receipts say is what was saved.
 */
const day = "2024-03-31";
const form = await form2024();
let database: TestDatabase;
let app: TestApp;
let browser: Browser;
let agency: House;
let agencyApp: TestApp;
let roundId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  // The people who work there and their register of routines; the children come from the present case system's delivery.
  const loaded = await loadDemo(database.ownerUrl, { seed: 1, children: 1, today: day });
  if (!loaded.ok) throw new Error(loaded.error.message);
  const { rows } = await sql<{ id: number }>`select id from core.municipality where code = ${demoCode}`.execute(database.owner);
  const extract = await scratch();
  writeExtract(extract, { seed: 1, municipality: demoCode, children: 300, referenceDay: day });
  const by = { now: stockholmInstant(day, "09:00"), startedBy: null };
  const report = valueOf(await importExtract(database, { id: rows[0]?.id ?? 0, code: demoCode }, extract, by));
  expect(report.errors).toEqual([]);
  const now = stockholmInstant(day, "10:00");
  app = await startTestApp(database, { now, works: true });
  agency = await openHouse({ code: agencyCode });
  agency.atMoment(now);
  agencyApp = await startTestApp(agency.database, { now });
  roundId = await arrange(rows[0]?.id ?? 0);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await agencyApp?.close();
  await agency?.database.drop();
  await database.drop();
});

/** The keys of both, each known at the other end, and where the answers are sent: what the two have told each other beforehand. Gives the round. */
async function arrange(municipalityId: number): Promise<string> {
  const keyOf = async (code: string) => publicText(valueOf(await makeOwnKey(testSigningKeys(), code, true)));
  const [publicKey, agencyKey] = [await keyOf(demoCode), await keyOf(agencyCode)];
  const days = { opens_on: "2024-03-01", last_day: "2024-09-26", closes_on: "2024-10-10" };
  const round = await addRound(agency, [demoCode], days);
  const unit = { unitId: round.units[demoCode] ?? "", follows: 0, publicKey, cameFrom: "Brev och samtal." };
  await agency.do(agency.staff.agency, registerKey, unit);
  valueOf(
    await perform({ ...agency.door, db: database.app }, noteKey, machineIn(municipalityId), { publicKey }, { requestId: randomUUID() }),
  );
  const operator = await signIn("operator");
  await fill(operator, "/mottagare/ange", {
    agency: agencyCode,
    agencyName: "Provmyndigheten",
    address: agencyApp.address,
    publicKey: agencyKey,
  });
  return round.roundId;
}

/** Sends the form of a page, filled in, as a browser without scripts. */
async function fill(person: PlainBrowser, path: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const stands = standingIn(await (await person.get(path)).text());
  expect([path, (await person.post(path, { ...stands, ...fields })).status]).toEqual([path, 303]);
}

async function signIn(role: "analyst" | "director" | "operator"): Promise<PlainBrowser> {
  const { rows } = await sql<{ id: string }>`select s.id from access.staff s join access.staff_role r on r.staff_id = s.id
    where r.role = ${role} order by length(s.subject), s.subject limit 1`.execute(database.owner);
  const person = new PlainBrowser(app.address);
  expect((await person.signInAsDemo(demoCode, rows[0]?.id ?? "")).status).toBe(303);
  return person;
}

async function openAs(role: "analyst" | "director"): Promise<Page> {
  const { cookies } = await signIn(role);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: app.address })));
  return context.newPage();
}

/** Sound with axe, and nothing that has to be scrolled sideways on the smallest telephone. */
async function expectSound(page: Page): Promise<void> {
  await expectNoAxeViolations(page);
  await page.setViewportSize({ width: 320, height: 700 });
  expect([page.url(), await overflowsSideways(page)]).toEqual([page.url(), false]);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Answers what nothing is proposed for, as a person does: the first choice, or a sentence. */
async function answerRest(page: Page, key: string): Promise<void> {
  const shown = ((await page.locator("input[name=shown]").inputValue()) || "").split(" ");
  for (const question of form.pages.find((one) => one.key === key)?.questions ?? []) {
    if (!shown.includes(question.name)) continue;
    if (question.type === "several") {
      const boxes = page.locator(`input[name="${question.name}"]`);
      if ((await page.locator(`input[name="${question.name}"]:checked`).count()) === 0) await boxes.first().check();
      continue;
    }
    for (const { column, isBeside } of columnsOfQuestion(question)) {
      if (isBeside) continue;
      const [radios, list, text] = [`input[name="${column}"]`, `select[name="${column}"]`, `textarea[name="${column}"]`];
      if ((await page.locator(radios).count()) > 0) {
        if ((await page.locator(`${radios}:checked`).count()) === 0) await page.locator(radios).first().check();
      } else if ((await page.locator(list).count()) > 0) {
        if ((await page.locator(list).inputValue()) === "") await page.locator(list).selectOption({ index: 1 });
      } else if ((await page.locator(text).inputValue()) === "") await page.locator(text).fill("Vi följer upp det i ledningsgruppen.");
    }
  }
}

test("the whole form is answered, signed and sent in a browser, and every page of it is sound", async () => {
  const page = await openAs("analyst");
  await page.goto(`${app.address}/enkater/ny`);
  await page.getByLabel(form.title).check();
  await page.getByLabel("Sista svarsdag").fill("2024-09-26");
  await leaveBy(page, () => page.getByRole("button", { name: "Börja", exact: true }).click());
  const at = new URL(page.url()).pathname;
  await leaveBy(page, () => page.getByRole("button", { name: "Hämta förslag ur ärendena och registret" }).click());
  await expectSound(page);
  await page.goto(`${app.address}${at}/sida/${form.pages[0]?.key ?? ""}`);
  const seen = new Set<string>();
  for (let rounds = 0; page.url().includes("/sida/"); rounds++) {
    expect(rounds).toBeLessThan(60);
    const key = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await answerRest(page, key);
    if (!seen.has(key)) await expectSound(page);
    seen.add(key);
    await leaveBy(page, () => page.getByRole("button", { name: "Spara och gå vidare" }).click());
    expect([key, await page.locator("[data-error-summary]").allInnerTexts()]).toEqual([key, []]);
  }
  expect(seen.size).toBe(form.pages.length);
  await expectSound(page);
  const [, notByHand = "", all = ""] = /(\d+) av (\d+) frågor har förslag/u.exec(await page.locator("main").innerText()) ?? [];
  const counts = await page.locator("main").innerText();
  const origins = ["Ur ärendena", "Ur registret över rutiner", "Ur förra svaret", "För hand"].map(
    (origin) => `${origin} ${new RegExp(`${origin}\\s+(\\d+)`, "u").exec(counts)?.[1] ?? "?"}`,
  );
  console.log(`Ur ett inläst uttag, i webbläsaren: ${notByHand} av ${all} frågor inte för hand (${origins.join(", ")}).`);
  expect(Number(notByHand)).toBeGreaterThanOrEqual(45);
  await page.goto(`${app.address}${at}/jamforelse`);
  await expectSound(page);
  await page.context().close();

  const director = await openAs("director");
  await director.goto(`${app.address}${at}/skriv-under`);
  await expectSound(director);
  await leaveBy(director, () => director.getByRole("button", { name: "Skriv under", exact: true }).click());
  expect(new URL(director.url()).pathname).toBe(`${at}/kvittens`);
  await expectSound(director);
  const receipt = await director.locator("main").innerText();
  await director.goto(`${app.address}${at}/skriv-ut`);
  await expectSound(director);
  const printed = await director.locator("main").innerText();
  await fill(await signIn("analyst"), `${at}/mottagare`, { agency: agencyCode, roundId });
  await director.goto(`${app.address}${at}/skicka`);
  await leaveBy(director, () => director.getByRole("button", { name: "Skicka till Provmyndigheten" }).click());
  expect(await director.getByRole("button", { name: "Skicka till Provmyndigheten" }).count()).toBe(0);
  await expect.poll(async () => {
    await director.reload();
    return director.locator("main").innerText();
  }, { timeout: 900_000 }).toContain("Mottagen av Provmyndigheten"); // prettier-ignore
  await expectSound(director);
  const sent = await director.locator("main").innerText();
  const json = await (await director.context().request.get(`${app.address}${at}/svar.json`)).text();
  const sealed = await (await director.context().request.get(`${app.address}${at}/leverans.json`)).text();
  await director.context().close();

  // What was saved, read past the program, is what came to the agency under the municipality's seal, and what is printed and receipted.
  const { rows: saves } = await sql<{ answers: Record<string, string> }>`select distinct on (page) answers from survey.page_save
    order by page, number desc`.execute(database.owner);
  const expected = countedAnswers(form, new Map(saves.flatMap(({ answers }) => Object.entries(answers))));
  expect(expected.length).toBeGreaterThan(150);
  const { rows: came } = await sql<{
    content: string;
    receipt: string;
    way: string;
  }>`select d.content, d.way, r.receipt from survey.delivery d
    join survey.delivery_receipt r on r.unit_id = d.unit_id and r.number = d.number`.execute(agency.database.owner);
  const { rows: kept } = await sql<{ receipt: string; is_verified: boolean }>`select receipt, is_verified from survey.kept_receipt`.execute(
    database.owner,
  );
  expect(came).toEqual([{ content: json, receipt: kept[0]?.receipt, way: "signerat anrop" }]);
  expect(kept).toMatchObject([{ is_verified: true }]);
  expect(valueOf(readEnvelope(sealed)).content).toBe(json);
  expect((JSON.parse(came[0]?.content ?? "") as { answers: unknown }).answers).toEqual(expected);
  const digest = createHash("sha256").update(json).digest("hex");
  expect(kept[0]?.receipt).toContain(`"digest":"${digest}"`);
  expect(sent).toContain("Styrkt med myndighetens nyckel");
  expect(receipt).toContain(digest);
  expect(receipt).toMatch(/Besvarade frågor\s+62 av 62/u);
  const plain = (text: string) => text.replaceAll(/\s+/gu, " ");
  const ticks = new Set(answerColumns(form).flatMap(({ column, type }) => (type === "flera" ? [column] : [])));
  for (const { column, value } of expected)
    if (!ticks.has(column)) expect([column, plain(printed).includes(plain(value))]).toEqual([column, true]);
});

test("a fault is told at the top and at its field, and what was typed stands there", async () => {
  const page = await openAs("analyst");
  const number = numberAt(children, 0);
  const { rows } = await sql<{ id: string }>`select id from survey.answer_set limit 1`.execute(database.owner);
  await page.goto(`${app.address}/enkater/${rows[0]?.id ?? ""}/sida/hinder`);
  await page.locator("textarea[name=q25_text]").fill(`Barnet ${number.slice(0, 8)}-${number.slice(8)} ville inte.`);
  await leaveBy(page, () => page.getByRole("button", { name: "Spara och gå vidare" }).click());
  const summary = page.locator("[data-error-summary]");
  await summary.waitFor();
  expect(await summary.innerText()).toContain("personnummer");
  expect(await page.locator("textarea[name=q25_text]").inputValue()).toContain(number.slice(8));
  await expectSound(page);
  await page.context().close();
});
