import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordReporterMeeting } from "../actions/record-reporter-meeting.ts";
import { reporterMeeting } from "../rules-reporters.ts";
import { IntakeCard, intakeOf } from "./parts.tsx";

const rule = (day: string) => ({ byMandatedReporter: true, suitable: true, day });

/** The meeting with the reporter: offered, held, declined, or why it is not offered. */
export const reporterMeetingPage = defineForm({
  path: "/arenden/:caseId/anmalarmote/:intakeId",
  title: "Möte med anmälaren",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes");
    return { parts, intake: intakeOf(parts, params.intakeId) };
  },
  action: recordReporterMeeting,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är antecknat.",
  view: ({ data: { parts, intake }, form, today }) => (
    <CaseFormPage
      parts={parts}
      heading="Möte med anmälaren"
      over={intake.reporter_mandated ? null : "Möte erbjuds tillsammans med den som är skyldig att anmäla"}
    >
      <Columns aside={<IntakeCard of={intake} />}>
        <div class="f-with-law">
          <Paragraph>Det gäller om det är lämpligt med hänsyn till barnets bästa.</Paragraph>
          <LawNote>{reporterMeeting.explain(rule(today), reporterMeeting.apply(rule(today)))}</LawNote>
        </div>
        <Form form={form} submit="Spara" cancel={`/arenden/${parts.file.id}`}>
          <FieldsOf form={form} of={recordReporterMeeting.input.shape} />
        </Form>
      </Columns>
    </CaseFormPage>
  ),
});
