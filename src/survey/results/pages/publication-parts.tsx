import { PageHead } from "../../../ui/components/layout.tsx";
import { Table as Rows } from "../../../ui/components/table.tsx";
import { ButtonRow, Heading, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import { groupings, groupingWords } from "../../tables/frame.ts";
import { nameOf } from "../../tables/quality-declaration.ts";
import { resultsLinks } from "../links.ts";
import { findPublishedDeliveries } from "../queries/find-deliveries.ts";
import { getPublication } from "../queries/get-publication.ts";
import { familiesIn, loadMade } from "./load-made.ts";
import { PrintedTable } from "./table-view.tsx";

/** One table: of all units, and for each group of the grouping chosen. */
export const publishedTablePage = definePage({
  path: "/publiceringar/:publicationId/tabell/:number",
  title: "En tabell i en publicering",
  asks: getPublication,
  async load(context) {
    const { publicationId, number } = context.params;
    const { shown, made } = await loadMade(context, publicationId);
    const families = familiesIn(made);
    const place = /^[1-9]\d{0,3}$/u.test(number) ? Number(number) - 1 : -1;
    const family = families[place];
    if (family === undefined) notFound();
    const given = groupings.filter((by) => family.groups.some(({ group }) => group?.by === by));
    return { shown, family, place, count: families.length, given, by: given.find((by) => by === context.search.get("indelning")) };
  },
  view: ({ data: { shown, family, place, count, given, by } }) => (
    <>
      <PageHead heading={nameOf(family.id)} back={{ href: resultsLinks.publication(shown.id), text: `Publicering ${shown.number}` }} />
      {family.whole === undefined ? null : <PrintedTable table={family.whole} />}
      {given.length === 0 ? null : (
        <section>
          <Heading level={2} size="sm">
            Efter grupp
          </Heading>
          <ButtonRow>
            {given.map((one) => (
              <LinkButton href={`${resultsLinks.table(shown.id, place)}?indelning=${one}`} variant={one === by ? "primary" : "secondary"}>
                {`Efter ${groupingWords[one]}`}
              </LinkButton>
            ))}
          </ButtonRow>
          {family.groups
            .filter(({ group }) => group?.by === by)
            .map((table) => (
              <PrintedTable table={table} level={3} />
            ))}
        </section>
      )}
      <ButtonRow>
        {place + 1 < count ? <LinkButton href={resultsLinks.table(shown.id, place + 1)}>Nästa tabell</LinkButton> : null}
        {place > 0 ? (
          <LinkButton href={resultsLinks.table(shown.id, place - 1)} variant="secondary">
            Föregående tabell
          </LinkButton>
        ) : null}
        <LinkButton href={resultsLinks.quality(shown.id)} variant="tertiary">
          Kvalitetsdeklaration
        </LinkButton>
        <LinkButton href={resultsLinks.file(shown.id, `px/${place + 1}`)} variant="tertiary">
          Tabellen som PX
        </LinkButton>
      </ButtonRow>
    </>
  ),
});

/** The figures of the text, and the quality declaration. */
export const qualityPage = definePage({
  path: "/publiceringar/:publicationId/kvalitet",
  title: "Kvalitetsdeklaration",
  asks: getPublication,
  load: (context) => loadMade(context, context.params.publicationId),
  view: ({ data: { shown, made } }) => (
    <>
      <PageHead heading="Kvalitetsdeklaration" back={{ href: resultsLinks.publication(shown.id), text: `Publicering ${shown.number}` }} />
      {made.quality.map(({ heading, text, table }) => (
        <section>
          <Heading level={2} size="sm">
            {heading}
          </Heading>
          {text.filter(Boolean).map((words) => (
            <Paragraph>{words}</Paragraph>
          ))}
          {table === undefined ? null : <PrintedTable table={table} level={3} />}
        </section>
      ))}
      {made.texts.length === 0 ? null : (
        <section>
          <Heading level={2} size="sm">
            Uppgifter i löpande text
          </Heading>
          <Rows
            caption="Andelar av de svarande"
            hideCaption
            rows={made.texts}
            columns={[
              { heading: "Uppgift", cell: ({ text }) => text },
              { heading: "Andel (%)", cell: ({ value }) => value ?? "..", numeric: true },
              { heading: "Av antal", cell: ({ base }) => base, numeric: true },
            ]}
          />
        </section>
      )}
    </>
  ),
});

/** Which deliveries a publication is made of. */
export const publishedDeliveriesPage = definePage({
  path: "/publiceringar/:publicationId/leveranser",
  title: "Leveranserna i en publicering",
  asks: findPublishedDeliveries,
  load: ({ ask, params }) => ask(findPublishedDeliveries, params),
  view: ({ data: { number, deliveries }, params: { publicationId } }) => (
    <>
      <PageHead
        heading="Leveranser"
        back={{ href: resultsLinks.publication(publicationId), text: `Publicering ${number}` }}
        lead={`Publiceringen är gjord av ${deliveries.length} enheters svar, det sista som varje enhet hade skrivit under.`}
      />
      <Link href={resultsLinks.file(publicationId, "leveranser.csv")}>Hämta listan som CSV</Link>
      <Rows
        caption="Leveranser"
        hideCaption
        rows={deliveries}
        columns={[
          { heading: "Enhet", cell: ({ code, name }) => `${code} ${name}` },
          { heading: "Leverans", cell: (one) => one.number, numeric: true },
          { heading: "SHA-256", cell: ({ digest }) => <code class="f-digest">{digest}</code> },
        ]}
      />
    </>
  ),
});
