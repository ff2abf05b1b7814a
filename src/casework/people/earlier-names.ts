import { addDays } from "../../platform/basics/dates.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

/** A change of what is known of somebody, as far as its names are concerned. */
type Change = {
  readonly change: CodeOf<"people.person_review.change"> | null;
  readonly validFrom: string | null;
  readonly known: { readonly givenName?: string | null | undefined; readonly familyName?: string | null | undefined };
};
export type EarlierName = {
  readonly name: string;
  /** The last day that it was the name; null where that is not known. */
  readonly until: string | null;
};

/**
 * The names that somebody has had, the latest first: those that have changed, and not those that were written wrong. `changes` come the
 * latest first; `now` is what the person is called today.
 */
export function earlierNames(
  changes: readonly Change[],
  now: { readonly givenName: string; readonly familyName: string },
): readonly EarlierName[] {
  const names: EarlierName[] = [];
  let { givenName, familyName } = now;
  for (const { change, validFrom, known } of changes) {
    const before = { givenName: known.givenName ?? givenName, familyName: known.familyName ?? familyName };
    const isOther = before.givenName !== givenName || before.familyName !== familyName;
    if (isOther && change !== "rättad")
      names.push({ name: `${before.givenName} ${before.familyName}`, until: validFrom === null ? null : addDays(validFrom, -1) });
    ({ givenName, familyName } = before);
  }
  return names;
}
