import { capital } from "../../../platform/basics/text.ts";
import { hasRole } from "../../../platform/core/actor.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { listed } from "../../../platform/law/rule.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { setUnnamedLevel, unnamedLevelInput } from "../actions/set-unnamed-level.ts";
import { delegationLinks, delegationPath } from "../links.ts";
import { findUnnamedLevels } from "../queries/find-unnamed-levels.ts";

/** Who decides what the order has no point for, and since when. */
export const unnamedLevelsPage = definePage({
  path: delegationLinks.unnamed,
  title: "Det som delegationsordningen inte nämner",
  asks: findUnnamedLevels,
  load: ({ ask }) => ask(findUnnamedLevels, {}),
  view: ({ data: { levels, unnamed }, actor, today }) => (
    <>
      <PageHead
        heading="Det som delegationsordningen inte nämner"
        lead="Vem som beslutar om att inleda, förlänga, avvisa och neka när ordningen inte har någon punkt för det."
        back={{ href: delegationPath, text: "Till delegationsordningen" }}
      />
      <LawNote>{citationsOn(["board-decides", "delegation-to-staff"], today)}</LawNote>
      {unnamed.length === 0 ? null : (
        <Alert tone="info">{`Ordningen som gäller i dag har ingen punkt för beslut att ${listed(unnamed, "eller")}.`}</Alert>
      )}
      {hasRole(actor, "director", "operator") ? (
        <ButtonRow>
          <LinkButton href={delegationLinks.setUnnamed} variant="secondary">
            Skriv en ny regel
          </LinkButton>
        </ButtonRow>
      ) : null}
      {levels.length === 0 ? (
        <Paragraph>Inget är skrivet: sådana beslut prövas inte. Den som skriver in dem svarar för att de får fattas.</Paragraph>
      ) : (
        <Table
          caption="Nämndens regel, den senaste först"
          rows={levels}
          columns={[
            { heading: "Gäller från", cell: (one) => <span class="f-nowrap">{one.validFrom}</span> },
            { heading: "Lägst", cell: (one) => capital(one.level) },
            { heading: "Nämndens beslut", cell: (one) => `${one.decidedOn}, ${one.minutesNumber}` },
          ]}
        />
      )}
    </>
  ),
});

/** Another, from a day. */
export const setUnnamedLevelPage = defineForm({
  path: delegationLinks.setUnnamed,
  title: "Ny regel för det som ordningen inte nämner",
  action: setUnnamedLevel,
  done: () => delegationLinks.unnamed,
  notice: "Regeln är sparad.",
  view: ({ form }) => (
    <>
      <PageHead heading="Ny regel för det som ordningen inte nämner" back={{ href: delegationLinks.unnamed, text: "Till reglerna" }} />
      <Form form={form} submit="Spara" cancel={delegationLinks.unnamed} draft={false}>
        <FieldsOf form={form} of={unnamedLevelInput.shape} />
      </Form>
    </>
  ),
});
