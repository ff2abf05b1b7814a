/** What lies nearest at hand in a case, for the state that it is in. Suggests; never hinders. */
import { allParts } from "../../casework/case/case-parts.ts";
import type { CaseParts } from "../../casework/case/case-parts.ts";
import { closingObstacles } from "../../casework/case/closing.ts";
import { links } from "../../casework/case/links.ts";
import { inOrderOfWork, outlookOf } from "../../casework/case/outlook.ts";
import type { CaseTab } from "../../casework/part/case-link.ts";
import { groupTabs, stepGroups } from "../../casework/part/work.ts";
import type { NextStep, Outlook, StepGroup } from "../../casework/part/work.ts";

/** The steps that should be taken now, the most pressing first. Empty only in a closed case. */
export function nextSteps(parts: CaseParts, today: string): readonly NextStep[] {
  if (parts.file.closed_on !== null) return [];
  const outlook = outlookOf(parts, today);
  const near = inOrderOfWork([...allParts.flatMap((part) => part.next ?? []), { order: 60, of: () => duties(outlook) }]);
  const steps = near.flatMap(({ of }) => of(parts, outlook));
  const met = new Set(steps.flatMap(({ meets = [] }) => meets));
  const late = outlook.dues.filter((one) => one.urgency === "försenad").map((one) => ({ text: one.label, href: one.href }));
  // What is late is said also where its own step waits for others.
  const all: readonly NextStep[] = [...steps, ...late];
  const unique = all.filter((step, index) => !met.has(step.href) && all.findIndex((other) => other.href === step.href) === index);
  if (unique.length > 0) return lateFirst(unique, outlook);
  if (closingObstacles(parts).length > 0) return [];
  return [{ text: "Avsluta ärendet", href: links.close(parts.file.id), why: "Inget i ärendet är öppet." }];
}

/** The step whose form can be filled in now: what must wait until somebody has met the child is left for then. */
export function onwardStep(parts: CaseParts, today: string): NextStep | undefined {
  return nextSteps(parts, today).find((step) => step.afterMeeting !== true);
}

/** Each with the deadline that it meets. What is late or due today comes first, by day; the rest stays in the order of the work. */
function lateFirst(steps: readonly NextStep[], { dues }: Outlook): readonly NextStep[] {
  const timed = steps.map((step): NextStep => {
    const due = dues.find((one) => one.href === step.href || step.meets?.includes(one.href));
    return due ? { ...step, due } : step;
  });
  const day = ({ due }: NextStep): string => (due?.dueOn && (due.days ?? 1) <= 0 ? due.dueOn : "9999-12-31");
  return timed.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

/** What must be done that is near by itself: a report to IVO or the board, a guardian to be told. */
function duties({ dues }: Outlook): readonly NextStep[] {
  return dues
    .filter((due) => due.urgency !== "i tid" && allParts.some((part) => part.duties?.(due)))
    .map((one) => ({ text: one.label, href: one.href }));
}

/** What can be done on a tab: what lies nearest of what stands there, then what else. */
export function stepsOnTab(parts: CaseParts, today: string, tab: CaseTab): readonly NextStep[] {
  if (parts.file.closed_on !== null) return [];
  const outlook = outlookOf(parts, today);
  const near = inOrderOfWork(allParts.flatMap((part) => part.next ?? [])).filter(
    ({ about }) => about !== undefined && groupTabs[about] === tab,
  );
  const steps = near.flatMap(({ of }) => of(parts, outlook));
  const unique = steps.filter((step, index) => steps.findIndex((other) => other.href === step.href) === index);
  return [...unique, ...otherSteps(parts, unique, today, tab).flatMap((one) => one.steps)];
}

export type StepsAbout = { readonly about: StepGroup; readonly steps: readonly NextStep[] };

/** What else can be done in an open case, in all or on a tab, by what it is about; what already stands among the next steps is left out. */
export function otherSteps(parts: CaseParts, taken: readonly NextStep[], today: string, tab?: CaseTab): readonly StepsAbout[] {
  if (parts.file.closed_on !== null) return [];
  const outlook = outlookOf(parts, today);
  const all = inOrderOfWork(allParts.flatMap((part) => part.also ?? []));
  const groups = tab === undefined ? stepGroups : stepGroups.filter((about) => groupTabs[about] === tab);
  return groups.flatMap((about) => {
    const those = all.filter((one) => (one.about ?? "Ärendet") === about).flatMap(({ of }) => of(parts, outlook));
    const steps = those.filter((one) => !taken.some((step) => step.href === one.href));
    return steps.length > 0 ? [{ about, steps }] : [];
  });
}
