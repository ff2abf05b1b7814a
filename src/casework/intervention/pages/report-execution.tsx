import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { ObligationPart } from "../../case/obligation-parts.ts";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { describeObligation } from "../../case/obligations.ts";
import { partsOf } from "../../case/queries/get-case.ts";
import { reportExecution } from "../actions/report-execution.ts";
import { interventionIn } from "./intervention-in.ts";

/** What the wait tells of a report that is due. */
function waitOf(due: ObligationPart | undefined): {
  readonly interruptionId: string | null;
  readonly executedOn: string | null;
  readonly reported: boolean;
} {
  const facts = due && "executed_reported" in due.facts ? due.facts : undefined;
  return {
    interruptionId: (facts?.interruption_id as string | null | undefined) ?? null,
    executedOn: (facts?.executed_on as string | null | undefined) ?? null,
    reported: facts?.last_reported_on !== null,
  };
}

/** Says what was reported to IVO and the auditors: each quarter while a decision is not carried out, and when it is. */
export const reportExecutionPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/rapport",
  title: "Rapport till IVO och revisorerna",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "interventions", "obligations");
    const intervention = interventionIn(parts, params.interventionId);
    const due = parts.obligations.find((one) => one.rule_id === "execution-report" && one.subject_id === intervention.id);
    return { parts, intervention, due };
  },
  action: reportExecution,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Rapporten är antecknad.",
  view: ({ data: { parts, intervention, due }, form, today, params }) => {
    const said = due && describeObligation(due, today);
    const { interruptionId, executedOn, reported } = waitOf(due);
    const carriedOut = executedOn !== null && reported;
    return (
      <>
        <CaseFormHead
          parts={parts}
          heading={carriedOut ? "Anmäl att beslutet har verkställts" : "Rapportera att beslutet inte har verkställts"}
          lead={`${capital(intervention.type)}, ${nameOf(parts)}`}
        />
        {said === undefined ? (
          <Alert tone="info">Inget ska rapporteras om insatsen nu.</Alert>
        ) : (
          <>
            <LawNote>{said.sentence}</LawNote>
            <Paragraph>Rapporten lämnas i IVO:s e-tjänst och till revisorerna. Anteckna här när det är gjort.</Paragraph>
            <SummaryList
              rows={[
                { term: "Beslutat", value: intervention.granted_on },
                { term: "Typ av insats", value: capital(intervention.type) },
                ...(executedOn === null ? [] : [{ term: "Verkställt", value: executedOn }]),
              ]}
            />
            <Form form={form} submit="Spara" cancel={`/arenden/${params.caseId}`}>
              {interruptionId === null ? null : <input type="hidden" name="interruptionId" value={interruptionId} />}
              <FieldsOf form={form} of={reportExecution.input.shape} names={carriedOut ? ["reportedOn"] : ["reportedOn", "reason"]} />
            </Form>
          </>
        )}
      </>
    );
  },
});
