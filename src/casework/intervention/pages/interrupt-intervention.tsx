import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { inputOf } from "../../../ui/form-body.ts";
import { defineForm } from "../../../ui/page.tsx";
import type { InterventionPart } from "../intervention-schema.ts";
import { isOver } from "../intervention-schema.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordInterruption, recordResumption } from "../actions/record-interruption.ts";
import { interventionIn } from "./intervention-in.ts";

/** The break that goes on, if any. */
function breakIn(intervention: InterventionPart): InterventionPart["interruptions"][number] | undefined {
  return intervention.interruptions.find((one) => one.resumed_on === null);
}

/** Says that carrying out was broken off, or that what was broken off has begun again. */
export const interruptInterventionPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/avbrott",
  title: "Avbrott i insatsen",
  asks: [recordInterruption, recordResumption],
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "interventions");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  fields: { ...recordInterruption.input.shape, ...recordResumption.input.shape },
  submit: async ({ body, params, perform }): Promise<Result<unknown>> =>
    body.values["resumedOn"] === undefined
      ? perform(recordInterruption, { ...inputOf(body, recordInterruption.input), ...params })
      : perform(recordResumption, { ...inputOf(body, recordResumption.input), ...params }),
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är sparat.",
  view: ({ data: { parts, intervention }, form, today, params }) => {
    const going = breakIn(intervention);
    const back = `/arenden/${params.caseId}`;
    return (
      <CaseFormPage
        parts={parts}
        heading={going ? "Har insatsen börjat igen?" : "Insatsen har avbrutits"}
        lead={`${capital(intervention.type)}, ${nameOf(parts)}`}
      >
        {isOver(intervention) || intervention.beginning === null ? (
          <Alert tone="info">{isOver(intervention) ? "Insatsen är avslutad." : "Insatsen har inte börjat än."}</Alert>
        ) : going ? (
          <>
            <Paragraph>{`Insatsen avbröts den ${formatLong(going.interrupted_on)}: ${going.reason}`}</Paragraph>
            <Form form={form} submit="Spara" cancel={back}>
              <FieldsOf form={form} of={recordResumption.input.shape} />
            </Form>
          </>
        ) : (
          <>
            <div class="f-with-law">
              <Paragraph>
                Till exempel när utföraren slutar och ingen ny finns. Har insatsen inte börjat igen inom tre månader rapporteras det. Ska
                den inte börja igen, avsluta den i stället.
              </Paragraph>
              <LawNote>{citationOn("not-executed-report", today)}</LawNote>
            </div>
            <Form form={form} submit="Spara avbrottet" cancel={back}>
              <FieldsOf form={form} of={recordInterruption.input.shape} />
            </Form>
          </>
        )}
      </CaseFormPage>
    );
  },
});
