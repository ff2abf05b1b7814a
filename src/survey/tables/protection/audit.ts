/** The audit of one family by the statistics package, which shares nothing with how the pattern was found. */
import type { Publication } from "@fortrogen/statistics";
import { auditPattern, compilePublication } from "@fortrogen/statistics";
import { countIn } from "../answered.ts";
import type { Family } from "./families.ts";
import type { ProtectedBy, ProtectedGrouping } from "./groups.ts";
import type { FamilyPattern } from "./pattern.ts";
import { isShown } from "./pattern.ts";

/** How many numbers of the rule a family has, how many others are hidden with them, and whether it holds. */
export type FamilyAudit = {
  readonly cells: number;
  readonly primary: number;
  readonly secondary: number;
  readonly isSafe: boolean;
  readonly programmesSolved: number;
};

type MadeCell = Publication["cells"][number];
type MadeRelation = { total: number; parts: number[] };

/** Holds the pattern to the rule: all places together, each with its total, and what adds up over the groups of every grouping. */
export async function auditFamily(
  family: Family,
  groupings: readonly ProtectedGrouping<ProtectedBy>[],
  pattern: FamilyPattern,
  minimum: number,
): Promise<FamilyAudit> {
  // Nothing of it is said by group, and what is told of all units is told already.
  if (pattern.isWithheld) return { cells: 0, primary: 0, secondary: 0, isSafe: true, programmesSolved: 0 };
  const made = new Cells(family);
  const whole = made.place("alla", null, pattern.ofAll, 1);
  for (const { by, groups } of family.isByGroup ? groupings : []) {
    const parts = groups.map((group) => made.place(`${by} ${group.label}`, group.units, pattern.ofGroup(group), 0));
    if (parts.length > 0) whole.forEach((total, at) => made.relations.push({ total, parts: parts.flatMap((row) => row[at] ?? []) }));
  }
  const system = compilePublication({ cells: made.cells, relations: made.relations }, { minimum });
  const hidden = [...made.hidden];
  const primary = hidden.filter((cell) => system.isPrimary[cell] === 1).length;
  const isAnythingSmall = system.isPrimary.includes(1);
  const counts = { cells: made.cells.length, primary, secondary: hidden.length - primary };
  if (!isAnythingSmall) return { ...counts, isSafe: true, programmesSolved: 0 };
  const { isRangeSafe, programmesSolved } = await auditPattern(system, hidden);
  return { ...counts, isSafe: isRangeSafe, programmesSolved };
}

class Cells {
  readonly cells: MadeCell[] = [];
  readonly relations: MadeRelation[] = [];
  readonly hidden = new Set<number>();
  private readonly family: Family;

  constructor(family: Family) {
    this.family = family;
  }

  /** The numbers of one place, in the same order for every place: its atoms, then what is published as a sum of several. */
  place(name: string, units: Uint8Array | null, hidden: ReadonlySet<number>, least: number): number[] {
    const { atoms, published } = this.family;
    const counts = atoms.map((atom) => (units === null ? countIn(atom.units) : countIn(units, atom.units)));
    const ids = atoms.map(({ isSilence }, at) => this.add(`${name} ${at}`, counts[at] ?? 0, isSilence, hidden.has(at), least));
    const total = this.add(
      name,
      counts.reduce((sum, count) => sum + count, 0),
      true,
      false,
      least,
    );
    if (ids.length > 0) this.relations.push({ total, parts: ids });
    const sums = published
      .filter((one) => one.atoms.length > 1)
      .map(({ key, atoms: of }) => {
        const sum = of.reduce((all, at) => all + (counts[at] ?? 0), 0);
        const id = this.add(`${name} ${key}`, sum, false, !isShown(this.family, key, hidden), least);
        this.relations.push({ total: id, parts: of.flatMap((at) => ids[at] ?? []) });
        return id;
      });
    return [...ids, ...sums];
  }

  private add(label: string, value: number, isOutsideRule: boolean, isHidden: boolean, least: number): number {
    const id = this.cells.length;
    const role = isOutsideRule ? { role: "complement" as const } : {};
    this.cells.push({ value, label, ...role, ...(isHidden ? { fixed: "hidden" as const, minimum: Math.min(least, value) } : {}) });
    if (isHidden) this.hidden.add(id);
    return id;
  }
}
