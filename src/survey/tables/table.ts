/** A table as it is published: rounded figures, null where hidden, and what stands around them. */
import type { Grouping } from "./frame.ts";

/** Which units a table is of; null for all. */
export type Group = { readonly by: Grouping; readonly value: string } | null;

export type TableRow = {
  /** As printed; in some tables with the row's base, "(N=190)". */
  readonly label: string;
  /** The same in every group: the label without a base. */
  readonly name: string;
  /** Whole per cent, or numbers of units in table 1; null where hidden, or where nobody is in the base. */
  readonly values: readonly (number | null)[];
  /** The row's own base, where rows have one; null where hidden. */
  readonly n?: number | null;
};

export type Table = {
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  readonly unit: "procent" | "antal" | "andelar, antal och skillnader";
  readonly stub: string;
  /** The table's base; where columns or rows have their own, the units that answered the survey. Null where hidden. */
  readonly n: number | null;
  readonly columns: readonly string[];
  /** For each column, where columns have their own; null where hidden. */
  readonly bases?: readonly (number | null)[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly string[];
  readonly inferred: readonly string[];
};

/** Whole per cent, half up. Null of nobody. */
export function wholePercent(count: number, base: number): number | null {
  return base === 0 ? null : Math.floor((200 * count + base) / (2 * base));
}

/** The base of one figure: the column's, the row's or the table's own. Null where hidden. */
export function baseOf(table: Table, row: TableRow, column: number): number | null {
  if (table.bases !== undefined) return table.bases[column] ?? null;
  return row.n === undefined ? table.n : row.n;
}

/** "0–15 tusen invånare" of a table by group; "Alla" of a table of all units. */
export function groupName(group: Group): string {
  return group?.value ?? "Alla";
}
