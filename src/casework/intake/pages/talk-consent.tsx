import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { talkWithoutConsent } from "../../participation/rules.ts";
import { recordTalkConsent } from "../actions/record-talk-consent.ts";
import { IntakeCard, intakeOfPreliminary } from "./parts.tsx";

/** Whether a guardian consents to the child being talked with before there is an investigation. */
export const talkConsentPage = defineForm({
  path: "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId/samtycke",
  title: "Samtycke till samtal med barnet",
  load: async ({ ask, params }) => {
    const parts = await partsOf(ask, params.caseId, "intakes", "guardians", "guardian_claims");
    return { parts, intake: intakeOfPreliminary(parts, params.preliminaryAssessmentId) };
  },
  action: recordTalkConsent,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Svaret är sparat.",
  view: ({ data: { parts, intake }, form, today }) => {
    const talk = { phase: "förhandsbedömning", day: today } as const;
    const named = [...parts.guardians, ...parts.guardian_claims].map((one) => `${one.given_name} ${one.family_name}`);
    return (
      <CaseFormPage parts={parts} heading="Får ni samtala med barnet?">
        <Columns aside={<IntakeCard of={intake} />}>
          <div class="f-with-law">
            <Paragraph>Under förhandsbedömningen samtalar ni med barnet när vårdnadshavarna samtycker.</Paragraph>
            <LawNote>{talkWithoutConsent.explain(talk, talkWithoutConsent.apply(talk))}</LawNote>
          </div>
          {named.length > 0 ? <Paragraph>{`Vårdnadshavare, bekräftade eller nämnda i anmälan: ${named.join(", ")}.`}</Paragraph> : null}
          <Form form={form} submit="Spara svaret" cancel={`/arenden/${parts.file.id}`}>
            <FieldsOf form={form} of={recordTalkConsent.input.shape} />
          </Form>
        </Columns>
      </CaseFormPage>
    );
  },
});
