import type { z } from "zod";
import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { csvForPrograms } from "../../../platform/basics/csv-for-programs.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, ButtonRow, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, definePage } from "../../../ui/page.tsx";
import { PartView } from "../../fieldwork/pages/part-view.tsx";
import { codingLinks } from "../links.ts";
import { findQuotes } from "../queries/find-quotes.ts";
import { getCodings } from "../queries/get-codings.ts";
import { getShares } from "../queries/get-shares.ts";

/** Answers by code in the protected form, for all and by groups. */
export const sharesPage = definePage({
  path: "/omgangar/:roundId/kodning/:column/andelar",
  title: "Svaren efter kod",
  asks: getShares,
  load: ({ ask, params }) => ask(getShares, params),
  view: ({ data: { label, undecided, audit, parts }, params: { roundId, column } }) => (
    <>
      <PageHead heading="Svaren efter kod" lead={label} back={{ href: codingLinks.question(roundId, column), text: "Till frågan" }} />
      {undecided > 0 ? (
        <Alert tone="warning">{`${undecided} svar är inte med: de är inte kodade av båda, eller inte avgjorda.`}</Alert>
      ) : null}
      <Paragraph subtle>{audit}</Paragraph>
      {parts.map((part) => (
        <PartView part={part} />
      ))}
      <ButtonRow>
        <LinkButton href={codingLinks.csv(roundId, column, "andelar")} variant="secondary">
          Hämta som CSV
        </LinkButton>
      </ButtonRow>
    </>
  ),
});

const csv = "text/csv; charset=utf-8";
const joined = (codes: readonly string[] | null): string | null => codes?.join("|") ?? null;

/** The protected figures, a line for each; what is hidden is empty. */
export const sharesCsv = defineDownload({
  path: "/omgangar/:roundId/kodning/:column/andelar.csv",
  title: "Svaren efter kod i skyddad form",
  asks: getShares,
  type: csv,
  async file({ ask, params }) {
    const { parts } = await ask(getShares, params);
    const lines = parts.flatMap(({ title, rows, notes }) =>
      rows.map(({ label, values }) => [title, label, values[0] ?? null, notes[0] ?? ""]),
    );
    return { name: `${params.column}-andelar.csv`, body: csvForPrograms([["grupp", "kod", "andel", "bas"], ...lines]) };
  },
});

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
