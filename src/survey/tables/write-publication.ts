/** A publication in the form asked for. The audit of a protected one is a file of its own beside, and in the forms that have a place for it. */
import { cubesAsJsonStat } from "./output/json-stat.ts";
import { tablesAsCsv, tablesAsCsvForPeople } from "./output/csv.ts";
import { fileNameOf, toCubes } from "./output/cubes.ts";
import { toFixedForm } from "./output/fixed-form.ts";
import type { Publication } from "./output/publication.ts";
import { hiddenMeans } from "./output/publication.ts";
import { cubeAsPx } from "./output/px.ts";
import { publicationAsXlsx } from "./output/xlsx.ts";

export const publicationFormats = ["json", "csv", "csv-excel", "xlsx", "px", "json-stat", "html", "svg"] as const;
export type PublicationFormat = (typeof publicationFormats)[number];

/** A file with the name that it would have. */
export type WrittenFile = { readonly name: string; readonly content: string | Buffer };

/** The files: one, or one for each table in PX; last the audit of a protected publication. HTML and SVG are made of elements, which are loaded for them alone. */
export async function writePublication(publication: Publication, format: PublicationFormat): Promise<WrittenFile[]> {
  const { audit } = publication;
  const made = await written(publication, format);
  return audit === null ? made : [...made, { name: "granskning.json", content: `${JSON.stringify(audit, null, 2)}\n` }];
}

async function written(publication: Publication, format: PublicationFormat): Promise<WrittenFile[]> {
  const { tables, source, title, survey, audit, made } = publication;
  switch (format) {
    case "json":
      return [{ name: "tabeller.json", content: `${JSON.stringify(toFixedForm(tables), null, 1)}\n` }];
    case "csv":
      return [{ name: "tabeller.csv", content: tablesAsCsv(tables) }];
    case "csv-excel":
      return [{ name: "tabeller.csv", content: tablesAsCsvForPeople(tables) }];
    case "xlsx":
      return [{ name: "tabeller.xlsx", content: await publicationAsXlsx(publication) }];
    case "html": {
      const { publicationAsHtml } = await import("./output/html.tsx");
      return [{ name: "tabeller.html", content: publicationAsHtml(publication) }];
    }
    case "json-stat":
      return [
        { name: "tabeller.json", content: `${JSON.stringify(cubesAsJsonStat(toCubes(tables), { title, source, updated: made }))}\n` },
      ];
    case "px":
      return toCubes(tables).map((cube) => ({
        name: `${fileNameOf(cube.id)}.px`,
        content: cubeAsPx({ ...cube, notes: [hiddenMeans(audit), ...cube.notes] }, { survey, source, contact: source, updated: made }),
      }));
    case "svg": {
      const { diagramAsSvg } = await import("./output/diagram.tsx");
      return tables
        .filter(({ id, group }) => id.startsWith("Diagram") && group === null)
        .map((table) => ({ name: `${fileNameOf(table.id)}.svg`, content: diagramAsSvg(table) }));
    }
  }
}
