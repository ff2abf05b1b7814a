/** The date by which something must be done: how near it is, and the sentence that says it with its paragraph. */
import { daysBetween, formatLong } from "../dates.ts";
import { citationOn } from "./provision.ts";
import type { ProvisionId } from "./provisions.ts";

export type Urgency = "försenad" | "i dag" | "snart" | "i tid";

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

/**
 * "Beslutas senast 14 mars 2026: 14 dagar efter anmälan (20 kap. 2 § SoL)."
 * The provision is cited as it was called on `citedOn`, the day the clock started.
 */
export function deadlineSentence(parts: {
  readonly verb: string;
  readonly dueOn: string;
  readonly because: string;
  readonly provisionId?: ProvisionId;
  readonly citedOn: string;
}): string {
  const source = parts.provisionId === undefined ? "lokal regel" : citationOn(parts.provisionId, parts.citedOn);
  return `${parts.verb} senast ${formatLong(parts.dueOn)}: ${parts.because} (${source}).`;
}
