import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, Heading, Link, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage, definePost } from "../../../ui/page.tsx";
import { fingerprintOfKey } from "../../collection/delivery/recipient.ts";
import { judgeDeliveries } from "../actions/judge-deliveries.ts";
import { deliveriesPath, deliveryLinks } from "../links.ts";
import { findDeliveries } from "../queries/find-deliveries.ts";
import type { UnitDelivery } from "../queries/find-deliveries.ts";

/** What has come in to a round: unit by unit, and rule by rule. */
export const roundDeliveriesPage = definePage({
  path: "/omgangar/:roundId/leveranser",
  title: "Leveranser till en omgång",
  asks: findDeliveries,
  load: ({ ask, params }) => ask(findDeliveries, { roundId: params.roundId }),
  view: ({ data, params: { roundId }, search, tokens }) => {
    const { units, rules } = data;
    const delivered = units.filter(({ number }) => number !== null);
    const waiting = delivered.filter(({ errors }) => errors === null).length;
    const chosen = rules.find(({ rule }) => String(rule) === search.get("regel"));
    const shown = chosen ? delivered.filter((one) => one.rules.includes(chosen.rule)) : delivered;
    return (
      <>
        <PageHead
          heading={data.title}
          lead={`${delivered.length} av ${units.length} enheter har levererat. Sista svarsdag ${data.lastDay}, stänger ${data.closesOn}.`}
          back={{ href: deliveriesPath, text: "Till leveranserna" }}
        />
        {waiting > 0 ? (
          <Alert tone="info" heading={waiting === 1 ? "1 leverans är inte kontrollerad" : `${waiting} leveranser är inte kontrollerade`}>
            <Paragraph>De kom in innan programmet kontrollerade svaren i samma stund som de lämnas.</Paragraph>
            <PostButton tokens={tokens} to={deliveryLinks.judge(roundId)}>
              Kontrollera dem
            </PostButton>
          </Alert>
        ) : null}
        <section>
          <Heading level={2}>Vad kontrollerna fann</Heading>
          <Table
            caption="Regler med träffar"
            hideCaption
            empty="Ingen regel har träffat."
            rows={rules}
            columns={[
              { heading: "Regel", cell: (one) => <Link href={deliveryLinks.rule(roundId, one.rule)}>{`${one.rule} ${one.called}`}</Link> },
              {
                heading: "Grad",
                cell: (one) => (
                  <Tag tone={one.severity === "error" ? "danger" : "warning"}>{one.severity === "error" ? "Fel" : "Varning"}</Tag>
                ),
              },
              { heading: "Enheter", cell: (one) => `${one.units}`, numeric: true },
            ]}
          />
        </section>
        <section>
          <Heading level={2}>{chosen ? `Enheter med regel ${chosen.rule}` : "Enheter som har levererat"}</Heading>
          {chosen ? (
            <>
              <Paragraph>{`${chosen.called}. ${chosen.explanation}`}</Paragraph>
              {chosen.more ? <Paragraph subtle>{`Läs mer: ${chosen.more}`}</Paragraph> : null}
              <Paragraph>
                <Link href={deliveryLinks.round(roundId)}>Visa alla enheter</Link>
              </Paragraph>
            </>
          ) : null}
          <UnitTable roundId={roundId} rows={shown} />
        </section>
        {chosen ? null : (
          <section>
            <Heading level={2}>Enheter som inte har levererat</Heading>
            <ul class="ds-list">
              {units
                .filter(({ number }) => number === null)
                .map((one) => (
                  <li>
                    <Link href={deliveryLinks.unit({ roundId, unitId: one.id })}>{`${one.code} ${one.name}`}</Link>
                  </li>
                ))}
            </ul>
          </section>
        )}
        <section>
          <Heading level={2}>För den som levererar från ett eget program</Heading>
          <SummaryList
            rows={[
              { term: "Myndighet", value: data.agency },
              { term: "Omgång", value: <span class="f-break">{roundId}</span> },
              {
                term: "Nyckel för kvitton",
                value: data.key === null ? "Ingen: kvittona undertecknas inte" : <span class="f-break">{data.key}</span>,
              },
              ...(data.key === null
                ? []
                : [{ term: "Nyckelns fingeravtryck", value: <span class="f-break">{fingerprintOfKey(data.key)}</span> }]),
            ]}
          />
        </section>
      </>
    );
  },
});

const UnitTable = ({ roundId, rows }: { roundId: string; rows: readonly UnitDelivery[] }) => (
  <Table
    caption="Leveranser"
    hideCaption
    empty="Ingen enhet har levererat än."
    rows={rows}
    columns={[
      { heading: "Enhet", cell: (one) => <Link href={deliveryLinks.unit({ roundId, unitId: one.id })}>{`${one.code} ${one.name}`}</Link> },
      { heading: "Kom", cell: (one) => (one.received_at === null ? "–" : formatDateTime(new Date(one.received_at))) },
      { heading: "Hur", cell: (one) => `${one.way ?? ""}${one.late === true ? ", sent" : ""}` },
      { heading: "Fel", cell: (one) => (one.errors === null ? "–" : `${one.errors}`), numeric: true },
      { heading: "Varningar", cell: (one) => (one.warnings === null ? "–" : `${one.warnings}`), numeric: true },
      { heading: "Att följa upp", cell: (one) => `${one.open}`, numeric: true },
    ]}
  />
);

/** Judges what nobody has judged. */
export const judgePost = definePost({
  path: "/omgangar/:roundId/leveranser/kontrollera",
  title: "Kontrollera leveranser",
  action: judgeDeliveries,
  done: (_out, { params }) => deliveryLinks.round(params.roundId),
  notice: "Leveranserna är kontrollerade.",
});
