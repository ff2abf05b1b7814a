import type { FC } from "hono/jsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Link, LinkButton } from "../../../ui/components/text.tsx";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { definePage } from "../../../ui/page.tsx";
import { roundLinks } from "../../rounds/links.ts";
import { fieldworkLinks } from "../links.ts";
import type { Part } from "../part.ts";
import { findWaiting } from "../queries/find-waiting.ts";
import { getFieldwork } from "../queries/get-fieldwork.ts";
import { DayPicture } from "./day-picture.tsx";
import { PartView } from "./part-view.tsx";

/** How the fieldwork of a round goes, on one page to print. */
export const fieldworkPage = definePage({
  path: "/omgangar/:roundId/insamling",
  title: "Insamlingen",
  asks: getFieldwork,
  load: ({ ask, params }) => ask(getFieldwork, params),
  view: ({ data, params: { roundId } }) => (
    <>
      <PageHead
        heading={`Insamlingen: ${data.title}`}
        lead={`${data.opensOn} till ${data.lastDay}, sena svar till ${data.closesOn}. Läget ${data.today}.`}
        back={{ href: roundLinks.round(roundId), text: "Till omgången" }}
      />
      <ButtonRow>
        <LinkButton href={fieldworkLinks.waiting(roundId)}>Vilka har inte svarat?</LinkButton>
        <LinkButton href={fieldworkLinks.xlsx(roundId)} variant="secondary">
          Hämta som Excel
        </LinkButton>
        <LinkButton href={fieldworkLinks.csv(roundId)} variant="tertiary">
          CSV
        </LinkButton>
      </ButtonRow>
      {data.parts.map((part) => (
        <PartShown part={part} asked={askedOf(data.parts)} lastDay={data.lastDay} />
      ))}
    </>
  ),
});

const askedOf = (parts: readonly Part[]): number => Number(parts.find(({ id }) => id === "lage")?.rows[0]?.values[0] ?? 0);

const PartShown: FC<{ part: Part; asked: number; lastDay: string }> = ({ part, asked, lastDay }) => (
  <PartView part={part}>{part.id === "dagar" ? <DayPicture days={part.rows.map(toDay)} asked={asked} lastDay={lastDay} /> : null}</PartView>
);

const toDay = ({ label, values }: Part["rows"][number]) => ({
  on: label,
  received: Number(values[0] ?? 0),
  answered: Number(values[2] ?? 0),
  sent: String(values[4] ?? ""),
});

/** Who has not answered, for the help desk. */
export const waitingPage = definePage({
  path: "/omgangar/:roundId/insamling/vantar",
  title: "Vilka som inte har svarat",
  asks: findWaiting,
  load: ({ ask, params }) => ask(findWaiting, params),
  view: ({ data: { title, lastDay, units }, params: { roundId } }) => (
    <>
      <PageHead
        heading="Vilka har inte svarat?"
        lead={`${title}. ${units.length === 1 ? "1 enhet" : `${units.length} enheter`} har inte lämnat något. Sista svarsdagen är ${lastDay}.`}
        back={{ href: fieldworkLinks.page(roundId), text: "Till insamlingen" }}
      />
      <Table
        caption="Enheter som inte har svarat"
        hideCaption
        rows={units}
        empty="Alla har svarat."
        columns={[
          { heading: "Enhet", cell: (one) => <Link href={roundLinks.unit(roundId, one.unitId)}>{one.name}</Link> },
          { heading: "Kod", cell: ({ code }) => code },
          { heading: "Storlek", cell: ({ storlek }) => storlek ?? "–" },
          { heading: "Län", cell: ({ lan }) => lan ?? "–" },
          {
            heading: "Läge",
            cell: ({ begunAt, pages }) =>
              begunAt === null
                ? "Inte påbörjat"
                : `${pages === 1 ? "1 sida" : `${pages} sidor`}, senast ${formatDateTime(new Date(begunAt))}`,
          },
        ]}
      />
    </>
  ),
});
