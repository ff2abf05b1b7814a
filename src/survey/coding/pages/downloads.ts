import type { z } from "zod";
import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { defineDownload } from "../../../ui/page.tsx";
import { findQuotes } from "../queries/find-quotes.ts";
import { getCodings } from "../queries/get-codings.ts";

const csv = "text/csv; charset=utf-8";
const joined = (codes: readonly string[] | null): string | null => codes?.join("|") ?? null;

/** Every answer with one's own codes, and when both are done those of both: what can be filled in and read in again. */
export const codingsCsv = defineDownload({
  path: "/omgangar/:roundId/kodning/:column/koder.csv",
  title: "Öppna svar med koder",
  asks: getCodings,
  type: csv,
  async file({ ask, params }) {
    return { name: `${params.column}-koder.csv`, body: codingsAsCsv(await ask(getCodings, params)) };
  },
});

/** A line for each answer. What units have written is opened in a spreadsheet, and runs as no formula there. */
export function codingsAsCsv({ lines }: z.output<typeof getCodings.output>): string {
  const rows = lines.map(({ unitId, said, mine, first, second, final }) => [
    unitId,
    said,
    joined(mine),
    joined(first),
    joined(second),
    joined(final),
  ]);
  return csvForPeople([["svar", "text", "koder", "kodare1", "kodare2", "slutliga"], ...rows]);
}

/** The quotes that may stand in a report, in the order of their words. No unit. */
export const quotesCsv = defineDownload({
  path: "/omgangar/:roundId/kodning/:column/citat.csv",
  title: "Godkända citat",
  asks: findQuotes,
  type: csv,
  async file({ ask, params }) {
    const { quotes } = await ask(findQuotes, params);
    const rows = quotes.filter(({ mayBePublished }) => mayBePublished).map(({ text, codes }) => [text, joined(codes)]);
    return { name: `${params.column}-citat.csv`, body: csvForPeople([["citat", "koder"], ...rows]) };
  },
});
