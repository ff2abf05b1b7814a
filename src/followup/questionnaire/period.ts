import { earliestDay, isIsoDate, isKeptDay, latestDay } from "../../platform/basics/dates.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";

/** A period of whole days, both included. */
export type Period = { readonly from: string; readonly to: string };

const example = "Skriv första och sista dag med två punkter emellan, till exempel 2023-02-01..2024-01-31.";

/** Reads a period written "YYYY-MM-DD..YYYY-MM-DD"; both days are included, so the same day twice is a period of one day. */
export function parsePeriod(text: string): Result<Period> {
  const parts = text.trim().split("..");
  if (parts.length !== 2) return fault(`Perioden ”${text}” går inte att läsa.`, example);
  return checkPeriod((parts[0] ?? "").trim(), (parts[1] ?? "").trim());
}

/** Checks the two days of a period: both must exist and come in order. */
export function checkPeriod(from: string, to: string): Result<Period> {
  if (!isIsoDate(from)) return fault(`Periodens första dag, ”${from}”, är inget datum.`, example, "from");
  if (!isIsoDate(to)) return fault(`Periodens sista dag, ”${to}”, är inget datum.`, example, "to");
  const odd = isKeptDay(from) ? (isKeptDay(to) ? undefined : "to") : "from";
  if (odd) return fault(`Stämmer året? Dagarna ska ligga mellan ${earliestDay} och ${latestDay}.`, example, odd);
  if (to < from)
    return fault(`Periodens sista dag, ${to}, ligger före den första, ${from}.`, "Byt plats på dagarna eller rätta den ena.", "to");
  return ok({ from, to });
}

function fault(message: string, hint: string, field = "period"): Result<never> {
  return failed({ code: "invalid-period", message, hint, field });
}
