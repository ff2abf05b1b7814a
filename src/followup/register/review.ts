import { addDays, addMonths, daysBetween } from "../../platform/basics/dates.ts";
import type { CodeOf } from "../../platform/database/generated.ts";
import type { Deadline } from "../../ui/components/lists.tsx";

/** Whoever keeps a routine is reminded so many days before its review. Our choice: time to call a meeting. */
export const soonDays = 60;
/** A routine without a day of review is to be looked at within so many months of its decision. Our choice: a routine a year is customary. */
const usualMonths = 12;

/** When a document is to be looked at next, and how that stands today; what has ended is looked at no more. */
export function reviewOf(
  { review_on, decided_on, ended_on }: { readonly review_on: string | null; readonly decided_on: string; readonly ended_on: string | null },
  today: string,
): Deadline {
  if (ended_on !== null) return { due: null, state: "done", days: null };
  const due = review_on ?? addMonths(decided_on, usualMonths);
  const days = daysBetween(today, due);
  return { due, days, state: days < 0 ? "overdue" : days <= soonDays ? "soon" : "ok" };
}

/** Before the day of review, and on it. */
export type Stage = CodeOf<"register.reminder.stage">;

/** The reminders of a review that are still to go, each with the day: what should have gone already goes today, and on the day nothing is said of before. */
export function remindersAhead(
  reviewOn: string,
  gone: readonly Stage[],
  today: string,
): readonly { readonly stage: Stage; readonly on: string }[] {
  const isDay = today >= reviewOn || gone.includes("på dagen");
  const stages: readonly { readonly stage: Stage; readonly on: string }[] = [
    ...(isDay ? [] : [{ stage: "inför", on: addDays(reviewOn, -soonDays) } as const]),
    { stage: "på dagen", on: reviewOn },
  ];
  return stages.filter(({ stage }) => !gone.includes(stage)).map(({ stage, on }) => ({ stage, on: on < today ? today : on }));
}
