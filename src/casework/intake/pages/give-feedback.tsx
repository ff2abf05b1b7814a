import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote, Link, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { giveFeedback } from "../actions/give-feedback.ts";
import { intakeLinks } from "../links.ts";
import { feedbackToReporter, whatMayBeTold } from "../rules.ts";
import { AlreadyDone, IntakeCard, intakeOf } from "./parts.tsx";

/** What a mandated reporter was told about the decision, or why telling was unsuitable. */
export const giveFeedbackPage = defineForm({
  path: "/arenden/:caseId/aterkoppling/:intakeId",
  title: "Återkoppling till anmälaren",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes");
    return { parts, intake: intakeOf(parts, params.intakeId) };
  },
  action: giveFeedback,
  standing: ({ data: { intake } }) =>
    intake.feedback && {
      words: { outcome: intake.feedback.outcome, givenOn: intake.feedback.given_on, content: intake.feedback.content },
    },
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Återkopplingen är sparad.",
  view: ({ data: { parts, intake }, form }) => {
    const input = {
      byMandatedReporter: intake.reporter_mandated,
      requestedOn: intake.feedback_requested ? intake.received_on : null,
      decidedOn: intake.preliminary?.decision?.decided_on ?? null,
      investigationOpen: false,
    };
    const result = intake.preliminary?.decision?.result ?? null;
    const told = whatMayBeTold({ result, investigationOpen: intake.preliminary === null || result === "pågående utredning finns" });
    return (
      <CaseFormPage parts={parts} heading="Återkoppla till anmälaren">
        <Columns aside={<IntakeCard of={intake} />}>
          <LawNote>{feedbackToReporter.explain(input, feedbackToReporter.apply(input))}</LawNote>
          {intake.feedback === null ? (
            <>
              <Paragraph>{`Anmälaren får veta en sak: ${told}.`}</Paragraph>
              {intake.reporter_masked ? (
                <p class="f-small">
                  <Link href={intakeLinks.reporter(parts.file.id, intake.id)}>Visa vem som har anmält (hemligt)</Link>
                </p>
              ) : null}
              <Form form={form} submit="Spara återkopplingen" onward cancel={`/arenden/${parts.file.id}`}>
                <FieldsOf form={form} of={giveFeedback.input.shape} />
              </Form>
            </>
          ) : (
            <AlreadyDone caseId={parts.file.id}>{`Återkopplingen är redan antecknad ${intake.feedback.given_on}.`}</AlreadyDone>
          )}
        </Columns>
      </CaseFormPage>
    );
  },
});
