/**
 * Protection of a whole publication: which figures may be shown so that nobody can compute a number of one to six units from everything that is,
 * tables, groups and totals taken together (decision 0032). Always worked out over all tables and all groupings, whatever is asked for, so that two
 * runs of the same answers cannot be set against each other.
 */
import type { Answered } from "../answered.ts";
import type { Base, Figure, TableSet } from "../definition.ts";
import { auditFamily } from "./audit.ts";
import type { Family, NumberKey } from "./families.ts";
import { baseKey, familiesOf, keyOf } from "./families.ts";
import type { ProtectedGroup, ProtectedGrouping } from "./groups.ts";
import { protectedGroupings } from "./groups.ts";
import type { FamilyPattern } from "./pattern.ts";
import { isShown, patternOf } from "./pattern.ts";

/** Numbers of units from 1 to one below this are not shown. */
export const defaultMinimum = 7;

/** What stands with the publication: what was hidden, and that it holds. */
export type PublicationAudit = {
  readonly minimum: number;
  readonly cells: number;
  readonly primary: number;
  readonly secondary: number;
  /** Every hidden number of the rule can still be anything from 1 to one below the minimum, for all the arithmetic there is. */
  readonly isSafe: boolean;
  readonly programmesSolved: number;
  /** Groupings with the groups that are published; those of few units are put together. */
  readonly groupings: readonly { readonly by: string; readonly groups: readonly string[] }[];
};

/** A protected publication. */
export type Protection = {
  readonly groupings: readonly ProtectedGrouping[];
  /** True where the figure may be shown of a group; null is all units. */
  readonly isFigureShown: (figure: Figure, group: ProtectedGroup | null) => boolean;
  readonly isBaseShown: (base: Base, group: ProtectedGroup | null) => boolean;
  readonly audit: PublicationAudit;
};

type Protected = { readonly family: Family; readonly pattern: FamilyPattern };

/** The protection of everything that a set publishes of some answers. `minimum` is the least number of units that is shown, 2 or more. */
export async function protect(set: TableSet, answered: Answered, minimum = defaultMinimum): Promise<Protection> {
  const groupings = protectedGroupings(answered, minimum);
  const families = familiesOf(set, answered).map((family) => ({ family, pattern: patternOf(family, groupings, minimum) }));
  const holding = new Map(families.flatMap((one) => one.family.published.map(({ key }): [NumberKey, Protected] => [key, one])));
  const isNumberShown = (key: NumberKey, group: ProtectedGroup | null) => {
    const one = holding.get(key);
    return one !== undefined && isShown(one.family, key, group === null ? one.pattern.ofAll : one.pattern.ofGroup(group));
  };
  /** A base that several families share is known, or nothing is shown of them: of all units, and of no group of the grouping. */
  const groupingsOf = ({ base, isBaseShared }: Family) =>
    base === null || !isBaseShared
      ? groupings
      : isNumberShown(base, null)
        ? groupings.filter(({ groups }) => groups.every((group) => isNumberShown(base, group)))
        : [];
  const isTooFew = answered.units.length < minimum;
  const isBaseShown = (base: Base, group: ProtectedGroup | null) =>
    !isTooFew && (base.kind === "answered" || isNumberShown(baseKey(base), group));
  return {
    groupings,
    isBaseShown,
    isFigureShown: (figure, group) => {
      const family = holding.get(keyOf(figure))?.family;
      if (family === undefined || !isBaseShown(figure.base, group)) return false;
      const isOpen = group === null || groupingsOf(family).some(({ by }) => by === group.by);
      return isOpen && isNumberShown(keyOf(figure), group);
    },
    audit: await auditAll(families, groupings, groupingsOf, minimum),
  };
}

async function auditAll(
  families: readonly Protected[],
  groupings: readonly ProtectedGrouping[],
  groupingsOf: (family: Family) => readonly ProtectedGrouping[],
  minimum: number,
): Promise<PublicationAudit> {
  let audit: PublicationAudit = {
    minimum,
    cells: 0,
    primary: 0,
    secondary: 0,
    isSafe: true,
    programmesSolved: 0,
    groupings: groupings.map(({ by, groups }) => ({ by, groups: groups.map(({ label }) => label) })),
  };
  for (const { family, pattern } of families) {
    const found = await auditFamily(family, groupingsOf(family), pattern, minimum);
    audit = {
      ...audit,
      cells: audit.cells + found.cells,
      primary: audit.primary + found.primary,
      secondary: audit.secondary + found.secondary,
      isSafe: audit.isSafe && found.isSafe,
      programmesSolved: audit.programmesSolved + found.programmesSolved,
    };
  }
  return audit;
}
