/** Every figure of some tables on a line of its own: what the tidy forms are made of. */
import { groupingWords } from "../frame.ts";
import type { Table } from "../table.ts";
import { baseOf, groupName } from "../table.ts";

export const cellColumns = ["tabell", "titel", "indelning", "grupp", "rad", "kolumn", "varde", "enhet", "n"] as const;

/** One figure; `varde` and `n` are null where hidden. */
export type CellLine = Readonly<Record<(typeof cellColumns)[number], string | number | null>>;

/** The figures, table by table, as they are printed. */
export function toCellLines(tables: readonly Table[]): CellLine[] {
  return tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      table.columns.map((kolumn, column) => ({
        tabell: table.id,
        titel: table.title,
        indelning: table.group === null ? "" : groupingWords[table.group.by],
        grupp: groupName(table.group),
        rad: row.name,
        kolumn,
        varde: row.values[column] ?? null,
        enhet: table.unit,
        n: table.unit !== "procent" ? null : baseOf(table, row, column),
      })),
    ),
  );
}
