import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../basics/dates.ts";
import { applied } from "./rule.ts";
import { lastDay, lastDayInLaw } from "./rules-last-day.ts";

describe("last-day", () => {
  test.each([
    ["a working day stays", "2026-03-16", "2026-03-16"],
    ["a Saturday", "2026-03-14", "2026-03-16"],
    ["a Sunday", "2026-03-15", "2026-03-16"],
    ["juldagen on a Friday, over annandag jul and a Sunday", "2026-12-25", "2026-12-28"],
    ["julafton", "2026-12-24", "2026-12-28"],
    ["nyårsafton into the new year", "2026-12-31", "2027-01-04"],
    ["julafton on a Tuesday", "2024-12-24", "2024-12-27"],
    ["långfredagen", "2026-04-03", "2026-04-07"],
    ["midsommarafton", "2026-06-19", "2026-06-22"],
    ["Kristi himmelsfärdsdag", "2026-05-14", "2026-05-15"],
    ["första maj on a Friday", "2026-05-01", "2026-05-04"],
    ["nationaldagen on a Saturday", "2026-06-06", "2026-06-08"],
    ["trettondedag jul", "2026-01-06", "2026-01-07"],
    ["alla helgons dag", "2026-10-31", "2026-11-02"],
  ])("%s", (_name, targetOn, dueOn) => {
    const { outcome, explanation } = applied(lastDayInLaw, { targetOn });
    expect(outcome).toEqual({ targetOn, dueOn });
    expect(explanation).toContain("(2 § lag (1930:173))");
  });

  test("the sentence says what the day is and where it went", () => {
    expect(applied(lastDayInLaw, { targetOn: "2026-12-25" }).explanation).toBe(
      "Tiden går ut 25 december 2026, som är juldagen. Sista dagen är nästa vardag, 28 december 2026 (2 § lag (1930:173)).",
    );
    expect(applied(lastDayInLaw, { targetOn: "2026-03-16" }).explanation).toContain("flyttas inte");
  });

  test("a later target never has an earlier last day", () => {
    const day = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays("1990-01-01", days));
    fc.assert(
      fc.property(day, (targetOn) => {
        expect(lastDay(targetOn).dueOn <= lastDay(addDays(targetOn, 1)).dueOn).toBe(true);
      }),
    );
  });
});
