import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { wholePercent } from "./interval.ts";
import { hiddenGroups } from "./protection.ts";

/** The children of one unit, each counted once; `unit` null where it is not known. */
export type UnitCount = {
  readonly unit: string | null;
  readonly children: number;
  /** Children with at least one conversation alone, with a guardian, and with neither. */
  readonly individual: number;
  readonly withGuardian: number;
  readonly none: number;
};

const percent = z.int().min(0).max(100);

/** One unit as it may be shown: shares in whole per cent, or why not. */
export const unitShare = z.object({
  unit: answer.text(200),
  children: answer.count.nullable(),
  individual: percent.nullable(),
  withGuardian: percent.nullable(),
  none: percent.nullable(),
  hidden: z.enum(["färre än 7", "skyddar annan grupp"]).nullable(),
});
export type UnitShare = Readonly<z.output<typeof unitShare>>;

/**
 * The units that may be shown with their shares, in the order given. Each child belongs to one unit, so the units together are the
 * population: a unit of fewer than `smallest` children is hidden, and where it would be the only unknown, the smallest of the others too.
 */
export function protectUnits(counts: readonly UnitCount[], smallest: number): UnitShare[] {
  const hidden = hiddenGroups(
    counts.map(({ unit, children }) => (unit === null ? { name: "", children, neverShown: true } : { name: unit, children })),
    smallest,
  );
  return counts.flatMap(({ unit, children, individual, withGuardian, none }): UnitShare[] => {
    if (unit === null) return [];
    const reason = hidden.get(unit);
    if (reason) return [{ unit, children: null, individual: null, withGuardian: null, none: null, hidden: reason }];
    const share = (part: number): number => wholePercent(part, children);
    return [{ unit, children, individual: share(individual), withGuardian: share(withGuardian), none: share(none), hidden: null }];
  });
}
