/** Puts what must be done into words: what, by when, by which rule, and where it is done. The words are each clock's own. */
import { daysBetween } from "../../platform/basics/dates.ts";
import { urgency } from "../../platform/law/deadline.ts";
import { findClock } from "./clocks.ts";
import { caseLink } from "../part/case-link.ts";
import type { Obligation } from "../part/work.ts";
import type { ObligationPart } from "./obligation-parts.ts";

/** What one thing to do is on a day. A rule that this version does not know gives its case page, so that nothing is lost from the list. */
export function describeObligation(due: ObligationPart, today: string): Obligation {
  const clock = findClock(due.rule_id);
  const { due_on: dueOn, target_on: targetOn } = due;
  return {
    ruleId: due.rule_id,
    caseId: due.case_id,
    label: labelOf(due),
    sentence: sentenceOf(due, today),
    href: clock?.href(due) ?? caseLink(due.case_id),
    urgency: dueOn === null ? "utan dag" : urgency({ dueOn, since: due.since }, today),
    dueOn,
    targetOn: targetOn === dueOn ? null : targetOn,
    days: dueOn === null ? null : daysBetween(today, dueOn),
  };
}

/** What must be done, and about what when a case may have two of it: "Följ upp insatsen med barnet: kontaktperson". */
function labelOf(due: ObligationPart): string {
  const label = findClock(due.rule_id)?.label ?? "Något ska göras i ärendet";
  const said = typeof label === "function" ? label(due) : label;
  return due.subject ? `${said}: ${due.subject}` : said;
}

/** The rule's own sentence for something that must be done. */
function sentenceOf(due: ObligationPart, today: string): string {
  const counted = findClock(due.rule_id)?.count(due);
  return counted?.sentence(today) ?? (due.due_on === null ? "Utan bestämd dag." : `Senast ${due.due_on}.`);
}

/** What must be done, the earliest first; what has no day is not forgotten: it stands after what is due today. */
export function inOrder(parts: readonly ObligationPart[], today: string): readonly ObligationPart[] {
  const day = (part: ObligationPart): string => part.due_on ?? `${today}~`;
  return parts.toSorted((a, b) => compare(day(a), day(b)) || compare(a.rule_id, b.rule_id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
