import { describe, expect, test } from "vitest";
import { ageOn, birthdayOf } from "./dates.ts";
import { leapDayBirthdayIn, readLeapDayPractice } from "./leap-day.ts";

describe("born on 29 February", () => {
  test.each([
    ["nothing said: 28 February", undefined, "2026-02-28", "2027-02-28"],
    ["1 March", "03-01", "2026-03-01", "2027-03-01"],
    ["1 March from a day on", "02-28,2027-01-01:03-01", "2026-02-28", "2027-03-01"],
  ])("%s", (_name, setting, at18, at19) => {
    const practice = readLeapDayPractice(setting);
    expect(birthdayOf("2008-02-29", 18, practice)).toBe(at18);
    expect(birthdayOf("2008-02-29", 19, practice)).toBe(at19);
    expect(ageOn("2008-02-29", at18, practice)).toBe(18);
    expect(birthdayOf("2008-02-29", 20, practice)).toBe("2028-02-29");
    expect(birthdayOf("2008-02-28", 18, practice)).toBe("2026-02-28");
    expect(birthdayOf("2008-03-01", 18, practice)).toBe("2026-03-01");
  });

  test.each(["1 mars", "03-02", "2027-01-01", "03-01,02-28"])("%s is refused with how it is written", (setting) => {
    expect(() => readLeapDayPractice(setting)).toThrow("LEAP_DAY_BIRTHDAY is written");
  });

  test("before the first day that is said the default holds", () => {
    expect(leapDayBirthdayIn(1999, readLeapDayPractice("2027-01-01:03-01"))).toBe("02-28");
  });
});
