import type { FC } from "hono/jsx";
import { Hidden, Radios, TextArea } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton, OwnWords, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, definePage, notFound } from "../../../ui/page.tsx";
import { proposeQuote } from "../actions/propose-quote.ts";
import { reviewQuote } from "../actions/review-quote.ts";
import { codingLinks } from "../links.ts";
import { findQuotes } from "../queries/find-quotes.ts";
import type { QuoteLine } from "../queries/find-quotes.ts";
import { getCodings } from "../queries/get-codings.ts";

/** The quotes of an open question, and the answers that quotes can be taken from. */
export const quotesPage = definePage({
  path: "/omgangar/:roundId/kodning/:column/citat",
  title: "Citat",
  asks: findQuotes,
  load: async ({ ask, params }) => ({ ...(await ask(findQuotes, params)), lines: (await ask(getCodings, params)).lines }),
  view: ({ data: { label, quotes, lines }, params: { roundId, column } }) => (
    <>
      <PageHead heading="Citat" lead={label} back={{ href: codingLinks.question(roundId, column), text: "Till frågan" }} />
      <Paragraph>
        Ett citat säger aldrig vilken enhet det kommer från. Det söks igenom efter sådant som pekar ut någon, och en människa godkänner vart
        och ett.
      </Paragraph>
      <Table
        caption="Föreslagna och godkända citat"
        hideCaption
        rows={quotes}
        empty="Inga citat är föreslagna."
        columns={[
          { heading: "Citat", cell: (one) => <Link href={codingLinks.quote(roundId, column, one.quoteId)}>{one.text}</Link> },
          { heading: "Koder", cell: ({ codes }) => codes.join(", ") || "–" },
          { heading: "Läge", cell: (one) => <Tag tone={one.mayBePublished ? "success" : "neutral"}>{stateOf(one)}</Tag> },
        ]}
      />
      <ButtonRow>
        <LinkButton href={codingLinks.csv(roundId, column, "citat")} variant="secondary">
          Hämta godkända citat som CSV
        </LinkButton>
      </ButtonRow>
      <Heading level={2}>Svar att citera ur</Heading>
      <Table
        caption="Svar"
        hideCaption
        rows={lines}
        empty="Frågan har inga svar."
        columns={[{ heading: "Svar", cell: (one) => <Link href={codingLinks.newQuote(roundId, column, one.unitId)}>{one.said}</Link> }]}
      />
    </>
  ),
});

function stateOf({ outcome, stands, mayBePublished }: QuoteLine): string {
  if (!stands) return "Svaret har ändrats";
  if (outcome === null) return "Inte bedömt";
  if (outcome === "avslaget") return "Avslaget";
  return mayBePublished ? "Godkänt" : "Får inte användas";
}

/** Proposes words of an answer. */
export const newQuotePage = defineForm({
  path: "/omgangar/:roundId/kodning/:column/citat-ur/:unitId",
  title: "Föreslå ett citat",
  async load({ ask, params: { roundId, column, unitId } }) {
    const { label, lines } = await ask(getCodings, { roundId, column });
    const one = lines.find((line) => line.unitId === unitId);
    if (!one) notFound();
    return { label, text: one.said };
  },
  values: ({ data: { text } }) => ({ text }),
  action: proposeQuote,
  done: ({ quoteId }, { params: { roundId, column } }) => codingLinks.quote(roundId, column, quoteId),
  notice: "Citatet är föreslaget.",
  view: ({ data: { label, text }, form, params: { roundId, column } }) => (
    <>
      <PageHead heading="Föreslå ett citat" lead={label} back={{ href: codingLinks.quotes(roundId, column), text: "Till citaten" }} />
      <OwnWords>{text}</OwnWords>
      <Form form={form} submit="Föreslå" cancel={codingLinks.quotes(roundId, column)}>
        <TextArea
          {...form.field("text")}
          label="Citat"
          hint="Svarets egna ord i samma ordning. Skriv […] för det du tar bort, och till exempel [kommunen] för det du byter ut."
          rows={5}
        />
      </Form>
    </>
  ),
});

/** Somebody reads a quote beside its answer, with what may tell of somebody, and approves it or not. */
export const reviewQuotePage = defineForm({
  path: "/omgangar/:roundId/kodning/:column/citat/:quoteId",
  title: "Bedöm ett citat",
  async load({ ask, params: { roundId, column, quoteId } }) {
    const { label, quotes } = await ask(findQuotes, { roundId, column });
    const quote = quotes.find((one) => one.quoteId === quoteId);
    if (!quote) notFound();
    return { label, quote };
  },
  values: ({ data: { quote } }) => ({ follows: String(quote.reviews), outcome: quote.outcome ?? "", reason: quote.reason ?? "" }),
  action: reviewQuote,
  done: (_out, { params: { roundId, column } }) => codingLinks.quotes(roundId, column),
  notice: "Citatet är bedömt.",
  standing: ({ data: { quote }, params: { roundId, column, quoteId } }) => ({
    words: {},
    goOn: codingLinks.quote(roundId, column, quoteId),
    follows: ["follows", String(quote.reviews)],
  }),
  view: ({ data: { label, quote }, form, params: { roundId, column } }) => (
    <>
      <PageHead heading="Bedöm ett citat" lead={label} back={{ href: codingLinks.quotes(roundId, column), text: "Till citaten" }} />
      <OwnWords>{quote.text}</OwnWords>
      <Findings quote={quote} />
      <Heading level={2}>Hela svaret</Heading>
      <Paragraph subtle>{quote.answer ?? "Svaret finns inte längre."}</Paragraph>
      <Form form={form} submit="Spara bedömningen" cancel={codingLinks.quotes(roundId, column)}>
        <Hidden {...form.field("follows")} />
        <Radios
          {...form.field("outcome")}
          label="Får citatet användas?"
          options={[
            { value: "godkänt", label: "Ja, det pekar inte ut någon" },
            { value: "avslaget", label: "Nej" },
          ]}
        />
        <TextArea {...form.field("reason")} label="Varför?" rows={3} optional="när inget är markerat ovan" />
      </Form>
    </>
  ),
});

const Findings: FC<{ quote: QuoteLine }> = ({ quote }) => (
  <>
    {quote.stands ? null : <Alert tone="danger">Svaret har ändrats av en senare leverans och säger inte längre detta.</Alert>}
    {quote.findings.length === 0 ? (
      <Alert tone="info">Sökningen fann inget som pekar ut någon. Den finner inte allt: läs själv.</Alert>
    ) : (
      <Alert tone="warning" heading="Titta närmare på detta">
        <ul class="ds-list">
          {quote.findings.map(({ kind, found, stops }) => (
            <li>{`${found === "" ? kind : `${found} (${kind})`}${stops ? ": får inte stå i ett citat" : ""}`}</li>
          ))}
        </ul>
      </Alert>
    )}
  </>
);
