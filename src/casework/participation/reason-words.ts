/** Why a step was not done, as forms ask it. */
import type { Reason } from "./rules.ts";
import { REASON_LABELS, retryFor } from "./rules.ts";

const every = Object.keys(REASON_LABELS) as readonly Reason[];

/** The reasons that ask for a day to try again. */
export const reasonsToRetry = every.filter((reason) => retryFor(reason) === "krävs");

/** What is asked for beside a reason. */
export const reasonHints: Readonly<Partial<Record<Reason, string>>> = Object.fromEntries(
  reasonsToRetry.map((reason) => [reason, "Ange också när ni försöker igen."]),
);

/** What is said of the day to try again. */
export const tryAgain = {
  label: "När försöker ni igen?",
  hint: "Behövs för de skäl där det står.",
  optional: "utom för skäl som kräver en ny dag",
} as const;
export const tryAgainMessage = "Ange vilken dag ni försöker igen.";
