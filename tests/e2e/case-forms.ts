import { expect } from "vitest";
import type { Person } from "./person.ts";

/** What stands in the fields of a form, by their names: words, or an answer that is chosen. */
type Filled = Readonly<Record<string, string>>;

/** The forms of a case as a caseworker fills them in, for whole ways from the report to the closed case. */
export class CaseForms {
  readonly me: Person;
  caseUrl = "";
  constructor(me: Person) {
    this.me = me;
  }

  /** Fills in the form at hand: what can be chosen is chosen, the rest is written. */
  async fill(filled: Filled): Promise<void> {
    for (const [name, value] of Object.entries(filled)) {
      const choices = this.me.page.locator(`select[name="${name}"], input[name="${name}"][value="${value}"]`);
      const kind = (await choices.count()) > 0 ? await choices.first().getAttribute("type") : "text";
      await (kind === "text" ? this.me.write(name, value) : this.me.choose(name, value));
    }
  }

  /** Goes to a form of the case, where it is not at hand already, fills it in and sends it. */
  async send(part: string, filled: Filled, then: "saved" | "onward" = "saved"): Promise<void> {
    if (!new URL(this.me.page.url()).pathname.includes(part)) {
      if ((await this.me.page.locator(`main a[href*="${part}"]:visible`).count()) === 0) await this.me.open(this.caseUrl);
      await this.me.goTo(part);
    }
    await this.fill(filled);
    const own = this.me.page.locator("main form.f-form button[type=submit]:not([name])");
    await (then === "onward" ? this.me.button("Spara och gå vidare") : this.me.press(own.first()));
  }

  /** The same, and on to the form of the next step. */
  readonly onward = (part: string, filled: Filled): Promise<void> => this.send(part, filled, "onward");

  /** What comes in; leads to the case. */
  async register(filled: Filled): Promise<void> {
    await this.me.open("/anmalningar/ny");
    const came = { channel: "telefon", reasons: "försummelse eller brister i omsorgen", concern: "Barnet är ensamt på kvällarna.", sex: "kvinna" };
    await this.fill({ ...came, reporterCategory: "skola", reporterName: "Rektor, Ekskolan", ...filled });
    await this.me.button("Registrera");
    this.caseUrl = new URL(this.me.page.url()).pathname;
    expect(this.caseUrl).toMatch(/^\/arenden\/[0-9a-f-]{36}$/u);
  }

  /** After a meeting: what the child said, that it was told what happens, and what it means. */
  async meet(words: string, more: Filled = {}): Promise<void> {
    await this.me.open(this.caseUrl);
    await this.me.goTo("/efter-motet/");
    const isAsked = await this.me.page.locator('input[name="informed"][value="gjort"]').isChecked();
    const told = isAsked ? { informationGiven: "Vad som händer nu." } : {};
    await this.send("/efter-motet/", { childWords: words, ...told, weighed: "gjort", weighedHow: "Det barnet säger är skälet.", ...more });
  }

  /** Seen and not talked with: each step has its reason. */
  async observe(what: string, more: Filled = {}): Promise<void> {
    const young = { notHeardReason: "låg ålder", informed: "inte gjort", notInformedReason: "låg ålder", weighed: "inte gjort", notWeighedReason: "låg ålder" };
    await this.send("/efter-motet/", { what: "observation", childWords: what, ...young, ...more });
  }

  /** How the child was told, or why it was not. */
  readonly tell = (filled: Filled): Promise<void> => this.send("/berattad", filled);

  decide(result: "inleda" | "inte inleda"): Promise<void> {
    const purpose: Filled = result === "inleda" ? { purpose: "Hur barnet har det." } : {};
    return this.send("/forhandsbedomning/", { result, reasoning: "Det som är känt räcker för att besluta.", ...purpose });
  }

  /** Everybody whom the report named, by one source; and told that the investigation is open. */
  async guardians(): Promise<void> {
    await this.me.open(`${this.caseUrl}/vardnadshavare`);
    await this.me.goTo("?uppgift=");
    for (const one of await this.me.page.locator('input[name="alsoClaimIds"]').all()) await one.check();
    await this.onward("/vardnadshavare/ny", { source: "folkbokföringen" });
    await this.informed();
  }

  async informed(): Promise<void> {
    if (!this.me.page.url().includes("/information")) {
      await this.me.open(this.caseUrl);
      await this.me.goTo("/information");
    }
    for (const one of await this.me.page.locator('input[name="alsoIds"]').all()) await one.check();
    await this.send("/information", { content: "Vid ett besök." });
  }

  readonly bestInterests = (): Promise<void> => this.send("/barnets-basta", { assessment: "Det bästa för barnet är det vi gör." });

  /** The investigation ends without an intervention. */
  async endWithout(filled: Filled = {}): Promise<void> {
    await this.me.open(this.caseUrl);
    await this.me.goTo("/beslut");
    await this.me.goTo("/beslut/ingen-insats");
    const reasons = { assessment: "Behovet är litet.", reasoning: "Barnet har det tryggt.", delegationPoint: "3.1" };
    await this.send("/beslut/ingen-insats", { outcome: "ingen insats", investigationOutcome: "ingen insats behövs", ...reasons, ...filled });
  }

  async grant(filled: Filled): Promise<void> {
    await this.me.open(this.caseUrl);
    await this.me.goTo("/beslut");
    await this.me.goTo("/beslut/insats");
    const what = { type: "familjebehandling", recipient: "familjen", goals: "Lugn hemma.", assessment: "Barnet behöver stöd.", reasoning: "Familjen behöver hjälp." };
    await this.send("/beslut/insats", { ...what, ...filled });
  }

  /** Every party at once, on the day. */
  async notify(day: string): Promise<void> {
    await this.me.open(this.caseUrl);
    await this.me.goTo("/underrattelse");
    for (const one of await this.me.page.locator('input[name="alsoIds"]').all()) await one.check();
    await this.send("/underrattelse", { way: "i handen", gotOn: day, withGuidance: "ja" });
  }

  /** All that the child has said, as it was said; those in a fold too. */
  private async inFull(): Promise<Filled> {
    if (!new URL(this.me.page.url()).pathname.includes("/plan")) {
      await this.me.open(this.caseUrl);
      await this.me.goTo("/plan");
    }
    for (const fold of await this.me.page.locator("details:not([open]):has(input[name^='statements.']) > summary").all()) await fold.click();
    const rows = await this.me.page.locator('input[name^="statements."][value="i sin helhet"]').all();
    return Object.fromEntries(rows.map((_, place) => [`statements.${place}.choice`, "i sin helhet"]));
  }

  /** Planned, followed up and ended, with the child each time. */
  async carryOut(planned: string, followed: string, as: (day: string) => Promise<void>): Promise<void> {
    await as(planned);
    await this.meet("Det ska börja på måndag.", { told: "gjort", toldHow: "Vi gick igenom planen.", earlierTold: "Vi berättade vad som bestämdes." });
    await this.send("/plan", { provider: "Familjehuset", hasBegun: "ja", childInformationUsed: "ja", ...(await this.inFull()) });
    await as(followed);
    await this.meet("Det är bättre nu.", { told: "gjort", toldHow: "Vi sa att det kan ta slut nu." });
    await this.onward("/uppfoljning", { carriedOutAsPlanned: "ja", goalAttainment: "uppnått helt", summary: "Målen är nådda.", changeNeeded: "avsluta" });
    await this.send("/avslut", { reason: "behov tillgodosett", summary: "Det är lugnt hemma." });
  }

  async close(reason: string): Promise<void> {
    await this.me.open(this.caseUrl);
    await this.me.goTo("/avsluta");
    expect((await this.me.words()).includes("kan inte avslutas än"), await this.me.words()).toBe(false);
    await this.send("/avsluta", { reason });
    expect(await this.me.words()).toContain("Ärendet avslutades");
  }
} // prettier-ignore
