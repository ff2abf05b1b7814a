import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { openVisit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { Person } from "./person.ts";

/** Two whole cases that somebody leaves: the caseworker, in the middle of it; and the family, that moves to another municipality while it is investigated. */
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

type Somebody = "caseworker" | "colleague" | "leader";
type Way = { readonly me: Person; readonly as: (name: Somebody, day: string) => Promise<void>; readonly close: () => Promise<void> };

async function open(scripts: boolean, secrets: readonly string[]): Promise<Way> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 } });
  const me = new Person(await context.newPage(), visit.app.address, { scripts, secrets });
  return {
    me,
    async as(name, day) {
      visit.at(day);
      await context.clearCookies();
      await me.open("/");
      await me.button(new RegExp(`^Logga in som Test ${name}`, "u"));
    },
    close: () => context.close(),
  };
}

/** A report about a child with one guardian, with its protection assessed. Gives the address of the case. */
async function begin(me: Person, child: string, family: string): Promise<string> {
  await me.open("/anmalningar/ny");
  await me.choose("channel", "telefon");
  await me.choose("reasons", "försummelse eller brister i omsorgen");
  await me.write("concern", "Barnet är ensamt på kvällarna.");
  await me.choose("reporterCategory", "skola");
  await me.write("reporterName", "Rektor, Ekskolan");
  await me.write("birthDate", "2014-05-14");
  await me.write("givenName", child);
  await me.write("familyName", family);
  await me.choose("sex", "kvinna");
  await me.write("guardian1Given", "Maria");
  await me.write("guardian1Family", family);
  await me.button("Registrera");
  const caseUrl = new URL(me.page.url()).pathname;
  await me.goTo("/skyddsbedomning/");
  await me.choose("result", "inget omedelbart skydd");
  await me.write("reasoning", "Barnet är hos mormor.");
  await me.button("Spara skyddsbedömningen");
  return caseUrl;
}

async function meet(me: Person, caseUrl: string, words: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  await me.open(caseUrl);
  await me.goTo("/efter-motet/");
  await me.write("childWords", words);
  if (await me.page.locator('input[name="informed"][value="gjort"]').isChecked()) await me.write("informationGiven", "Varför vi ses.");
  await me.choose("weighed", "gjort");
  await me.write("weighedHow", "Det barnet säger är skälet till det vi gör.");
  for (const [name, value] of Object.entries(more)) await me.write(name, value);
  await me.button("Spara mötet");
}

async function decide(me: Person, caseUrl: string, result: "inleda" | "inte inleda"): Promise<void> {
  await me.open(caseUrl);
  await me.goTo("/forhandsbedomning/");
  await me.choose("result", result);
  await me.write("reasoning", "Det som är känt räcker för att besluta.");
  if (result === "inleda") await me.write("purpose", "Hur barnet har det på kvällarna.");
  await me.button("Spara beslutet");
}

async function close(me: Person, caseUrl: string, reason: string, note = ""): Promise<void> {
  await me.open(caseUrl);
  await me.goTo("/avsluta");
  await me.choose("reason", reason);
  if (note !== "") await me.write("note", note);
  await me.button("Avsluta ärendet");
  expect(await me.words()).toContain("avslutat");
}

describe.each([
  { scripts: true, family: "Testsson" },
  { scripts: false, family: "Testlund" },
])("with scripts: $scripts", ({ scripts, family }) => {
  test("a caseworker who leaves in the middle: open tasks, what the child has said, and who tells the child", async () => {
    const { me, as, close: leave } = await open(scripts, [family]);
    await as("caseworker", "2026-03-02");
    const caseUrl = await begin(me, "Alva", family);
    await meet(me, caseUrl, "Jag vill bo hos mormor.", { promise: "Ringa mormor", promisedFor: "2026-03-06" });

    await as("leader", "2026-03-04");
    await me.open(`/handlaggare/${visit.house.staff.caseworker.staffId}/lamnar-over`);
    // All that is open in it, and the child's own words, folded under the child's name: whoever takes over begins there.
    const inIt = me.page.locator("main details").filter({ hasText: `Alva ${family}: 2 saker att göra` });
    await inIt.locator("summary").click();
    await inIt.getByText("Jag vill bo hos mormor.").waitFor();
    const shown = await me.words();
    expect(shown).toContain("Jag vill bo hos mormor.");
    expect(shown).toContain("Håll löftet till barnet");
    expect(shown).toContain("Besluta om utredning ska inledas");
    await me.page.getByLabel("Vem tar över?").selectOption(visit.house.staff.colleague.staffId);
    await me.choose("teller", "den som tar över");
    await me.write("tellOn", "2026-03-06");
    await me.button("Lämna över");
    expect(await me.words()).toContain("Här finns inget öppet ärende att lämna över.");

    // Whoever has left is out of it; whoever took over has the case, the promise and the child to tell in the list.
    await as("caseworker", "2026-03-05");
    await me.open("/arenden");
    expect(await me.words()).toContain("0 öppna ärenden");
    await as("colleague", "2026-03-05");
    await me.open("/arenden");
    expect(await me.words()).toContain("Berätta för barnet vem som tar över");
    for (const [words, came] of [
      ["Berätta för barnet vem som tar över", "Vi ringde och berättade."],
      ["Håll löftet till barnet", "Mormor är ringd."],
    ] as const) {
      await me.open(caseUrl);
      await me.press(
        me.page
          .locator("main")
          .getByRole("link", { name: new RegExp(words, "u") })
          .first(),
      );
      await me.choose("kept", "ja");
      await me.write("whatCame", came);
      if ((await me.page.locator('[name="toldHow"]').count()) > 0) await me.write("toldHow", "I telefon.");
      await me.button("Spara");
    }
    await decide(me, caseUrl, "inte inleda");
    await me.open(caseUrl);
    await me.goTo("/berattad");
    await me.write("content", "Vi berättade att det inte blir någon utredning.");
    await me.button("Spara");
    await close(me, caseUrl, "utredning inleds inte");
    await leave();
  });

  test("a family that moves: the municipality that has begun the investigation ends it and decides (29 kap. 9 § SoL)", async () => {
    const { me, as, close: leave } = await open(scripts, [family]);
    await as("caseworker", "2026-03-02");
    const caseUrl = await begin(me, "Disa", family);
    await meet(me, caseUrl, "Vi ska flytta till pappas stad.");
    await decide(me, caseUrl, "inleda");
    await me.goTo("/vardnadshavare");
    await me.goTo("?uppgift=");
    await me.choose("source", "folkbokföringen");
    await me.button("Bekräfta");
    await me.open(caseUrl);
    await me.goTo("/information");
    await me.write("content", "Vid ett besök.");
    await me.button("Spara");

    // The family has moved: the new address has its day and its source, and what was known before stands.
    await as("caseworker", "2026-04-13");
    await me.open(`${caseUrl}/personer`);
    await me.press(
      me.page
        .locator("main")
        .getByRole("link", { name: `Disa ${family}` })
        .first(),
    );
    await me.goTo("/uppgift");
    await me.choose("kind", "folkbokföringsadress");
    await me.write("detail", "Nygatan 3, 903 27 Umeå");
    await me.write("validFrom", "2026-04-10");
    await me.choose("source", "folkbokföringen");
    await me.button("Spara uppgiften");
    expect(await me.words()).toContain("Nygatan 3, 903 27 Umeå");
    await me.open(`${caseUrl}/avsluta`);
    expect(await me.words()).toContain("Ärendet kan inte avslutas än");

    await meet(me, caseUrl, "Det är bra i nya skolan.", { earlierTold: "Vi berättade att en utredning är inledd, och varför." });
    await me.open(caseUrl);
    await me.goTo("/barnets-basta");
    await me.write("assessment", "Barnet har det tryggt i den nya kommunen.");
    await me.button("Spara bedömningen");
    await me.open(caseUrl);
    await me.goTo("/beslut");
    await me.goTo("/beslut/ingen-insats");
    await me.choose("outcome", "ingen insats");
    await me.choose("investigationOutcome", "flyttad");
    await me.write("assessment", "Familjen har flyttat. Utredningen är slutförd, och behovet är litet.");
    await me.write("reasoning", "Barnet har det tryggt. Familjen vet vart den vänder sig i den nya kommunen.");
    await me.write("delegationPoint", "3.1");
    await me.button("Spara beslutet");
    await me.goTo("/berattad");
    await me.write("content", "Vi berättade vad som bestämdes, och vart Disa kan vända sig.");
    await me.button("Spara");
    await me.open(`${caseUrl}/parter`);
    await me.goTo("/underrattelse");
    await me.choose("way", "brev");
    await me.write("gotOn", "2026-04-13");
    await me.choose("withGuidance", "ja");
    await me.button("Spara");
    // A case is transferred on a written request and a written answer alone: neither is there.
    await me.open(caseUrl);
    await me.goTo("/avsluta");
    await me.choose("reason", "överflyttat");
    await me.button("Avsluta ärendet");
    const faults = (await me.page.locator("[data-error-summary]").innerText()).replaceAll("\u00a0", " ");
    expect(faults).toContain("Ingen kommun har tagit över ärendet");
    // It is asked for, answered and handed over, and the closing takes its days from there.
    await me.open(caseUrl);
    await me.goTo("/overflyttning");
    await me.write("toMunicipality", "Umeå");
    await me.write("requestedOn", "2026-04-10");
    await me.write("connection", "Familjen har flyttat dit, och Disa går i skola där.");
    await me.write("suitable", "Disa och hennes mamma önskar det.");
    await me.button("Spara begäran");
    expect(await me.words()).toContain("Ansvaret ligger kvar här");
    await me.choose("kind", "tar över");
    await me.write("happenedOn", "2026-04-13");
    await me.button("Spara");
    await me.choose("kind", "lämnat över");
    await me.write("happenedOn", "2026-04-13");
    await me.write("givenTo", "Maj Ek, socialsekreterare");
    await me.write("note", "Utredningen och beslutet, med bud mot kvittens.");
    await me.button("Spara");
    await me.open(caseUrl);
    await me.goTo("/avsluta");
    await me.choose("reason", "överflyttat");
    await me.button("Avsluta ärendet");
    await me.open(`${caseUrl}/journal`);
    expect(await me.words()).toContain("Till Umeå: begärt 2026-04-10, övertaget 2026-04-13.");
    await leave();
  });
});
