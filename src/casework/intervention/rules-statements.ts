/** What the choices of each statement come to together, as it is counted. Pure. */
import type { CodeOf } from "../../platform/database/generated.ts";
import { CHILD_ASKED, reasonsNotPassedOn } from "./codes.ts";
import type { StatementChoice } from "./codes.ts";

type Reason = CodeOf<"intervention.statement_choice.reason">;
export type Chosen = { readonly choice: StatementChoice; readonly reason: Reason | null };

/** One statement of a case: what was said in a conversation, or what guardians may not be shown of it. */
export const statementKey = ({ conversationId, part }: { readonly conversationId: string; readonly part: string }): string =>
  `${conversationId}/${part}`;

export type PassedOn = {
  readonly passedOn: CodeOf<"intervention.plan.child_information_passed_on">;
  readonly reason: CodeOf<"intervention.plan.reason_not_passed_on"> | null;
};

/**
 * Whether what the child has said was passed on, as question 14 counts it: all of it in full is "ja", none of it is "nej", anything between is "delvis". Where
 * nothing is written of what the child has said there was nothing to pass on. Of several reasons the one given most often stands, of as many the first in the
 * list; but that the child asked for it stands before any other, since guardians are then told nothing of it.
 */
export function passedOnOf(chosen: readonly Chosen[]): PassedOn {
  if (chosen.length === 0) return { passedOn: "nej", reason: "inget att föra vidare" };
  if (chosen.every((one) => one.choice === "i sin helhet")) return { passedOn: "ja", reason: null };
  const passedOn = chosen.every((one) => one.choice === "inte") ? "nej" : "delvis";
  const given = chosen.flatMap((one) => one.reason ?? []);
  if (given.includes(CHILD_ASKED)) return { passedOn, reason: CHILD_ASKED };
  const times = (reason: Reason) => given.filter((one) => one === reason).length;
  const [most] = reasonsNotPassedOn.toSorted((a, b) => times(b) - times(a));
  return { passedOn, reason: most ?? null };
}
