/** The date by which something must be done: how near it is, and the sentence that says it with its paragraph. */
import { daysBetween, formatLong } from "../basics/dates.ts";
import { dayOffName } from "../basics/working-days.ts";
import { citationOn } from "./provision.ts";
import type { ProvisionId } from "./provisions.ts";

/** How near something is. `utan dag`: the law asks for it and gives no day. */
export type Urgency = "försenad" | "i dag" | "snart" | "i tid" | "utan dag";

/** A clock of at most this many days is a short one. Ours: it takes in the 14 days of the preliminary assessment. */
const SHORT_CLOCK_DAYS = 31;
/** How many days ahead a short and a long clock are called near. Ours, to be changed here. */
const NEAR_DAYS = { short: 3, long: 14 } as const;

/** How near a deadline is on a day: past, on the day, near (3 days for a short clock, 14 for a long one) or in good time. */
export function urgency(
  deadline: { readonly dueOn: string; /** The day the clock started. */ readonly since: string },
  today: string,
): Urgency {
  const left = daysBetween(today, deadline.dueOn);
  if (left < 0) return "försenad";
  if (left === 0) return "i dag";
  const isShort = daysBetween(deadline.since, deadline.dueOn) <= SHORT_CLOCK_DAYS;
  return left <= (isShort ? NEAR_DAYS.short : NEAR_DAYS.long) ? "snart" : "i tid";
}

/** "28 december 2026 (räknat till 25 december 2026)": the last day, and the day as counted where a holiday moved it. */
export function lastDayWords({ dueOn, targetOn = dueOn }: { readonly dueOn: string; readonly targetOn?: string | null }): string {
  return targetOn === null || targetOn === dueOn ? formatLong(dueOn) : `${formatLong(dueOn)} (räknat till ${formatLong(targetOn)})`;
}

/**
 * "Beslutas senast 28 december 2026: 14 dagar efter anmälan (20 kap. 2 § SoL). Räknat till 25 december 2026, som är juldagen: då gäller
 * nästa vardag (2 § lag (1930:173))." The provision is cited as it was called on `citedOn`, the day the clock started; the second
 * sentence stands there when a holiday moved the last day.
 */
export function deadlineSentence(parts: {
  readonly verb: string;
  readonly dueOn: string;
  /** The day as counted, where it may differ from the last day. */
  readonly targetOn?: string | undefined;
  readonly because: string;
  readonly provisionId?: ProvisionId;
  readonly citedOn: string;
}): string {
  const source = parts.provisionId === undefined ? "lokal regel" : citationOn(parts.provisionId, parts.citedOn);
  const sentence = `${parts.verb} senast ${formatLong(parts.dueOn)}: ${parts.because} (${source}).`;
  if (parts.targetOn === undefined || parts.targetOn === parts.dueOn) return sentence;
  const moved = `Räknat till ${formatLong(parts.targetOn)}, som är ${dayOffName(parts.targetOn) ?? "helgdag"}: då gäller nästa vardag`;
  return `${sentence} ${moved} (${citationOn("last-day", parts.citedOn)}).`;
}
