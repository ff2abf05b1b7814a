import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { valueOf } from "../../platform/basics/result.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import type { Grouping } from "../tables/frame.ts";
import { tableSetFor } from "../tables/find-table-set.ts";
import { publishedFigures } from "./figures.ts";
import type { PublishedFigure } from "./figures.ts";
import { readPublication, shippedPublication } from "./publication.ts";

type Kept = { readonly published_by: string; readonly content: string } & Readonly<Record<Grouping, string | null>>;

/** What is published of a form's answers: what comes with the program, then what the municipality has read in, the last of each source. */
export async function findPublished(tx: Tx, municipalityId: number, form: Questionnaire): Promise<readonly PublishedFigure[]> {
  const { rows } = await sql<Kept>`
    select distinct on (published_by) published_by, content, storlek, nyckel, skr_grupp, lan from survey.known_publication
    where municipality_id = ${municipalityId} and questionnaire = ${form.id} order by published_by, recorded_at desc, id`.execute(tx);
  const set = await tableSetFor(form);
  const shipped = shippedPublication(form.id);
  return [
    ...(shipped ? publishedFigures(form, set, shipped, {}) : []),
    ...rows.flatMap(({ published_by: source, content, ...own }) =>
      // It was read once already.
      publishedFigures(form, set, { source, tables: valueOf(readPublication(content)), texts: [] }, own),
    ),
  ];
}
