import { expect } from "vitest";
import type { Counted } from "./counted.ts";

/** How a child's case goes on: each day is set by whoever runs it. */
export type Days = (day: string) => Promise<void>;
const said = "Jag vill att det ska bli lugnare hemma.";

/** Registers a report about a child with two guardians; leads to the case. */
export async function register(me: Counted, child: string, family = "Testsson", { sibling }: { readonly sibling?: string } = {}): Promise<void> {
  await me.open("/anmalningar/ny");
  await me.choose("channel", "telefon");
  await me.choose("reasons", "skolfrånvaro");
  await me.write("concern", "Barnet har varit borta från skolan i tre veckor.");
  await me.choose("reporterCategory", "skola");
  await me.write("reporterName", "Rektor, Ekskolan");
  await me.choose("feedbackRequested", "ja");
  await me.write("birthDate", "2016-05-14");
  await me.write("givenName", child);
  await me.write("familyName", family);
  await me.choose("sex", "kvinna");
  for (const [place, name] of [["1", "Maria"], ["2", "Johan"]] as const) {
    await me.write(`guardian${place}Given`, name);
    await me.write(`guardian${place}Family`, family);
  }
  if (sibling !== undefined) {
    await me.button("Lägg till ett barn till");
    await me.write("siblings.0.givenName", sibling);
    await me.choose("siblings.0.sex", "man");
    await me.write("siblings.0.birthDate", "2017-02-03");
    await me.button("Kontrollera");
    return me.button("Registrera för 2 barn");
  }
  await me.button("Registrera");
} // prettier-ignore

export async function assessProtection(me: Counted): Promise<void> {
  await me.goTo("/skyddsbedomning/");
  await me.choose("result", "inget omedelbart skydd");
  await me.write("reasoning", "Barnet är hos mormor och har det lugnt där.");
  await me.button("Spara skyddsbedömningen");
}

/** One page after one meeting: what the child said, what it was told, what it means, and, where there is something to tell, how it became. */
export async function meet(
  me: Counted,
  words = said,
  { tells = false, earlier = false }: { readonly tells?: boolean; readonly earlier?: boolean } = {},
): Promise<void> {
  await me.goTo("/efter-motet/");
  await me.write("childWords", words);
  if (await me.page.locator('input[name="informed"][value="gjort"]').isChecked())
    await me.write("informationGiven", "Vad som händer nu och varför vi frågar.");
  await me.choose("weighed", "gjort");
  if ((await me.page.locator('[name="weighedHow"]').inputValue()) === "")
    await me.write("weighedHow", "Det barnet säger är skälet till det vi gör.");
  if (tells) {
    await me.choose("told", "gjort");
    await me.write("toldHow", "Vi berättade vad som bestämdes och hur det barnet sa vägdes in.");
  }
  if (earlier) await me.write("earlierTold", "Vi berättade vad som bestämdes, och hur det barnet sa vägdes in.");
  await me.button("Spara mötet");
}

export async function decideToInvestigate(me: Counted): Promise<void> {
  await me.goTo("/forhandsbedomning/");
  await me.choose("result", "inleda");
  await me.write("purpose", "Vad barnet behöver för att komma tillbaka till skolan.");
  await me.write("reasoning", "Frånvaron och det som barnet berättar behöver utredas.");
  await me.button("Spara beslutet");
}

export async function answerReporter(me: Counted): Promise<void> {
  await me.goTo("/aterkoppling/");
  await me.choose("outcome", "lämnad");
  await me.write("content", "En utredning är inledd.");
  await me.button("Spara återkopplingen");
}

export async function confirmGuardians(me: Counted, caseUrl: string): Promise<void> {
  await me.goTo("/vardnadshavare");
  while ((await me.page.locator('main a[href*="?uppgift="]').count()) > 0) {
    await me.goTo("?uppgift=");
    await me.choose("source", "folkbokföringen");
    await me.button("Bekräfta");
  }
  await me.open(caseUrl);
}

export async function informGuardians(me: Counted): Promise<void> {
  await me.goTo("/information");
  const also = me.page.locator('input[name="alsoIds"]');
  await me.write("content", "Vid ett besök.");
  for (const one of await also.all()) await one.check();
  await me.button("Spara");
}

export async function assessBestInterests(me: Counted): Promise<void> {
  await me.goTo("/barnets-basta");
  await me.write("assessment", "Det bästa för barnet är stöd hemma, så som barnet själv önskar.");
  await me.button("Spara bedömningen");
}

export async function grant(me: Counted): Promise<void> {
  await me.goTo("/beslut");
  await me.goTo("/beslut/insats");
  await me.choose("type", "familjebehandling");
  await me.choose("recipient", "familjen");
  await me.write("goals", "Barnet är i skolan varje dag.");
  await me.choose("guardians.0.answer", "samtycker");
  await me.choose("guardians.1.answer", "samtycker");
  await me.choose("childAnswer", "samtycker");
  await me.write("assessment", "Barnet behöver stöd i hemmet.");
  await me.write("reasoning", "Familjen behöver hjälp med rutiner.");
  await me.write("delegationPoint", "3.1");
  await me.button("Spara beslutet");
}

export async function plan(me: Counted): Promise<void> {
  await me.goTo("/plan");
  await me.write("provider", "Familjehuset");
  await me.choose("hasBegun", "ja");
  await me.choose("childInformationUsed", "ja");
  await me.choose("childInformationPassedOn", "ja");
  await me.button("Spara planen och lämna över");
}

export async function followUp(me: Counted): Promise<void> {
  await me.goTo("/uppfoljning");
  expect(await me.page.locator('[name="childView"]').inputValue()).not.toBe("");
  await me.choose("carriedOutAsPlanned", "ja");
  await me.choose("goalAttainment", "uppnått helt");
  await me.write("summary", "Målen är nådda.");
  await me.choose("changeNeeded", "avsluta");
  await me.button("Spara uppföljningen");
}

export async function end(me: Counted): Promise<void> {
  await me.goTo("/avslut");
  await me.choose("reason", "behov tillgodosett");
  await me.write("summary", "Barnet är i skolan varje dag.");
  await me.button("Avsluta insatsen");
}

export async function notifyParties(me: Counted, caseUrl: string, day: string): Promise<void> {
  await me.goTo("/parter");
  // Two guardians: whoever is not told yet stands first.
  for (const _party of ["Johan", "Maria"]) {
    await me.goTo("/underrattelse");
    await me.choose("way", "i handen");
    await me.write("gotOn", day);
    await me.choose("withGuidance", "ja");
    await me.button("Spara");
  }
  await me.open(caseUrl);
}

export async function close(me: Counted): Promise<void> {
  await me.goTo("/avsluta");
  if ((await me.page.locator('main [name="reason"]').count()) === 0)
    throw new Error(`The case cannot be closed. It says: ${await me.words()}`);
  await me.choose("reason", "behov tillgodosett");
  await me.button("Avsluta ärendet");
}

/** One child, from the report to the closed case, in the fewest forms that there are. */
export async function wholeCase(me: Counted, child: string, todayIs: Days): Promise<void> {
  let caseUrl = "";
  await todayIs("2026-03-02");
  await me.step("the report is registered", () => register(me, child));
  caseUrl = new URL(me.page.url()).pathname;
  await me.step("protection is assessed", () => assessProtection(me));
  await todayIs("2026-03-10");
  await me.step("a meeting with the child", async () => {
    await me.open(caseUrl);
    await meet(me);
  });
  await me.step("an investigation is opened", () => decideToInvestigate(me));
  await me.step("the reporter is answered", () => answerReporter(me));
  await me.step("the guardians are confirmed", () => confirmGuardians(me, caseUrl));
  await me.step("and told that it is open", () => informGuardians(me));
  await todayIs("2026-05-20");
  await me.step("a meeting in the investigation", async () => {
    await me.open(caseUrl);
    await meet(me, "Jag vill ha hjälp på morgonen.", { earlier: true });
  });
  await me.step("best interests", () => assessBestInterests(me));
  await me.step("the decision", () => grant(me));
  await me.step("and the parties", () => notifyParties(me, caseUrl, "2026-05-20"));
  await todayIs("2026-06-01");
  await me.step("a planning meeting", async () => {
    await me.open(caseUrl);
    await meet(me, "Mamma ska väcka mig.", { tells: true, earlier: true });
  });
  await me.step("the plan", () => plan(me));
  await todayIs("2026-09-01");
  await me.step("a meeting at the follow-up", async () => {
    await me.open(caseUrl);
    await meet(me, "Det är bättre nu.", { tells: true });
  });
  await me.step("the follow-up", () => followUp(me));
  await me.step("the intervention ends", async () => {
    await me.open(caseUrl);
    await end(me);
  });
  await me.step("the case is closed", () => close(me));
}
