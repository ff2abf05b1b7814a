import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { addDemoStaff, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { launchBrowser, leaveBy } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { Person } from "./person.ts";

/** The newcomer's way: from a report of concern to a closed case, by the forms alone, in a real browser. */
let database: TestDatabase;
let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  const municipality = await addMunicipality(database, { code: "9999", name: "Ekdalen", isDemo: true });
  await addDemoStaff(database, municipality, {
    name: "Amina Lindqvist",
    title: "socialsekreterare",
    roles: ["caseworker"],
    unit: "Barn och familj",
  });
  await addDemoStaff(database, municipality, { name: "Karin Öberg", title: "kvalitetsutvecklare", roles: ["analyst"] });
  app = await startTestApp(database);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await database.drop();
});

describe.each([
  { scripts: true, child: "Alva" },
  { scripts: false, child: "Bodil" },
])("with scripts: $scripts", ({ scripts, child }) => {
  test("a report of concern goes all the way to a closed case", async () => {
    const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const me = new Person(page, app.address, { scripts, secrets: [child, "Testsson"] });
    const todayIs = async (day: string): Promise<void> => {
      app.setNow(stockholmInstant(day, "10:00"));
      await context.clearCookies();
      await me.open("/");
      await me.button(/^Logga in som Amina/);
    };

    await todayIs("2026-03-02");
    await me.open("/arenden");
    expect(await me.words()).toContain("0 öppna ärenden");
    await me.follow("/anmalningar/ny");
    await registerReport(me, child);
    const caseUrl = new URL(page.url()).pathname;
    expect(caseUrl).toMatch(/^\/arenden\/[0-9a-f-]{36}$/);
    expect(await me.ladder()).toEqual(["missing", "missing", "later", "later"]);
    await me.follow("/skyddsbedomning/");
    await me.choose("result", "inget omedelbart skydd");
    await me.write("reasoning", "Barnet är hos mormor och har det lugnt där.");
    await me.button("Spara skyddsbedömningen");

    await todayIs("2026-03-10");
    await me.open("/arenden");
    expect(await me.words()).toContain(child);
    await me.press(page.locator(`main a[href="${caseUrl}"]`).first());
    await recordTalkWithAFault(me, child);
    expect(await me.ladder()).toEqual(["done", "done", "missing", "later"]);
    await me.follow("/vagd");
    expect(await me.words()).toContain("Jag vill att det ska bli lugnare hemma.");
    await me.write("content", "Det barnet säger om hemmet är skälet till att vi utreder.");
    await me.button("Spara");
    await me.follow("/forhandsbedomning/");
    await me.choose("result", "inleda");
    await me.write("purpose", "Vad barnet behöver för att komma tillbaka till skolan.");
    await me.write("reasoning", "Frånvaron och det som barnet berättar behöver utredas.");
    await me.button("Spara beslutet");
    await tell(me, "Utredning inleds");
    await me.follow("/aterkoppling/");
    await me.choose("outcome", "lämnad");
    await me.write("content", "En utredning är inledd.");
    await me.button("Spara återkopplingen");

    await todayIs("2026-05-20");
    await me.open(caseUrl);
    const investigation = ((await page.locator('main a[href*="/utredning/"]').first().getAttribute("href")) ?? "").replace(/\/[^/]+$/, "");
    await me.open(`${investigation}/beslut`);
    expect(await me.words()).toContain("Beslutet kan inte fattas än");
    expect(await page.locator('main a[href$="/beslut/insats"]').count()).toBe(0);
    await me.open(`${investigation}/beslut/insats`);
    expect(await page.locator("main form.f-form").count()).toBe(0);
    await me.open(caseUrl);
    await recordTalk(me, "Jag vill ha hjälp på morgonen.");
    await weigh(me);
    await me.open(caseUrl);
    await me.follow("/barnets-basta");
    await me.write("assessment", "Det bästa för barnet är stöd hemma, så som barnet själv önskar.");
    await me.button("Spara bedömningen");
    await confirmGuardians(me, caseUrl);
    await informGuardians(me, investigation);
    await me.open(`${investigation}/beslut`);
    await me.follow("/beslut/insats");
    await grant(me);
    await tell(me, "familjebehandling");

    await todayIs("2026-06-01");
    await me.open(caseUrl);
    await recordTalk(me, "Mamma ska väcka mig.");
    await weigh(me);
    await tell(me, "Det här är planen");
    await me.follow("/plan");
    await me.write("provider", "Familjehuset");
    await me.write("childGoals", "Att mamma väcker mig.");
    await me.choose("childInformationUsed", "ja");
    for (const fold of await page.locator("details:not([open]):has(input[name^='statements.']) > summary").all()) await fold.click();
    for (const one of await page.locator('input[name^="statements."][value="i sin helhet"]').all()) await one.check();
    await me.choose("statements.0.choice", "inte");
    await page.locator('[name="statements.0.reason"]').selectOption("barnet har bett oss att inte berätta");
    await me.button("Spara planen och lämna över");
    await me.open(`${caseUrl}/insatser`);
    expect(await me.words()).toContain("Familjehuset");

    await todayIs("2026-09-01");
    await me.open(caseUrl);
    await recordTalk(me, "Det är bättre nu.");
    await me.follow("/uppfoljning");
    expect(await page.locator('[name="childView"]').inputValue()).toBe("Det är bättre nu.");
    await me.choose("carriedOutAsPlanned", "ja");
    await me.choose("goalAttainment", "uppnått helt");
    await me.write("summary", "Målen är nådda.");
    await me.choose("changeNeeded", "avsluta");
    await me.button("Spara uppföljningen");
    await me.open(caseUrl);
    await me.follow("/avslut");
    expect(await me.words()).toContain("Insatsen kan inte avslutas än");
    await me.follow("/vagd");
    await me.write("content", "Barnet vill sluta. Det gör vi.");
    await me.button("Spara");
    await tell(me, "Målen är nådda.");
    await me.follow("/avslut");
    await me.choose("reason", "behov tillgodosett");
    await me.write("summary", "Barnet är i skolan varje dag.");
    await me.button("Avsluta insatsen");
    await tellDecision(me, caseUrl);
    await me.open(caseUrl);
    await me.follow("/avsluta");
    await me.choose("reason", "behov tillgodosett");
    await me.button("Avsluta ärendet");
    expect(await me.words()).toContain("avslutat");
    await me.open("/arenden");
    expect(await me.words()).toContain("0 öppna ärenden");
    await context.close();
  });
});

test("an ordinary conversation is recorded from the keyboard alone, with three answers", async () => {
  app.setNow(stockholmInstant("2026-10-02", "10:00"));
  const context = await browser.newContext();
  const me = new Person(await context.newPage(), app.address, { scripts: true, secrets: ["Cilla"] });
  await me.open("/");
  await me.button(/^Logga in som Amina/);
  await me.open("/anmalningar/ny");
  await registerReport(me, "Cilla");
  await me.follow("/samtal/ny");
  const { keyboard } = me.page;
  const focused = () => me.page.evaluate("document.activeElement.name ?? ''");
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 20 && (await focused()) !== name; presses += 1) await keyboard.press("Tab");
    expect(await focused()).toBe(name);
  };
  await tabTo("childWords");
  await keyboard.type("Jag vill bo kvar hos mormor.");
  await tabTo("informationGiven");
  await keyboard.type("Vem jag är och varför vi frågar.");
  await tabTo("understood");
  await keyboard.press("Space");
  await leaveBy(me.page, () => keyboard.press("Enter"));
  expect(await me.words()).toContain("Samtalet är sparat.");
  expect((await me.ladder()).slice(0, 2)).toEqual(["done", "done"]);
  await context.close();
});

test("three clicks from the front page to the answered questionnaire", async () => {
  app.setNow(stockholmInstant("2026-10-01", "10:00"));
  const context = await browser.newContext();
  const me = new Person(await context.newPage(), app.address, { scripts: true, secrets: [] });
  await me.open("/");
  await me.button(/^Logga in som Karin/);
  if (!me.page.url().endsWith("/uppfoljning/svar"))
    await me.press(me.page.getByRole("navigation", { name: "Huvudmeny" }).getByText("Nationella enkäten"));
  expect(await me.words()).toContain("Svar på den nationella enkäten");
  await context.close();
});

async function registerReport(me: Person, child: string): Promise<void> {
  await me.choose("channel", "telefon");
  await me.choose("reasons", "skolfrånvaro");
  await me.write("concern", "Barnet har varit borta från skolan i tre veckor.");
  await me.choose("reporterCategory", "skola");
  await me.write("reporterName", "Rektor, Ekskolan");
  await me.choose("feedbackRequested", "ja");
  await me.write("birthDate", "2016-05-14");
  await me.write("givenName", child);
  await me.write("familyName", "Testsson");
  await me.choose("sex", "kvinna");
  await me.write("guardian1Given", "Maria");
  await me.write("guardian1Family", "Testsson");
  await me.write("guardian2Given", "Johan");
  await me.write("guardian2Family", "Testsson");
  await me.button("Registrera");
}

/** A conversation in a hurry: what the child said, what the child was told, and whether it was understood. */
async function recordTalk(me: Person, said: string): Promise<void> {
  await me.follow("/samtal/ny");
  await me.write("childWords", said);
  await me.write("informationGiven", "Vad som händer nu och varför vi frågar.");
  await me.choose("understood", "ja");
  await me.button("Spara samtalet");
  expect(await me.words()).toContain("Samtalet är sparat.");
}

/** The same, forgetting what the child said the first time: the fault stands at the field and the rest is kept. */
async function recordTalkWithAFault(me: Person, child: string): Promise<void> {
  await me.follow("/samtal/ny");
  await me.write("informationGiven", "Vem jag är och varför vi frågar.");
  await me.write("withheldFromGuardians", "Pappa slog sönder en stol.");
  await me.button("Spara samtalet");
  const summary = me.page.locator("[data-error-summary]");
  expect(await summary.innerText()).toContain("Skriv vad barnet sa");
  expect(await summary.locator("a").first().getAttribute("href")).toBe("#field-childWords");
  expect(await me.page.locator('[name="informationGiven"]').inputValue()).toBe("Vem jag är och varför vi frågar.");
  expect(await me.page.locator('[name="withheldFromGuardians"]').inputValue()).toBe("Pappa slog sönder en stol.");
  await me.write("childWords", "Jag vill att det ska bli lugnare hemma.");
  await me.write("withheldReason", `${child} är rädd för vad som händer annars.`);
  await me.button("Spara samtalet");
  expect(await me.words()).toContain("Samtalet är sparat.");
}

async function weigh(me: Person): Promise<void> {
  await me.follow("/vagd");
  await me.write("content", "Det barnet vill är det vi gör.");
  await me.button("Spara");
}

/** Tells the child, on a page that says what there is to tell. */
async function tell(me: Person, about: string): Promise<void> {
  await me.follow("/berattad");
  expect(await me.words()).toContain(about);
  await me.write("content", "Vi berättade vad som bestämdes och hur det barnet sa vägdes in.");
  await me.choose("understood", "ja");
  await me.button("Spara");
}

/** Those whom the report named become guardians by a source, and only then are asked for their consent. */
async function confirmGuardians(me: Person, caseUrl: string): Promise<void> {
  await me.open(caseUrl);
  await me.follow("/vardnadshavare");
  for (const name of ["Johan", "Maria"]) {
    await me.follow("?uppgift=");
    expect(await me.page.locator('[name="givenName"]').inputValue()).toBe(name);
    await me.choose("source", "folkbokföringen");
    await me.button("Bekräfta");
    expect(await me.words()).toContain("Vårdnadshavaren är bekräftad.");
  }
  expect(await me.words()).toContain("Källa: folkbokföringen");
}

/** Each guardian is told that the investigation is open. */
async function informGuardians(me: Person, investigation: string): Promise<void> {
  for (const how of ["Vid ett besök.", "I telefon."]) {
    await me.open(`${investigation}/information`);
    await me.write("content", how);
    await me.button("Spara");
  }
  await me.open(`${investigation}/information`);
  expect(await me.words()).toContain("Alla vårdnadshavare är informerade.");
}

/** Each party is told of the decision, on the page of parties. */
async function tellDecision(me: Person, caseUrl: string): Promise<void> {
  for (const _party of ["Johan", "Maria"]) {
    await me.open(`${caseUrl}/parter`);
    await me.follow("/underrattelse");
    await me.choose("way", "i handen");
    await me.write("gotOn", "2026-09-01");
    await me.choose("withGuidance", "ja");
    await me.button("Spara");
    expect(await me.words()).toContain("Fick del");
  }
}

async function grant(me: Person): Promise<void> {
  expect(await me.words()).toContain("21 kap. 1 § SoL");
  await me.choose("type", "familjebehandling");
  await me.choose("recipient", "familjen");
  await me.write("goals", "Barnet är i skolan varje dag.");
  await me.choose("guardians.0.answer", "samtycker");
  await me.choose("guardians.1.answer", "samtycker inte");
  await me.choose("childAnswer", "samtycker");
  await me.write("assessment", "Barnet behöver stöd i hemmet.");
  await me.write("reasoning", "Familjen behöver hjälp med rutiner.");
  await me.write("delegationPoint", "3.1");
  await me.button("Spara beslutet");
  // One of two guardians refuses: the fault says which way is open, and stands at the field.
  const faults = (await me.page.locator("[data-error-summary]").innerText()).replaceAll("\u00a0", " ");
  expect(faults).toContain("6 kap. 13 a § FB");
  await me.write("consentReasoning", "Barnet vill ha insatsen och behöver den nu.");
  await me.choose("legalGround", "one-guardian-refuses");
  await me.button("Spara beslutet");
  // That is not for an employee to decide: the fault says who does, and where to write it.
  expect(await me.words()).toContain("beslutar socialnämnden eller utskott, inte en tjänsteman (30 kap. 9 § SoL)");
  await me.choose("decider", "utskott");
  await me.write("body", "Individutskottet");
  await me.write("minutesNumber", "§ 45");
  await me.button("Spara beslutet");
  // The point of the delegation order was written for an employee: it is neither kept nor dropped before somebody says so.
  expect(await me.words()).toContain("Gäller bara om svaret är ”En tjänsteman”.");
  expect(await me.page.locator('[name="delegationPoint"]').inputValue()).toBe("3.1");
  await me.page.getByLabel("Spara utan det som står under ”Punkt i delegationsordningen”.").check();
  await me.button("Spara beslutet");
  expect(await me.words()).toContain("Insatsen är beviljad.");
}
