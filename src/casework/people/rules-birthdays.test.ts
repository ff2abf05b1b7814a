import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { addDays, ageOn } from "../../platform/basics/dates.ts";
import { birthdayThatChanges, nextBirthday } from "./rules-birthdays.ts";

const child = (birthDate: string | null, openedOn: string, prepared: readonly number[] = [], dayIsKnown = true) =>
  nextBirthday({ birthDate, dayIsKnown, openedOn, prepared });

describe("birthday-that-changes", () => {
  test.each([
    ["eleven: the twelfth is next", "2014-05-14", "2026-03-02", [], 12, "2026-05-14", "2026-03-15"],
    ["fourteen: the twelfth was before the case", "2011-05-14", "2026-03-02", [], 15, "2026-05-14", "2026-03-15"],
    ["turns fifteen the day the case opens", "2011-03-02", "2026-03-02", [], 15, "2026-03-02", "2026-01-01"],
    ["turned fifteen the day before", "2011-03-01", "2026-03-02", [], 18, "2029-03-01", "2028-12-31"],
    ["the fifteenth is prepared", "2011-05-14", "2026-03-02", [15], 18, "2029-05-14", "2029-03-15"],
    ["born 29 February, eighteen in a common year", "2008-02-29", "2026-01-02", [], 18, "2026-02-28", "2025-12-30"],
    ["born 29 February, twelve in a leap year", "2016-02-29", "2026-03-02", [], 12, "2028-02-29", "2027-12-31"],
    ["eighteen already", "2007-05-14", "2026-03-02", [], 21, "2028-05-14", "2028-03-15"],
  ] as const)("%s", (_what, birthDate, openedOn, prepared, age, dueOn, visibleFrom) => {
    expect(child(birthDate, openedOn, prepared)).toMatchObject({ age, dueOn, visibleFrom });
  });

  test.each([
    ["over twenty-one", "2000-05-14", "2026-03-02", []],
    ["everything is prepared", "2011-05-14", "2026-03-02", [15, 18, 21]],
    ["no birth date is known", null, "2026-03-02", []],
  ] as const)("nothing is next: %s", (_what, birthDate, openedOn, prepared) => {
    expect(child(birthDate, openedOn, prepared)).toBeUndefined();
  });

  describe("only the year is known", () => {
    test("the first day of the year in which the child may come of the age", () => {
      expect(child("2011-12-31", "2025-03-02", [], false)).toMatchObject({ age: 15, dueOn: "2026-01-01", visibleFrom: "2025-11-02" });
    });
    test("in a case that was opened later that year it is done at once: a party is reckoned from the last day of it", () => {
      expect(child("2011-12-31", "2026-03-02", [], false)).toMatchObject({ age: 15, dueOn: "2026-03-02", visibleFrom: "2026-01-01" });
      expect(child("2011-12-31", "2026-12-31", [], false)).toMatchObject({ age: 15, dueOn: "2026-12-31" });
      expect(child("2011-12-31", "2027-01-01", [], false)).toMatchObject({ age: 18, dueOn: "2029-01-01" });
      const input = { birthDate: "2011-12-31", dayIsKnown: false, age: 15, notBefore: "2026-03-02" };
      expect(birthdayThatChanges.explain(input, birthdayThatChanges.apply(input))).toContain(
        "Bara födelseåret är känt, och barnet kan redan ha fyllt 15 år den 2 mars 2026: från den dagen har barnet",
      );
    });
    test("and the sentence says that it may be", () => {
      const input = { birthDate: "2011-12-31", dayIsKnown: false, age: 15 };
      expect(birthdayThatChanges.explain(input, birthdayThatChanges.apply(input))).toBe(
        "Barnet kan fylla 15 år från den 1 januari 2026: från den dagen har barnet rätt att föra sin egen talan, och kan självt begära eller samtycka till insatser, utom placering och boende med särskilt stöd (3 kap. 4 § SoL och 21 kap. 1 § SoL). Att det tas upp före är en lokal regel.",
      );
    });
  });

  test("at eighteen custody has lasted, by the code of parenthood, and the child is no child by the act", () => {
    const input = { birthDate: "2008-05-14", dayIsKnown: true, age: 18 };
    expect(birthdayThatChanges.explain(input, birthdayThatChanges.apply(input))).toContain("(6 kap. 2 § FB och 3 kap. 1 § SoL)");
  });

  test("before the day the child is younger, on it the child is of the age, whatever the days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 20 }), fc.integer({ min: 0, max: 366 * 21 }), (born, opened) => {
        const birthDate = addDays("2004-01-01", born);
        const openedOn = addDays(birthDate, opened);
        const next = child(birthDate, openedOn);
        if (next === undefined) return void expect(ageOn(birthDate, openedOn)).toBeGreaterThanOrEqual(20);
        expect(next.dueOn >= openedOn).toBe(true);
        expect(ageOn(birthDate, next.dueOn)).toBe(next.age);
        expect(ageOn(birthDate, addDays(next.dueOn, -1))).toBe(next.age - 1);
      }),
    );
  });
});
