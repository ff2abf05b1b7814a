import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { FileField, Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Heading, LawNote, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { longestUpload, uploadedRows } from "../../../ui/uploaded-rows.ts";
import { countFields, countOffer } from "../actions/count-offer.ts";
import { loadOffers, longestCatalogue } from "../actions/load-offers.ts";
import { endOffer, setOffer } from "../actions/set-offer.ts";
import { offerLinks } from "../links.ts";
import { offerFields } from "../offer.ts";
import { findOffers } from "../queries/find-offers.ts";

const back = { href: offerLinks.list, text: "Till kommunens insatser" };

/** One that was not there. */
export const addOfferPage = defineForm({
  path: offerLinks.add,
  title: "Lägg till en insats",
  values: () => ({ follows: 0 }),
  action: setOffer,
  done: () => offerLinks.list,
  notice: "Insatsen är tillagd.",
  view: ({ form, today }) => (
    <>
      <PageHead heading="Lägg till en insats" back={back} />
      <Form form={form} submit="Spara" cancel={offerLinks.list} draft={false}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={offerFields} names={namesIn(offerFields)} />
        <LawNote>{citationOn("intervention-without-needs-test", today)}</LawNote>
      </Form>
    </>
  ),
});

/** Another version of one, from a day. */
export const changeOfferPage = defineForm({
  path: "/insatser/:offerId/andra",
  title: "Ändra en insats",
  async load({ ask, params }) {
    const { offers, coming } = await ask(findOffers, {});
    const versions = [...offers, ...coming].filter(({ offerId }) => offerId === params.offerId);
    const offer = versions.toSorted((a, b) => b.number - a.number)[0] ?? notFound();
    return { offer };
  },
  values: ({ data: { offer }, today }) => ({
    ...{
      follows: offer.number,
      offerName: offer.offerName,
      type: offer.type,
      assessment: offer.assessment,
      documentation: offer.documentation ?? "",
    },
    ...{ conditions: offer.conditions ?? "", specialReasons: offer.specialReasons ?? "", decidedOn: offer.decidedOn ?? "" },
    ...{ minutesNumber: offer.minutesNumber ?? "", validFrom: today },
  }),
  action: setOffer,
  done: () => offerLinks.list,
  notice: "Ändringen är sparad. Den gäller från sin dag.",
  view: ({ data: { offer }, form }) => (
    <>
      <PageHead
        heading={offer.offerName}
        lead="Ändringen blir en ny version från sin dag. Det som har getts tidigare står på sin."
        back={back}
      />
      <Form form={form} submit="Spara ändringen" cancel={offerLinks.list} draft={false}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={offerFields} names={namesIn(offerFields)} />
      </Form>
      <LinkButton href={offerLinks.end(offer.offerId)} variant="tertiary">
        Insatsen ska inte finnas längre
      </LinkButton>
    </>
  ),
});

/** That there is no more of it. */
export const endOfferPage = defineForm({
  path: "/insatser/:offerId/avsluta",
  title: "Avsluta en insats",
  async load({ ask, params }) {
    const { offers, coming } = await ask(findOffers, {});
    const versions = [...offers, ...coming].filter(({ offerId }) => offerId === params.offerId);
    const offer = versions.toSorted((a, b) => b.number - a.number)[0] ?? notFound();
    return { offer };
  },
  values: ({ data: { offer } }) => ({ follows: offer.number }),
  action: endOffer,
  done: () => offerLinks.list,
  notice: "Insatsen är avslutad från sin dag.",
  view: ({ data: { offer }, form }) => (
    <>
      <PageHead
        heading="Insatsen ska inte finnas längre"
        lead={offer.offerName}
        back={{ href: offerLinks.change(offer.offerId), text: "Till insatsen" }}
      />
      <Form form={form} submit="Spara" cancel={offerLinks.list} draft={false}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={endOffer.input.shape} names={["endsFrom"]} />
      </Form>
    </>
  ),
});

/** All of them out of a file. */
export const loadOffersPage = defineForm({
  path: offerLinks.load,
  title: "Läs in kommunens insatser",
  asks: loadOffers,
  maxBodyBytes: longestUpload,
  fields: loadOffers.input.shape,
  async submit({ body, perform, runCommand }) {
    const file = await uploadedRows(body, "offerFile", longestCatalogue, runCommand);
    return file.ok ? perform(loadOffers, { offerFile: file.value }) : file;
  },
  done: () => offerLinks.list,
  notice: "Insatserna är inlästa.",
  view: ({ form }) => (
    <>
      <PageHead
        heading="Läs in kommunens insatser"
        lead="Det som har ett nytt namn läggs till, det som är ändrat blir en ny version, och det som inte står i filen lämnas som det är."
        back={back}
      />
      <Form form={form} submit="Läs in" cancel={offerLinks.list} files draft={false}>
        <FileField {...form.field("offerFile")} label="Fil (.xlsx eller .csv)" accept=".xlsx,.csv,text/csv" />
        <Paragraph subtle>
          Kolumnerna är namn, insats, behovsprövning, dokumentation, villkor, särskilda skäl, beslutad, paragraf och gäller från. Hämta det
          som finns <Link href={offerLinks.book}>som Excel</Link> eller <Link href={offerLinks.file}>som CSV</Link>.
        </Paragraph>
      </Form>
    </>
  ),
});

/** How many in a month. */
export const countOfferPage = defineForm({
  path: "/insatser/:offerId/antal",
  title: "Räkna en insats utan behovsprövning",
  async load({ ask, params }) {
    const { offers, counts } = await ask(findOffers, {});
    const offer = offers.find((one) => one.offerId === params.offerId && one.assessment === "utan") ?? notFound();
    return { offer, counts: counts.filter(({ offerId }) => offerId === offer.offerId) };
  },
  action: countOffer,
  done: () => offerLinks.list,
  notice: "Antalet är sparat.",
  view: ({ data: { offer, counts }, form }) => (
    <>
      <PageHead heading={`Räkna ${offer.offerName}`} lead="Bara antal, aldrig något om den som kom." back={back} />
      <Form form={form} submit="Spara antalet" cancel={offerLinks.list} draft={false}>
        <FieldsOf form={form} of={countFields} names={namesIn(countFields)} />
      </Form>
      {counts.length === 0 ? null : (
        <>
          <Heading level={2}>Senaste året</Heading>
          <Table
            caption="Räknat, den senaste månaden först"
            hideCaption
            rows={counts}
            columns={[
              { heading: "Månad", cell: (one) => one.month.slice(0, 7) },
              { heading: "Tillfällen", cell: (one) => one.times, numeric: true },
              { heading: "Besök", cell: (one) => one.visits, numeric: true },
            ]}
          />
        </>
      )}
    </>
  ),
});
