import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { setWorkloadWeights } from "../actions/set-workload-weights.ts";
import { delegationLinks, delegationPath } from "../links.ts";
import { findWorkloadWeights } from "../queries/find-workload-weights.ts";
import type { Weights } from "../workload.ts";

const rowsOf = (of: Weights) => [
  { term: "Ansvarig i ett ärende", value: of.responsible },
  { term: "Medhandläggare i ett ärende", value: of.beside },
  { term: "Pågående utredning", value: of.investigating },
  { term: "Ärende som rör våld", value: of.violence },
  { term: "Något försenat", value: of.late },
];

/** What cases weigh where they are given out, and since when. */
export const workloadWeightsPage = definePage({
  path: delegationLinks.weights,
  title: "Vikter för arbetsbelastning",
  asks: findWorkloadWeights,
  load: ({ ask }) => ask(findWorkloadWeights, {}),
  view: ({ data: { today, versions } }) => (
    <>
      <PageHead
        heading="Vikter för arbetsbelastning"
        lead="Poängen som visas där ärenden fördelas. Kommunens egna: de säger hur mycket arbete ett ärende brukar vara, inte hur viktigt det är."
        back={{ href: delegationPath, text: "Till delegationsordningen" }}
      />
      <SummaryList rows={rowsOf(today).map(({ term, value }) => ({ term, value: `${value} poäng` }))} />
      <ButtonRow>
        <LinkButton href={delegationLinks.setWeights} variant="secondary">
          Ändra vikterna
        </LinkButton>
      </ButtonRow>
      {versions.length === 0 ? (
        <Paragraph>Kommunen har inga egna vikter: ett ärende som man är ansvarig i väger två, ett som medhandläggare ett.</Paragraph>
      ) : (
        <Table
          caption="Vikterna över tid, de senaste först"
          rows={versions}
          columns={[
            { heading: "Gäller från", cell: (one) => <span class="f-nowrap">{one.validFrom}</span> },
            {
              heading: "Poäng",
              cell: (one) =>
                rowsOf(one)
                  .map(({ term, value }) => `${term}: ${value}`)
                  .join(", "),
            },
            { heading: "Varför", cell: (one) => `${one.why} (${one.by})` },
          ]}
        />
      )}
    </>
  ),
});

/** Others, from a day. */
export const setWorkloadWeightsPage = defineForm({
  path: delegationLinks.setWeights,
  title: "Ändra vikterna",
  load: ({ ask }) => ask(findWorkloadWeights, {}),
  values: ({ data: { today } }) => Object.fromEntries(Object.entries(today).map(([name, value]) => [name, String(value)])),
  action: setWorkloadWeights,
  done: () => delegationLinks.weights,
  notice: "Vikterna är sparade.",
  view: ({ form }) => (
    <>
      <PageHead heading="Ändra vikterna" back={{ href: delegationLinks.weights, text: "Till vikterna" }} />
      <Form form={form} submit="Spara" cancel={delegationLinks.weights} draft={false}>
        <FieldsOf form={form} of={setWorkloadWeights.input.shape} />
      </Form>
    </>
  ),
});
