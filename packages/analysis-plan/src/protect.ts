/** Lays the disclosure rule on everything a plan prints, as one system. */
import { auditPattern, suppress, compilePublication as compile } from "@fortrogen/statistics";
import type { Cell, Relation } from "@fortrogen/statistics";
import { planError } from "./faults.ts";
import { combinations } from "./combinations.ts";
import { differences, rowsIn } from "./differences.ts";
import type { AtomSet, Atoms, Ledger } from "./ledger.ts";
import { atomsOf } from "./ledger.ts";
import type { PlanDisclosure } from "./plan.ts";

/** Larger publications are protected the quick way, which hides more than it must. */
const carefulCells = 3000;

/** So often new sets of few are looked for and protected; then figures are hidden until none can be had. */
const searches = 8;

export type Protection = {
  readonly isHidden: readonly boolean[];
  readonly isExactSafe: boolean;
  readonly isRangeSafe: boolean;
  /** The plan is too large for all combinations of three and more figures to be tried. */
  readonly isCut: boolean;
};

/**
 * Which units of a ledger are hidden so that no number of rows below the minimum is printed or can be computed.
 *
 * The atoms (pieces of rows that no figure tells apart) are unknowns that are never printed: the finest table of which every figure's rows are sums,
 * however its variables are named. Each unit prints sums of them: the rows it rests on and the numerators of its shares. Sensitive are the rows
 * under a figure when fewer than the minimum, and every set of so few that figures about the same source, or about other people, leave between
 * them (see `differences` and `combinations`). What is hidden beyond that is chosen by `suppress` and judged by `auditPattern` on the same equations. A
 * mean or share over hidden rows follows from those printed only where their number does, for both are the same combination of sums.
 * Errors: `plan` when the audit does not hold, `aborted`.
 */
export async function protect(ledger: Ledger, rule: PlanDisclosure, signal?: AbortSignal): Promise<Protection> {
  const atoms = atomsOf(ledger);
  const sensitive = differences(atoms, rule.minimum);
  const forced = new Set<number>();
  for (let search = 0; ; search++) {
    const found = await protectSets(atoms, { sensitive, forced }, rule, signal);
    const had = combinations(atoms, rule.minimum, (unit) => !found.isHidden[unit]);
    if (had.found.length === 0 && had.unsure === null) return { ...found, isCut: had.isCut };
    if (search < searches) sensitive.push(...had.found);
    // What is not proved to be safe is hidden: the smallest figure that has a part in it.
    if (search >= searches || had.unsure !== null) {
      const touched = new Set([...(had.unsure ?? []), ...had.found.flat()]);
      forced.add(smallestTouching(atoms, touched, (unit) => !found.isHidden[unit]));
    }
  }
}

function smallestTouching(atoms: Atoms, touched: ReadonlySet<number>, isShown: (unit: number) => boolean): number {
  let [best, least] = [-1, Infinity];
  atoms.units.forEach(({ bases }, u) => {
    if (!isShown(u) || !bases.some((set) => set.some((atom) => touched.has(atom)))) return;
    const rows = Math.min(...bases.map((set) => rowsIn(atoms, set)));
    if (rows < least) [best, least] = [u, rows];
  });
  return best;
}

type Sensitive = { readonly sensitive: readonly AtomSet[]; readonly forced: ReadonlySet<number> };
type Found = Omit<Protection, "isCut">;

async function protectSets(atoms: Atoms, sets: Sensitive, rule: PlanDisclosure, signal: AbortSignal | undefined): Promise<Found> {
  const { publication, unitOfCell } = publicationOf(atoms, sets);
  const system = compile(publication, { minimum: rule.minimum });
  const isHidden = atoms.units.map((_, unit) => sets.forced.has(unit));
  // Atoms that nobody prints need not move: the quick way, which sees to it that every hidden cell can, would hide far too much.
  const carefulUpTo = carefulCells;
  const options = { singletons: rule.singletons ?? false, ...(signal ? { signal } : {}) };
  const { hidden, unprotected } = await suppress(system, { level: rule.level, carefulUpTo, ...options });
  for (const cell of hidden) for (const unit of unitOfCell[cell] ?? []) isHidden[unit] = true;
  // A unit is hidden whole: the numerators with the rows they are parts of.
  const isInHiddenUnit = (cell: number): boolean => (unitOfCell[cell] ?? []).some((unit) => isHidden[unit] === true);
  const pattern = new Set([...hidden, ...[...unitOfCell.keys()].filter(isInHiddenUnit)]);
  const audit = await auditPattern(system, pattern, options);
  const isSafe = audit.isExactSafe && (rule.level === "exact" || audit.isRangeSafe);
  if (!isSafe || unprotected.length > 0) {
    const count = Math.max(
      unprotected.length,
      audit.recoverable.length + audit.narrow.length + audit.undecided.length + audit.shownPrimary.length,
    );
    throw planError("unprotected", undefined, { count, level: rule.level });
  }
  return { isHidden, isExactSafe: audit.isExactSafe, isRangeSafe: audit.isRangeSafe };
}

type Built = { readonly publication: { readonly cells: Cell[]; readonly relations: Relation[] }; readonly unitOfCell: readonly number[][] };

function publicationOf(atoms: Atoms, { sensitive, forced }: Sensitive): Built {
  const cells: Cell[] = atoms.count.map((value) => ({ value, role: "complement", fixed: "hidden", minimum: 0 }));
  const relations: Relation[] = [];
  const unitOfCell: number[][] = cells.map(() => []);
  const sum = (set: AtomSet): number => rowsIn(atoms, set);
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
  for (const set of sensitive) add({ value: sum(set), role: "denominator", minimum: 1, fixed: "hidden" }, set, []);
  unitOfCell.forEach((units, cell) => {
    const own = cells[cell];
    if (own && units.some((unit) => forced.has(unit))) cells[cell] = { ...own, fixed: "hidden", minimum: 0 };
  });
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
