import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../platform/basics/dates.ts";
import { applied } from "../../platform/law/rule.ts";
import { fitsBirthDate, readIdentityNumber } from "../../platform/basics/identity-number.ts";
import { AGE_GROUPS, age, ageGroup, childUntil, identityNumber, ownParty } from "./rules.ts";

/** Skatteverket's test numbers: the only identity numbers of the house. */
const identities = JSON.parse(readFileSync(new URL("../../../demo/data/test-identities.json", import.meta.url), "utf8")) as {
  children: string[];
  adults: string[];
};
const children = identities.children;
const today = "2026-11-22";

describe("age", () => {
  test.each([
    ["the last day as a child", "2008-11-23", today, 17, true],
    ["turning 18 on the very day", "2008-11-22", today, 18, false],
    ["born on a leap day, the day before", "2008-02-29", "2026-02-27", 17, true],
    ["born on a leap day, 28 February", "2008-02-29", "2026-02-28", 18, false],
    ["newborn", today, today, 0, true],
  ])("%s", (_name, birthDate, day, years, isChild) => {
    const { outcome, explanation } = applied(age, { birthDate, day });
    expect(outcome).toEqual({ years, isChild });
    expect(explanation).toContain(`Har fyllt ${years} år`);
  });

  test("the last day as a child is the day before the eighteenth birthday", () => {
    expect(childUntil("2008-02-29")).toEqual({ lastDayAsChild: "2026-02-27", adultFrom: "2026-02-28" });
  });

  test("groups cover every child once", () => {
    expect([-1, 0, 4, 5, 14, 15, 17, 18].map(ageGroup)).toEqual([null, "0–4", "0–4", "5–14", "5–14", "15–17", "15–17", null]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), (years) => {
        expect(AGE_GROUPS).toContain(ageGroup(years));
      }),
    );
  });
});

describe("own-party", () => {
  test.each([
    ["the day before turning 15", "2011-11-23", false, "3 kap. 4 § SoL"],
    ["turning 15 on the very day", "2011-11-22", true, "3 kap. 4 § SoL"],
  ])("%s", (_name, birthDate, isOwnParty, citation) => {
    const { outcome, explanation } = applied(ownParty, { birthDate, day: today });
    expect(outcome.isOwnParty).toBe(isOwnParty);
    expect(explanation).toContain(citation);
  });
});

describe("identity-number", () => {
  const one = children.find((n) => n.startsWith("2020")) ?? "";
  const short = `${one.slice(2, 8)}-${one.slice(8)}`;
  const wrongCheck = one.slice(0, 11) + String((Number(one[11]) + 1) % 10);

  test.each([
    ["twelve digits", one],
    ["with a hyphen", `${one.slice(0, 8)}-${one.slice(8)}`],
    ["with blanks around and inside", ` ${one.slice(0, 8)} ${one.slice(8)} `],
    ["ten digits with a hyphen", short],
    ["ten digits without", short.replace("-", "")],
  ])("%s", (_name, text) => {
    const found = readIdentityNumber({ text, today });
    expect(found.ok && found.value.normalized).toBe(one);
  });

  test.each([
    ["a wrong check digit", wrongCheck, "identity-number-check"],
    ["letters", "abc", "identity-number-form"],
    ["nothing", "", "identity-number-form"],
    ["too many digits", `${one}1`, "identity-number-form"],
  ])("%s", (_name, text, code) => {
    const found = readIdentityNumber({ text, today, field: "personnummer" });
    expect(found).toMatchObject({ ok: false, error: { code, field: "personnummer" } });
    expect(JSON.stringify(found)).not.toContain(one.slice(0, 8));
  });

  test("the century is counted from the given day, not from the machine's clock", () => {
    expect(readIdentityNumber({ text: one, today: "2019-12-31" })).toMatchObject({
      ok: false,
      error: { code: "identity-number-future" },
    });
    const before = readIdentityNumber({ text: short, today: "2019-12-31" });
    expect(before.ok && before.value.datePart?.startsWith("1920")).toBe(true);
    const plus = readIdentityNumber({ text: short.replace("-", "+"), today });
    expect(plus.ok && plus.value.datePart?.startsWith("1920")).toBe(true);
  });

  test("every official test number is right, and its parts agree", () => {
    for (const text of [...children, ...identities.adults]) {
      const found = readIdentityNumber({ text, today });
      if (!found.ok) throw new Error(text);
      expect(found.value.kind).toBe("personnummer");
      expect(found.value.datePart?.replaceAll("-", "")).toBe(text.slice(0, 8));
      expect(found.value.sex).toBe(Number(text[10]) % 2 === 0 ? "flicka" : "pojke");
    }
  });

  test("a coordination number is known as one, its day less sixty", () => {
    const found = readIdentityNumber({ text: "202312912393", today });
    expect(found.ok && found.value).toMatchObject({ kind: "samordningsnummer", datePart: "2023-12-31", sex: "pojke" });
  });

  describe("every official coordination number", () => {
    const all = (
      JSON.parse(readFileSync(new URL("../../../demo/data/test-coordination-numbers.json", import.meta.url), "utf8")) as {
        coordination: string[];
      }
    ).coordination;
    /** The day that the number says, by the calendar alone; NaN where there is no such day. Month 00 and day 60 are real. */
    const isReal = (number: string): boolean => {
      const [year, month, day] = [number.slice(0, 4), Number(number.slice(4, 6)) || 1, Number(number.slice(6, 8)) - 60 || 1];
      const at = new Date(Date.UTC(Number(year), month - 1, day));
      return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
    };

    test("is taken when its day exists, month 00 and day 60 among them", () => {
      const real = all.filter(isReal);
      expect([all.length, real.length]).toEqual([1198, 1188]);
      for (const text of real) {
        const found = readIdentityNumber({ text, today });
        if (!found.ok) throw new Error(`${text} ${found.error.code}`);
        const open = text.slice(4, 6) === "00" || text.slice(6, 8) === "60";
        expect(found.value).toMatchObject({ kind: "samordningsnummer", normalized: text });
        expect(found.value.datePart === null).toBe(open);
        const short = readIdentityNumber({ text: `${text.slice(2, 8)}-${text.slice(8)}`, today });
        expect(short.ok && short.value.normalized).toBe(text);
      }
      expect(real.filter((text) => text.slice(4, 6) === "00" || text.slice(6, 8) === "60")).toHaveLength(50);
    });

    test("is refused, with what is wrong, when the calendar has no such day", () => {
      for (const text of all.filter((number) => !isReal(number))) {
        expect(readIdentityNumber({ text, today })).toMatchObject({ ok: false, error: { code: "identity-number-day" } });
      }
    });
  });

  test.each([
    ["a personnummer with month 00", "201200012392"],
    ["a personnummer with day 00", "201201002392"],
    ["a coordination number with month 13", "201213612392"],
    ["a coordination number with day 92", "201201922392"],
  ])("%s has no such day", (_name, text) => {
    expect(readIdentityNumber({ text, today })).toMatchObject({ ok: false, error: { code: "identity-number-day" } });
  });

  test.each([
    ["the whole day", "202312912393", "2023-12-31", true],
    ["another day", "202312912393", "2023-12-30", false],
    ["an open month", "201000802395", "2010-07-20", true],
    ["an open month, another day", "201000802395", "2010-07-21", false],
    ["an open day", "201010602397", "2010-10-17", true],
    ["an open day, another month", "201010602397", "2010-11-17", false],
    ["another year", "201000802395", "2011-07-20", false],
  ])("a number fits a birth date: %s", (_name, number, born, fits) => expect(fitsBirthDate(number, born)).toBe(fits));

  test("a slip of one digit is always found", () => {
    fc.assert(
      fc.property(fc.constantFrom(...children), fc.integer({ min: 2, max: 11 }), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        const slipped = text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1);
        expect(readIdentityNumber({ text: slipped, today: addDays(today, 30_000) }).ok).toBe(false);
      }),
    );
  });

  test("the sentence holds no identity number", () => {
    expect(applied(identityNumber, { text: one, today }).explanation).toBe(
      "Numret är ett giltigt personnummer (18 § folkbokföringslagen).",
    );
    expect(applied(identityNumber, { text: wrongCheck, today }).explanation).toBe(
      "Personnumret stämmer inte. Se 18 § folkbokföringslagen.",
    );
  });
});
