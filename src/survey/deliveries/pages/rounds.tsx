import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { RoundsTable } from "../../rounds/pages/rounds-table.tsx";
import { findRounds } from "../../rounds/queries/find-rounds.ts";
import { deliveriesPath, deliveryLinks } from "../links.ts";
import { findRefused } from "../queries/find-refused.ts";

/** The rounds with what has come in. */
export const deliveriesPage = definePage({
  path: deliveriesPath,
  title: "Leveranser",
  navigation: { text: "Leveranser", order: 64 },
  asks: findRounds,
  load: ({ ask }) => ask(findRounds, {}),
  view: ({ data: { rounds }, today }) => (
    <>
      <PageHead
        heading="Leveranser"
        lead="Svar som enheterna har lämnat: på sidan, som signerad fil, med ett signerat anrop eller genom er."
      />
      <RoundsTable
        rounds={rounds}
        today={today}
        href={deliveryLinks.round}
        counts={[{ heading: "Avvisade", cell: (one) => one.refused, numeric: true }]}
      />
      <ButtonRow>
        <LinkButton href={deliveryLinks.receive}>Ta emot en signerad fil</LinkButton>
        <LinkButton href={deliveryLinks.refused} variant="secondary">
          Se avvisade leveranser
        </LinkButton>
      </ButtonRow>
    </>
  ),
});

/** What was not taken, and why. */
export const refusedPage = definePage({
  path: deliveryLinks.refused,
  title: "Avvisade leveranser",
  asks: findRefused,
  load: ({ ask }) => ask(findRefused, {}),
  view: ({ data: { refused, all } }) => (
    <>
      <PageHead
        heading="Avvisade leveranser"
        lead="Inget av det som stod i dem är sparat."
        back={{ href: deliveriesPath, text: "Till leveranserna" }}
      />
      {all > refused.length ? <Alert tone="warning">{`De senaste ${refused.length} av ${all} visas.`}</Alert> : null}
      <Paragraph>
        Där avsändaren är styrkt har enheten fått veta varför. Annars kan vem som helst ha skickat, och den har bara fått veta att
        leveransen inte togs emot.
      </Paragraph>
      <Table
        caption="Avvisade"
        hideCaption
        empty="Ingen leverans har avvisats."
        rows={refused}
        columns={[
          { heading: "När", cell: (one) => formatDateTime(new Date(one.at)) },
          {
            heading: "Enhet som angavs",
            cell: (one) =>
              one.unitId === null || one.roundId === null ? (
                "Okänd"
              ) : (
                <Link href={deliveryLinks.unit({ roundId: one.roundId, unitId: one.unitId })}>{one.unit ?? ""}</Link>
              ),
          },
          { heading: "Omgång", cell: (one) => one.round ?? "Okänd" },
          {
            heading: "Avsändare",
            cell: (one) => <Tag tone={one.authentic ? "info" : "warning"}>{one.authentic ? "Styrkt" : "Inte styrkt"}</Tag>,
          },
          { heading: "Varför", cell: (one) => one.cause },
          { heading: "Kontrollsumma", cell: (one) => <span class="f-break">{one.digest.slice(0, 16)}</span> },
        ]}
      />
    </>
  ),
});
