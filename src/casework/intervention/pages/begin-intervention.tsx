import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { links } from "../../case/links.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordInterventionBeginning } from "../actions/record-beginning.ts";
import { interventionIn } from "./intervention-in.ts";

/** Says which day a planned intervention began: first then the decision is carried out. */
export const beginInterventionPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/borjan",
  title: "Insatsen har börjat",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "interventions");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  values: ({ data: { intervention }, today }) => {
    const planned = intervention.plan?.started_on;
    return { beganOn: planned !== undefined && planned <= today ? planned : today };
  },
  action: recordInterventionBeginning,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är sparat: insatsen har börjat.",
  view: ({ data: { parts, intervention }, form, today, params }) => {
    const { plan, beginning } = intervention;
    return (
      <CaseFormPage parts={parts} heading="När började insatsen?" lead={`${capital(intervention.type)}, ${nameOf(parts)}`}>
        {plan === null ? (
          <Alert tone="warning" heading="Insatsen är inte planerad än">
            <Paragraph>
              Planera den med barnet först.{" "}
              <a class="ds-link" href={links.plan(params.caseId, intervention.id)}>
                Planera insatsen
              </a>
            </Paragraph>
          </Alert>
        ) : beginning ? (
          <Alert tone="info">{`Insatsen började den ${formatLong(beginning.began_on)}.`}</Alert>
        ) : (
          <>
            <SummaryList
              rows={[
                { term: "Beviljad", value: formatLong(intervention.granted_on) },
                { term: "Planerad att börja", value: formatLong(plan.started_on) },
              ]}
            />
            <div class="f-with-law">
              <Paragraph>Ett beslut är verkställt när insatsen har börjat. En plan räcker inte.</Paragraph>
              <LawNote>{citationOn("not-executed-report", today)}</LawNote>
            </div>
            <Form form={form} submit="Spara" cancel={`/arenden/${params.caseId}`}>
              <FieldsOf form={form} of={recordInterventionBeginning.input.shape} />
            </Form>
          </>
        )}
      </CaseFormPage>
    );
  },
});
