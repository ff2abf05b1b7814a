/** What is hidden of one family: of all units, and of the groups of each grouping. */
import { countIn } from "../answered.ts";
import { findBlock, findHiddenAtoms } from "./block.ts";
import type { Family, NumberKey } from "./families.ts";
import type { ProtectedBy, ProtectedGroup, ProtectedGrouping } from "./groups.ts";

/** Hidden atoms of all units and of each group. */
export type FamilyPattern = {
  readonly ofAll: ReadonlySet<number>;
  readonly ofGroup: (group: ProtectedGroup<ProtectedBy>) => ReadonlySet<number>;
  /** Nothing of it is said by group: what is told of all units already would say too much. */
  readonly isWithheld: boolean;
};

const none: ReadonlySet<number> = new Set();

/** Whether everything is told of all units already: then nothing of that is hidden, and groups are protected with it known. */
export type Known = { readonly isToldOfAll: boolean };

/**
 * The pattern of a family. Atoms that are hidden of all units are hidden of every group, where they are one number, their sum.
 */
export function patternOf(
  family: Family,
  groupings: readonly ProtectedGrouping<ProtectedBy>[],
  minimum: number,
  { isToldOfAll }: Known,
): FamilyPattern {
  const { atoms } = family;
  const everyPlace = [...atoms.keys()];
  const everything = new Set(everyPlace);
  const watched = [
    ...everyPlace.filter((place) => atoms[place]?.isSilence === false).map((place) => [place]),
    ...family.published.map((one) => one.atoms),
  ];
  const ofAll = findHiddenAtoms(
    atoms.map(({ units }) => countIn(units)),
    watched,
    minimum,
  );
  const withheld: FamilyPattern = { ofAll: none, ofGroup: () => everything, isWithheld: true };
  if (isToldOfAll && ofAll.size > 0) return withheld;
  const ofGroups = new Map<ProtectedGroup<ProtectedBy>, ReadonlySet<number>>();
  for (const { groups } of family.isByGroup ? groupings : []) {
    // The hidden of all units are one column: their sum is all that can be known of them.
    const columns = [...(ofAll.size > 0 ? [[...ofAll]] : []), ...everyPlace.filter((place) => !ofAll.has(place)).map((place) => [place])];
    const counts = groups.map(({ units }) =>
      columns.map((column) => column.reduce((sum, place) => sum + countIn(units, atoms[place]?.units ?? units), 0)),
    );
    const asColumns = (places: readonly number[]) =>
      [...columns.keys()].filter((at) => columns[at]?.some((place) => places.includes(place)));
    const isWhole = (places: readonly number[]) => asColumns(places).every((at) => columns[at]?.every((place) => places.includes(place)));
    const ofColumns = [...watched.filter(isWhole).map(asColumns), ...(ofAll.size > 0 ? [[0]] : [])];
    const block = findBlock(counts, ofColumns, minimum);
    // The last resort: of this family nothing is said at all.
    if (block === undefined) return isToldOfAll ? withheld : { ofAll: everything, ofGroup: () => everything, isWithheld: false };
    groups.forEach((group, row) => {
      const hidden = block.groups.has(row) ? [...block.atoms].flatMap((at) => columns[at] ?? []) : [];
      ofGroups.set(group, new Set([...ofAll, ...hidden]));
    });
  }
  return { ofAll, ofGroup: (group) => ofGroups.get(group) ?? none, isWithheld: false };
}

/** True where a published number follows from what is shown: it holds none of the hidden atoms, or all of them. */
export function isShown(family: Family, key: NumberKey, hidden: ReadonlySet<number>): boolean {
  const atoms = family.published.find((one) => one.key === key)?.atoms ?? [];
  return atoms.every((atom) => !hidden.has(atom)) || [...hidden].every((atom) => atoms.includes(atom));
}
