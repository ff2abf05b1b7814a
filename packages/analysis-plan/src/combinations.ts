/** What any number of printed figures give away together: few rows that are a sum and difference of the rows they rest on. */
import { isMadeOf, rowsIn } from "./differences.ts";
import type { AtomSet, Atoms, AtomUnit } from "./ledger.ts";

/** Whole numbers are reckoned with modulo this prime, so that nothing is rounded: a product of two fits a double. */
const prime = 67108859;
/** Steps of elimination, and sets that are tried, before the search says that it was cut. */
const mostSteps = 30_000_000;
const mostTried = 200_000;

/** Sets of few rows that can be had. Where `unsure` is not null, more may be had with what is printed about these atoms. */
export type Combinations = { readonly found: readonly AtomSet[]; readonly unsure: ReadonlySet<number> | null; readonly isCut: boolean };

/**
 * The sets of fewer than `minimum` rows, other than those that a figure says itself, that the figures `isShown` give away by any sum and difference:
 * figures that measure the same variable of the data, tables of counts, and figures of which no row lacks a value.
 * Method: the rows of the figures are vectors over the atoms; elimination of the atoms of `minimum` rows and more leaves the combinations of the few,
 * whose 0/1 vectors are listed. Errors: none.
 */
export function combinations(atoms: Atoms, minimum: number, isShown: (unit: number) => boolean): Combinations {
  const shown = atoms.units.filter((_, u) => isShown(u));
  const found = new Map<string, AtomSet>();
  let unsure: Set<number> | null = null;
  let isCut = false;
  for (const { units, isSaid } of familiesOf(atoms, shown)) {
    const sets = new Map(units.flatMap(({ bases }) => bases.map((set) => [set.join(), set] as const)));
    const span = fewIn([...sets.values()], atoms, minimum);
    isCut ||= span.isCut;
    if (span.isUnsure) unsure = new Set([...(unsure ?? []), ...span.support]);
    for (const set of span.found) if (!sets.has(set.join()) && !isSaid(set)) found.set(set.join(), set);
  }
  return { found: [...found.values()], unsure, isCut };
}

type Family = { readonly units: readonly AtomUnit[]; readonly isSaid: (set: AtomSet) => boolean };

/** Figures whose numbers can be added and subtracted to say something, and what they say themselves. */
function familiesOf(atoms: Atoms, shown: readonly AtomUnit[]): Family[] {
  const families: Family[] = [];
  const partsOf = (units: readonly AtomUnit[]): (readonly AtomSet[])[] =>
    units.filter(({ bases }) => bases.length === 1).map(({ parts }) => parts);
  const isIn = (lists: readonly (readonly AtomSet[])[]) => (set: AtomSet) => lists.some((list) => isMadeOf(set, list));
  const measured = new Set(shown.flatMap(({ about }) => about.measured));
  for (const name of measured) {
    const units = shown.filter(({ about }) => about.measured.includes(name));
    // Where a mean is among them, a class alone would have its mean told.
    const isSaid = units.every(({ parts }) => parts.length > 0) ? isIn(partsOf(units)) : () => false;
    families.push({ units, isSaid });
  }
  // What is left of a table are its cells that are too small: they are protected, their sum is not.
  const tables = Map.groupBy(
    atoms.units.filter(({ isCount }) => isCount),
    ({ partition }) => partition,
  );
  const cells = [...tables.values()].map((units) => units.flatMap(({ bases }) => bases));
  const isLeft = isIn(cells);
  families.push({ units: shown.filter(({ isCount }) => isCount), isSaid: isLeft });
  const isComplete = ({ bases, scopes }: AtomUnit): boolean => bases.every((set, k) => scopes[k]?.rows === rowsIn(atoms, set));
  const isPart = isIn(partsOf(shown));
  families.push({ units: shown.filter(isComplete), isSaid: (set) => isLeft(set) || isPart(set) });
  return families.filter(({ units }) => units.length > 1);
}

type Few = { readonly found: AtomSet[]; readonly support: readonly number[]; readonly isUnsure: boolean; readonly isCut: boolean };

type Vector = Map<number, number>;

function fewIn(sets: readonly AtomSet[], atoms: Atoms, minimum: number): Few {
  const columns = columnsOf(sets, atoms);
  const work = { left: mostSteps };
  const isHeavy = (column: number): boolean => (columns.rows[column] ?? 0) >= minimum;
  const bySize = [...columns.vectors].sort((a, b) => a.size - b.size);
  const light = reduce(bySize, isHeavy, work);
  const basis = work.left > 0 ? reduceFully(light, work) : [];
  const support = [...new Set(light.flatMap((vector) => [...vector.keys()]))].flatMap((column) => columns.atoms[column] ?? []);
  if (work.left <= 0) return { found: [], support, isUnsure: false, isCut: true };
  const listed = smallVectors(basis, columns.rows, minimum);
  const found = listed.vectors.map((list) => list.flatMap((column) => columns.atoms[column] ?? []).sort((a, b) => a - b));
  return { found, support, isUnsure: !listed.isWhole, isCut: false };
}

/** Atoms that no set tells apart are one column. */
function columnsOf(sets: readonly AtomSet[], atoms: Atoms): { vectors: Vector[]; atoms: number[][]; rows: number[] } {
  const inside = new Map<number, number[]>();
  sets.forEach((set, s) => {
    for (const atom of set) inside.set(atom, [...(inside.get(atom) ?? []), s]);
  });
  const vectors = sets.map((): Vector => new Map());
  const columnOf = new Map<string, number>();
  const members: number[][] = [];
  for (const [atom, list] of inside) {
    const key = list.join();
    const column = columnOf.get(key) ?? members.length;
    if (!columnOf.has(key)) {
      columnOf.set(key, column);
      members.push([]);
      for (const s of list) vectors[s]?.set(column, 1);
    }
    members[column]?.push(atom);
  }
  return { vectors, atoms: members, rows: members.map((list) => rowsIn(atoms, list)) };
}

const inverse = (value: number): number => {
  let [result, base] = [1, value];
  for (let left = prime - 2; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
};

/** vector −= factor · other, modulo the prime. */
function subtract(vector: Vector, factor: number, other: Vector, work: { left: number }): void {
  work.left -= other.size;
  for (const [column, value] of other) {
    const next = ((vector.get(column) ?? 0) + (prime - ((factor * value) % prime))) % prime;
    if (next === 0) vector.delete(column);
    else vector.set(column, next);
  }
}

/** What is left of the span in the columns that are not heavy. */
function reduce(vectors: readonly Vector[], isHeavy: (column: number) => boolean, work: { left: number }): Vector[] {
  const pivots = new Map<number, Vector>();
  const light: Vector[] = [];
  for (const given of vectors) {
    const vector = new Map(given);
    for (;;) {
      const heavy = [...vector.keys()].filter(isHeavy);
      work.left -= vector.size;
      if (work.left <= 0) return light;
      const column = heavy.find((one) => pivots.has(one));
      if (column === undefined) {
        const [first] = heavy;
        if (first === undefined) {
          if (vector.size > 0) light.push(vector);
        } else pivots.set(first, scaled(vector, first));
        break;
      }
      subtract(vector, vector.get(column) ?? 0, pivots.get(column) ?? new Map<number, number>(), work);
    }
  }
  return light;
}

function scaled(vector: Vector, column: number): Vector {
  const factor = inverse(vector.get(column) ?? 1);
  return new Map([...vector].map(([one, value]) => [one, (value * factor) % prime]));
}

type Row = { readonly pivot: number; readonly vector: Vector };

/** Reduced row echelon form: each row has a column of its own, with a 1. */
function reduceFully(vectors: readonly Vector[], work: { left: number }): Row[] {
  const rows: Row[] = [];
  for (const given of vectors) {
    let vector = new Map(given);
    for (const { pivot, vector: other } of rows) subtract(vector, vector.get(pivot) ?? 0, other, work);
    const [pivot] = vector.keys();
    if (pivot === undefined) continue;
    vector = scaled(vector, pivot);
    for (const row of rows) subtract(row.vector, row.vector.get(pivot) ?? 0, vector, work);
    rows.push({ pivot, vector });
  }
  return rows;
}

/** The 0/1 vectors of the span with fewer than `minimum` rows: each is the sum of the rows of the basis whose own column is in it. */
function smallVectors(basis: readonly Row[], rows: readonly number[], minimum: number): { vectors: number[][]; isWhole: boolean } {
  const vectors: number[][] = [];
  let tried = 0;
  const extend = (from: number, sum: Vector, size: number): void => {
    for (let k = from; k < basis.length; k++) {
      const { pivot, vector } = basis[k] as Row;
      const next = size + (rows[pivot] ?? 0);
      if (next >= minimum) continue;
      if (++tried > mostTried) return;
      const added = new Map(sum);
      for (const [column, value] of vector) added.set(column, ((added.get(column) ?? 0) + value) % prime);
      const inside = [...added].filter(([, value]) => value !== 0);
      const isSet = inside.every(([, value]) => value === 1);
      if (isSet && inside.reduce((total, [column]) => total + (rows[column] ?? 0), 0) < minimum)
        vectors.push(inside.map(([column]) => column));
      extend(k + 1, added, next);
    }
  };
  extend(0, new Map(), 0);
  return { vectors, isWhole: tried <= mostTried };
}
