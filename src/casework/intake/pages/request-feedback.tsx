import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { requestFeedback } from "../actions/request-feedback.ts";
import { AlreadyDone, IntakeCard, intakeOf } from "./parts.tsx";

/** A mandated reporter asks, after the report, what came of it. Also in a closed case. */
export const requestFeedbackPage = defineForm({
  path: "/arenden/:caseId/aterkoppling/:intakeId/begard",
  title: "Anmälaren begär återkoppling",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes");
    return { parts, intake: intakeOf(parts, params.intakeId) };
  },
  action: requestFeedback,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Begäran är sparad.",
  view: ({ data: { parts, intake }, form, today }) => {
    const asked = intake.feedback_requested || intake.feedback_request !== null;
    return (
      <>
        <CaseFormHead parts={parts} heading="Anmälaren begär återkoppling" />
        <Columns aside={<IntakeCard of={intake} />}>
          <div class="f-with-law">
            <Paragraph>
              Den som är skyldig att anmäla har rätt att på begäran få veta om en utredning har inletts, inte har inletts eller redan pågår.
              Begärs det mer än en vecka efter beslutet, eller när en utredning redan pågår, lämnas det genast.
            </Paragraph>
            <LawNote>{citationOn("feedback-to-reporter", today)}</LawNote>
          </div>
          {asked || !intake.reporter_mandated ? (
            <AlreadyDone caseId={parts.file.id}>
              {asked
                ? "Återkoppling är redan begärd."
                : "Den som anmälde är inte anmälningsskyldig och får inte veta vad anmälan ledde till."}
            </AlreadyDone>
          ) : (
            <Form form={form} submit="Spara" cancel={`/arenden/${parts.file.id}`}>
              <FieldsOf form={form} of={requestFeedback.input.shape} />
            </Form>
          )}
        </Columns>
      </>
    );
  },
});
