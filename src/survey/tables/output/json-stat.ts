/** Tables as JSON-stat 2.0: one collection with a data set for each table. Reference: json-stat.org/full, version 2.0. */
import type { Cube } from "./cubes.ts";
import { fileNameOf } from "./cubes.ts";

/** Where the figures come from. `updated` is the time that they were made. */
export type JsonStatContext = { readonly title: string; readonly source: string; readonly updated: Date };

/** The collection, ready to be written as JSON. */
export function cubesAsJsonStat(cubes: readonly Cube[], context: JsonStatContext): unknown {
  return {
    version: "2.0",
    class: "collection",
    label: context.title,
    source: context.source,
    updated: context.updated.toISOString(),
    link: { item: cubes.map((cube) => dataSet(cube, context)) },
  };
}

function dataSet(cube: Cube, { source, updated }: JsonStatContext): unknown {
  const { dimensions, values } = cube;
  const hidden = values.flatMap((value, place) => (value === null ? [[String(place), ".."] as const] : []));
  return {
    version: "2.0",
    class: "dataset",
    href: `#${fileNameOf(cube.id)}`,
    label: cube.title,
    source,
    updated: updated.toISOString(),
    id: dimensions.map(({ code }) => code),
    size: dimensions.map(({ categories }) => categories.length),
    dimension: Object.fromEntries(
      dimensions.map(({ code, label, categories }) => [
        code,
        {
          label,
          category: {
            index: categories.map((one) => one.code),
            label: Object.fromEntries(categories.map((one) => [one.code, one.label])),
          },
        },
      ]),
    ),
    value: values,
    ...(hidden.length === 0 ? {} : { status: Object.fromEntries(hidden) }),
    note: cube.notes,
    extension: { table: cube.id, unit: { label: cube.unit, decimals: 0 } },
  };
}
