import { citationOn } from "../../core/law/provision.ts";
import { DateField, Radios, Select, TextArea } from "../../web/components/fields.tsx";
import { Form } from "../../web/components/form.tsx";
import { Columns } from "../../web/components/layout.tsx";
import { LawNote, Paragraph } from "../../web/components/text.tsx";
import { defineForm } from "../../web/page.tsx";
import { applicationsWithoutInvestigation } from "../../workplace/case-words.ts";
import { CaseFormPage } from "../../workplace/pages/case-form.tsx";
import { getCase } from "../../workplace/queries/get-case.ts";
import { endWithoutInvestigation } from "../actions/end-without-investigation.ts";
import { withdrawers } from "../codes.ts";
import { AlreadyDone, IntakeCard, intakeOf, options } from "./parts.tsx";

/** Says why an application is not investigated: withdrawn, or nothing that the board can do anything about. */
export const notInvestigatedPage = defineForm({
  path: "/arenden/:caseId/utreds-inte/:intakeId",
  title: "Utredning inleds inte",
  roles: ["caseworker", "team_leader"],
  load: async ({ ask, params }) => {
    const parts = await ask(getCase, { caseId: params.caseId });
    return { parts, intake: intakeOf(parts, params.intakeId) };
  },
  values: ({ data: { intake }, today }) => ({
    decidedOn: today,
    outcome: intake.type === "ansökan" ? undefined : "kan inte leda till någon åtgärd",
  }),
  action: endWithoutInvestigation,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är sparat. Ingen utredning inleds.",
  view: ({ data: { parts, intake }, form, today }) => {
    const caseId = parts.file.id;
    const waits = applicationsWithoutInvestigation(parts).some((one) => one.id === intake.id);
    const withdrawn = {
      value: "återtagen",
      label: "Ansökan är återtagen",
      reveal: <Select {...form.field("withdrawnBy")} label="Vem har återtagit den?" options={options(withdrawers)} />,
    };
    const noMeasure = {
      value: "kan inte leda till någon åtgärd",
      label: "Den kan inte leda till någon åtgärd av nämnden",
      hint: "Till exempel när det som efterfrågas är en annan huvudmans ansvar.",
    };
    return (
      <CaseFormPage parts={parts} heading="Utredning inleds inte">
        <Columns aside={<IntakeCard of={intake} />}>
          {waits ? (
            <Form form={form} submit="Spara" cancel={`/arenden/${caseId}`}>
              <div class="f-with-law">
                <Paragraph>
                  Det som kan leda till en åtgärd utreds genast. Också en återtagen ansökan kan ge nämnden skäl att utreda, om barnet kan
                  behöva skydd eller stöd.
                </Paragraph>
                <LawNote>{citationOn("open-investigation", today)}</LawNote>
              </div>
              <Radios
                {...form.field("outcome")}
                label="Varför inleds ingen utredning?"
                options={intake.type === "ansökan" ? [withdrawn, noMeasure] : [noMeasure]}
              />
              <DateField
                {...form.field("decidedOn")}
                label="Dag"
                hint="Dagen då ansökan återtogs, eller då det bedömdes. I dag är ifyllt."
              />
              <TextArea {...form.field("reasoning")} label="Hur det gick till, eller skälen" rows={4} />
            </Form>
          ) : (
            <AlreadyDone caseId={caseId}>Det väntar inte på någon utredning.</AlreadyDone>
          )}
        </Columns>
      </CaseFormPage>
    );
  },
});
