/** Which rows each printed figure tells something about: the ground for one disclosure rule over a whole plan. */
import type { About } from "./sources.ts";

/** Rows whose code in a partition is one of these. */
export type RowSet = { readonly partition: number; readonly codes: readonly number[] };

/** Figures that are hidden together: they rest on `bases`, and tell how many of those are in `parts` (the numerators of shares). */
export type Unit = {
  /** In variables of the data, so that a recode is known for what it is made of. */
  readonly about: About;
  readonly bases: readonly RowSet[];
  readonly parts: readonly RowSet[];
  /** For each base the rows that were asked for: those too that have no value of what is measured. None: the bases themselves. */
  readonly scopes: readonly RowSet[];
  /** A cell of a table of counts: what is left of two cells of one table is a cell or a sum of cells of that table. */
  readonly isCount: boolean;
};

export class Ledger {
  /** Code of each row, -1 outside. */
  readonly partitions: Int32Array[] = [];
  readonly units: Unit[] = [];
  /** Units of one base each, of which the first is the sum of the others: the lines of a table of counts. */
  readonly sums: { readonly total: number; readonly parts: readonly number[] }[] = [];
  /** false: no rule is asked for and nothing is kept. */
  readonly isKept: boolean;

  constructor(isKept: boolean) {
    this.isKept = isKept;
  }

  /** Enters a way of dividing the rows; the codes are only made when they are kept. Returns its number. */
  partition(codes: () => Int32Array): number {
    if (this.isKept) this.partitions.push(codes());
    return this.partitions.length - 1;
  }

  /** Enters that a unit is the sum of others, which do not overlap. */
  sum(total: number, parts: readonly number[]): void {
    if (this.isKept) this.sums.push({ total, parts });
  }

  /** Enters a unit and returns its number. */
  unit(about: About, bases: readonly RowSet[], more: Partial<Pick<Unit, "parts" | "scopes" | "isCount">> = {}): number {
    if (!this.isKept) return -1;
    this.units.push({ about, bases, parts: [], scopes: [], isCount: false, ...more });
    return this.units.length - 1;
  }
}

/** A set of rows as atoms: rows that no set of the ledger tells apart. Ascending. */
export type AtomSet = readonly number[];

export type AtomUnit = {
  readonly about: About;
  readonly isCount: boolean;
  readonly partition: number;
  readonly bases: readonly AtomSet[];
  readonly parts: readonly AtomSet[];
  /** For each base what was asked for. */
  readonly scopes: readonly Scope[];
};

/** What was asked for: the atoms with rows outside it, and its rows, those too that have no value. */
export type Scope = { readonly outside: ReadonlySet<number>; readonly rows: number };

export type Atoms = {
  /** Rows in each atom. */
  readonly count: readonly number[];
  /** The sets of each unit, and the partition that its bases come from. */
  readonly units: readonly AtomUnit[];
  readonly sums: Ledger["sums"];
};

/** Divides the rows into the largest pieces of which every set of the ledger is made. Rows in no set are in no atom. Errors: none. */
export function atomsOf({ partitions, units, sums }: Ledger): Atoms {
  const { codesOf, size } = crossPartitions(partitions);
  const atomOfPiece = new Int32Array(size.length).fill(-1);
  const sets = units.flatMap(({ bases, parts }) => [...bases, ...parts]);
  const wanted = sets.map(({ codes }) => new Set(codes));
  const setsByPartition = new Map<number, number[]>();
  sets.forEach(({ partition }, s) => setsByPartition.set(partition, [...(setsByPartition.get(partition) ?? []), s]));
  const atomOf = new Map<string, number>();
  const count: number[] = [];
  const members: number[][] = sets.map(() => []);
  for (let piece = 0; piece < size.length; piece++) {
    const inside: number[] = [];
    for (const [partition, list] of setsByPartition) {
      const code = codesOf[partition]?.[piece] ?? -1;
      if (code >= 0) for (const s of list) if (wanted[s]?.has(code) === true) inside.push(s);
    }
    if (inside.length === 0) continue;
    const key = inside.join();
    const known = atomOf.get(key);
    const atom = known ?? count.length;
    if (known === undefined) {
      atomOf.set(key, atom);
      count.push(0);
      for (const s of inside) members[s]?.push(atom);
    }
    atomOfPiece[piece] = atom;
    count[atom] = (count[atom] ?? 0) + (size[piece] ?? 0);
  }
  let next = 0;
  const take = (list: readonly RowSet[]): AtomSet[] => list.map(() => members[next++] ?? []);
  const scopeOf = scopesIn({ atomOfPiece, codesOf, size });
  const entered = units.map(({ about, isCount, bases, parts, scopes }) => ({
    ...{ about, isCount },
    partition: bases[0]?.partition ?? -1,
    bases: take(bases),
    parts: take(parts),
    scopes: bases.map((base, k) => scopeOf(scopes[k] ?? base)),
  }));
  return { count, units: entered, sums };
}

type Pieces = { readonly atomOfPiece: Int32Array; readonly codesOf: readonly (readonly number[])[]; readonly size: readonly number[] };

/** The same set is worked out once. */
function scopesIn({ atomOfPiece, codesOf, size }: Pieces): (set: RowSet) => Scope {
  const known = new Map<string, Scope>();
  return ({ partition, codes }) => {
    const key = `${partition}:${codes.join()}`;
    const found = known.get(key);
    if (found) return found;
    const inside = new Set(codes);
    const outside = new Set<number>();
    let rows = 0;
    codesOf[partition]?.forEach((code, piece) => {
      const atom = atomOfPiece[piece] ?? -1;
      if (inside.has(code)) rows += size[piece] ?? 0;
      else if (atom >= 0) outside.add(atom);
    });
    const scope = { outside, rows };
    known.set(key, scope);
    return scope;
  };
}

/** Rows with the same code in every partition are one piece: the number of rows of each, and its code in each partition. */
function crossPartitions(partitions: readonly Int32Array[]): { codesOf: number[][]; size: number[] } {
  const n = partitions[0]?.length ?? 0;
  const pieceOf = new Int32Array(n);
  let codesOf: number[][] = [];
  let size = [n];
  for (const codes of partitions) {
    const known = new Map<number, Map<number, number>>();
    const parent: number[] = [];
    const own: number[] = [];
    const next: number[] = [];
    for (let row = 0; row < n; row++) {
      const before = pieceOf[row] as number;
      const code = codes[row] as number;
      let byCode = known.get(before);
      if (byCode === undefined) {
        byCode = new Map<number, number>();
        known.set(before, byCode);
      }
      let piece = byCode.get(code);
      if (piece === undefined) {
        piece = parent.length;
        byCode.set(code, piece);
        parent.push(before);
        own.push(code);
        next.push(0);
      }
      pieceOf[row] = piece;
      next[piece] = (next[piece] ?? 0) + 1;
    }
    codesOf = [...codesOf.map((list) => parent.map((before) => list[before] ?? -1)), own];
    size = next;
  }
  return { codesOf, size };
}
