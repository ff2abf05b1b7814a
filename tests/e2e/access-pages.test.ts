import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { valueOf } from "../../src/platform/basics/result.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { searchPerson } from "../../src/portals/desk/queries/search-person.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { launchBrowser } from "../support/browser.ts";
import { confirmClaims, openCaseFor } from "../support/casework.ts";
import type { StaffName } from "../support/casework.ts";
import { children, numberAt } from "../support/identities.ts";
import { giveNumbers, numberOf } from "../support/numbered.ts";
import { Person } from "./person.ts";

/** Guardians, emergencies and what the leader reviews: in a narrow window with scripts, each page looked at in a wide one too, and in a wide one without. */
let visit: Visit;
let browser: Browser;
beforeAll(async () => {
  [visit, browser] = [await openVisit(), await launchBrowser()];
  await giveNumbers(visit.house);
});
afterAll(async () => {
  await browser.close();
  await visit.close();
});

let place = 700;
const nextChild = (): string =>
  numberAt(
    children.filter((one) => one > "2012"),
    (place += 1),
  );

async function visitor(name: StaffName, width: number, scripts = true): Promise<Person> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: scripts });
  const session = await visit.signIn(name);
  await context.addCookies([...session.cookies].map(([key, value]) => ({ name: key, value, url: visit.app.address })));
  return new Person(await context.newPage(), visit.app.address, {
    scripts,
    secrets: ["Alva", "Testsson", "2012"],
    widths: [1280, 390],
  });
}

describe.each([
  [390, true],
  [1280, false],
])("in a window of %i, scripts: %s", (width, scripts) => {
  test("a guardian is confirmed, corrected and taken back, and the history stands", async () => {
    const { caseId } = await openCaseFor(visit.house);
    const me = await visitor("caseworker", width, scripts);
    await me.open(`/arenden/${caseId}`);
    expect(await me.words()).toContain("Nämns i anmälan, inte bekräftade: Johan Testsson, Maria Testsson");
    await me.follow("/vardnadshavare");
    await me.follow("?uppgift=");
    await me.button("Bekräfta");
    expect(await me.page.locator("[data-error-summary]").innerText()).toContain("Välj var uppgiften är hämtad.");
    await me.choose("source", "uppgift från någon");
    await me.write("sourceDetail", "Mormor");
    await me.button("Bekräfta");
    expect(await me.words()).toContain("Källa: uppgift från Mormor, 2026-03-02");
    await me.follow("/vardnadshavare/uppgift/");
    await me.write("reason", "Enligt folkbokföringen är hon inte vårdnadshavare.");
    await me.button("Spara");
    await me.press(me.page.getByRole("link", { name: /^Ändra/u }).first());
    await me.choose("way", "fel");
    await me.write("reason", "Förväxling.");
    await me.choose("source", "folkbokföringen");
    await me.button("Spara ändringen");
    const words = await me.words();
    expect(words).toContain("Ingen är bekräftad än.");
    expect(words).toContain("Johan Testsson var fel och räknas inte");
    expect(words).toContain("Maria Testsson är inte vårdnadshavare");
    await me.page.context().close();
  });

  test("a case is broken open from the search, seen with its end, and reviewed by the leader", async () => {
    const number = nextChild();
    const { caseId } = await openCaseFor(visit.house, { identityNumber: number, birthDate: undefined });
    const stranger = await visitor("stranger", width, scripts);
    await stranger.open("/sok");
    await stranger.write("number", number);
    await stranger.button("Sök");
    expect(await stranger.words()).toContain("Kontakta Enhet Norr");
    await stranger.reach(stranger.page.locator('[name="explanation"]'));
    await stranger.button("Nödöppna ärendet");
    expect(new URL(stranger.page.url()).pathname).toBe("/nodoppning");
    await stranger.choose("reason", "jour eller beredskap");
    await stranger.write("explanation", "Polisen har ringt om barnet.");
    await stranger.button("Nödöppna ärendet");
    expect(new URL(stranger.page.url()).pathname).toBe(`/arenden/${caseId}`);
    expect(await stranger.words()).toContain("Nödöppnat för dig till 2026-03-02 14:00");
    expect(await stranger.words()).toContain("Det du kan skriva nu");
    const colleague = await visitor("caseworker", width, scripts);
    await colleague.open(`/arenden/${caseId}`);
    expect(await colleague.words()).toContain("Nödöppnat av Test stranger till 2026-03-02 14:00");
    await stranger.button("Avsluta nödöppningen");
    const leader = await visitor("leader", width, scripts);
    await leader.open("/att-granska");
    expect(await leader.words()).toContain("Polisen har ringt om barnet.");
    await leader.press(leader.page.locator("section", { hasText: "Nödöppningar" }).getByRole("link", { name: "Granska" }).first());
    await leader.choose("outcome", "utan anmärkning");
    await leader.button("Spara granskningen");
    expect(await leader.words()).toContain("Granskningen är sparad.");
    for (const one of [stranger, colleague, leader]) await one.page.context().close();
  });

  test("a match with somebody who works here goes to the leader, who shuts out and can change it", async () => {
    const { house } = visit;
    const number = nextChild();
    const { caseId } = await openCaseFor(house, { identityNumber: number, birthDate: undefined, guardian1Number: numberOf("colleague") });
    await confirmClaims(house, house.staff.caseworker, caseId);
    const leader = await visitor("leader", width, scripts);
    await leader.open("/att-granska");
    const { file } = valueOf(await house.read(house.staff.leader, getCase, { caseId }));
    expect(await leader.words()).toContain(`Samma personnummer som en vårdnadshavare i ärende ${file.case_number}`);
    await leader.follow(`/att-granska/egen-familj/${caseId}/`);
    await leader.button("Spara granskningen");
    expect(await leader.page.locator("[data-error-summary] li").count()).toBe(2);
    await leader.choose("outcome", "egen familj");
    await leader.choose("source", "folkbokföringen");
    await leader.button("Spara granskningen");
    expect(valueOf(await house.read(house.staff.colleague, searchPerson, { number })).found).toEqual([]);
    await leader.page.getByText("Stängda ute för att det är egen familj").click();
    await leader.follow(`/att-granska/egen-familj/${caseId}/`);
    expect(await leader.words()).toContain("Stängd ute sedan 2 mars 2026 av Test leader");
    await leader.page.context().close();
  });
});
