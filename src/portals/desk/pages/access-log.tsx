import type { FC } from "hono/jsx";
import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { capital } from "../../../platform/basics/text.ts";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Details, Heading, LawNote, Link, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { caseLink } from "../../../casework/part/case-link.ts";
import { findAccessLog } from "../queries/find-access-log.ts";
import type { AccessLine } from "../queries/find-access-log.ts";

const kinds: WordsFor<CodeOf<"audit.event.kind">> & WordsFor<string> = {
  read: "Läste",
  write: "Ändrade",
  denied: "Nekades",
  failed: "Misslyckades",
  system: "Systemet",
};

const logLink = (caseId: string): string => `/arenden/${caseId}/logg`;

/** As many lines as stand open; the older ones are folded. */
const openLines = 20;

type LinesProps = { caption: string; lines: readonly AccessLine[]; titles: ReadonlyMap<string, string> };

const Lines: FC<LinesProps> = ({ caption, lines, titles }) => (
  <Table
    caption={caption}
    hideCaption
    empty="Ingen har tagit del av ärendet än."
    rows={lines}
    columns={[
      { heading: "När", cell: (one) => formatDateTime(one.at) },
      { heading: "Vem", cell: (one) => one.who ?? "Systemet" },
      { heading: "Vad", cell: (one) => titles.get(one.action) ?? "Annat" },
      { heading: "Hur", cell: (one) => kinds[one.kind] ?? "Annat" },
    ]}
  />
);

/** Who has looked at the case or worked in it, the latest first. For the team leader. */
export const accessLogPage = definePage({
  path: "/arenden/:caseId/logg",
  title: "Vem som har tagit del av ärendet",
  asks: findAccessLog,
  load: async ({ ask, params, operations }) => {
    const { lines, people, elsewhere } = await ask(findAccessLog, { caseId: params.caseId });
    return { lines, people, elsewhere, titles: new Map(operations.map((one) => [one.name, one.title])) };
  },
  view: ({ data: { lines, people, elsewhere, titles }, params }) => (
    <>
      <PageHead
        heading="Vem som har tagit del av ärendet"
        back={{ href: caseLink(params.caseId), text: "Till ärendet" }}
        lead="Varje läsning och ändring, och varje ändring som inte gick igenom, det senaste först."
      />
      <LawNote>Högst 500 rader visas. Loggen kan inte ändras.</LawNote>
      <Heading level={2}>Var och en, de utan uppdrag först</Heading>
      <Table
        caption="Var och en som har tagit del av ärendet"
        hideCaption
        empty="Ingen har tagit del av ärendet än."
        rows={people}
        columns={[
          { heading: "Vem", cell: (one) => one.name },
          {
            heading: "Uppdrag",
            cell: (one) => (one.task === "inget" ? <Tag tone="warning">Inget uppdrag i ärendet</Tag> : capital(one.task)),
          },
          { heading: "Läste", cell: (one) => one.reads, numeric: true },
          { heading: "Ändrade", cell: (one) => one.writes, numeric: true },
          { heading: "Senast", cell: (one) => formatDateTime(one.lastAt) },
        ]}
      />
      {elsewhere.length === 0 ? null : (
        <>
          <Heading level={2}>Barnets andra ärenden, de utan uppdrag först</Heading>
          <Table
            caption="Var och en som har tagit del av barnets andra ärenden"
            hideCaption
            rows={elsewhere}
            columns={[
              { heading: "Ärende", cell: (one) => <Link href={logLink(one.caseId)}>{one.caseNumber}</Link> },
              { heading: "Vem", cell: (one) => one.name },
              {
                heading: "Uppdrag",
                cell: (one) => (one.task === "inget" ? <Tag tone="warning">Inget uppdrag i ärendet</Tag> : capital(one.task)),
              },
              { heading: "Läste", cell: (one) => one.reads, numeric: true },
              { heading: "Ändrade", cell: (one) => one.writes, numeric: true },
              { heading: "Senast", cell: (one) => formatDateTime(one.lastAt) },
            ]}
          />
        </>
      )}
      <Heading level={2}>Allt, det senaste först</Heading>
      <Lines caption="Logg" lines={lines.slice(0, openLines)} titles={titles} />
      {lines.length > openLines ? (
        <Details summary={`Äldre rader (${lines.length - openLines})`}>
          <Lines caption="Äldre rader i loggen" lines={lines.slice(openLines)} titles={titles} />
        </Details>
      ) : null}
    </>
  ),
});
