/** Why a step was not done, as forms ask it. */
import type { Reason } from "./rules.ts";
import { REASON_LABELS, retryFor } from "./rules.ts";

const every = Object.keys(REASON_LABELS) as readonly Reason[];

/** The reasons that ask for a day to try again. */
export const reasonsToRetry = every.filter((reason) => retryFor(reason) === "krävs");

/** What is asked for beside a reason. */
const reasonHints: Readonly<Partial<Record<Reason, string>>> = Object.fromEntries(
  reasonsToRetry.map((reason) => [reason, "Ange också när ni försöker igen."]),
);

/** What is said of the reason that something was not done. */
export const whyNot = { label: "Varför inte?", words: REASON_LABELS, hints: reasonHints } as const;

/** What is said of the words for a reason that the list has not; `field` is where the reason is chosen. */
export const otherReason = (field: string) =>
  ({ label: "Vilken orsak?", rows: 2, when: { field, is: ["annat"] }, needed: "Skriv vilket skälet är." }) as const;

/** What is said of the day to try again. */
export const tryAgain = {
  label: "När försöker ni igen?",
  hint: "Behövs för de skäl där det står.",
  optional: "utom för skäl som kräver en ny dag",
} as const;
export const tryAgainMessage = "Ange vilken dag ni försöker igen.";
