import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordContact } from "../actions/record-contact.ts";
import { IntakeCard, intakeOfPreliminary } from "./parts.tsx";

/** A conversation with an adult during the preliminary assessment. */
export const contactPage = defineForm({
  path: "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId/kontakt",
  title: "Samtal med en vuxen",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes");
    return { parts, intake: intakeOfPreliminary(parts, params.preliminaryAssessmentId) };
  },
  action: recordContact,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Samtalet är sparat.",
  view: ({ data: { parts, intake }, form }) => (
    <CaseFormPage parts={parts} heading="Samtal med en vuxen under förhandsbedömningen">
      <Columns aside={<IntakeCard of={intake} />}>
        <Form form={form} submit="Spara samtalet" cancel={`/arenden/${parts.file.id}`}>
          <FieldsOf form={form} of={recordContact.input.shape} names={["kind", "who", "consentBy"]} />
          <div class="f-pair">
            <FieldsOf form={form} of={recordContact.input.shape} names={["happenedOn", "happenedAt"]} />
          </div>
          <FieldsOf form={form} of={recordContact.input.shape} names={["how", "whatWasSaid"]} />
        </Form>
      </Columns>
    </CaseFormPage>
  ),
});
