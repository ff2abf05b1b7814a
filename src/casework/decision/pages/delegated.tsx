import { formatLong, stockholmDate } from "../../../platform/basics/dates.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { DateField } from "../../../ui/components/fields.tsx";
import { FilterForm, Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { filtered } from "../../../ui/filtered.ts";
import { defineDownload, defineForm, definePage } from "../../../ui/page.tsx";
import { pdfFile } from "../../../ui/pdf-file.ts";
import { getLetterhead } from "../../letters/queries/get-letterhead.ts";
import { caseLink } from "../../part/case-link.ts";
import { reportDelegated } from "../actions/report-delegated.ts";
import { byPoint, delegatedCsv, delegatedListTemplate, delegatedListValues } from "../board/delegated-list.ts";
import { boardLinks, delegationPath } from "../links.ts";
import { findDelegated } from "../queries/find-delegated.ts";

const period = (search: URLSearchParams) => ({ from: search.get("fran") ?? "", to: search.get("till") ?? "" });
const withPeriod = (path: string, { from, to }: { readonly from: string; readonly to: string }) => `${path}?fran=${from}&till=${to}`;

/** The list of what was decided on delegation, for the board: by point. */
export const delegatedPage = definePage({
  path: boardLinks.delegated,
  title: "Delegationsbeslut",
  asks: findDelegated,
  load: ({ ask, search }) => filtered(period(search), (typed) => ask(findDelegated, typed)),
  view: ({ data }) => {
    const waiting = data.decisions.filter((one) => one.reportedOn === null).length;
    return (
      <>
        <PageHead
          heading="Beslut fattade på delegation"
          lead={`${data.decisions.length} beslut i ärenden som du leder, ${waiting} inte anmälda till nämnden`}
          back={{ href: delegationPath, text: "Till delegationsordningen" }}
        />
        <FilterForm action={boardLinks.delegated}>
          <DateField name="fran" value={data.typed.from || data.from} values={[]} label="Från och med" error={data.faults["from"]} />
          <DateField name="till" value={data.typed.to || data.to} values={[]} label="Till och med" error={data.faults["to"]} />
        </FilterForm>
        {data.whole ? null : <Alert tone="warning">Listan är för lång för att visas hel. Välj en kortare period.</Alert>}
        {data.decisions.length === 0 ? (
          <Paragraph>Inget är beslutat på delegation i perioden.</Paragraph>
        ) : (
          <ButtonRow>
            {waiting > 0 ? <LinkButton href={withPeriod(boardLinks.reportDelegated, data)}>Skriv att de är anmälda</LinkButton> : null}
            <LinkButton href={withPeriod(`${boardLinks.delegated}.pdf`, data)} variant="secondary">
              Hämta som PDF
            </LinkButton>
            <LinkButton href={withPeriod(`${boardLinks.delegated}.csv`, data)} variant="secondary">
              Hämta som CSV
            </LinkButton>
          </ButtonRow>
        )}
        {byPoint(data.decisions).map(([heading, rows]) => (
          <section>
            <Heading level={2}>{heading}</Heading>
            <Table
              caption={heading}
              hideCaption
              rows={rows}
              columns={[
                {
                  heading: "Ärende",
                  cell: (one) => (
                    <>
                      <Link href={caseLink(one.caseId)}>{one.caseNumber}</Link> {one.initials ?? <Tag tone="danger">Skyddad identitet</Tag>}
                    </>
                  ),
                },
                { heading: "Dag", cell: (one) => <span class="f-nowrap">{one.decidedOn}</span> },
                { heading: "Beslut", cell: (one) => [one.what, one.ground].filter(Boolean).join(", ") },
                { heading: "Beslutat av", cell: (one) => one.by },
                {
                  heading: "Anmält",
                  cell: (one) => (one.reportedOn === null ? <Tag>Inte anmält</Tag> : `${one.reportedOn}, ${one.reportedIn ?? ""}`),
                },
              ]}
            />
          </section>
        ))}
      </>
    );
  },
});

/** The same for a spreadsheet. */
export const delegatedCsvFile = defineDownload({
  path: "/delegation/beslut.csv",
  title: "Delegationsbeslut som CSV",
  asks: findDelegated,
  type: "text/csv; charset=utf-8",
  async file({ ask, search }) {
    const { from, to, decisions } = await ask(findDelegated, period(search));
    return { name: `delegationsbeslut-${from}-${to}.csv`, body: delegatedCsv(decisions) };
  },
});

/** The same as the document that the board gets. */
export const delegatedPdf = defineDownload({
  path: "/delegation/beslut.pdf",
  title: "Delegationsbeslut som PDF",
  asks: findDelegated,
  type: "application/pdf",
  async file({ ask, search, now, actor }) {
    const list = await ask(findDelegated, period(search));
    const { example } = await ask(getLetterhead, {});
    const head = { ...example.letterhead, about: [formatLong(stockholmDate(now)), `Gjord av: ${actor.name}`] };
    return pdfFile(`delegationsbeslut-${list.from}-${list.to}.pdf`, delegatedListTemplate, delegatedListValues(list, head), { at: now });
  },
});

/** That the board has been told of them. */
export const reportDelegatedPage = defineForm({
  path: boardLinks.reportDelegated,
  title: "Anmält till nämnden",
  load: ({ ask, search }) => ask(findDelegated, period(search)),
  values: ({ data: { from, to } }) => ({ from, to }),
  action: reportDelegated,
  done: () => boardLinks.delegated,
  notice: "Besluten är skrivna som anmälda.",
  view: ({ data: { decisions }, form }) => (
    <>
      <PageHead
        heading="Delegationsbeslut anmälda till nämnden"
        lead={`${decisions.filter((one) => one.reportedOn === null).length} beslut i perioden är inte anmälda`}
        back={{ href: boardLinks.delegated, text: "Till listan" }}
      />
      <Paragraph>
        Nämnden bestämmer själv hur beslut på delegation anmäls. Det som redan är anmält står kvar på sitt sammanträde, också om det ryms i
        perioden.
      </Paragraph>
      <Form form={form} submit="Spara" cancel={boardLinks.delegated} draft={false}>
        <FieldsOf form={form} of={reportDelegated.input.shape} />
      </Form>
    </>
  ),
});
