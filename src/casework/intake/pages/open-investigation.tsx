import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { DecidedByFolded } from "../../case/pages/decided-by-fields.tsx";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { openInvestigation } from "../../investigation/actions/open-investigation.ts";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { ButtonRow, LawNote, LinkButton } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { applicationsWithoutInvestigation } from "../intake-work.ts";
import { openInvestigations } from "../../investigation/case-part.ts";
import { links } from "../../case/links.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import type { IntakeType } from "../codes.ts";
import { openInvestigationAtOnce } from "../rules.ts";
import { AlreadyDone, IntakeCard, ViolenceAlert, intakeOf } from "./parts.tsx";

/** Opens an investigation after an application or the like, without a preliminary assessment. */
export const openInvestigationPage = defineForm({
  path: "/arenden/:caseId/inled-utredning/:intakeId",
  title: "Inled utredning",
  load: async ({ ask, params }) => {
    const { caseId } = params;
    const [parts, deciding] = await Promise.all([
      partsOf(ask, caseId, "intakes", "investigations", "obligations"),
      ask(findDeciders, { caseId }),
    ]);
    return { parts, deciding, intake: intakeOf(parts, params.intakeId) };
  },
  action: openInvestigation,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Utredningen är inledd. Informera nu barnet och vårdnadshavarna.",
  view: ({ data: { parts, deciding, intake }, form, actor, today }) => {
    const input = { type: intake.type as IntakeType, receivedOn: intake.received_on, mayLeadToMeasure: true };
    const [going] = openInvestigations(parts);
    const caseId = parts.file.id;
    const waits = applicationsWithoutInvestigation(parts).some((one) => one.id === intake.id);
    return (
      <CaseFormPage parts={parts} heading="Inled utredning">
        <ViolenceAlert of={intake} parts={parts} today={today} />
        <Columns contextFirst aside={<IntakeCard of={intake} />}>
          <LawNote>{openInvestigationAtOnce.explain(input, openInvestigationAtOnce.apply(input))}</LawNote>
          {going ? (
            <AlreadyDone caseId={caseId}>{`En utredning pågår redan sedan ${going.started_on}.`}</AlreadyDone>
          ) : intake.preliminary?.decision === null ? (
            <AlreadyDone caseId={caseId}>Anmälan har en förhandsbedömning. Inled utredningen genom att besluta i den.</AlreadyDone>
          ) : intake.outcome ? (
            <AlreadyDone caseId={caseId}>{`Det är redan avslutat utan utredning: ${intake.outcome.outcome}.`}</AlreadyDone>
          ) : (
            <Form form={form} submit="Inled utredning" onward cancel={`/arenden/${caseId}`}>
              <FieldsOf form={form} of={openInvestigation.input.shape} names={["purpose", "plan"]} />
              <DecidedByFolded form={form} deciding={deciding} kinds={["inleda utredning"]} me={actor.staffId} today={today} />
            </Form>
          )}
          {waits ? (
            <ButtonRow>
              <LinkButton variant="secondary" href={links.notInvestigated(caseId, intake.id)}>
                {intake.type === "ansökan" ? "Ansökan är återtagen" : "Det kan inte leda till någon åtgärd"}
              </LinkButton>
            </ButtonRow>
          ) : null}
        </Columns>
      </CaseFormPage>
    );
  },
});
