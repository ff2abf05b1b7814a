import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { citationOn } from "../../../platform/law/provision.ts";
import { DecidedByFolded } from "../../case/pages/decided-by-fields.tsx";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { describeObligation } from "../../case/obligations.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { DueTag } from "../../case/pages/due.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { extendPreliminary } from "../actions/extend-preliminary.ts";
import { AlreadyDone, IntakeCard } from "./parts.tsx";

/** What runs until it is decided: 14 days, or no time at all when the report is about violence. */
const clocks = ["preliminary-assessment", "violence-means-investigation"];

/** The decision to give a preliminary assessment more time, for synnerliga skäl. */
export const extendPreliminaryPage = defineForm({
  path: "/arenden/:caseId/forhandsbedomning/:preliminaryAssessmentId/forlang",
  title: "Förläng förhandsbedömningen",
  load: async ({ ask, params }) => {
    const { caseId } = params;
    const [parts, deciding] = await Promise.all([partsOf(ask, caseId, "intakes", "obligations"), ask(findDeciders, { caseId })]);
    const intake = parts.intakes.find((one) => one.preliminary?.id === params.preliminaryAssessmentId);
    if (!intake?.preliminary) return notFound();
    return { parts, deciding, intake, preliminary: intake.preliminary };
  },
  action: extendPreliminary,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Förhandsbedömningen är förlängd.",
  view: ({ data: { parts, deciding, intake, preliminary }, form, actor, today }) => {
    const due = parts.obligations.find((one) => one.subject_id === preliminary.id && clocks.includes(one.rule_id));
    const clock = due && describeObligation(due, today);
    return (
      <CaseFormPage parts={parts} heading="Förläng förhandsbedömningen">
        <Columns aside={<IntakeCard of={intake} />}>
          {clock && intake.violence ? <Alert tone="warning">{clock.sentence}</Alert> : clock ? <DueTag of={clock} /> : null}
          <div class="f-with-law">
            <Paragraph>
              Beslut om att inleda eller inte inleda utredning fattas inom 14 dagar. Tiden får förlängas bara om det finns synnerliga skäl.
            </Paragraph>
            <LawNote>{citationOn("preliminary-assessment", today)}</LawNote>
          </div>
          {preliminary.decision === null ? (
            <Form form={form} submit="Besluta om förlängning" cancel={`/arenden/${parts.file.id}`}>
              <FieldsOf form={form} of={extendPreliminary.input.shape} names={["extendedTo", "exceptionalReasons"]} />
              <DecidedByFolded form={form} deciding={deciding} kinds={["förlänga förhandsbedömning"]} me={actor.staffId} today={today} />
            </Form>
          ) : (
            <AlreadyDone caseId={parts.file.id}>{`Förhandsbedömningen är redan avslutad: ${preliminary.decision.result}.`}</AlreadyDone>
          )}
        </Columns>
      </CaseFormPage>
    );
  },
});
