/** The equation system of everything that is published: one system for all tables, links and periods together. */
import { StatisticsError } from "../errors.ts";

/** One number that can be published. Its position in `Publication.cells` is its id in relations and patterns. */
export type Cell = {
  /** True value: a whole number ≥ 0. */
  readonly value: number;
  /** For messages and tables, for example "Ale · girls". */
  readonly label?: string;
  /** The count the rule looks at. `total` cells follow `denominator`. Default "denominator". */
  readonly role?: "denominator" | "numerator" | "complement";
  /** "shown": published already or elsewhere, cannot be hidden. "hidden": was hidden earlier and stays hidden. */
  readonly fixed?: "shown" | "hidden";
  /** Cells with the same group are hidden together, for example n, numerator and complement of one group. */
  readonly group?: string;
  /** Least value that everyone knows a hidden cell has. Default: 1 when zeros are shown, else 0; 0 for a cell hidden in a group. */
  readonly minimum?: number;
  /** Everyone knows that this cell must be zero (for example boys in a girls' unit): never primary, never hidden. */
  readonly isStructuralZero?: boolean;
};

/**
 * How cells hang together.
 * `sum`: total = Σ parts. `union`: the total counts unique children and the parts overlap (units, periods): max part ≤ total ≤ Σ parts.
 */
export type Relation = { readonly kind?: "sum" | "union"; readonly total: number; readonly parts: readonly number[] };

/** Everything that is published at once, with all links. */
export type Publication = { readonly cells: readonly Cell[]; readonly relations: readonly Relation[] };

/** The publication's rule. */
export type Rule = {
  /** Smallest count that is shown. Default 7. */
  readonly minimum?: number;
  /** Which counts the rule is laid on. Default denominator only. */
  readonly basis?: readonly ("denominator" | "numerator" | "complement")[];
  /** True (default): zeros are published and safe. False: a zero is as sensitive as a 1. */
  readonly zerosAreShown?: boolean;
};

/** One row of the system: low ≤ Σ coefficients · y ≤ high. */
export type Row = {
  readonly cells: Int32Array;
  readonly coefficients: Float64Array;
  readonly low: number;
  readonly high: number;
};

/** The compiled system. */
export type System = {
  readonly count: number;
  readonly threshold: number;
  readonly zerosAreShown: boolean;
  readonly value: Float64Array;
  /** What an intruder knows about a hidden cell before any arithmetic. */
  readonly lower: Float64Array;
  readonly isPrimary: Uint8Array;
  /** Cells that may be hidden. */
  readonly isHideable: Uint8Array;
  /** Cells that were hidden earlier and stay hidden. */
  readonly isKept: Uint8Array;
  /** Totals that are part of nothing. */
  readonly isTop: Uint8Array;
  readonly group: Int32Array;
  readonly groups: readonly (readonly number[])[];
  readonly rows: readonly Row[];
  readonly rowsOf: readonly (readonly number[])[];
  readonly label: (cell: number) => string;
};

/**
 * The system of a publication under a rule.
 * Returns typed arrays; counts are children, `lower` likewise.
 * Throws StatisticsError `disclosure`: a count that is not a whole number ≥ 0, a relation that names a cell that is not there or
 * names one twice, a sum whose parts do not add (name it a union if the parts overlap), a union outside what its parts allow.
 * Reference: disclosure SPEC, "Model"; Hundepool et al. (2012), Statistical Disclosure Control, ch. 4.
 */
export function compile(publication: Publication, rule: Rule = {}): System {
  const { minimum: threshold = 7, basis = ["denominator"], zerosAreShown = true } = rule;
  if (!Number.isInteger(threshold) || threshold < 1) {
    throw new StatisticsError("disclosure", `The smallest count shown must be a whole number of at least 1, not ${threshold}.`);
  }
  const { cells } = publication;
  const label = (cell: number) => cells[cell]?.label ?? `cell ${cell}`;
  const count = cells.length;
  const value = new Float64Array(count);
  const lower = new Float64Array(count);
  const isPrimary = new Uint8Array(count);
  const isHideable = new Uint8Array(count);
  const { group, groups } = groupCells(cells);
  cells.forEach((cell, i) => {
    if (!Number.isSafeInteger(cell.value) || cell.value < 0) {
      throw new StatisticsError("disclosure", `${label(i)} is ${cell.value}; a count is a whole number of at least 0.`, {
        variable: label(i),
      });
    }
    value[i] = cell.value;
    const isGrouped = (groups[group[i] ?? 0]?.length ?? 1) > 1;
    lower[i] = Math.min(cell.minimum ?? (zerosAreShown && !isGrouped ? 1 : 0), cell.value);
    const isZero = cell.value === 0;
    const isStill = cell.isStructuralZero === true && isZero;
    isPrimary[i] = !isStill && basis.includes(cell.role ?? "denominator") && cell.value < threshold && !(isZero && zerosAreShown) ? 1 : 0;
    isHideable[i] = isStill || cell.fixed === "shown" || (isZero && zerosAreShown && !isGrouped && cell.fixed !== "hidden") ? 0 : 1;
  });
  // A group is hidden as one: one cell that must be shown keeps the whole group shown.
  for (const members of groups) {
    if (members.some((i) => isHideable[i] === 0)) for (const i of members) isHideable[i] = 0;
  }
  const rows = publication.relations.flatMap((relation) => toRows(relation, value, label));
  const rowsOf: number[][] = Array.from({ length: count }, () => []);
  rows.forEach((row, r) => row.cells.forEach((cell) => rowsOf[cell]?.push(r)));
  const isTop = new Uint8Array(count);
  for (const { total } of publication.relations) isTop[total] = 1;
  for (const { parts } of publication.relations) for (const part of parts) isTop[part] = 0;
  const isKept = Uint8Array.from(cells, (cell, i) => (cell.fixed === "hidden" && isHideable[i] === 1 ? 1 : 0));
  return { count, threshold, zerosAreShown, value, lower, isPrimary, isHideable, isKept, isTop, group, groups, rows, rowsOf, label };
}

function groupCells(cells: readonly Cell[]): { group: Int32Array; groups: number[][] } {
  const group = new Int32Array(cells.length);
  const groups: number[][] = [];
  const named = new Map<string, number>();
  cells.forEach((cell, i) => {
    const found = cell.group === undefined ? undefined : named.get(cell.group);
    const place = found ?? groups.length;
    if (found === undefined) groups.push([]);
    if (cell.group !== undefined) named.set(cell.group, place);
    groups[place]?.push(i);
    group[i] = place;
  });
  return { group, groups };
}

function toRows(relation: Relation, value: Float64Array, label: (cell: number) => string): Row[] {
  const { kind = "sum", total, parts } = relation;
  for (const cell of [total, ...parts]) {
    if (value[cell] === undefined)
      throw new StatisticsError("disclosure", `A relation names cell ${cell}, which is not in the publication.`);
  }
  if (new Set([total, ...parts]).size !== parts.length + 1 || parts.length === 0) {
    throw new StatisticsError("disclosure", `The relation of ${label(total)} needs at least one part, each named once.`, {
      variable: label(total),
    });
  }
  const sum = parts.reduce((t, part) => t + (value[part] ?? 0), 0);
  const whole = value[total] ?? 0;
  const cells = Int32Array.from([total, ...parts]);
  const coefficients = Float64Array.from([-1, ...parts.map(() => 1)]);
  if (kind === "sum") {
    if (sum !== whole) {
      throw new StatisticsError(
        "disclosure",
        `${label(total)} is ${whole} but its ${parts.length} parts add to ${sum}. Parts that overlap are a union, not a sum.`,
        { variable: label(total), count: sum - whole },
      );
    }
    return [{ cells, coefficients, low: 0, high: 0 }];
  }
  const largest = Math.max(...parts.map((part) => value[part] ?? 0));
  if (whole > sum || whole < largest) {
    throw new StatisticsError("disclosure", `${label(total)} is ${whole}, outside ${largest}–${sum} that its parts allow.`, {
      variable: label(total),
      count: whole,
    });
  }
  const each = parts.map((part) => ({
    cells: Int32Array.of(total, part),
    coefficients: Float64Array.of(-1, 1),
    low: Number.NEGATIVE_INFINITY,
    high: 0,
  }));
  return [{ cells, coefficients, low: 0, high: Number.POSITIVE_INFINITY }, ...each];
}

/** The ids of the primary cells: those the rule itself hides. Units: cell ids. No errors. Reference: disclosure SPEC, "primary cell". */
export function primaryCells(system: System): number[] {
  return Array.from({ length: system.count }, (_, i) => i).filter((i) => system.isPrimary[i] === 1);
}
