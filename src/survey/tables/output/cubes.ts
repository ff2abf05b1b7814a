/** Tables as cubes, for the formats that statistics are exchanged in: rows by columns, and by groups where there are any. */
import { capital } from "../../../platform/basics/text.ts";
import type { Table } from "../table.ts";
import { groupName } from "../table.ts";
import { groupingWords } from "../frame.ts";

/** A way to go through a cube. Codes are short and stay the same; labels are what is printed. */
export type CubeDimension = {
  readonly code: string;
  readonly label: string;
  readonly categories: readonly { readonly code: string; readonly label: string }[];
};

/** A table with its groups. `values` run through the last dimension first; null where hidden or of nobody. */
export type Cube = {
  readonly id: string;
  readonly title: string;
  readonly unit: "procent" | "antal" | "andelar, antal och skillnader";
  readonly dimensions: readonly CubeDimension[];
  readonly values: readonly (number | null)[];
  readonly notes: readonly string[];
};

/** One cube for each table and grouping. Rows stand as in the table of all units, also where a group would sort them otherwise. */
export function toCubes(tables: readonly Table[]): Cube[] {
  return [...Map.groupBy(tables, ({ id }) => id)].map(([id, same]): Cube => {
    const whole = same.find(({ group }) => group === null) ?? same[0];
    const rows = whole?.rows.map(({ name }) => name) ?? [];
    const columns = whole?.columns ?? [];
    const groups = same.map(({ group }) => ({
      group,
      label: group === null ? groupName(group) : `${capital(groupingWords[group.by])}: ${group.value}`,
    }));
    const values = rows.flatMap((name) =>
      columns.flatMap((_, column) => same.map((table) => table.rows.find((row) => row.name === name)?.values[column] ?? null)),
    );
    return {
      id,
      title: whole?.title ?? "",
      unit: whole?.unit ?? "procent",
      dimensions: [
        { code: "rad", label: whole?.stub === "" ? "Rad" : (whole?.stub ?? "Rad"), categories: numbered(rows) },
        { code: "kolumn", label: "Kolumn", categories: numbered(columns) },
        ...(same.length > 1 ? [{ code: "grupp", label: "Grupp", categories: numbered(groups.map(({ label }) => label)) }] : []),
      ],
      values,
      notes: [...(whole?.notes ?? []), ...(whole?.inferred ?? [])],
    };
  });
}

function numbered(labels: readonly string[]): CubeDimension["categories"] {
  return labels.map((label, place) => ({ code: String(place + 1), label }));
}

/** "tabell-1", "diagram-1", "kon-och-alder-3": a name that a file can have everywhere. */
export function fileNameOf(id: string): string {
  const words = /^\d/u.test(id) ? `tabell ${id}` : id;
  return words
    .toLocaleLowerCase("sv")
    .replaceAll(/[åä]/gu, "a")
    .replaceAll("ö", "o")
    .replaceAll(/[^a-z\d]+/gu, "-");
}
