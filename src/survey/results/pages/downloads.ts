import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import { defineDownload, notFound } from "../../../ui/page.tsx";
import { codebookDdi } from "../../questionnaires/output/ddi.ts";
import { loadForm } from "../../questionnaires/pages/forms-of-page.ts";
import { fileNameOf, toCubes } from "../../tables/output/cubes.ts";
import type { Publication } from "../../tables/output/publication.ts";
import { writePublication } from "../../tables/write-publication.ts";
import type { PublicationFormat } from "../../tables/write-publication.ts";
import { findPublishedDeliveries } from "../queries/find-deliveries.ts";
import { getPublication } from "../queries/get-publication.ts";
import { loadMade } from "./load-made.ts";

/** The publication in a form that is one file. */
function file(name: string, format: PublicationFormat, type: string) {
  return defineDownload({
    path: `/publiceringar/:publicationId/${name}`,
    title: "En publicering som fil",
    asks: getPublication,
    type,
    async file(context) {
      const { shown, made } = await loadMade(context, (context.params as { publicationId: string }).publicationId);
      const [first] = await writePublication(made, format);
      if (first === undefined) notFound();
      return { name: `${shown.questionnaire}-${shown.number}-${name}`, body: first.content };
    },
  });
}

const json = "application/json";
const csv = "text/csv; charset=utf-8";
export const tablesCsv = file("tabeller.csv", "csv", csv);
export const tablesForSheets = file("tabeller-kalkyl.csv", "csv-excel", csv);
export const tablesJson = file("tabeller.json", "json", json);
export const tablesJsonStat = file("json-stat.json", "json-stat", json);
export const tablesXlsx = file("tabeller.xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
export const tablesHtml = file("tabeller.html", "html", "text/html; charset=utf-8");
export const diagramSvg = file("diagram.svg", "svg", "image/svg+xml");

/** A table as PX, with its groups. */
export const tablePx = defineDownload({
  path: "/publiceringar/:publicationId/px/:number",
  title: "En tabell i en publicering, som PX",
  asks: getPublication,
  type: "text/plain; charset=utf-8",
  async file(context) {
    const { publicationId, number } = context.params;
    const { shown, made } = await loadMade(context, publicationId);
    const place = /^[1-9]\d{0,3}$/u.test(number) ? Number(number) - 1 : -1;
    const id = toCubes(made.tables)[place]?.id;
    if (id === undefined) notFound();
    const [written] = await writePublication({ ...made, tables: made.tables.filter((table) => table.id === id) }, "px");
    if (written === undefined) notFound();
    return { name: `${shown.questionnaire}-${shown.number}-${fileNameOf(id)}.px`, body: written.content };
  },
});

/** The questions and what is known of the survey, for archives. */
export const publicationDdi = defineDownload({
  path: "/publiceringar/:publicationId/kodbok.xml",
  title: "Frågorna och undersökningen som DDI",
  asks: getPublication,
  type: "application/xml",
  async file(context) {
    const { shown, made } = await loadMade(context, context.params.publicationId);
    const form = await loadForm(context, shown.questionnaire, shown.fingerprint);
    return { name: `${shown.questionnaire}-${shown.number}-kodbok.xml`, body: codebookDdi(form, toldOf(made)) };
  },
});

/** What an archive is told of the survey: parts of the quality declaration. */
function toldOf({ title, quality }: Publication) {
  const part = (number: string) =>
    quality
      .find(({ heading }) => heading.startsWith(`${number} `))
      ?.text.filter(Boolean)
      .join(" ") ?? "";
  return {
    title,
    abstract: part("1.2"),
    universe: part("2.1"),
    collection: part("2.5"),
    response: part("2.6"),
    appraisal: part("3.3"),
  };
}

/** Which deliveries it is made of. */
export const deliveriesCsv = defineDownload({
  path: "/publiceringar/:publicationId/leveranser.csv",
  title: "Leveranserna i en publicering",
  asks: findPublishedDeliveries,
  type: csv,
  async file({ ask, params }) {
    const { number, deliveries } = await ask(findPublishedDeliveries, params);
    const lines = deliveries.map((one) => [one.code, one.name, one.number, one.digest]);
    return { name: `leveranser-${number}.csv`, body: csvForPrograms([["kommun", "namn", "leverans", "sha256"], ...lines]) };
  },
});

/** The audit that is kept with it; null in the official form. */
export const auditJson = defineDownload({
  path: "/publiceringar/:publicationId/granskning.json",
  title: "Granskningen av en publicering",
  asks: getPublication,
  type: json,
  async file(context) {
    const { shown, made } = await loadMade(context, context.params.publicationId);
    return { name: `${shown.questionnaire}-${shown.number}-granskning.json`, body: `${JSON.stringify(made.audit, null, 2)}\n` };
  },
});

/** What is kept, byte for byte. */
export const keptPublication = defineDownload({
  path: "/publiceringar/:publicationId/publicering.json",
  title: "Publiceringen som den är sparad",
  asks: getPublication,
  type: json,
  async file({ ask, params }) {
    const { kept, questionnaire, number } = await ask(getPublication, params);
    if (kept === null) notFound();
    return { name: `${questionnaire}-${number}.json`, body: kept };
  },
});
