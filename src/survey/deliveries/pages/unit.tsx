import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { deliveryLinks } from "../links.ts";
import type { UnitPlace } from "../links.ts";
import { getUnit } from "../queries/get-unit.ts";
import type { UnitDelivered, UnitFinding, UnitKey } from "../queries/get-unit.ts";

const when = (at: string): string => formatDateTime(new Date(at));

/** A unit: what it has delivered, what was found and done about it, its key. */
export const unitDeliveriesPage = definePage({
  path: "/omgangar/:roundId/enheter/:unitId/leveranser",
  title: "En enhets leveranser",
  asks: getUnit,
  load: ({ ask, params }) => ask(getUnit, { unitId: params.unitId }),
  view: ({ data: unit, params }) => {
    const [last] = unit.deliveries;
    return (
      <>
        <PageHead
          heading={`${unit.code} ${unit.name}`}
          lead={`${unit.round}. Sista svarsdag ${unit.lastDay}.`}
          back={{ href: deliveryLinks.round(unit.roundId), text: "Till omgångens leveranser" }}
        />
        <section>
          <Heading level={2}>Den leverans som gäller</Heading>
          {last ? <LastDelivery delivery={last} /> : <Paragraph subtle>Enheten har inte levererat.</Paragraph>}
          {unit.isOpen ? (
            <ButtonRow>
              <LinkButton href={deliveryLinks.proxy(params)} variant="secondary">
                Lägg in svar åt enheten
              </LinkButton>
            </ButtonRow>
          ) : null}
        </section>
        {last ? <Findings place={params} findings={unit.findings} isJudged={last.errors !== null} /> : null}
        <Keys place={params} keys={unit.keys} />
        {unit.deliveries.length > 1 ? (
          <section>
            <Heading level={2}>Tidigare leveranser</Heading>
            <Table
              caption="Tidigare leveranser"
              hideCaption
              rows={unit.deliveries.slice(1)}
              columns={[
                { heading: "Nummer", cell: (one) => `${one.number}` },
                { heading: "Kom", cell: (one) => when(one.received_at) },
                { heading: "Hur", cell: (one) => one.way },
                { heading: "Kontrollsumma", cell: (one) => <span class="f-break">{one.digest.slice(0, 16)}</span> },
              ]}
            />
          </section>
        ) : null}
      </>
    );
  },
});

const LastDelivery = ({ delivery: one }: { delivery: UnitDelivered }) => (
  <SummaryList
    rows={[
      { term: "Nummer", value: `${one.number}` },
      { term: "Kom", value: `${when(one.received_at)}${one.late ? ", efter sista svarsdagen" : ""}` },
      { term: "Hur", value: one.by === null ? one.way : `${one.way}, av ${one.by}` },
      ...(one.given_by === null ? [] : [{ term: "Svaren lämnades av", value: one.given_by }]),
      ...(one.why === null ? [] : [{ term: "Varför åt enheten", value: one.why }]),
      { term: "Underskriven", value: `${when(one.signed_at)}, avsändarens nummer ${one.serial}` },
      { term: "Kontrollsumma", value: <span class="f-break">{one.digest}</span> },
      ...(one.way.startsWith("signer") ? [{ term: "Kvitto", value: one.receipt_signed ? "Undertecknat" : "Utan underskrift" }] : []),
    ]}
  />
);

const Findings = ({ place, findings, isJudged }: { place: UnitPlace; findings: readonly UnitFinding[]; isJudged: boolean }) => (
  <section>
    <Heading level={2}>Vad kontrollerna fann</Heading>
    {isJudged ? null : <Alert tone="info">Leveransen är inte kontrollerad än. Det görs på omgångens sida.</Alert>}
    <Table
      caption="Det som hittades"
      hideCaption
      empty={isJudged ? "Inget." : "Ännu inget."}
      rows={findings}
      columns={[
        { heading: "Vad", cell: (one) => one.finding },
        {
          heading: "Grad",
          cell: (one) => <Tag tone={one.severity === "fel" ? "danger" : "warning"}>{one.severity === "fel" ? "Fel" : "Varning"}</Tag>,
        },
        { heading: "Regel", cell: (one) => `${one.rule}` },
        { heading: "Vad det betyder", cell: (one) => one.explanation },
        {
          heading: "Uppföljt",
          cell: (one) =>
            one.handled === null || one.handled_at === null
              ? "Nej"
              : `${one.handled[0]?.toLocaleUpperCase("sv") ?? ""}${one.handled.slice(1)}: ${one.note ?? ""} (${one.handled_by ?? ""}, ${when(one.handled_at)})`,
        },
      ]}
    />
    {findings.length > 0 ? (
      <ButtonRow>
        <LinkButton href={deliveryLinks.followUp(place)}>Följ upp</LinkButton>
      </ButtonRow>
    ) : null}
  </section>
);

const Keys = ({ place, keys }: { place: UnitPlace; keys: readonly UnitKey[] }) => {
  const [last] = keys;
  const isGood = last !== undefined && !last.is_withdrawn;
  return (
    <section>
      <Heading level={2}>Enhetens nyckel</Heading>
      {isGood ? null : (
        <Paragraph>
          Ingen nyckel gäller. Signerade leveranser från enheten tas inte emot förrän dess publika nyckel är registrerad.
        </Paragraph>
      )}
      {keys.length > 0 ? (
        <Table
          caption="Nycklar"
          hideCaption
          rows={keys}
          columns={[
            { heading: "Nyckel", cell: (one) => one.key_id },
            { heading: "Läge", cell: (one) => (one.is_withdrawn ? "Återkallad" : one === last ? "Gäller" : "Utbytt") },
            { heading: "Hur den kom, eller varför", cell: (one) => one.came_from },
            { heading: "Av", cell: (one) => `${one.by}, ${when(one.at)}` },
          ]}
        />
      ) : null}
      <ButtonRow>
        <LinkButton href={deliveryLinks.key(place)} variant="secondary">
          {isGood ? "Byt nyckel" : "Registrera nyckel"}
        </LinkButton>
        {isGood ? (
          <LinkButton href={deliveryLinks.withdraw(place)} variant="tertiary">
            Återkalla nyckeln
          </LinkButton>
        ) : null}
      </ButtonRow>
    </section>
  );
};
