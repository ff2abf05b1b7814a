/** What could be had by subtraction from two figures of a plan, and is no figure itself. */
import type { AtomSet, Atoms, AtomUnit, Scope } from "./ledger.ts";
import type { About } from "./sources.ts";

/** The rows of a figure, or of all groups of an analysis together. */
type Base = {
  readonly set: AtomSet;
  readonly atoms: ReadonlySet<number>;
  readonly value: number;
  readonly about: About;
  readonly isCount: boolean;
  readonly isUnion: boolean;
  readonly partition: number;
  readonly outside: Scope["outside"];
  /** The rows of each class whose share is printed with it. */
  readonly parts: readonly AtomSet[];
};

/** Rows in a set of atoms. Errors: none. */
export const rowsIn = ({ count }: Pick<Atoms, "count">, set: AtomSet): number => set.reduce((sum, atom) => sum + (count[atom] ?? 0), 0);

/**
 * The sets of fewer than `minimum` rows that are left when the rows of one figure, or of all groups of an analysis, are taken from those of another
 * they lie in. Such a set is told of when both figures are about the same variable of the data (through any recode), or both count rows, or when some
 * of it was not asked for in the smaller: then the two differ in whom they are about. It is not when the larger figure says so much itself, the set
 * being classes whose shares it prints. Errors: none.
 */
export function differences(atoms: Atoms, minimum: number): AtomSet[] {
  const bases = basesOf(atoms);
  const sized = [...bases, ...unionsOf(bases, atoms)].sort((a, b) => a.value - b.value);
  const printed = new Set(bases.map(({ set }) => set.join()));
  const found = new Map<string, AtomSet>();
  sized.forEach((large, i) => {
    for (let k = i - 1; k >= 0; k--) {
      const small = sized[k];
      if (small === undefined || large.value - small.value >= minimum) break;
      if (small.value === large.value || isOneTable(large, small) || !small.set.every((atom) => large.atoms.has(atom))) continue;
      const rest = large.set.filter((atom) => !small.atoms.has(atom));
      const key = rest.join();
      if (printed.has(key) || found.has(key)) continue;
      const isTold = areComparable(large, small) || rest.some((atom) => small.outside.has(atom));
      if (isTold && !isMadeOf(rest, large.parts)) found.set(key, rest);
    }
  });
  return [...found.values()];
}

/** In one table the cells that are too small are themselves what is left; all groups minus one are the other groups. */
function isOneTable(large: Base, small: Base): boolean {
  return large.partition === small.partition && (large.isUnion || (large.isCount && !small.isUnion));
}

/** Whether two figures say something about the same variable of the data, one of them by measuring it. */
function areComparable(one: Pick<AtomUnit, "about" | "isCount">, other: Pick<AtomUnit, "about" | "isCount">): boolean {
  const meets = (a: readonly string[], b: readonly string[]): boolean => a.some((name) => b.includes(name));
  return (one.isCount && other.isCount) || meets(one.about.measured, other.about.all) || meets(other.about.measured, one.about.all);
}

/** Whether a set is some of the others put together. Errors: none. */
export function isMadeOf(set: AtomSet, others: readonly AtomSet[]): boolean {
  const inside = new Set(set);
  const covered = new Set(others.filter((one) => one.every((atom) => inside.has(atom))).flat());
  return covered.size === inside.size;
}

function basesOf(atoms: Atoms): Base[] {
  const bases = new Map<string, Base>();
  for (const { about, isCount, partition, bases: own, parts, scopes } of atoms.units) {
    own.forEach((set, k) => {
      const key = `${partition}:${set.join()}`;
      if (set.length === 0 || bases.has(key)) return;
      const outside = scopes[k]?.outside ?? new Set();
      const common = { about, isCount, isUnion: false, partition, outside, parts: own.length === 1 ? parts : [] };
      bases.set(key, { ...common, set, atoms: new Set(set), value: rowsIn(atoms, set) });
    });
  }
  return [...bases.values()];
}

/** All groups of each analysis together; a total among them is left out. */
function unionsOf(bases: readonly Base[], atoms: Atoms): Base[] {
  const byPartition = new Map<number, Base[]>();
  for (const base of bases) byPartition.set(base.partition, [...(byPartition.get(base.partition) ?? []), base]);
  return [...byPartition.values()].flatMap((list) => {
    const [widest, ...others] = [...list].sort((a, b) => b.value - a.value);
    if (widest === undefined || others.length === 0) return [];
    const isTotal = others.every(({ set }) => set.every((atom) => widest.atoms.has(atom)));
    const groups = isTotal ? others : list;
    if (groups.length < 2) return [];
    const all = new Set(groups.flatMap(({ set }) => set));
    const set = [...all].sort((a, b) => a - b);
    const [first, ...more] = groups.map(({ outside }) => outside);
    const outside = new Set([...(first ?? [])].filter((atom) => more.every((one) => one.has(atom))));
    return [{ ...widest, isUnion: true, set, atoms: all, value: rowsIn(atoms, set), outside, parts: [] }];
  });
}
