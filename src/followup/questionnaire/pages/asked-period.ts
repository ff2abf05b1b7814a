import { z } from "zod";
import { addDays, addMonths } from "../../../platform/basics/dates.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { nationalQuestionnaire2024 } from "../definitions/questionnaire.ts";
import { checkPeriod } from "../period.ts";
import type { Period } from "../period.ts";

/** The period of an address: what was written, and what it means. */
export type AskedPeriod = { readonly from: string; readonly to: string; readonly period: Result<Period> };

const day = z.string().meta({ format: "date" });

/** What an address asks: the first and the last day. */
export const askedSearch = z.object({ fran: day.optional(), till: day.optional() });

/** A period that one link chooses. */
export type PeriodChoice = { readonly text: string; readonly period: Period };

/** The latest twelve months, the day itself included: "2026-11-29" gives 2025-11-30–2026-11-29. */
export function latestYear(today: string): Period {
  return { from: addDays(addMonths(today, -12), 1), to: today };
}

/** The periods that people ask for: the latest twelve months, whole calendar years, and the questionnaire's own. */
export function periodChoices(today: string): PeriodChoice[] {
  const year = Number(today.slice(0, 4));
  const calendar = [year - 1, year - 2].map((y) => ({ text: `Kalenderåret ${y}`, period: { from: `${y}-01-01`, to: `${y}-12-31` } }));
  return [
    { text: "Senaste tolv månaderna", period: latestYear(today) },
    ...calendar,
    { text: "Enkätens period", period: nationalQuestionnaire2024.defaultPeriod },
  ];
}

/** Reads `?fran=…&till=…`; the latest twelve months where both days are left out, and the other end of a year where one is. */
export function askedPeriod(search: URLSearchParams, today: string): AskedPeriod {
  const usual = latestYear(today);
  const from = search.get("fran")?.trim() || usual.from;
  const to = search.get("till")?.trim() || usual.to;
  return { from, to, period: checkPeriod(from, to) };
}

/** The period as the search part of an address: `?fran=2025-01-01&till=2025-12-31`. */
export function periodSearch({ from, to }: Pick<AskedPeriod, "from" | "to">): string {
  return `?${new URLSearchParams({ fran: from, till: to })}`;
}

/**
 * The same days of earlier years, the asked period last. Whole years follow on one another without a gap, also around 29 February. A
 * period longer than a year gives itself alone: its years would overlap.
 */
export function earlierPeriods(period: Period, count: number): Period[] {
  const next = addMonths(period.from, 12);
  if (next <= period.to) return [period];
  const isWholeYear = addDays(period.to, 1) === next;
  return Array.from({ length: count }, (_, back) => ({
    from: addMonths(period.from, -12 * back),
    to: isWholeYear ? addDays(addMonths(period.from, -12 * (back - 1)), -1) : addMonths(period.to, -12 * back),
  })).toReversed();
}
