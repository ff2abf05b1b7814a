import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stockholmInstant } from "../../src/platform/basics/dates.ts";
import { openOneCaseworker } from "./one-caseworker.ts";
import type { OneCaseworker } from "./one-caseworker.ts";
import { Person } from "./person.ts";

/** The ways in: what comes to the board by the forms alone, in a real browser, with scripts and without. */
let here: OneCaseworker;
beforeAll(async () => {
  here = await openOneCaseworker();
});
afterAll(() => here.close());

type Way = { readonly me: Person; readonly todayIs: (day: string, time?: string) => Promise<void>; readonly close: () => Promise<void> };

async function open(scripts: boolean, secrets: readonly string[]): Promise<Way> {
  const context = await here.browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 } });
  const me = new Person(await context.newPage(), here.app.address, { scripts, secrets, widths: [390, 1280] });
  return {
    me,
    async todayIs(day, time = "10:00") {
      here.app.setNow(stockholmInstant(day, time));
      await context.clearCookies();
      await me.open("/");
      await me.button(/^Logga in som Amina/);
    },
    close: () => context.close(),
  };
}

async function writeReport(me: Person, child: string, family: string, reason: string): Promise<void> {
  await me.choose("channel", "telefon");
  await me.choose("reasons", reason);
  await me.write("concern", "Barnen är ensamma på kvällarna och rädda.");
  await me.choose("reporterCategory", "skola");
  await me.write("reporterName", "Rektor, Ekskolan");
  await me.write("birthDate", "2014-05-14");
  await me.write("givenName", child);
  await me.write("familyName", family);
  await me.choose("sex", "kvinna");
  await me.write("guardian1Given", "Maria");
  await me.write("guardian1Family", family);
}

describe.each([
  { scripts: true, family: "Testsson" },
  { scripts: false, family: "Testlund" },
])("with scripts: $scripts", ({ scripts, family }) => {
  test("siblings: one report, a case for each child, and different outcomes", async () => {
    const { me, todayIs, close } = await open(scripts, [family]);
    await todayIs("2026-03-02");
    await me.open("/anmalningar/ny");
    await writeReport(me, "Alva", family, "försummelse eller brister i omsorgen");
    await me.button("Lägg till ett barn till");
    // Only what is the child's own is asked for; the family name stands there.
    expect(await me.page.locator('[name="siblings.0.familyName"]').inputValue()).toBe(family);
    expect(await me.page.locator('textarea[name="concern"]').count()).toBe(0);
    await me.write("siblings.0.givenName", "Bo");
    await me.choose("siblings.0.sex", "man");
    await me.button("Kontrollera");
    expect(await me.page.locator("[data-error-summary]").innerText()).toContain("Ange personnummer eller födelsedatum.");
    await me.write("siblings.0.birthDate", "2017-02-03");
    await me.button("Kontrollera");
    expect(await me.words()).toContain(`Bo ${family}`);
    // Back and forward again: nothing is lost.
    await me.page.goBack();
    await me.page.goForward();
    await me.button("Ändra anmälan");
    expect(await me.page.locator('[name="concern"]').inputValue()).toBe("Barnen är ensamma på kvällarna och rädda.");
    await me.button("Kontrollera");
    await me.button("Registrera för 2 barn");
    const alva = new URL(me.page.url()).pathname;
    expect(await me.words()).toContain("I samma anmälan");

    const decide = async (child: string, result: string): Promise<void> => {
      await me.follow("/skyddsbedomning/");
      await me.choose("result", "inget omedelbart skydd");
      await me.write("reasoning", `${child} är hos mormor.`);
      await me.button("Spara skyddsbedömningen");
      await me.follow("/forhandsbedomning/");
      await me.choose("result", result);
      await me.write("reasoning", `Det som är känt om ${child} räcker för att besluta.`);
      if (result === "inleda") await me.write("purpose", "Hur barnet har det på kvällarna.");
      await me.button("Spara beslutet");
    };
    await decide("Alva", "inleda");
    await me.open(alva);
    await me.press(me.page.getByRole("link", { name: `Bo ${family}` }));
    expect(await me.words()).toContain(`Alva ${family} · utredning inleds`);
    const bo = new URL(me.page.url()).pathname;
    await me.follow(`${bo}/utredning`);
    expect(await me.words()).toContain("Barnen är ensamma på kvällarna och rädda.");
    await me.open(bo);
    await decide("Bo", "inte inleda");
    await me.open(alva);
    expect(await me.words()).toContain(`Bo ${family} · utredning inleds inte`);
    await close();
  });

  test("violence: its own due day, a reporter kept secret, protection twice, police and protected words", async () => {
    const { me, todayIs, close } = await open(scripts, [family, "Gunnel"]);
    await todayIs("2026-03-09");
    await me.open("/anmalningar/ny");
    await writeReport(me, "Disa", family, "fysiskt våld");
    await me.choose("reporterCategory", "privatperson");
    await me.write("reporterName", "Gunnel Granne");
    await me.choose("maskReporter", "ja");
    await me.choose("maskGround", "fara för våld");
    await me.write("maskReason", "Pappa har hotat grannar som har ringt.");
    await me.button("Registrera");
    const caseUrl = new URL(me.page.url()).pathname;
    expect(await me.words()).toContain("utredning ska inledas utan dröjsmål (HSLF-FS 2022:39), senast 9 mars 2026");
    expect(await me.words()).not.toContain("Gunnel");
    await me.open("/arenden");
    expect(await me.words()).toContain("anmälan gäller våld");
    await me.open("/arenden/tabell");
    expect(await me.words()).toContain("Våld");
    await me.open(caseUrl);
    await me.follow("/skyddsbedomning/");
    await me.choose("result", "inget omedelbart skydd");
    await me.write("reasoning", "Disa är i skolan till klockan tre.");
    await me.button("Spara skyddsbedömningen");
    here.app.setNow(stockholmInstant("2026-03-09", "10:20"));
    await me.follow("/skyddsbedomning/");
    expect(await me.words()).toContain("Tidigare bedömningar");
    await me.choose("result", "skydd behövs");
    await me.write("reasoning", "Pappa hämtar Disa i dag.");
    await me.write("measure", "Polisen är underrättad och jouren är kontaktad.");
    await me.button("Spara skyddsbedömningen");
    await me.follow(`${caseUrl}/utredning`);
    expect(await me.words()).toContain("Polisen är underrättad");
    await me.follow("/kontakt");
    await me.choose("kind", "anmälaren");
    await me.choose("how", "telefon");
    await me.write("whatWasSaid", "Hör skrik flera gånger i veckan.");
    await me.button("Spara samtalet");
    await me.follow("/samtycke");
    await me.write("givenBy", `Maria ${family}`);
    await me.choose("answer", "samtycker");
    await me.choose("presence", "barnet enskilt");
    await me.button("Spara svaret");
    await me.open(caseUrl);
    await me.follow("/samtal/ny");
    expect(await me.words()).toContain("samtycker till samtal med barnet: barnet enskilt");
    await me.write("childWords", "Det är bråk hemma.");
    await me.write("withheldFromGuardians", "Pappa slår när mamma är borta.");
    await me.write("withheldReason", "Disa är rädd för vad som händer om pappa får veta.");
    await me.button("Spara samtalet");
    expect(await me.words()).not.toContain("Pappa slår när mamma är borta.");
    await me.follow("/forhandsbedomning/");
    await me.choose("result", "inleda");
    expect(await me.page.locator('[name="contacts"]').inputValue()).toContain("Anmälaren, telefon");
    await me.write("purpose", "Om Disa behöver skydd.");
    await me.write("reasoning", "Anmälan gäller våld.");
    await me.button("Spara beslutet");
    // Only the page that is asked for tells who reported; no print does.
    await me.open(`${caseUrl}/utskrift/fullstandig`);
    expect(await me.page.content()).not.toContain("Gunnel");
    await me.open(caseUrl);
    await me.goTo("/anmalare/");
    expect(await me.words()).toContain("Gunnel Granne");
    await close();
  });

  test("the emergency duty: received on Saturday by somebody else, registered on Monday", async () => {
    const { me, todayIs, close } = await open(scripts, [family]);
    await todayIs("2026-03-16", "08:10");
    await me.open("/anmalningar/ny");
    await writeReport(me, "Ebbe", family, "försummelse eller brister i omsorgen");
    await me.write("receivedOn", "2026-03-14");
    await me.write("receivedAt", "22:15");
    await me.write("takenBy", "Anna Berg, socialjouren");
    await me.button("Kontrollera först");
    expect(await me.words()).toContain("Anna Berg, socialjouren");
    await me.button("Registrera");
    const caseUrl = new URL(me.page.url()).pathname;
    const words = await me.words();
    // Counted from Saturday: the assessment is late, and fourteen days end on Saturday the 28th, which gives Monday.
    expect(words).toContain("Bedöms senast 15 mars 2026");
    expect(words).toContain("30 mars 2026");
    await me.follow(`${caseUrl}/utredning`);
    const came = await me.words();
    expect(came).toContain("2026-03-14 22:15");
    expect(came).toContain("Togs emot av Anna Berg, socialjouren. Registrerades 2026-03-16 08:10 av Amina Lindqvist");
    await me.follow("/skyddsbedomning/");
    await me.write("assessedOn", "2026-03-14");
    await me.write("assessedAt", "22:50");
    await me.write("assessedBy", "Anna Berg, socialjouren");
    await me.choose("result", "inget omedelbart skydd");
    await me.write("reasoning", "Barnet sov hos farmor.");
    await me.button("Spara skyddsbedömningen");
    await me.follow(`${caseUrl}/utredning`);
    expect(await me.words()).toContain("2026-03-14 22:50, Anna Berg, socialjouren, skriven 2026-03-16 08:10 av Amina Lindqvist");
    await close();
  });
});
