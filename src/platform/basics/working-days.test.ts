import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, weekdayOf } from "./dates.ts";
import { dayOffName, daysOffIn, easterSunday, nextWorkingDay } from "./working-days.ts";

describe("easterSunday", () => {
  test.each([
    [1818, "1818-03-22"],
    [1943, "1943-04-25"],
    [2000, "2000-04-23"],
    [2008, "2008-03-23"],
    [2011, "2011-04-24"],
    [2024, "2024-03-31"],
    [2025, "2025-04-20"],
    [2026, "2026-04-05"],
    [2027, "2027-03-28"],
    [2038, "2038-04-25"],
    [2285, "2285-03-22"],
  ])("%s", (year, day) => expect(easterSunday(year)).toBe(day));

  test("it is a Sunday from 22 March to 25 April, and agrees with Gauss's reckoning, in every year from 1900 to 2299", () => {
    for (let year = 1900; year < 2300; year++) {
      const day = easterSunday(year);
      expect(weekdayOf(day)).toBe(7);
      expect(day.slice(5) >= "03-22" && day.slice(5) <= "04-25").toBe(true);
      expect(day).toBe(byGauss(year));
    }
  });
});

/** Gauss's reckoning with its two exceptions: another way to the same day. */
function byGauss(year: number): string {
  const k = Math.floor(year / 100);
  const p = Math.floor((13 + 8 * k) / 25);
  const m = (15 - p + k - Math.floor(k / 4)) % 30;
  const n = (4 + k - Math.floor(k / 4)) % 7;
  const d = (19 * (year % 19) + m) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
  if (d === 29 && e === 6) return `${year}-04-19`;
  if (d === 28 && e === 6 && (11 * m + 11) % 30 < 19) return `${year}-04-18`;
  return addDays(`${year}-03-22`, d + e);
}

describe("the days off of a year", () => {
  test("2026", () => {
    expect([...daysOffIn(2026)]).toEqual([
      ["2026-01-01", "nyårsdagen"],
      ["2026-01-06", "trettondedag jul"],
      ["2026-04-03", "långfredagen"],
      ["2026-04-05", "påskdagen"],
      ["2026-04-06", "annandag påsk"],
      ["2026-05-01", "första maj"],
      ["2026-05-14", "Kristi himmelsfärdsdag"],
      ["2026-05-24", "pingstdagen"],
      ["2026-06-06", "nationaldagen"],
      ["2026-06-19", "midsommarafton"],
      ["2026-06-20", "midsommardagen"],
      ["2026-10-31", "alla helgons dag"],
      ["2026-12-24", "julafton"],
      ["2026-12-25", "juldagen"],
      ["2026-12-26", "annandag jul"],
      ["2026-12-31", "nyårsafton"],
    ]);
  });

  test.each([
    ["midsommarafton at its earliest", "2026-06-19", "midsommarafton"],
    ["midsommarafton at its latest", "2027-06-25", "midsommarafton"],
    ["alla helgons dag at its latest", "2027-11-06", "alla helgons dag"],
    ["annandag pingst, while it was one", "2004-05-31", "annandag pingst"],
    ["annandag pingst, when it no longer was", "2005-05-16", null],
    ["6 June before it was nationaldag", "2003-06-06", null],
    ["påskafton is a Saturday", "2026-04-04", "en lördag"],
    ["trettondagsafton is a working day", "2026-01-05", null],
    ["skärtorsdagen is a working day", "2026-04-02", null],
    ["a Sunday", "2026-03-01", "en söndag"],
  ])("%s", (_name, day, name) => expect(dayOffName(day)).toBe(name));
});

const anyDay = fc.integer({ min: 0, max: 100_000 }).map((days) => addDays("1930-07-01", days));

describe("nextWorkingDay", () => {
  test("it is a working day, the first one from the day on, and never more than five days away", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = nextWorkingDay(day);
        expect(dayOffName(next)).toBeNull();
        expect(daysBetween(day, next)).toBeLessThanOrEqual(5);
        for (let passed = day; passed < next; passed = addDays(passed, 1)) expect(dayOffName(passed)).not.toBeNull();
        expect(nextWorkingDay(next)).toBe(next);
      }),
    );
  });
});
