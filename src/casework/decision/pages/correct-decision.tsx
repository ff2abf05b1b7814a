import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { caseLink } from "../../part/case-link.ts";
import { correctDecision } from "../actions/correct-decision.ts";

/** What was wrong in a decision, and what holds instead. */
export const correctDecisionPage = defineForm({
  path: "/arenden/:caseId/beslut/:decisionId/ratta",
  title: "Rätta eller ändra ett beslut",
  async load({ ask, params: { caseId, decisionId } }) {
    const parts = await partsOf(ask, caseId, "investigations");
    return { parts, decision: parts.investigations.find((one) => one.decision?.id === decisionId)?.decision ?? notFound() };
  },
  action: correctDecision,
  done: (_out, { params }) => caseLink(params.caseId),
  notice: "Rättelsen är sparad. Beslutet står kvar som det skrevs, med rättelsen bredvid.",
  view: ({ data: { parts, decision }, form, params }) => (
    <CaseFormPage parts={parts} heading="Rätta eller ändra ett beslut" closedToo>
      <SummaryList
        rows={[
          { term: "Beslut", value: capital(decision.outcome) + (decision.intervention_type ? `: ${decision.intervention_type}` : "") },
          { term: "Dag", value: decision.decided_on },
          { term: "Skäl", value: decision.reasoning },
        ]}
      />
      <Paragraph>
        Ett beslut skrivs aldrig om. Det som är fel rättas eller ändras här, och den som beslutet gäller ska få veta det. Är det du skrev in
        om någon annans beslut fel, rättar du det här också.
      </Paragraph>
      <Form form={form} submit="Spara" cancel={caseLink(params.caseId)}>
        <FieldsOf form={form} of={correctDecision.input.shape} />
      </Form>
    </CaseFormPage>
  ),
});
