import type { Result } from "../../core/result.ts";
import { nationalQuestionnaire2024 } from "../definitions/questionnaire.ts";
import { checkPeriod } from "../period.ts";
import type { Period } from "../period.ts";

/** The period of an address: what was written, and what it means. */
export type AskedPeriod = { readonly from: string; readonly to: string; readonly period: Result<Period> };

/** Reads `?fran=…&till=…`; the questionnaire's own period where a day is left out. */
export function askedPeriod(search: URLSearchParams): AskedPeriod {
  const { defaultPeriod } = nationalQuestionnaire2024;
  const from = search.get("fran")?.trim() || defaultPeriod.from;
  const to = search.get("till")?.trim() || defaultPeriod.to;
  return { from, to, period: checkPeriod(from, to) };
}
