/** Sorts what must happen in a list of cases by when it must happen. */
import { addDays } from "../core/dates.ts";
import { describeObligation } from "./obligations.ts";
import type { Obligation } from "./obligations.ts";
import type { WorkCase } from "./queries/get-work-list.ts";

export const workGroups = ["late", "today", "week", "month", "later"] as const;
export type WorkGroup = (typeof workGroups)[number];

/** How many days ahead "the coming time" reaches. Ours: what lies further away is folded together. */
const aheadDays = 30;
export const groupNames: Readonly<Record<WorkGroup, string>> = {
  late: "Försenat",
  today: "I dag",
  week: "Den här veckan",
  month: "De närmaste 30 dagarna",
  later: "Längre fram",
};

export type Work = {
  /** One for each thing to do, the earliest date first. */
  readonly due: readonly { readonly of: WorkCase; readonly obligation: Obligation; readonly group: WorkGroup }[];
  /** Cases in which nothing has to be done by a certain day. */
  readonly calm: readonly WorkCase[];
};

/** What must be done in the cases, the earliest first, and the cases where nothing must. The week ends on Sunday. */
export function sortWork(cases: readonly WorkCase[], today: string): Work {
  const sunday = endOfWeek(today);
  const due = cases.flatMap((of) =>
    of.obligations.map((part) => {
      const obligation = describeObligation(part, today);
      return { of, obligation, group: groupOf(obligation.dueOn, today, sunday) };
    }),
  );
  due.sort((a, b) => (a.obligation.dueOn < b.obligation.dueOn ? -1 : a.obligation.dueOn > b.obligation.dueOn ? 1 : 0));
  return { due, calm: cases.filter((of) => of.obligations.length === 0) };
}

function groupOf(dueOn: string, today: string, sunday: string): WorkGroup {
  if (dueOn < today) return "late";
  if (dueOn === today) return "today";
  if (dueOn <= sunday) return "week";
  return dueOn <= addDays(today, aheadDays) ? "month" : "later";
}

/** The Sunday of the week of a day; the week begins on Monday. */
export function endOfWeek(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 ? day : addDays(day, 7 - weekday);
}
