import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { CaseForms } from "./case-forms.ts";
import { Counted } from "./day/counted.ts";

/**
 * Whole cases in the browser, from the report or the application to the closed case, with scripts and without: a three-year-old who is only seen, a child of
 * thirteen against one guardian, one of sixteen who asks alone, siblings who come out differently, violence, an application that is refused and appealed, and
 * the emergency duty of a Saturday. How the pages look is tried elsewhere; here it is that the way is there to the end.
 */
let visit: Visit;
let browser: Browser;

beforeAll(async () => {
  visit = await openVisit("9999");
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await visit.close();
});

type Way = { readonly forms: CaseForms; readonly as: (day: string, time?: string) => Promise<void>; readonly leave: () => Promise<void> };

async function begin(scripts: boolean, day: string, time = "10:00"): Promise<Way> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 } });
  const me = new Counted(await context.newPage(), visit.app.address, { scripts });
  const as = async (on: string, at = "10:00"): Promise<void> => {
    visit.at(on, at);
    await context.clearCookies();
    await me.open("/");
    await me.button(/^Logga in som Test caseworker/u);
  };
  await as(day, time);
  return { forms: new CaseForms(me), as, leave: () => context.close() };
}

const safe = { protection: "inget omedelbart skydd", protectionReasoning: "Barnet är hos mormor." };
const young = { outcome: "inte gjort", reason: "låg ålder" };

describe.each([
  { scripts: true, family: "Testsson" },
  { scripts: false, family: "Testlund" },
])("with scripts: $scripts", ({ scripts, family }) => {
  const one = { guardian1Given: "Maria", guardian1Family: family };
  const two = { ...one, guardian2Given: "Johan", guardian2Family: family };

  test("a three-year-old who is only seen: each step says why", async () => {
    const { forms, as, leave } = await begin(scripts, "2026-03-02");
    await forms.register({ birthDate: "2022-09-14", givenName: "Ada", familyName: family, ...two, ...safe });
    await forms.observe("Leker på golvet och söker mammas blick.");
    await forms.decide("inleda");
    await forms.tell(young);
    await forms.guardians();
    await as("2026-05-20");
    await forms.observe("Springer till pappa när han kommer.");
    await forms.bestInterests();
    await forms.endWithout();
    await forms.tell(young);
    await forms.notify("2026-05-20");
    await forms.close("ingen insats behövs");
    await leave();
  });

  test("a child of thirteen, against one guardian: the committee decides (30 kap. 9 § SoL)", async () => {
    const { forms, as, leave } = await begin(scripts, "2026-03-02");
    await forms.register({ birthDate: "2012-09-14", givenName: "Bea", familyName: family, ...two, ...safe });
    await forms.meet("Jag vill ha hjälp.");
    await forms.decide("inleda");
    await forms.guardians();
    await as("2026-05-20");
    await forms.meet("Jag vill att någon pratar med pappa.", { earlierTold: "Vi berättade att en utredning är inledd." });
    await forms.bestInterests();
    const answers = { "guardians.0.answer": "samtycker inte", "guardians.1.answer": "samtycker", childAnswer: "begär" };
    const ground = { consentReasoning: "Barnet vill ha insatsen och behöver den nu.", legalGround: "one-guardian-refuses" };
    await forms.grant({ ...answers, ...ground, decider: "utskott", body: "Individutskottet", minutesNumber: "§ 45" });
    await forms.notify("2026-05-20");
    await forms.carryOut("2026-06-01", "2026-09-01", as);
    await forms.close("behov tillgodosett");
    await leave();
  });

  test("one of sixteen who asks alone: a party of her own, and her own consent", async () => {
    const { forms, as, leave } = await begin(scripts, "2026-03-02");
    const asks = { type: "ansökan", reporterCategory: "barnet självt", reporterName: "Cia" };
    await forms.register({ birthDate: "2009-11-02", givenName: "Cia", familyName: family, ...one, ...asks, reasons: "relationen mellan barn och föräldrar" });
    await forms.send("/inled-utredning/", { purpose: "Vad Cia behöver." });
    await forms.guardians();
    await forms.meet("Jag vill ha någon att prata med.");
    await as("2026-04-20");
    await forms.bestInterests();
    await forms.grant({ type: "stöd till barn enskilt", recipient: "barnet", "guardians.0.answer": "samtycker inte", childAnswer: "begär", suitable: "ja", consentReasoning: "Hon vill det själv och förstår vad det är.", legalGround: "right-to-intervention", delegationPoint: "4.1" });
    await forms.notify("2026-04-20");
    await forms.carryOut("2026-05-04", "2026-08-03", as);
    await forms.close("behov tillgodosett");
    await leave();
  });

  test("siblings of one report: one is investigated, the other is not, and both are closed", async () => {
    const { forms, as, leave } = await begin(scripts, "2026-03-02");
    const { me } = forms;
    await me.open("/anmalningar/ny");
    await forms.fill({ channel: "telefon", reasons: "försummelse eller brister i omsorgen", concern: "Barnen är ensamma.", sex: "kvinna", reporterCategory: "skola" });
    await forms.fill({ reporterName: "Rektor, Ekskolan", birthDate: "2014-05-14", givenName: "Disa", familyName: family, ...one, ...safe });
    await me.button("Lägg till ett barn till");
    await forms.fill({ "siblings.0.givenName": "Elis", "siblings.0.sex": "man", "siblings.0.birthDate": "2017-02-03" });
    await me.button("Kontrollera");
    await me.button("Registrera för 2 barn");
    const disa = new URL(me.page.url()).pathname;
    await me.press(me.page.getByRole("link", { name: `Elis ${family}` }));
    forms.caseUrl = new URL(me.page.url()).pathname;
    await forms.meet("Det är bra hemma.");
    await forms.decide("inte inleda");
    await forms.tell({ outcome: "gjort", content: "Vi berättade att det inte blir någon utredning." });
    await forms.close("utredning inleds inte");
    forms.caseUrl = disa;
    await forms.meet("Jag är ensam ofta.");
    await forms.decide("inleda");
    await forms.guardians();
    await as("2026-05-20");
    await forms.meet("Mormor är där nu.", { earlierTold: "Vi berättade att en utredning är inledd." });
    await forms.bestInterests();
    await forms.endWithout();
    await forms.tell({ outcome: "gjort", content: "Vi berättade vad som bestämdes." });
    await forms.notify("2026-05-20");
    await forms.close("ingen insats behövs");
    await leave();
  });

  test("violence: protection, the police, protected words, and the investigation to its end", async () => {
    const { forms, as, leave } = await begin(scripts, "2026-03-02");
    const now = { protection: "skydd behövs", protectionReasoning: "Pappa hämtar i dag.", protectionMeasure: "Polisen är underrättad och jouren är kontaktad." };
    const who = { reporterCategory: "polis", reporterName: "Polisen Ekdalen", reasons: "fysiskt våld" };
    await forms.register({ birthDate: "2015-05-14", givenName: "Fia", familyName: family, ...one, ...who, ...now });
    await forms.me.open(`${forms.caseUrl}/utredning`);
    expect(await forms.me.words()).toContain("Polisen är underrättad");
    const secret = "Pappa slår när mamma är borta.";
    await forms.meet("Det är bråk hemma.", { withheldFromGuardians: secret, withheldReason: "Fia är rädd." });
    await forms.decide("inleda");
    await forms.guardians();
    await as("2026-05-20");
    await forms.meet("Det är lugnt nu.", { earlierTold: "Vi berättade att en utredning är inledd." });
    await forms.bestInterests();
    await forms.endWithout();
    await forms.tell({ outcome: "gjort", content: "Vi berättade vad som bestämdes." });
    await forms.notify("2026-05-20");
    await forms.close("ingen insats behövs");
    for (const tab of ["", "/journal", "/utredning"]) {
      await forms.me.open(forms.caseUrl + tab);
      expect(await forms.me.words()).not.toContain(secret);
    }
    await leave();
  });

  test("an application is refused: one appeal in time, one too late, and the case is closed", async () => {
    const { forms, as, leave } = await begin(scripts, "2026-03-02");
    const { me } = forms;
    await forms.register({ birthDate: "2015-08-01", givenName: "Gry", familyName: family, ...two, type: "ansökan", reporterCategory: "vårdnadshavare", reporterName: "Maria" });
    await forms.send("/inled-utredning/", { purpose: "Vad familjen behöver." });
    await forms.guardians();
    await forms.meet("Jag vill att det blir lugnare.");
    await forms.bestInterests();
    for (const party of [0, 1]) {
      await me.open(`${forms.caseUrl}/parter`);
      await me.press(me.page.locator('main a[href$="/kommunicering"]').nth(party));
      await forms.send("/kommunicering", { kind: "kommunicerat", material: "Utredningen.", way: "i handen", replyBy: "2026-03-09" });
      await forms.send("/svar", { kind: "inga synpunkter", repliedOn: "2026-03-02" });
    }
    await forms.endWithout({ outcome: "avslag", legalGround: "right-to-intervention", delegationPoint: "3.2" });
    await forms.tell({ outcome: "gjort", content: "Vi berättade att det blev nej." });
    await forms.notify("2026-03-02");
    await as("2026-03-25");
    for (const [receivedOn, verdict] of [["2026-03-23", "i rätt tid"], ["2026-03-24", "för sent"]] as const) {
      await me.open(`${forms.caseUrl}/parter`);
      const links = me.page.locator('main a[href$="/overklagande"]');
      await me.press(verdict === "för sent" ? links.last() : links.first());
      await forms.send("/overklagande", { receivedOn, content: "Vi vill ha det vi sökte." });
      expect(await me.words()).toContain(verdict);
      await forms.send("/overklagande", { guidanceWrong: "nej", reconsidered: "Inget nytt.", reasoning: "Mottagningsbeviset." });
      if (verdict === "i rätt tid") await forms.send("/overlamna", { court: "Förvaltningsrätten i Uppsala" });
    }
    await me.open(`${forms.caseUrl}/parter`);
    const shown = await me.words();
    expect(shown).toContain("överlämnat 2026-03-25");
    expect(shown).toContain("avvisat, för sent");
    await forms.close("ingen insats behövs");
    await leave();
  });

  test("the emergency duty of a Saturday, registered on Monday with its assessment, to the closed case", async () => {
    const { forms, leave } = await begin(scripts, "2026-03-16", "08:10");
    const duty = { receivedOn: "2026-03-14", receivedAt: "22:15", takenBy: "Anna Berg, socialjouren" };
    const there = { protectionOn: "2026-03-14", protectionAt: "22:50", protectionBy: "Anna Berg, socialjouren" };
    await forms.register({ birthDate: "2014-05-14", givenName: "Hedda", familyName: family, ...one, ...duty, ...safe, ...there });
    expect(await forms.me.words()).toContain("30 mars 2026");
    await forms.me.open(`${forms.caseUrl}/utredning`);
    expect(await forms.me.words()).toContain("2026-03-14 22:50, Anna Berg, socialjouren");
    await forms.meet("Jag sov hos farmor.");
    await forms.decide("inte inleda");
    await forms.tell({ outcome: "gjort", content: "Vi berättade att det inte blir någon utredning." });
    await forms.close("utredning inleds inte");
    await leave();
  });
}); // prettier-ignore
