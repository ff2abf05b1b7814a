import type { Table } from "../table.ts";

/** A table in the fixed form for other tools (docs/surveys.md). Where columns or rows have their own bases they stand beside, and `n` is all that answered. */
export type FixedTable = {
  readonly table: string;
  readonly title: string;
  readonly n: number | null;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly (number | null)[]; readonly n?: number | null }[];
  readonly bases?: readonly (number | null)[];
  /** Of tables by group alone. */
  readonly group?: { readonly by: string; readonly value: string };
  readonly notes: readonly string[];
};

/** The tables as JSON for programs; null where a figure is hidden or of nobody. */
export function toFixedForm(tables: readonly Table[]): FixedTable[] {
  return tables.map(({ id, title, n, columns, rows, bases, group, notes }) => ({
    table: id,
    title,
    n,
    columns,
    rows: rows.map(({ label, values, n: own }) => ({ label, values, ...(own === undefined ? {} : { n: own }) })),
    ...(bases === undefined ? {} : { bases }),
    ...(group === null ? {} : { group }),
    notes,
  }));
}
