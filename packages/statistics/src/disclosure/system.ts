/** The equation system of everything that is published: one system for all tables, links and periods together. */
import { check } from "../checks/shape.ts";
import { publication as aPublication, rule as aRule, system as aSystem } from "./shapes.ts";
import { StatisticsError } from "../errors.ts";

/** One number that can be published. Its position in `Publication.cells` is its id in relations and patterns. */
export type Cell = {
  /** True value: a whole number ≥ 0. */
  readonly value: number;
  /** For messages and tables, for example "Ale · girls". */
  readonly label?: string;
  /** The count the rule looks at. `total` cells follow `denominator`. Default "denominator". */
  readonly role?: "denominator" | "numerator" | "complement";
  /**
   * "shown": published already or elsewhere, cannot be hidden; a small count that is shown is `unprotected` and fails the audit, for it is
   * known. "hidden": was hidden earlier and stays hidden.
   */
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
 * The system of a publication under a rule: primary is a cell of the basis with 0 < value < minimum (0 ≤ value when zeros are not shown);
 * each relation is a row Σ parts − total = 0, or for a union max part ≤ total ≤ Σ parts.
 * Comes back: typed arrays by cell id; counts are children, and so is `lower`, what everyone knows of a hidden cell.
 * Reference: Hundepool et al. (2012), Statistical Disclosure Control, ch. 4.
 * Errors: `disclosure`, with `variable` the cell's label (else "cell 12") and `count` the number that is wrong: a count that is not a whole
 * number ≥ 0; a structural zero that is not 0; a known minimum above the count; cells of one group both shown and hidden already; a
 * relation that names a cell that is not there, no part, a part twice, or a total as a part of itself; a sum whose parts do not add (name
 * it a union if they overlap); a union outside what its parts allow. With `variable` "minimum" or "basis": a rule below 1, or laid on nothing.
 */
export function compile(publication: Publication, rule: Rule = {}): System {
  check({ publication, options: rule }, { publication: aPublication, options: aRule });
  const { minimum: threshold = 7, basis = ["denominator"], zerosAreShown = true } = rule;
  checkRule(threshold, basis);
  const { cells } = publication;
  const label = (cell: number) => cells[cell]?.label ?? `cell ${cell}`;
  cells.forEach((cell, i) => {
    checkCell(cell, label(i));
  });
  const { group, groups } = groupCells(cells);
  checkGroups(cells, groups, label);
  const isGrouped = (i: number) => (groups[group[i] ?? 0]?.length ?? 1) > 1;
  const isStill = ({ value, isStructuralZero }: Cell) => isStructuralZero === true && value === 0;
  const isSmall = ({ value }: Cell) => value < threshold && !(value === 0 && zerosAreShown);
  const isPrimary = (cell: Cell) => !isStill(cell) && basis.includes(cell.role ?? "denominator") && isSmall(cell);
  // A zero is safe where zeros are shown, unless it must be hidden with others or was hidden before.
  const isSafeZero = ({ value, fixed }: Cell, i: number) => value === 0 && zerosAreShown && !isGrouped(i) && fixed !== "hidden";
  const isHideable = Uint8Array.from(cells, (cell, i) => (isStill(cell) || cell.fixed === "shown" || isSafeZero(cell, i) ? 0 : 1));
  // A group is hidden as one: one cell that must be shown keeps the whole group shown.
  for (const members of groups) {
    if (members.some((i) => isHideable[i] === 0)) for (const i of members) isHideable[i] = 0;
  }
  const value = Float64Array.from(cells, (cell) => cell.value);
  const rows = publication.relations.flatMap((relation) => toRows(relation, value, label));
  const rowsOf: number[][] = Array.from(cells, () => []);
  rows.forEach((row, r) => row.cells.forEach((cell) => rowsOf[cell]?.push(r)));
  const isTop = new Uint8Array(cells.length);
  for (const { total } of publication.relations) isTop[total] = 1;
  for (const { parts } of publication.relations) for (const part of parts) isTop[part] = 0;
  return {
    count: cells.length,
    threshold,
    zerosAreShown,
    value,
    lower: Float64Array.from(cells, (cell, i) => Math.min(cell.minimum ?? (zerosAreShown && !isGrouped(i) ? 1 : 0), cell.value)),
    isPrimary: Uint8Array.from(cells, (cell) => (isPrimary(cell) ? 1 : 0)),
    isHideable,
    isKept: Uint8Array.from(cells, (cell, i) => (cell.fixed === "hidden" && isHideable[i] === 1 ? 1 : 0)),
    isTop,
    group,
    groups,
    rows,
    rowsOf,
    label,
  };
}

const refuse = (message: string, variable: string, count: number) => new StatisticsError("disclosure", message, { variable, count });

function checkRule(threshold: number, basis: readonly string[]): void {
  if (!Number.isInteger(threshold) || threshold < 1) {
    throw refuse(`The smallest count shown must be a whole number of at least 1, not ${threshold}.`, "minimum", threshold);
  }
  const unknown = basis.filter((role) => !["denominator", "numerator", "complement"].includes(role));
  if (unknown.length > 0 || basis.length === 0) {
    const laid = unknown.length > 0 ? unknown.join(", ") : "nothing";
    throw refuse(`The rule is laid on denominator, numerator or complement, not on ${laid}.`, "basis", unknown.length);
  }
}

function checkCell({ value, minimum = 0, isStructuralZero }: Cell, label: string): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw refuse(`${label} is ${value}; a count is a whole number of at least 0.`, label, value);
  if (isStructuralZero === true && value > 0) throw refuse(`${label} is ${value}, but everyone knows that it must be 0.`, label, value);
  if (!(minimum >= 0 && minimum <= value)) {
    throw refuse(`Everyone is said to know that ${label} is at least ${minimum}, but it is ${value}.`, label, minimum);
  }
}

/** Cells that are hidden together cannot be published and hidden already. */
function checkGroups(cells: readonly Cell[], groups: readonly (readonly number[])[], label: (cell: number) => string): void {
  for (const members of groups) {
    const shown = members.find((i) => cells[i]?.fixed === "shown");
    const hidden = members.find((i) => cells[i]?.fixed === "hidden");
    if (shown === undefined || hidden === undefined) continue;
    throw refuse(
      `${label(shown)} is published already and ${label(hidden)} was hidden, but they are hidden together.`,
      label(shown),
      members.length,
    );
  }
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
    if (value[cell] !== undefined) continue;
    throw refuse(
      `The relation of ${label(total)} names cell ${cell}; the publication has ${value.length} cells.`,
      `cell ${cell}`,
      value.length,
    );
  }
  if (parts.includes(total)) throw refuse(`${label(total)} is named as a part of itself.`, label(total), parts.length);
  const twice = new Set(parts).size < parts.length ? parts.find((part, k) => parts.indexOf(part) !== k) : undefined;
  if (parts.length === 0 || twice !== undefined) {
    const what = twice === undefined ? "has no parts" : `names ${label(twice)} twice`;
    throw refuse(`The relation of ${label(total)} ${what}.`, label(twice ?? total), parts.length);
  }
  const sum = parts.reduce((t, part) => t + (value[part] ?? 0), 0);
  const whole = value[total] ?? 0;
  const cells = Int32Array.from([total, ...parts]);
  const coefficients = Float64Array.from([-1, ...parts.map(() => 1)]);
  if (kind === "sum") {
    if (sum !== whole) {
      throw refuse(
        `${label(total)} is ${whole} but its ${parts.length} parts add to ${sum}. Parts that overlap are a union, not a sum.`,
        label(total),
        sum - whole,
      );
    }
    return [{ cells, coefficients, low: 0, high: 0 }];
  }
  const largest = Math.max(...parts.map((part) => value[part] ?? 0));
  if (whole > sum || whole < largest) {
    throw refuse(`${label(total)} is ${whole}, outside ${largest}–${sum} that its parts allow.`, label(total), whole);
  }
  const each = parts.map((part) => ({
    cells: Int32Array.of(total, part),
    coefficients: Float64Array.of(-1, 1),
    low: Number.NEGATIVE_INFINITY,
    high: 0,
  }));
  return [{ cells, coefficients, low: 0, high: Number.POSITIVE_INFINITY }, ...each];
}

/**
 * The primary cells: those that the rule itself hides.
 * Method: 0 < value < minimum on the counts of the basis; 0 ≤ value < minimum when zeros are not shown. Comes back: cell ids, ascending.
 * Units: cells. Reference: Hundepool et al. (2012), Statistical Disclosure Control, ch. 5 (threshold rule). Errors: none.
 */
export function primaryCells(system: System): number[] {
  check({ system }, { system: aSystem });
  return Array.from({ length: system.count }, (_, i) => i).filter((i) => system.isPrimary[i] === 1);
}
