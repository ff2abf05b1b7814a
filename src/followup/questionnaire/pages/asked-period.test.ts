import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths } from "../../../platform/basics/dates.ts";
import { askedPeriod, earlierPeriods, latestYear, periodChoices } from "./asked-period.ts";

const day = fc
  .date({ min: new Date("2001-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("the period that the page of answers opens on", () => {
  it.each([
    ["2026-11-29", "2025-11-30", "2026-11-29"],
    ["2025-02-28", "2024-02-29", "2025-02-28"],
    ["2024-02-29", "2023-03-01", "2024-02-29"],
    ["2026-01-01", "2025-01-02", "2026-01-01"],
  ])("is the twelve months that end on the day itself, %s", (today, from, to) => {
    expect(latestYear(today)).toEqual({ from, to });
    expect(askedPeriod(new URLSearchParams(), today)).toMatchObject({ from, to, period: { ok: true } });
  });

  it("is any days that the address names, and the other end of the latest year where one is left out", () => {
    expect(askedPeriod(new URLSearchParams("fran=2024-01-01&till=2024-06-30"), "2026-11-29").period).toEqual({
      ok: true,
      value: { from: "2024-01-01", to: "2024-06-30" },
    });
    expect(askedPeriod(new URLSearchParams("fran=2026-06-01"), "2026-11-29")).toMatchObject({ from: "2026-06-01", to: "2026-11-29" });
    expect(askedPeriod(new URLSearchParams("fran=nej"), "2026-11-29").period.ok).toBe(false);
  });

  it("can be the latest year, one of the two calendar years before, or the questionnaire's own", () => {
    expect(periodChoices("2026-11-29").map(({ text, period }) => [text, period.from, period.to])).toEqual([
      ["Senaste tolv månaderna", "2025-11-30", "2026-11-29"],
      ["Kalenderåret 2025", "2025-01-01", "2025-12-31"],
      ["Kalenderåret 2024", "2024-01-01", "2024-12-31"],
      ["Enkätens period", "2023-02-01", "2024-01-31"],
    ]);
  });
});

describe("earlier years of a period", () => {
  it("follow on one another without a gap when the period is a whole year, whatever day it begins", () => {
    fc.assert(
      fc.property(day, (from) => {
        const periods = earlierPeriods({ from, to: addDays(addMonths(from, 12), -1) }, 4);
        expect(periods).toHaveLength(4);
        for (const [i, period] of periods.entries()) if (i > 0) expect(period.from).toBe(addDays(periods[i - 1]?.to ?? "", 1));
        expect(periods.at(-1)?.from).toBe(from);
      }),
    );
  });

  it("are the same days when the period is shorter, and none when it is longer", () => {
    expect(earlierPeriods({ from: "2026-01-01", to: "2026-06-30" }, 3)).toEqual([
      { from: "2024-01-01", to: "2024-06-30" },
      { from: "2025-01-01", to: "2025-06-30" },
      { from: "2026-01-01", to: "2026-06-30" },
    ]);
    expect(earlierPeriods({ from: "2024-01-01", to: "2026-06-30" }, 3)).toEqual([{ from: "2024-01-01", to: "2026-06-30" }]);
  });
});
