/** The printed report of 2024 as it is kept in published-2024.json, with the lines of the seed that each figure stands on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const row = z.object({ label: z.string(), values: z.array(z.number()).optional(), n: z.number().optional(), line: z.number() });
const table = z.object({
  id: z.string(),
  title: z.string(),
  n: z.number(),
  stub: z.string(),
  columns: z.array(z.string()),
  bases: z.array(z.number()).optional(),
  printedShares: z.array(z.number()).nullish(),
  rows: z.array(row),
});
const report = z.object({
  tables: z.array(table),
  texts: z.array(z.object({ id: z.string(), value: z.number(), line: z.number() })),
  bySize: z.array(z.object({ table: z.string(), group: z.string(), values: z.array(z.array(z.number())) })),
  noAnswer: z.array(z.object({ table: z.string(), column: z.number(), group: z.string() })),
  response: z.object({
    answered: z.number(),
    asked: z.number(),
    rate: z.number(),
    missing: z.number(),
    rows: z.array(z.tuple([z.string(), z.number(), z.number()])),
  }),
  districts: z.object({
    municipalities: z.number(),
    stockholm: z.tuple([z.number(), z.number()]),
    goteborg: z.tuple([z.number(), z.number()]),
  }),
  inconsistencies: z.array(z.object({ table: z.string(), column: z.number(), sum: z.number(), words: z.string() })),
});

/** The whole file. */
export const published = report.parse(JSON.parse(readFileSync(join(import.meta.dirname, "published-2024.json"), "utf8")));

/** A printed table by its number. */
export function printedTable(id: string): (typeof published)["tables"][number] {
  const found = published.tables.find((one) => one.id === id);
  if (!found) throw new Error(`There is no table ${id} in the report.`);
  return found;
}

/** A printed figure of the running text, in per cent. */
export function printedText(id: string): number {
  const found = published.texts.find((one) => one.id === id);
  if (!found) throw new Error(`There is no figure ${id} in the text.`);
  return found.value;
}
