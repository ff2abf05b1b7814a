/**
 * Protection of a whole publication: which figures may be shown so that nobody can compute a number of one to six units from everything that is,
 * tables, groups and totals taken together (decision 0032). Always worked out over all tables and all groupings, whatever is asked for, so that two
 * runs of the same answers cannot be set against each other.
 */
import type { Answered } from "../answered.ts";
import type { Base, Figure, TableSet } from "../definition.ts";
import { auditFamily } from "./audit.ts";
import type { FamilyAudit } from "./audit.ts";
import type { Family, NumberKey } from "./families.ts";
import { baseKey, familiesOf, keyOf } from "./families.ts";
import type { ProtectedBy, ProtectedGroup, ProtectedGrouping } from "./groups.ts";
import { panelGrouping, protectedGroupings } from "./groups.ts";
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
  /** Those that answered another time too; null where that was not asked, or they or the others are too few. */
  readonly panel: ProtectedGroup<"panel"> | null;
  /** True where the figure may be shown of a group; null is all units. */
  readonly isFigureShown: (figure: Figure, group: ProtectedGroup<ProtectedBy> | null) => boolean;
  readonly isBaseShown: (base: Base, group: ProtectedGroup<ProtectedBy> | null) => boolean;
  readonly audit: PublicationAudit;
};

export type ProtectOptions = {
  /** The least number of units that is shown, 2 or more; 7 unless told. */
  readonly minimum?: number;
  /** The official form of the same answers is out already: what it tells of all units is known, and nothing follows of it by group. */
  readonly isToldOfAll?: boolean;
  /** Marks the units that answered another time too: figures are given of them as well. */
  readonly inPanel?: Uint8Array;
  /** Told how large a part of the work is done, from 0 to 1. */
  readonly onProgress?: (done: number) => Promise<void> | void;
};

type Protected = { readonly family: Family; readonly pattern: FamilyPattern; readonly isPanelOpen: boolean; readonly audit: FamilyAudit };

/** The protection of everything that a set publishes of some answers. */
export async function protect(set: TableSet, answered: Answered, options: ProtectOptions = {}): Promise<Protection> {
  const { minimum = defaultMinimum, isToldOfAll = false } = options;
  const groupings = protectedGroupings(answered, minimum);
  const panel = options.inPanel === undefined ? null : panelGrouping(options.inPanel, minimum);
  const patterns = familiesOf(set, answered).map((family) => ({
    family,
    pattern: patternOf(family, groupings, minimum, { isToldOfAll }),
    ofPanel: panel === null ? null : patternOf(family, [panel], minimum, { isToldOfAll }),
  }));
  const isKnown = shownBy(patterns);
  /** A base that several families share is known, or nothing is shown of them: of all units, and of no group of the grouping. */
  const groupingsOf = ({ base, isBaseShared }: Family) =>
    base === null || !isBaseShared
      ? groupings
      : isKnown(base, null)
        ? groupings.filter(({ groups }) => groups.every((group) => isKnown(base, group)))
        : [];
  const all: Protected[] = [];
  for (const [place, { family, pattern, ofPanel }] of patterns.entries()) {
    // Whoever shares the process with this gets their turn between two families.
    await new Promise((resolve) => setImmediate(resolve));
    await options.onProgress?.(place / patterns.length);
    const shown = groupingsOf(family);
    const isPanelPossible = ofPanel !== null && !ofPanel.isWithheld && ofPanel.ofAll.size === pattern.ofAll.size && isBaseOpen(family, all);
    const whole: FamilyPattern = {
      ...pattern,
      ofGroup: (group) => (group.by === "panel" && ofPanel !== null ? ofPanel.ofGroup(group) : pattern.ofGroup(group)),
    };
    const withPanel = isPanelPossible && panel !== null ? await auditFamily(family, [...shown, panel], whole, minimum) : undefined;
    const isPanelOpen = withPanel?.isSafe === true;
    const audit = isPanelOpen ? withPanel : await auditFamily(family, shown, pattern, minimum);
    all.push({ family, pattern: whole, isPanelOpen, audit });
  }
  const holding = new Map(all.flatMap((one) => one.family.published.map(({ key }): [NumberKey, Protected] => [key, one])));
  const isTooFew = answered.units.length < minimum;
  const isNumberShown = (key: NumberKey, group: ProtectedGroup<ProtectedBy> | null) => {
    const one = holding.get(key);
    if (one === undefined || (group?.by === "panel" && !one.isPanelOpen)) return false;
    return isShown(one.family, key, group === null ? one.pattern.ofAll : one.pattern.ofGroup(group));
  };
  const isBaseShown = (base: Base, group: ProtectedGroup<ProtectedBy> | null) =>
    !isTooFew && (base.kind === "answered" || isNumberShown(baseKey(base), group));
  return {
    groupings,
    panel: panel?.groups[0] ?? null,
    isBaseShown,
    isFigureShown: (figure, group) => {
      const one = holding.get(keyOf(figure));
      if (one === undefined || !isBaseShown(figure.base, group)) return false;
      const isOpen = group === null || group.by === "panel" || groupingsOf(one.family).some(({ by }) => by === group.by);
      return isOpen && isNumberShown(keyOf(figure), group);
    },
    audit: sumOf(
      all.map(({ audit }) => audit),
      groupings,
      minimum,
    ),
  };
}

/** Whether the number is shown of a group, or of all units, as the patterns are. */
function shownBy(patterns: readonly { readonly family: Family; readonly pattern: FamilyPattern }[]) {
  const holding = new Map(patterns.flatMap((one) => one.family.published.map(({ key }) => [key, one] as const)));
  return (key: NumberKey, group: ProtectedGroup | null): boolean => {
    const one = holding.get(key);
    return one !== undefined && isShown(one.family, key, group === null ? one.pattern.ofAll : one.pattern.ofGroup(group));
  };
}

/** Families of shared bases come before those that share them: where the base is not shown of the panel, nothing of it is. */
function isBaseOpen({ base, isBaseShared }: Family, made: readonly Protected[]): boolean {
  return base === null || !isBaseShared || made.find(({ family }) => family.name === base)?.isPanelOpen === true;
}

function sumOf(audits: readonly FamilyAudit[], groupings: readonly ProtectedGrouping[], minimum: number): PublicationAudit {
  const total = (field: "cells" | "primary" | "secondary" | "programmesSolved") => audits.reduce((sum, one) => sum + one[field], 0);
  return {
    minimum,
    cells: total("cells"),
    primary: total("primary"),
    secondary: total("secondary"),
    isSafe: audits.every(({ isSafe }) => isSafe),
    programmesSolved: total("programmesSolved"),
    groupings: groupings.map(({ by, groups }) => ({ by, groups: groups.map(({ label }) => label) })),
  };
}
