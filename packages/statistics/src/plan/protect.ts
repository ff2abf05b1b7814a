/** Lays the disclosure rule on everything a plan prints, as one system. */
import { auditPattern } from "../disclosure/audit.ts";
import { suppress } from "../disclosure/suppress.ts";
import type { Cell, Relation } from "../disclosure/system.ts";
import { compile } from "../disclosure/system.ts";
import { planError } from "./faults.ts";
import type { AtomSet, Atoms, Ledger } from "./ledger.ts";
import { atomsOf } from "./ledger.ts";
import type { PlanDisclosure } from "./plan.ts";

/** Larger publications are protected the quick way, which hides more than it must. */
const carefulCells = 3000;

/** What tables of counts are about. In one table the cells that are too small are themselves what is left of a difference. */
export const countedRows = "rows";

export type Protection = { readonly isHidden: readonly boolean[]; readonly isExactSafe: boolean; readonly isRangeSafe: boolean };

/**
 * Which units of a ledger are hidden so that no number of rows below the minimum is printed or can be computed.
 *
 * The atoms (pieces of rows that no figure tells apart) are unknowns that are never printed. Each unit prints sums of them: the rows it rests on
 * and the numerators of its shares. Sensitive are the rows under a figure when fewer than the minimum, and so is every difference of figures
 * about the same variable: a total without its groups leaves the rows where the group is missing. What is hidden beyond that is chosen by
 * `suppress` and judged by `auditPattern` on the same equations. A mean or share over hidden rows follows from those printed only where their
 * number does, for both are the same combination of sums.
 * Errors: `plan` when the audit does not hold, `aborted`.
 */
export async function protect(ledger: Ledger, rule: PlanDisclosure, signal?: AbortSignal): Promise<Protection> {
  const { publication, unitOfCell } = publicationOf(atomsOf(ledger), rule.minimum);
  const system = compile(publication, { minimum: rule.minimum });
  const isHidden = ledger.units.map(() => false);
  // Atoms that nobody prints need not move: the quick way, which sees to it that every hidden cell can, would hide far too much.
  const carefulUpTo = carefulCells;
  const { hidden, unprotected } = await suppress(system, { level: rule.level, carefulUpTo, ...(signal ? { signal } : {}) });
  for (const cell of hidden) for (const unit of unitOfCell[cell] ?? []) isHidden[unit] = true;
  // A unit is hidden whole: the numerators with the rows they are parts of.
  const isInHiddenUnit = (cell: number): boolean => (unitOfCell[cell] ?? []).some((unit) => isHidden[unit] === true);
  const pattern = new Set([...hidden, ...[...unitOfCell.keys()].filter(isInHiddenUnit)]);
  const audit = await auditPattern(system, pattern, signal ? { signal } : {});
  const isSafe = audit.isExactSafe && (rule.level === "exact" || audit.isRangeSafe);
  if (!isSafe || unprotected.length > 0) {
    const count = Math.max(unprotected.length, audit.recoverable.length + audit.narrow.length + audit.shownPrimary.length);
    throw planError("unprotected", undefined, { count, level: rule.level });
  }
  return { isHidden, isExactSafe: audit.isExactSafe, isRangeSafe: audit.isRangeSafe };
}

type Built = { readonly publication: { readonly cells: Cell[]; readonly relations: Relation[] }; readonly unitOfCell: readonly number[][] };

function publicationOf(atoms: Atoms, minimum: number): Built {
  const cells: Cell[] = atoms.count.map((value) => ({ value, role: "complement", fixed: "hidden", minimum: 0 }));
  const relations: Relation[] = [];
  const unitOfCell: number[][] = cells.map(() => []);
  const sum = (set: AtomSet): number => set.reduce((all, atom) => all + (atoms.count[atom] ?? 0), 0);
  const add = (cell: Cell, set: AtomSet, units: number[], hasLines = false): number => {
    cells.push(cell);
    unitOfCell.push(units);
    if (!hasLines) relations.push({ total: cells.length - 1, parts: set });
    return cells.length - 1;
  };
  const bases = new Map<string, { set: AtomSet; cell: number }>();
  const isSum = new Set(atoms.sums.map(({ total }) => total));
  // Units that tell of the same sets are one set of cells.
  const same = new Map<string, number[]>();
  atoms.units.forEach((unit, u) => {
    const key = JSON.stringify([unit.bases, unit.parts]);
    const known = same.get(key);
    if (known) {
      known.push(u);
      return;
    }
    const units = [u];
    same.set(key, units);
    const print = (set: AtomSet, cell: Cell): number => {
      const [atom = 0] = set;
      if (set.length > 1 || unitOfCell[atom]?.length !== 0) return add(cell, set, units, isSum.has(u));
      // A cell that is an atom itself needs no equation to say so.
      cells[atom] = cell;
      unitOfCell[atom] = units;
      return atom;
    };
    for (const set of unit.bases) {
      if (set.length > 0) bases.set(set.join(), { set, cell: print(set, { value: sum(set), role: "denominator", minimum: 1 }) });
    }
    for (const set of unit.parts) if (set.length > 0) print(set, { value: sum(set), role: "numerator", minimum: 0 });
  });
  for (const set of differences(atoms, minimum)) add({ value: sum(set), role: "denominator", minimum: 1, fixed: "hidden" }, set, []);
  const cellOf = (unit: number): number => bases.get((atoms.units[unit]?.bases[0] ?? []).join())?.cell ?? -1;
  const inLine = new Set<number>();
  for (const { total, parts } of atoms.sums) {
    const line = parts.map(cellOf);
    // A group of one level is that level: the same cell.
    if (line.length === 1 && line[0] === cellOf(total)) continue;
    relations.push({ total: cellOf(total), parts: line });
    for (const cell of line) inLine.add(cell);
  }
  const loose = [...bases.values()].filter(({ cell }) => !inLine.has(cell));
  nest(loose, sum, (value) => {
    cells.push({ value, role: "complement", fixed: "hidden", minimum: 0 });
    unitOfCell.push([]);
    return cells.length - 1;
  }).forEach((relation) => relations.push(relation));
  return { publication: { cells, relations }, unitOfCell };
}

/**
 * What could be had by subtraction and is no figure itself: one group minus another that lies in it, and a total minus all its groups, where both
 * are about the same variable and fewer than the minimum are left.
 */
function differences({ count, units }: Atoms, minimum: number): AtomSet[] {
  const sum = (set: AtomSet): number => set.reduce((all, atom) => all + (count[atom] ?? 0), 0);
  const basesAbout = new Map<string, Base[]>();
  for (const { about, partition, bases } of units) {
    const known = basesAbout.get(about) ?? [];
    for (const set of bases) known.push({ partition, set, atoms: new Set(set), value: sum(set) });
    basesAbout.set(about, known);
  }
  const found = new Map<string, AtomSet>();
  for (const [about, bases] of basesAbout) {
    const printed = new Set(bases.map(({ set }) => set.join()));
    const sized = bases.sort((a, b) => a.value - b.value);
    const unions = unionsOf(sized, sum);
    sized.forEach((large, i) => {
      const smaller: Base[] = unions.filter(({ partition, value }) => partition === large.partition || value < large.value);
      for (let k = i - 1; k >= 0; k--) {
        const small = sized[k];
        if (small === undefined || large.value - small.value >= minimum) break;
        if (small.partition !== large.partition || about !== countedRows) smaller.push(small);
      }
      for (const { set: inner, atoms, value } of smaller) {
        if (value >= large.value || large.value - value >= minimum || !inner.every((atom) => large.atoms.has(atom))) continue;
        const rest = large.set.filter((atom) => !atoms.has(atom));
        if (!printed.has(rest.join())) found.set(rest.join(), rest);
      }
    });
  }
  return [...found.values()];
}

type Base = { readonly partition: number; readonly set: AtomSet; readonly atoms: ReadonlySet<number>; readonly value: number };

/** All groups of a partition together, the widest (the total) left out. */
function unionsOf(bases: readonly Base[], sum: (set: AtomSet) => number): Base[] {
  const byPartition = new Map<number, Base[]>();
  for (const base of bases) byPartition.set(base.partition, [...(byPartition.get(base.partition) ?? []), base]);
  return [...byPartition].flatMap(([partition, list]) => {
    const widest = list.at(-1);
    const groups = list.filter((one) => one !== widest);
    const atoms = new Set(groups.flatMap(({ set }) => set));
    if (groups.length < 2) return [];
    const set = [...atoms].sort((a, b) => a - b);
    return [{ partition, set, atoms, value: sum(set) }];
  });
}

/** Says of each base in which next larger one it lies, so that the suppressor hides groups before totals. */
function nest(
  bases: readonly { set: AtomSet; cell: number }[],
  sum: (set: AtomSet) => number,
  addRest: (value: number) => number,
): Relation[] {
  const sized = bases.map(({ set, cell }) => ({ cell, set, atoms: new Set(set), value: sum(set) })).sort((a, b) => a.value - b.value);
  const relations: Relation[] = [];
  sized.forEach((small, i) => {
    const around = sized.slice(i + 1).find((large) => large.value > small.value && small.set.every((atom) => large.atoms.has(atom)));
    if (around) relations.push({ total: around.cell, parts: [small.cell, addRest(around.value - small.value)] });
  });
  return relations;
}
