/** What is printed of an earlier time, to compare with: shares of all units, and of how many. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { valueOf } from "../../platform/basics/result.ts";
import { findQuestionnaire } from "../questionnaires/find-questionnaire.ts";
import { delaktighet2024 } from "../tables/definitions/delaktighet-2024.ts";
import type { TableDefinition } from "../tables/definition.ts";
import type { Side } from "./compare.ts";

const row = z.object({ label: z.string(), values: z.array(z.number()).optional(), n: z.number().optional() });
const report = z.object({
  title: z.string(),
  year: z.string(),
  tables: z.array(z.object({ id: z.string(), n: z.number(), bases: z.array(z.number()).optional(), rows: z.array(row) })),
});

/** What the printed comparison is called on pages. */
export const printedTitle = "Socialstyrelsens tryckta siffror från 2024";

/** Socialstyrelsen's report of 2024 as a side of a comparison. Who answered is not printed, so there is no panel. @throws where the shipped files do not hold together. */
export async function printedSide(): Promise<Side> {
  const text = await readFile(join(import.meta.dirname, "print", "delaktighet-2024.json"), "utf8");
  const { tables, year } = report.parse(JSON.parse(text));
  const form = valueOf(await findQuestionnaire(delaktighet2024.survey));
  const all = (definition: TableDefinition, place: number, column: number) => {
    const table = tables.find(({ id }) => id === definition.id);
    const printed = table?.rows.find(({ label }) => label === definition.rows[place]?.label);
    return {
      percent: printed?.values?.[column] ?? null,
      base: printed === undefined ? null : (table?.bases?.[column] ?? printed.n ?? table?.n ?? null),
    };
  };
  return { label: year, form, set: delaktighet2024, figures: { all, panel: null } };
}
