import { formatDateTime } from "../../../platform/basics/dates.ts";
import { Checkboxes, Radios, Select } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, Heading, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { codingLinks } from "../../coding/links.ts";
import { groupings, groupingWords } from "../../tables/frame.ts";
import type { Grouping } from "../../tables/frame.ts";
import { askForPublication, withPrint } from "../actions/make-publication.ts";
import { resultsLinks, resultsPath } from "../links.ts";
import { printedTitle } from "../printed.ts";
import { getRoundToPublish } from "../queries/get-round.ts";
import { ofCodes } from "../terms.ts";
import { contentsWords, formHints, formWords, kindWords, optionsWith } from "./words.ts";

/** A question is as long as it likes; a list is not. */
const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 87)}…` : text);

const states = { true: ["success", "Klar"], false: ["danger", "Ges inte ut"], null: ["info", "Görs"] } as const;
const stateOf = (isPublishable: boolean | null) => states[`${isPublishable}`];

/** "Ramen säger inte enheternas socioekonomisk sorteringsnyckel." */
function lackingWords(known: readonly Grouping[]): string | undefined {
  const lacking = groupings.filter((by) => !known.includes(by)).map((by) => groupingWords[by]);
  return lacking.length === 0 ? undefined : `Omgångens ram säger inget om ${new Intl.ListFormat("sv").format(lacking)}.`;
}

/** A round's publications, and what hinders the next. */
export const roundResultsPage = definePage({
  path: "/resultat/:roundId",
  title: "Resultat av en omgång",
  asks: getRoundToPublish,
  load: ({ ask, params }) => ask(getRoundToPublish, params),
  view: ({ data: round }) => (
    <>
      <PageHead
        heading={round.title}
        back={{ href: resultsPath, text: "Till resultat" }}
        lead={`${round.answered} av ${round.asked} enheter har lämnat svar.`}
      />
      <Unreadable faults={round.faults} />
      <LinkButton href={resultsLinks.publish(round.id)}>Gör en publicering</LinkButton>
      <section>
        <Heading level={2}>Publiceringar</Heading>
        <Table
          caption="Publiceringar"
          hideCaption
          empty="Ingen publicering är gjord."
          rows={round.publications}
          columns={[
            { heading: "Nummer", cell: (one) => <Link href={resultsLinks.publication(one.id)}>{`Publicering ${one.number}`}</Link> },
            { heading: "Innehåll", cell: kindWords },
            { heading: "Svar", cell: answersOf },
            { heading: "Gjord", cell: (one) => `${formatDateTime(one.askedAt)}, ${one.by}` },
            { heading: "Läge", cell: (one) => <Tag tone={stateOf(one.isPublishable)[0]}>{stateOf(one.isPublishable)[1]}</Tag> },
          ]}
        />
        {round.publications.some(({ parts }) => parts.length > 0) ? (
          <Paragraph subtle>
            Publiceringar i officiell form av olika svar kan ställas mot varandra. Då syns vad de enheter har svarat som skiljer dem åt.
          </Paragraph>
        ) : null}
      </section>
    </>
  ),
});

type Published = { readonly isOfLatest: boolean; readonly parts: readonly { readonly number: number; readonly units: number }[] };

/** "de som gäller nu, 3 enheter andra än i publicering 1" */
const answersOf = ({ isOfLatest, parts }: Published): string =>
  [
    isOfLatest ? "de som gäller nu" : "tidigare svar",
    ...parts.map(({ number, units }) => `${units === 1 ? "1 enhet" : `${units} enheter`} andra än i publicering ${number}`),
  ].join(", ");

const Unreadable = ({ faults }: { faults: readonly { readonly where: string; readonly message: string }[] }) =>
  faults.length === 0 ? null : (
    <Alert tone="danger" heading={faults.length === 1 ? "Ett fel i det som är lämnat" : `${faults.length} fel i det som är lämnat`}>
      <Paragraph>Inget kan publiceras av de senaste svaren förrän felen är rättade.</Paragraph>
      <ul class="ds-list">
        {faults.slice(0, 20).map(({ where, message }) => (
          <li>{`${where}: ${message}`}</li>
        ))}
      </ul>
    </Alert>
  );

/** Asks for a publication. */
export const publishPage = defineForm({
  path: "/resultat/:roundId/ny",
  title: "Gör en publicering",
  load: ({ ask, params }) => ask(getRoundToPublish, params),
  action: askForPublication,
  values: ({ search, data: { coded } }) => {
    // Who comes from a question that is coded wants it published.
    const column = coded.find((one) => one.column === search.get("fraga"))?.column;
    if (column !== undefined) return { form: "skyddad", contents: ofCodes, column, groupings: [] };
    return { form: "som tryckt", contents: "alla tabeller", groupings: [] };
  },
  done: ({ publicationId }) => resultsLinks.publication(publicationId),
  view: ({ data: round, form }) => (
    <>
      <PageHead
        heading="Gör en publicering"
        back={{ href: resultsLinks.round(round.id), text: round.title }}
        lead={`Av ${round.answered} enheters svar. Publiceringen får ett nummer och ändras inte sedan.`}
      />
      <Unreadable faults={round.faults} />
      <Form form={form} submit="Gör publiceringen" cancel={resultsLinks.round(round.id)} draft={false}>
        <Radios {...form.field("form")} label="Form" options={optionsWith(formWords, formHints)} />
        <Radios
          {...form.field("contents")}
          label="Tabeller"
          hint={round.hasSexAndAge ? "Efter kön och ålder publiceras bara i skyddad form." : "Formuläret frågar inte efter kön och ålder."}
          options={optionsWith(contentsWords).filter(({ value }) => value !== ofCodes || round.coded.length > 0)}
        />
        {round.coded.length === 0 ? (
          <Paragraph subtle>
            {"Öppna svar efter kod går att ge ut när två har kodat en fråga färdigt. "}
            <Link href={codingLinks.questions(round.id)}>Koda öppna svar</Link>
          </Paragraph>
        ) : (
          <Select
            {...form.field("column")}
            label="Öppen fråga"
            optional="om ni har valt alla tabeller"
            hint="Frågor som två har kodat färdigt. Alla svar ska ha avgjorda koder: det som ges ut ändras inte sedan."
            empty="Ingen"
            options={round.coded.map(({ column, label }) => ({ value: column, label: shortened(label) }))}
          />
        )}
        {round.groupings.length === 0 ? null : (
          <Checkboxes
            {...form.field("groupings")}
            label="Också för varje grupp"
            optional
            hint={lackingWords(round.groupings)}
            options={optionsWith(groupingWords).filter(({ value }) => round.groupings.some((by) => by === value))}
          />
        )}
        <Select
          {...form.field("sameAs")}
          label="Svar"
          optional
          hint="Skyddade publiceringar av en omgång görs av samma svar. Annars går det att räkna ut vad de nya enheterna har svarat."
          empty="De senaste svaren"
          options={round.publications
            .filter(({ isPublishable }) => isPublishable !== false)
            .map(({ id, number }) => ({ value: id, label: `Samma som publicering ${number}` }))}
        />
        <Select
          {...form.field("compareWith")}
          label="Jämför med"
          optional
          hint="Fråga för fråga, där frågorna är ordagrant desamma."
          empty="Ingen jämförelse"
          options={[
            { value: withPrint, label: printedTitle },
            ...round.others.map((one) => ({ value: one.id, label: `${one.round}, publicering ${one.number} (${one.form})` })),
          ]}
        />
      </Form>
    </>
  ),
});
