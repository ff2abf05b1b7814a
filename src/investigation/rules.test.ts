import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "../core/dates.ts";
import { applied } from "../core/law/rule.ts";
import { conclusion, extension, informationThatOpened, investigationTime } from "./rules.ts";

const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2002-01-01", days));

describe("investigation-time", () => {
  test.each([
    ["an ordinary day", { openedOn: "2026-01-15" }, "2026-05-15"],
    ["31 October ends on the last of February", { openedOn: "2026-10-31" }, "2027-02-28"],
    ["31 October before a leap day", { openedOn: "2027-10-31" }, "2028-02-29"],
    ["29 October before a leap day", { openedOn: "2027-10-29" }, "2028-02-29"],
    ["29 February", { openedOn: "2028-02-29" }, "2028-06-29"],
    ["over the new year", { openedOn: "2026-09-01" }, "2027-01-01"],
    ["opened under the old act", { openedOn: "2025-06-30" }, "2025-10-30"],
    ["extended", { openedOn: "2026-01-15", extendedTo: "2026-07-01" }, "2026-07-01"],
    ["an extension to an earlier day changes nothing", { openedOn: "2026-01-15", extendedTo: "2026-03-01" }, "2026-05-15"],
  ])("%s", (_name, input, dueOn) => expect(investigationTime.apply(input).dueOn).toBe(dueOn));

  test.each([
    ["2026-01-15", "Slutförs senast 15 maj 2026: fyra månader från att utredningen inleddes den 15 januari 2026 (20 kap. 3 § SoL)."],
    ["2025-06-30", "Slutförs senast 30 oktober 2025: fyra månader från att utredningen inleddes den 30 juni 2025 (11 kap. 2 § äldre SoL)."],
  ])("the sentence for %s", (openedOn, sentence) => expect(applied(investigationTime, { openedOn }).explanation).toBe(sentence));

  test("it takes 120 to 123 days, and a later start never ends earlier", () => {
    fc.assert(
      fc.property(anyDay, (openedOn) => {
        const { dueOn } = investigationTime.apply({ openedOn });
        expect(daysBetween(openedOn, dueOn)).toBeGreaterThanOrEqual(120);
        expect(daysBetween(openedOn, dueOn)).toBeLessThanOrEqual(123);
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
