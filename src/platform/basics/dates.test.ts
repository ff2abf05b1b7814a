import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  ageOn,
  birthdayOf,
  compareDates,
  daysBetween,
  formatDateTime,
  formatLong,
  isIsoDate,
  parseDate,
  stockholmDate,
  stockholmInstant,
  stockholmTime,
  weekdayOf,
} from "./dates.ts";

const anyDate = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays("1900-01-01", days));

describe("calendar arithmetic", () => {
  test.each([
    ["fourteen days over a month end", addDays("2026-02-28", 14), "2026-03-14"],
    ["fourteen days over a leap day", addDays("2028-02-20", 14), "2028-03-05"],
    ["fourteen days over the spring clock change", addDays("2026-03-20", 14), "2026-04-03"],
    ["31 Oct + 4 months is the last of February", addMonths("2025-10-31", 4), "2026-02-28"],
    ["31 Oct + 4 months in a leap year", addMonths("2027-10-31", 4), "2028-02-29"],
    ["30 Nov + 3 months", addMonths("2025-11-30", 3), "2026-02-28"],
    ["29 Feb + 12 months", addMonths("2028-02-29", 12), "2029-02-28"],
    ["15 Jan + 4 months", addMonths("2026-01-15", 4), "2026-05-15"],
  ])("%s", (_name, found, expected) => expect(found).toBe(expected));

  test("days and weekdays are those of the calendar, to both ends of what is counted", () => {
    const day = fc.record({
      year: fc.integer({ min: 1, max: 9999 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
    });
    fc.assert(
      fc.property(day, fc.integer({ min: -400, max: 400 }), (parts, days) => {
        const own = Temporal.PlainDate.from(parts);
        expect(addDays(own.toString(), days)).toBe(own.add({ days }).toString());
        expect(weekdayOf(own.toString())).toBe(own.dayOfWeek);
      }),
      { numRuns: 2000 },
    );
    expect(addDays("9999-12-31", 1)).toBe(Temporal.PlainDate.from("9999-12-31").add({ days: 1 }).toString());
    expect(addDays("1000-01-01", -1)).toBe("0999-12-31");
    for (const count of [addDays, weekdayOf]) expect(() => count("2026-02-30", 1)).toThrow(RangeError);
  });

  test("adding days and counting them back agree", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(compareDates(addDays(date, days), date)).toBe(Math.sign(days));
      }),
    );
  });
});

describe("age", () => {
  test.each([
    ["the day before turning 12", "2014-05-02", "2026-05-01", 11],
    ["turning 12 on the very day", "2014-05-02", "2026-05-02", 12],
    ["turning 15 on the very day", "2011-11-22", "2026-11-22", 15],
    ["turning 18 on the very day", "2008-11-22", "2026-11-22", 18],
    ["born 29 Feb, 27 Feb in a common year", "2008-02-29", "2026-02-27", 17],
    ["born 29 Feb, 28 Feb in a common year", "2008-02-29", "2026-02-28", 18],
    ["born 29 Feb, 28 Feb in a leap year", "2008-02-29", "2028-02-28", 19],
    ["born 29 Feb, on the day in a leap year", "2008-02-29", "2028-02-29", 20],
    ["born 31 Dec, 1 Jan", "2025-12-31", "2026-01-01", 0],
    ["not yet born", "2026-12-01", "2026-11-22", -1],
  ])("%s", (_name, born, day, age) => expect(ageOn(born, day)).toBe(age));

  test("the birthday is the first day of an age", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 30 }), (born, years) => {
        const day = birthdayOf(born, years);
        expect(ageOn(born, day)).toBe(years);
        expect(ageOn(born, addDays(day, -1))).toBe(years - 1);
      }),
    );
  });
});

describe("days between", () => {
  test("are counted as adding them does, and a day that does not exist is refused", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
    for (const none of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "i morgon", ""]) {
      expect(() => daysBetween(none, "2026-01-01")).toThrow(RangeError);
      expect(() => daysBetween("2026-01-01", none)).toThrow(RangeError);
    }
  });
});

describe("Stockholm", () => {
  test.each([
    ["winter midnight belongs to the next day", "2026-01-31T23:00:00Z", "2026-02-01", "00:00"],
    ["just before winter midnight", "2026-01-31T22:59:59Z", "2026-01-31", "23:59"],
    ["summer midnight", "2026-06-30T22:00:00Z", "2026-07-01", "00:00"],
    ["spring clock change, before", "2026-03-29T00:59:00Z", "2026-03-29", "01:59"],
    ["spring clock change, after", "2026-03-29T01:00:00Z", "2026-03-29", "03:00"],
    ["autumn clock change, second hour", "2026-10-25T01:30:00Z", "2026-10-25", "02:30"],
  ])("%s", (_name, instant, date, time) => {
    expect(stockholmDate(new Date(instant))).toBe(date);
    expect(stockholmTime(new Date(instant))).toBe(time);
  });

  test("any moment has the wall clock of the time zone's own rules, also in the hours around each change of the clock", () => {
    const changes = Array.from({ length: 250 }, (_, n) => 1850 + n).flatMap((year) =>
      [3, 4, 5, 9, 10].map((month) => Date.UTC(year, month, 1) - 86_400_000 * (month % 2)),
    );
    const moment = fc.oneof(
      fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(9998, 0, 1) }),
      fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -864_000_000, max: 864_000_000 })).map(([at, by]) => at + by),
    );
    fc.assert(
      fc.property(moment, (time) => {
        const own = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO("Europe/Stockholm");
        expect(stockholmDate(new Date(time))).toBe(own.toPlainDate().toString());
        expect(stockholmTime(new Date(time))).toBe(own.toPlainTime().toString({ smallestUnit: "minute" }));
      }),
      { numRuns: 2000 },
    );
    expect(() => stockholmDate(new Date(Number.NaN))).toThrow(RangeError);
  });

  test("a wall-clock time becomes the instant, also on clock-change days", () => {
    expect(stockholmInstant("2026-01-05", "16:00").toISOString()).toBe("2026-01-05T15:00:00.000Z");
    expect(stockholmInstant("2026-03-29", "02:30").toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(stockholmInstant("2026-10-25", "02:30").toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });
});

describe("writing and reading", () => {
  test("formats", () => {
    expect(formatLong("2026-03-14")).toBe("14 mars 2026");
    expect(formatLong("2026-05-01")).toBe("1 maj 2026");
    expect(formatDateTime(new Date("2026-03-14T15:05:00Z"))).toBe("2026-03-14 16:05");
  });

  test.each(["2026-02-29", "2026-13-01", "2026-3-1", "0000-01-01", "i morgon", ""])("%s is no date", (text) => {
    expect(isIsoDate(text)).toBe(false);
    expect(parseDate(text).ok).toBe(false);
  });

  test("what is written long reads back", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(parseDate(formatLong(date))).toEqual({ ok: true, value: date });
      }),
    );
    expect(parseDate(" 20260314 ")).toEqual({ ok: true, value: "2026-03-14" });
  });
});
