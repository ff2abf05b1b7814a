/** The last day of a time in law: lag (1930:173) om beräkning av lagstadgad tid. */
import { formatLong } from "../basics/dates.ts";
import { citationOn } from "./provision.ts";
import type { Rule } from "./rule.ts";
import { dayOffName, nextWorkingDay } from "../basics/working-days.ts";

export type LastDay = {
  /** The day as counted, before any holiday is looked at. */ readonly targetOn: string;
  /** The last day on which it may be done. */ readonly dueOn: string;
};

export type LastDayInput = { readonly targetOn: string };

export const lastDayInLaw: Rule<LastDayInput, LastDay> = {
  id: "last-day",
  title: "Sista dagen flyttas till nästa vardag",
  provisionIds: ["last-day", "month-without-the-day", "public-holidays"],
  basis: "lag",
  room: "law",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source:
    "Gäller tid som är bestämd i lag eller annan författning. En dag som ett beslut, en plan eller kommunen har bestämt flyttas inte, och inte heller det som ska göras genast. Helgdagarna räknas ut för varje år; lördag, midsommarafton, julafton och nyårsafton räknas som helgdagar.",
  apply: ({ targetOn }) => lastDay(targetOn),
  explain({ targetOn }, { dueOn }) {
    const citation = citationOn("last-day", targetOn);
    if (targetOn === dueOn) return `${formatLong(targetOn)} är en vardag: sista dagen flyttas inte (${citation}).`;
    return `Tiden går ut ${formatLong(targetOn)}, som är ${dayOffName(targetOn) ?? "helgdag"}. Sista dagen är nästa vardag, ${formatLong(dueOn)} (${citation}).`;
  },
};

/** The last day of a statutory time that is counted to `targetOn`: that day, or the next working day when it is none. */
export function lastDay(targetOn: string): LastDay {
  const known = remembered.get(targetOn);
  if (known) return known;
  const found = { targetOn, dueOn: nextWorkingDay(targetOn) };
  if (remembered.size < MOST_REMEMBERED) remembered.set(targetOn, found);
  return found;
}

/** A work list asks for the same days over and over; a hundred years of them are remembered. */
const MOST_REMEMBERED = 40_000;
const remembered = new Map<string, LastDay>();

/** A day that nothing moves: set by a decision or agreed, or meant as "at once". */
export function fixedDay(dueOn: string): LastDay {
  return { targetOn: dueOn, dueOn };
}

/** The rules of the core, for docs/law.md. */
export const coreRules = [lastDayInLaw] as const;
