import { capital } from "../../../platform/basics/text.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { listed } from "../../../platform/law/rule.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { setSecondEyes } from "../actions/set-second-eyes.ts";
import { delegationLinks, delegationPath } from "../links.ts";
import { findSecondEyes } from "../queries/find-approvals.ts";

/** Which kinds of decision need somebody else's approval, and since when. */
export const secondEyesPage = definePage({
  path: delegationLinks.secondEyes,
  title: "Fyra ögon",
  asks: findSecondEyes,
  load: ({ ask }) => ask(findSecondEyes, {}),
  view: ({ data: { rules, today }, actor }) => (
    <>
      <PageHead
        heading="Fyra ögon"
        lead="Beslut som en till ska godkänna innan de fattas. En lokal regel: lagen kräver det inte."
        back={{ href: delegationPath, text: "Till delegationsordningen" }}
      />
      <Paragraph>
        {today.length === 0
          ? "I dag godkänns inget beslut av en till."
          : `I dag godkänns beslut att ${listed(today)} av en gruppledare i ärendets enhet, aldrig av den som beslutar. Det som utskottet, nämnden eller ordföranden beslutar godkänns inte.`}
      </Paragraph>
      {hasRole(actor, "director", "operator") ? (
        <ButtonRow>
          <LinkButton href={delegationLinks.setSecondEyes} variant="secondary">
            Ändra regeln
          </LinkButton>
        </ButtonRow>
      ) : null}
      {rules.length === 0 ? null : (
        <Table
          caption="Regeln över tid, den senaste först"
          rows={rules}
          columns={[
            { heading: "Gäller från", cell: (one) => <span class="f-nowrap">{one.validFrom}</span> },
            { heading: "Beslut", cell: (one) => (one.kinds.length === 0 ? "Inga" : capital(listed(one.kinds))) },
            { heading: "Varför", cell: (one) => `${one.why} (${one.by})` },
          ]}
        />
      )}
    </>
  ),
});

/** Another rule, from a day. */
export const setSecondEyesPage = defineForm({
  path: delegationLinks.setSecondEyes,
  title: "Ändra fyra ögon",
  action: setSecondEyes,
  done: () => delegationLinks.secondEyes,
  notice: "Regeln är sparad.",
  view: ({ form }) => (
    <>
      <PageHead heading="Ändra fyra ögon" back={{ href: delegationLinks.secondEyes, text: "Till regeln" }} />
      <Form form={form} submit="Spara" cancel={delegationLinks.secondEyes} draft={false}>
        <FieldsOf form={form} of={setSecondEyes.input.shape} />
      </Form>
    </>
  ),
});
