import { expect } from "vitest";
import type { Counted } from "./counted.ts";

/** How a child's case goes on: each day is set by whoever runs it. */
export type Days = (day: string) => Promise<void>;
const said = "Jag vill att det ska bli lugnare hemma.";

/** Registers a report about a child with two guardians; leads to the case. */
export async function register(
  me: Counted,
  child: string,
  family = "Testsson",
  { sibling, assessed = false }: { readonly sibling?: string; readonly assessed?: boolean } = {},
): Promise<void> {
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
  if (assessed) {
    await me.choose("protection", "inget omedelbart skydd");
    await me.write("protectionReasoning", "Barnet är hos mormor och har det lugnt där.");
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

/** How a form is left: to the case, or straight to the form of the next step. */
type Then = "to the case" | "onward";
const save = (me: Counted, own: string, then: Then): Promise<void> => me.button(then === "onward" ? "Spara och gå vidare" : own);

/** The form that the step before led to, or its link in the case. */
async function comeTo(me: Counted, part: string): Promise<void> {
  if (!new URL(me.page.url()).pathname.includes(part)) await me.goTo(part);
}

type Meeting = { readonly tells?: boolean; readonly earlier?: boolean; readonly then?: Then };

/** One page after one meeting: what the child said, what it was told, what it means, and, where there is something to tell, how it became. */
export async function meet(
  me: Counted,
  words = said,
  { tells = false, earlier = false, then = "to the case" }: Meeting = {},
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
  await save(me, "Spara mötet", then);
}

export async function decideToInvestigate(me: Counted, then: Then = "to the case"): Promise<void> {
  await comeTo(me, "/forhandsbedomning/");
  await me.choose("result", "inleda");
  await me.write("purpose", "Vad barnet behöver för att komma tillbaka till skolan.");
  await me.write("reasoning", "Frånvaron och det som barnet berättar behöver utredas.");
  await save(me, "Spara beslutet", then);
}

async function answerReporter(me: Counted, then: Then): Promise<void> {
  await comeTo(me, "/aterkoppling/");
  await me.choose("outcome", "lämnad");
  await me.write("content", "En utredning är inledd.");
  await save(me, "Spara återkopplingen", then);
}

/** Both guardians, whom one source shows. */
async function confirmGuardians(me: Counted, then: Then): Promise<void> {
  await comeTo(me, "/vardnadshavare");
  await me.goTo("?uppgift=");
  await me.choose("source", "folkbokföringen");
  for (const one of await me.page.locator('input[name="alsoClaimIds"]').all()) await one.check();
  await save(me, "Bekräfta", then);
}

async function informGuardians(me: Counted, then: Then): Promise<void> {
  await comeTo(me, "/information");
  await me.write("content", "Vid ett besök.");
  for (const one of await me.page.locator('input[name="alsoIds"]').all()) await one.check();
  await save(me, "Spara", then);
}

async function assessBestInterests(me: Counted, then: Then): Promise<void> {
  await comeTo(me, "/barnets-basta");
  await me.write("assessment", "Det bästa för barnet är stöd hemma, så som barnet själv önskar.");
  await save(me, "Spara bedömningen", then);
}

export async function grant(me: Counted, then: Then = "to the case"): Promise<void> {
  await comeTo(me, "/beslut");
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
  await save(me, "Spara beslutet", then);
}

/** Both guardians, who got the decision at the same visit. */
async function notifyParties(me: Counted, day: string, then: Then): Promise<void> {
  await comeTo(me, "/underrattelse");
  await me.choose("way", "i handen");
  await me.write("gotOn", day);
  await me.choose("withGuidance", "ja");
  for (const one of await me.page.locator('input[name="alsoIds"]').all()) await one.check();
  await save(me, "Spara", then);
}

async function plan(me: Counted, then: Then): Promise<void> {
  await comeTo(me, "/plan");
  await me.write("provider", "Familjehuset");
  await me.choose("hasBegun", "ja");
  await me.choose("childInformationUsed", "ja");
  for (const one of await me.page.locator('input[name^="statements."][value="i sin helhet"]').all()) await one.check();
  await save(me, "Spara planen och lämna över", then);
}

async function followUp(me: Counted, then: Then): Promise<void> {
  await comeTo(me, "/uppfoljning");
  expect(await me.page.locator('[name="childView"]').inputValue()).not.toBe("");
  await me.choose("carriedOutAsPlanned", "ja");
  await me.choose("goalAttainment", "uppnått helt");
  await me.write("summary", "Målen är nådda.");
  await me.choose("changeNeeded", "avsluta");
  await save(me, "Spara uppföljningen", then);
}

async function end(me: Counted, then: Then): Promise<void> {
  await comeTo(me, "/avslut");
  await me.choose("reason", "behov tillgodosett");
  await me.write("summary", "Barnet är i skolan varje dag.");
  await save(me, "Avsluta insatsen", then);
}

async function close(me: Counted): Promise<void> {
  await comeTo(me, "/avsluta");
  if ((await me.page.locator('main [name="reason"]').count()) === 0)
    throw new Error(`The case cannot be closed. It says: ${await me.words()}`);
  await me.choose("reason", "behov tillgodosett");
  await me.button("Avsluta ärendet");
}

/** One child, from the report to the closed case, in the fewest forms that there are: each form leads to the next where it can be filled in the same day. */
export async function wholeCase(me: Counted, child: string, todayIs: Days): Promise<void> {
  await todayIs("2026-03-02");
  await me.step("the report, with protection assessed", () => register(me, child, "Testsson", { assessed: true }));
  const caseUrl = new URL(me.page.url()).pathname;
  await todayIs("2026-03-10");
  await me.step("a meeting with the child", async () => {
    await me.open(caseUrl);
    await meet(me, said, { then: "onward" });
  });
  await me.step("an investigation is opened", () => decideToInvestigate(me, "onward"));
  await me.step("both guardians are confirmed", () => confirmGuardians(me, "onward"));
  await me.step("the guardians are told that it is open", () => informGuardians(me, "onward"));
  await me.step("the reporter is answered", () => answerReporter(me, "to the case"));
  await todayIs("2026-05-20");
  await me.step("a meeting in the investigation", async () => {
    await me.open(caseUrl);
    await meet(me, "Jag vill ha hjälp på morgonen.", { earlier: true, then: "onward" });
  });
  await me.step("best interests", () => assessBestInterests(me, "onward"));
  await me.step("the decision", () => grant(me, "onward"));
  await me.step("both parties are told of it", () => notifyParties(me, "2026-05-20", "to the case"));
  await todayIs("2026-06-01");
  await me.step("a planning meeting", async () => {
    await me.open(caseUrl);
    await meet(me, "Mamma ska väcka mig.", { tells: true, earlier: true, then: "onward" });
  });
  await me.step("the plan", () => plan(me, "to the case"));
  await todayIs("2026-09-01");
  await me.step("a meeting at the follow-up", async () => {
    await me.open(caseUrl);
    await meet(me, "Det är bättre nu.", { tells: true, then: "onward" });
  });
  await me.step("the follow-up", () => followUp(me, "onward"));
  await me.step("the intervention ends", () => end(me, "onward"));
  await me.step("the case is closed", () => close(me));
}
