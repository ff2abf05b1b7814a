/** What the parts of a case say of the work in it. */
import { lastDayWords } from "../../platform/law/deadline.ts";
import type { Urgency } from "../../platform/law/deadline.ts";
import type { CaseTab } from "./case-link.ts";

/** Something that must be done, in words. */
export type Obligation = {
  readonly ruleId: string;
  readonly caseId: string;
  /** What must be done, Swedish, without a date. */
  readonly label: string;
  /** By when and why, with the provision: "Beslutas senast 14 mars 2026: 14 dagar efter anmälan (20 kap. 2 § SoL)." */
  readonly sentence: string;
  /** The form that does it. */
  readonly href: string;
  readonly urgency: Urgency;
  /** The last day; null where the law gives none. */
  readonly dueOn: string | null;
  /** The day as counted, when a holiday has moved the last day; otherwise null. */
  readonly targetOn: string | null;
  /** Whole days left; negative when it is late, null without a day. */
  readonly days: number | null;
};

/** An obligation with what it is about. */
export type Due = Obligation & {
  readonly subjectId: string;
  readonly phaseId: string | null;
  /** What its rule counted from. */
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Which case it is, and whether it is closed. */
export type Place = { readonly caseId: string; readonly closed: boolean };

/** How the case stands, beside its parts. */
export type Outlook = Place & {
  /** "YYYY-MM-DD" */
  readonly today: string;
  readonly dues: readonly Due[];
};

export type NextStep = {
  readonly text: string;
  readonly href: string;
  /** why, in a few words */ readonly why?: string;
  /** the deadline that it meets */ readonly due?: Obligation;
  /** the forms of single things that it does as well */ readonly meets?: readonly string[];
  /** written when the child has been met */ readonly afterMeeting?: true;
};

/** What it is about, what else can be done: in the order that it is shown. */
export const stepGroups = ["Samtal och anteckningar", "Utredningen", "Insatsen", "Anmälan", "Ärendet"] as const;
export type StepGroup = (typeof stepGroups)[number];

/** Where else than on the overview what can be done stands. */
export const groupTabs: Readonly<Record<StepGroup, CaseTab>> = {
  "Samtal och anteckningar": "journal",
  Utredningen: "utredning",
  Insatsen: "insatser",
  Anmälan: "utredning",
  Ärendet: "översikt",
};

/** Something that must be done before the case can be closed. */
export type Obstacle = { readonly text: string; readonly href: string; readonly action: string };

/** One fact; a value that is empty is a question without an answer. */
export type ContentRow = { readonly term: string; readonly value: string | null | undefined };

/** A report, an investigation or an intervention. */
export type Content = {
  readonly id: string;
  readonly heading: string;
  readonly rows: readonly ContentRow[];
  /** It is going on. */
  readonly open: boolean;
  /** Where it is moved to another case, while it can be. */
  readonly move?: string | undefined;
};

/** The rows that say something; the others are not questions that were left without an answer. */
export function said(...rows: readonly ContentRow[]): ContentRow[] {
  return rows.filter((row) => row.value !== null && row.value !== undefined && row.value !== "");
}

/** What the rules say of something that waits: by when, counted how, and by which paragraph. */
export function sentencesOf({ dues }: Outlook, subjectId: string, ...rules: readonly string[]): string {
  const own = dues.filter((one) => one.subjectId === subjectId && (rules.length === 0 || rules.includes(one.ruleId)));
  return own.map((one) => one.sentence).join("\n");
}

/** By when something is to be done, as the first of the rules counts it: "Utredningen ska vara klar 28 december 2026 (räknat till …)." */
export function whyOf({ dues }: Outlook, subjectId: string, what: string, ...rules: readonly string[]): { readonly why?: string } {
  const due = dues.find((one) => one.subjectId === subjectId && rules.includes(one.ruleId));
  return due?.dueOn ? { why: `${what} ska vara klar ${lastDayWords({ dueOn: due.dueOn, targetOn: due.targetOn })}.` } : {};
}
