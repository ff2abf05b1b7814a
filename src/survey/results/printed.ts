/** What is printed of an earlier time, to compare with: shares of all units, and of how many. */
import { valueOf } from "../../platform/basics/result.ts";
import { shippedPublication } from "../comparison/publication.ts";
import { findQuestionnaire } from "../questionnaires/find-questionnaire.ts";
import { delaktighet2024 } from "../tables/definitions/delaktighet-2024.ts";
import type { TableDefinition } from "../tables/definition.ts";
import type { Side } from "./compare.ts";

/** What the printed comparison is called on pages. */
export const printedTitle = "Socialstyrelsens tryckta siffror från 2024";

/**
 * Socialstyrelsen's report of 2024 as a side of a comparison. Who answered is not printed, so there is no panel; nor are the figures of diagram 1 by
 * column. @throws where what is shipped does not hold together.
 */
export async function printedSide(): Promise<Side> {
  const { survey, year } = delaktighet2024;
  const form = valueOf(await findQuestionnaire(survey));
  const tables = shippedPublication(survey)?.tables ?? [];
  const all = (definition: TableDefinition, place: number, column: number) => {
    const table = tables.find((one) => one.table === definition.id);
    const printed = table?.rows.find(({ label }) => label === definition.rows[place]?.label);
    return {
      percent: printed?.values[column] ?? null,
      base: printed === undefined ? null : (table?.bases?.[column] ?? printed.n ?? table?.n ?? null),
    };
  };
  return { label: year, form, set: delaktighet2024, figures: { all, panel: null } };
}
