import { capital } from "../../../platform/basics/text.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { setUrgentMandate } from "../actions/set-urgent-mandate.ts";
import { delegationLinks, delegationPath } from "../links.ts";
import { findUrgentMandates } from "../queries/find-urgent-mandates.ts";

/** To whom the board has entrusted what cannot wait, and since when. */
export const urgentMandatesPage = definePage({
  path: delegationLinks.urgent,
  title: "Brådskande beslut",
  asks: findUrgentMandates,
  load: ({ ask }) => ask(findUrgentMandates, {}),
  view: ({ data: { mandates }, actor, today }) => (
    <>
      <PageHead
        heading="Vem som får fatta brådskande beslut"
        lead="Ordföranden eller en ledamot som nämnden har utsett, i det som inte kan vänta på nämnden. Beslutet anmäls vid nästa sammanträde."
        back={{ href: delegationPath, text: "Till delegationsordningen" }}
      />
      <LawNote>{citationsOn(["urgent-decision", "urgent-decision-reported"], today)}</LawNote>
      {hasRole(actor, "director", "operator") ? (
        <ButtonRow>
          <LinkButton href={delegationLinks.setUrgent} variant="secondary">
            Skriv ett nytt uppdrag
          </LinkButton>
        </ButtonRow>
      ) : null}
      {mandates.length === 0 ? (
        <Paragraph>Inget är skrivet: programmet räknar med ordföranden eller en ledamot som nämnden har utsett.</Paragraph>
      ) : (
        <Table
          caption="Nämndens uppdrag, det senaste först"
          rows={mandates}
          columns={[
            { heading: "Gäller från", cell: (one) => <span class="f-nowrap">{one.validFrom}</span> },
            { heading: "Vem", cell: (one) => capital(one.mandate) },
            { heading: "Nämndens beslut", cell: (one) => [one.decidedOn, one.minutesNumber].filter(Boolean).join(", ") },
          ]}
        />
      )}
    </>
  ),
});

/** Another, from a day. */
export const setUrgentMandatePage = defineForm({
  path: delegationLinks.setUrgent,
  title: "Nytt uppdrag om brådskande beslut",
  action: setUrgentMandate,
  done: () => delegationLinks.urgent,
  notice: "Uppdraget är sparat.",
  view: ({ form }) => (
    <>
      <PageHead heading="Nytt uppdrag om brådskande beslut" back={{ href: delegationLinks.urgent, text: "Till uppdragen" }} />
      <Form form={form} submit="Spara" cancel={delegationLinks.urgent} draft={false}>
        <FieldsOf form={form} of={setUrgentMandate.input.shape} />
      </Form>
    </>
  ),
});
