import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { writeNote } from "../../src/casework/intake/actions/write-note.ts";
import { registerIntake } from "../../src/casework/intake/actions/register-intake.ts";
import { makeGuardianExtract } from "../../src/portals/desk/actions/make-journal-extract.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { expectSoundAtBothWidths, launchBrowser } from "../support/browser.ts";
import { openCaseFor, reportOfConcern } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { investigatedCase, lookAt } from "../support/investigated.ts";

/** Children who may stand here twice, siblings of one report, and a secret name in an extract: in a browser, at both widths, with and without JavaScript. */
let visit: Visit;
let browser: Browser;
beforeAll(async () => {
  visit = await openVisit();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await visit.close();
});

async function pageOf(javaScriptEnabled: boolean): Promise<Page> {
  const person = await visit.signIn("caseworker");
  const context = await browser.newContext({ javaScriptEnabled });
  await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, url: visit.app.address })));
  return context.newPage();
}
const shoot = async (page: Page, name: string) => {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
};

test.each([
  ["with", true],
  ["without", false],
] as const)("two children are compared and found to be one, %s JavaScript", async (how, scripts) => {
  const { house, app } = visit;
  const child = { givenName: "Mira", familyName: scripts ? "Dubbelsson" : "Dubbelström", birthDate: "2017-04-03" };
  const { caseId } = await openCaseFor(house, child);
  await openCaseFor(house, { ...child, language: "dari" });
  const page = await pageOf(scripts);
  await page.goto(`${app.address}/arenden/${caseId}/personer`);
  if (scripts) await expectSoundAtBothWidths(page);
  await page.getByRole("link", { name: "Barnet kan vara registrerat två gånger" }).click();
  if (scripts) await expectSoundAtBothWidths(page);
  await shoot(page, `double-${how}`);
  await page.getByLabel("Ja, det är samma barn").check();
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  for (const fault of ["Välj vilka uppgifter som gäller.", "Skriv varför.", "Välj var uppgiften är hämtad."])
    expect(await page.locator("main").innerText()).toContain(fault);
  await page.getByLabel(/^Första: Mira/u).check();
  await page.getByLabel("Varför?").fill("Samma nummer hos Skatteverket.");
  await page.getByLabel("Folkbokföringen").check();
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  expect(await page.locator("main").innerText()).toContain("Samma barn, 2026-03-02");
  if (scripts) await expectSoundAtBothWidths(page);
  await shoot(page, `doubles-${how}`);
  await page.context().close();
});

test("a child of the same report is accepted as a sibling from the genogram", async () => {
  const { house, app } = visit;
  const siblings = [{ givenName: "Birk", familyName: "Syskonsson", birthDate: "2014-02-03", sex: "man" }];
  const report = reportOfConcern({ givenName: "Asta", familyName: "Syskonsson", siblings });
  const { caseId = "" } = await house.do(house.staff.caseworker, registerIntake, report);
  const page = await pageOf(true);
  await page.goto(`${app.address}/arenden/${caseId}/genogram`);
  await expectSoundAtBothWidths(page);
  await shoot(page, "genogram");
  await page.getByRole("link", { name: "Svara om barnen är syskon" }).click();
  await expectSoundAtBothWidths(page);
  await shoot(page, "sibling");
  await page.getByLabel("Ja, syskon").check();
  await page.getByRole("button", { name: "Spara svaret" }).click();
  expect(await page.locator("main").innerText()).toContain("Birk Syskonsson är syskon till Asta Syskonsson");
  await page.context().close();
});

test("a secret name in an extract is read and answered before the file is given", async () => {
  const { house, app } = visit;
  const me = house.staff.caseworker;
  const secret = { maskReporter: "ja", maskGround: "fara för våld", maskReason: "Mormor är hotad." };
  const granny = { reporterCategory: "anhörig", reporterName: "Siv Gran", feedbackRequested: "nej" };
  const { caseId } = await investigatedCase(house, { givenName: "Liv", ...granny, ...secret });
  await house.do(me, writeNote, { caseId, happenedOn: "2026-03-02", text: "Siv berättade mer. Skolan hjälper till." });
  const guardianshipId = (await lookAt(house, caseId)).guardians[0]?.guardianship_id;
  const asked = { harmReasoning: "Barnet vill att båda ska veta.", reporter: "visas" };
  const { extractId } = await house.do(me, makeGuardianExtract, { caseId, guardianshipId, ...asked });
  const page = await pageOf(true);
  await page.goto(`${app.address}/arenden/${caseId}/utdrag/${extractId}`);
  await expectSoundAtBothWidths(page);
  await shoot(page, "extract");
  await page.getByRole("link", { name: "Läs och svara" }).click();
  await expectSoundAtBothWidths(page);
  await shoot(page, "passages");
  await page.getByLabel("Siv berättade mer.").check();
  await page.getByLabel("Varför röjer de inte vem som har anmält?").fill("Siv är också barnets lärare.");
  await page.getByRole("button", { name: "Spara svaret" }).click();
  expect(await page.getByRole("link", { name: "Hämta utdraget (PDF)" }).count()).toBe(1);
  await page.context().close();
});

test("what is reported of a child who is not born becomes the child's own case, and a child without name is described", async () => {
  const { app } = visit;
  const page = await pageOf(true);
  const fill = async (given: Readonly<Record<string, string>>) => {
    for (const [label, text] of Object.entries(given))
      await page
        .getByLabel(new RegExp(`^${label.replace("?", "\\?")}`, "u"))
        .first()
        .fill(text);
  };
  const reported = async () => {
    await page.goto(`${app.address}/anmalningar/ny`);
    await page.getByLabel("Hur det kom in").selectOption("telefon");
    await page.getByLabel("Vad oron eller ansökan gäller").fill("Oro inför förlossningen.");
    await page.getByLabel("Ekonomi eller boende").check();
    await page.getByLabel("Vem", { exact: true }).selectOption("hälso- och sjukvård");
    await fill({ "Namn och arbetsplats": "Barnmorska Test" });
    await page.getByLabel("Vet inte").first().check();
  };
  await reported();
  await page.getByLabel("Det är inte fött").check();
  expect(await page.getByLabel("Födelsedatum").isVisible()).toBe(false);
  await fill({ "Beräknad födelsedag": "2026-04-01" });
  await shoot(page, "expected-report");
  await expectSoundAtBothWidths(page);
  await page.getByRole("button", { name: "Registrera", exact: true }).click();
  expect(await page.locator("main").innerText()).toContain("Skriv den som väntar barnet");
  await fill({ "Förnamn, vårdnadshavare 1": "Elin", "Efternamn, vårdnadshavare 1": "Födersson" });
  await page.getByRole("button", { name: "Registrera", exact: true }).click();
  const overview = await page.locator("main").innerText();
  for (const words of ["Väntat barn Födersson", "väntas 2026-04-01", "Elin Födersson väntar barnet"]) expect(overview).toContain(words);
  expect(overview).not.toContain("Bedöm om barnet behöver omedelbart skydd");
  await shoot(page, "expected-case");
  await page.getByRole("link", { name: "Barnet är fött, eller en ny dag" }).first().click();
  await page.getByLabel("Barnet är fött").check();
  await shoot(page, "birth");
  await expectSoundAtBothWidths(page);
  await fill({ Födelsedag: "2026-03-01", Förnamn: "Ines" });
  await page.getByLabel("Flicka").check();
  await page.getByLabel("Folkbokföringen").check();
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  const after = await page.locator("main").innerText();
  for (const words of ["Ines Födersson", "Bedöm om barnet behöver omedelbart skydd"]) expect(after).toContain(words);
  await reported();
  await page.getByLabel("Inte namnet").check();
  await fill({ "Ungefär vilket år är barnet fött?": "2012", "Beskriv barnet": "Pojke i grå jacka vid stationen." });
  await shoot(page, "unnamed-report");
  await page.getByRole("button", { name: "Registrera", exact: true }).click();
  await page.getByRole("link", { name: "Visa barnets uppgifter" }).click();
  const unnamed = await page.locator("main").innerText();
  for (const words of ["Okänt barn", "Pojke i grå jacka vid stationen.", "2012, dagen är inte känd", "Skriv vem barnet är"])
    expect(unnamed).toContain(words);
  await expectSoundAtBothWidths(page);
  await shoot(page, "unnamed-person");
  await page.context().close();
});

test("the population register is asked from a person's page, and what it says is gone through", async () => {
  const { house, app } = visit;
  const identityNumber = numberAt(
    children.filter((one) => one > "2012"),
    40,
  );
  const sex = Number(identityNumber.at(-2)) % 2 === 0 ? "kvinna" : "man";
  const { caseId } = await openCaseFor(house, { givenName: "Folke", identityNumber, birthDate: undefined, sex });
  const { child } = await lookAt(house, caseId);
  const said = { identityNumber, readOn: "2026-03-02", address: { address: "Storgatan 1, 111 22 Orten", from: "2026-02-01" } };
  const server = createServer((_request, response) =>
    response.end(JSON.stringify({ ...said, name: { givenName: "Folke", familyName: "Nysson" } })),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const secret = "a secret agreed with the population register";
  Object.assign(process.env, { POPULATION_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, POPULATION_SECRET: secret });
  try {
    const page = await pageOf(true);
    await page.goto(`${app.address}/arenden/${caseId}/personer/${child.id}`);
    await page.getByRole("link", { name: "Hämta från folkbokföringen" }).click();
    await expectSoundAtBothWidths(page);
    await page.getByRole("button", { name: "Fråga folkbokföringen" }).click();
    await expectSoundAtBothWidths(page);
    await shoot(page, "population");
    await page.getByLabel("Folkbokföringsadress: Storgatan 1, 111 22 Orten").check();
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    const after = await page.locator("main").innerText();
    for (const words of ["Storgatan 1, 111 22 Orten", "Uppgifterna är genomgångna."]) expect(after).toContain(words);
    await page.context().close();
  } finally {
    delete process.env["POPULATION_URL"];
    delete process.env["POPULATION_SECRET"];
    await new Promise((done) => server.close(done));
  }
});

test("a register that answers in a file has said nothing yet, and the page does not say that all is as it stands", async () => {
  const { house, app } = visit;
  const identityNumber = numberAt(
    children.filter((one) => one > "2012"),
    41,
  );
  const sex = Number(identityNumber.at(-2)) % 2 === 0 ? "kvinna" : "man";
  const { caseId } = await openCaseFor(house, { givenName: "Fia", identityNumber, birthDate: undefined, sex });
  const { child } = await lookAt(house, caseId);
  process.env["POPULATION_FOLDER"] = await mkdtemp(join(tmpdir(), "register-"));
  try {
    const page = await pageOf(false);
    await page.goto(`${app.address}/arenden/${caseId}/personer/${child.id}/folkbokforing/svar`);
    expect(await page.locator("main").innerText()).not.toContain("säger inget annat");
    await page.goto(`${app.address}/arenden/${caseId}/personer/${child.id}/folkbokforing`);
    await page.getByRole("button", { name: "Fråga folkbokföringen" }).click();
    const after = await page.locator("main").innerText();
    expect(after).toContain("Folkbokföringen har inte svarat än.");
    expect(after).not.toContain("säger inget annat");
    await page.context().close();
  } finally {
    delete process.env["POPULATION_FOLDER"];
  }
});
