import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "../../platform/basics/dates.ts";
import { nextWorkingDay } from "../../platform/basics/working-days.ts";
import { applied } from "../../platform/law/rule.ts";
import { conclusion, extension, informationThatOpened, investigationTime, whoIsConcerned } from "./rules.ts";

const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2002-01-01", days));

describe("investigation-time", () => {
  test.each([
    ["an ordinary day", { openedOn: "2026-01-15" }, "2026-05-15"],
    ["31 October ends on the last of February, a Sunday", { openedOn: "2026-10-31" }, "2027-03-01"],
    ["to juldagen", { openedOn: "2026-08-25" }, "2026-12-28"],
    ["to nyårsafton", { openedOn: "2026-08-31" }, "2027-01-04"],
    ["31 October before a leap day", { openedOn: "2027-10-31" }, "2028-02-29"],
    ["29 October before a leap day", { openedOn: "2027-10-29" }, "2028-02-29"],
    ["29 February", { openedOn: "2028-02-29" }, "2028-06-29"],
    ["to nyårsdagen", { openedOn: "2026-09-01" }, "2027-01-04"],
    ["opened under the old act", { openedOn: "2025-06-30" }, "2025-10-30"],
    ["extended", { openedOn: "2026-01-15", extendedTo: "2026-07-01" }, "2026-07-01"],
    ["extended to a Saturday, which stands", { openedOn: "2026-01-15", extendedTo: "2026-07-04" }, "2026-07-04"],
    ["an extension to an earlier day changes nothing", { openedOn: "2026-01-15", extendedTo: "2026-03-01" }, "2026-05-15"],
  ])("%s", (_name, input, dueOn) => expect(investigationTime.apply(input).dueOn).toBe(dueOn));

  test.each([
    ["2026-01-15", "Slutförs senast 15 maj 2026: fyra månader från att utredningen inleddes den 15 januari 2026 (20 kap. 3 § SoL)."],
    ["2025-06-30", "Slutförs senast 30 oktober 2025: fyra månader från att utredningen inleddes den 30 juni 2025 (11 kap. 2 § äldre SoL)."],
  ])("the sentence for %s", (openedOn, sentence) => expect(applied(investigationTime, { openedOn }).explanation).toBe(sentence));

  test("it takes 120 to 123 days or ends the next working day, and a later start never ends earlier", () => {
    fc.assert(
      fc.property(anyDay, (openedOn) => {
        const { dueOn, targetOn } = investigationTime.apply({ openedOn });
        expect(daysBetween(openedOn, targetOn)).toBeGreaterThanOrEqual(120);
        expect(daysBetween(openedOn, targetOn)).toBeLessThanOrEqual(123);
        expect(dueOn).toBe(nextWorkingDay(targetOn));
        expect(investigationTime.apply({ openedOn: addDays(openedOn, 1) }).dueOn >= dueOn).toBe(true);
      }),
    );
  });
});

describe("investigation-extension", () => {
  const asked = {
    openedOn: "2026-01-15",
    decidedOn: "2026-05-10",
    newDate: "2026-06-30",
    specialReasons: "Läkarutlåtandet dröjer.",
  };
  test.each([
    ["with date and reasons", asked, true, [], false],
    ["without a date: not until further notice", { ...asked, newDate: null }, false, ["nytt slutdatum"], false],
    ["to the day already due", { ...asked, newDate: "2026-05-15" }, false, ["ett slutdatum efter den nuvarande tiden"], false],
    ["reasons that are only blanks", { ...asked, specialReasons: " \n" }, false, ["särskilda skäl"], false],
    ["neither", { ...asked, newDate: null, specialReasons: "" }, false, ["nytt slutdatum", "särskilda skäl"], false],
    ["on the last day", { ...asked, decidedOn: "2026-05-15" }, true, [], false],
    ["the day after it ran out", { ...asked, decidedOn: "2026-05-16" }, true, [], true],
    [
      "a second time, from the first extension",
      { ...asked, extendedTo: "2026-06-30", newDate: "2026-06-30" },
      false,
      ["ett slutdatum efter den nuvarande tiden"],
      false,
    ],
  ])("%s", (_name, input, permitted, missing, late) => {
    const { outcome, explanation } = applied(extension, input);
    expect(outcome).toEqual({ permitted, missing, late });
    expect(explanation).toContain("20 kap. 3 § SoL");
  });

  test("what is permitted moves the due date to the day decided", () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (openedOn, newDate, decidedOn) => {
        const { permitted } = extension.apply({ openedOn, newDate, decidedOn, specialReasons: "skäl" });
        if (permitted)
          expect(investigationTime.apply({ openedOn, extendedTo: newDate })).toEqual({
            dueOn: newDate,
            targetOn: newDate,
            extended: true,
          });
      }),
    );
  });
});

describe("information-that-opened", () => {
  test.each([
    ["at once", "", "2026-03-01"],
    ["not when there are reasons against", "Risk för påverkan på barnet.", null],
  ])("%s", (_name, specialReasonsAgainst, dueOn) => {
    const { outcome, explanation } = applied(informationThatOpened, { openedOn: "2026-03-01", specialReasonsAgainst });
    expect(outcome.dueOn).toBe(dueOn);
    expect(explanation).toContain("20 kap. 4 § SoL");
  });
});

describe("information-that-opened, again", () => {
  test("reasons against are tried again on a day that is set, which no holiday moves", () => {
    const input = { openedOn: "2026-03-02", specialReasonsAgainst: "Risk.", reviewOn: "2026-03-21", who: "vårdnadshavaren" } as const;
    const { outcome, explanation } = applied(informationThatOpened, input);
    expect(outcome).toEqual({ needed: false, dueOn: "2026-03-21" });
    expect(explanation).toContain("Skälen prövas igen 21 mars 2026 (lokal regel).");
  });
});

describe("who-is-concerned", () => {
  test.each([
    ["a small child: the child and both guardians", "2020-03-02", 2, 3, false],
    ["the day before fifteen", "2011-03-03", 2, 3, false],
    ["fifteen on the day: a party of its own", "2011-03-02", 1, 2, true],
    ["nobody has custody that is known", "2011-03-02", 0, 1, true],
  ] as const)("%s", (_name, birthDate, guardians, people, childIsParty) => {
    const { outcome, explanation } = applied(whoIsConcerned, { birthDate, openedOn: "2026-03-02", guardians });
    expect(outcome).toEqual({ childIsParty, people });
    expect(explanation).toContain("varje vårdnadshavare");
    expect(explanation.includes("3 kap. 4 § SoL")).toBe(childIsParty);
  });
});

describe("investigation-conclusion", () => {
  const whole = {
    concludedOn: "2026-05-10",
    assessment: "…",
    bestInterests: "…",
    opinionOrReason: true,
    weighingOrReason: true,
    outcome: "öppen insats",
    communicatedOrReason: true,
  };
  test.each([
    ["all there", whole, []],
    ["no best interests", { ...whole, bestInterests: " " }, ["bedömning av barnets bästa"]],
    [
      "the opinion neither recorded nor explained",
      { ...whole, opinionOrReason: false, weighingOrReason: false },
      ["barnets åsikt", "hur barnets åsikt har vägts in"],
    ],
    ["no outcome", { ...whole, outcome: null }, ["utredningens resultat"]],
    ["not communicated", { ...whole, communicatedOrReason: false }, ["kommunicering"]],
  ])("%s", (_name, input, missing) => {
    const { outcome, explanation } = applied(conclusion, input);
    expect(outcome).toEqual({ permitted: missing.length === 0, missing });
    for (const part of missing) expect(explanation).toContain(part);
    expect(explanation).toContain("25 § FvL");
  });
});
