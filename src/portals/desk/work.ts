/** Sorts what must happen in a list of cases by when it must happen. */
import { addDays } from "../../platform/basics/dates.ts";
import type { ObligationPart } from "../../casework/case/obligation-parts.ts";
import type { WorkCase } from "./queries/get-work-list.ts";

export const workGroups = ["late", "today", "undated", "week", "month", "later"] as const;
export type WorkGroup = (typeof workGroups)[number];

/** How many days ahead "the coming time" reaches. Ours: what lies further away is folded together. */
const aheadDays = 30;
export const groupNames: Readonly<Record<WorkGroup, string>> = {
  late: "Försenat",
  today: "I dag",
  undated: "Utan bestämd dag",
  week: "Den här veckan",
  month: "De närmaste 30 dagarna",
  later: "Längre fram",
};

/** One thing to do in a case. Put into words (`describeObligation`) only when it is shown: a unit's list may hold a thousand. */
type WorkItem = { readonly of: WorkCase; readonly part: ObligationPart; readonly group: WorkGroup };

export type Work = {
  /** One for each thing to do, the earliest date first. */
  readonly due: readonly WorkItem[];
  /** Cases in which nothing has to be done by a certain day. */
  readonly calm: readonly WorkCase[];
};

/** What must be done in the cases, the earliest first, and the cases where nothing must. The week ends on Sunday. */
export function sortWork(cases: readonly WorkCase[], today: string): Work {
  const limits = { today, sunday: endOfWeek(today), near: addDays(today, aheadDays) };
  const due = cases.flatMap((of) => of.obligations.map((part) => ({ of, part, group: groupOf(part.due_on, limits) })));
  const day = ({ part }: WorkItem): string => part.due_on ?? `${today}~`;
  due.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : pressing(a) - pressing(b)));
  return { due, calm: cases.filter((of) => of.obligations.length === 0) };
}

/** Of one day a child's safety comes first: a long list folds what stands last. */
const first = ["immediate-protection", "violence-means-investigation", "open-investigation-at-once"];
const pressing = ({ part }: WorkItem): number => {
  const place = first.indexOf(part.rule_id);
  return place === -1 ? first.length : place;
};

type Limits = { readonly today: string; readonly sunday: string; readonly near: string };

function groupOf(dueOn: string | null, { today, sunday, near }: Limits): WorkGroup {
  if (dueOn === null) return "undated";
  if (dueOn < today) return "late";
  if (dueOn === today) return "today";
  if (dueOn <= sunday) return "week";
  return dueOn <= near ? "month" : "later";
}

/** The Sunday of the week of a day; the week begins on Monday. */
export function endOfWeek(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 ? day : addDays(day, 7 - weekday);
}
