import { citationsOn } from "../../../platform/law/provision.ts";
import { DecidedByFolded } from "../../case/pages/decided-by-fields.tsx";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { FieldOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { applicationsWithoutInvestigation } from "../intake-work.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { endWithoutInvestigation } from "../actions/end-without-investigation.ts";
import { AlreadyDone, IntakeCard, intakeOf } from "./parts.tsx";

const TRIED =
  "En ansökan prövas: den slutar i bifall, i avslag som kan överklagas, eller i att den återtas. Också en återtagen ansökan kan ge nämnden skäl att utreda, om barnet kan behöva skydd eller stöd.";
const AT_ONCE = "Det som kan leda till en åtgärd av nämnden utreds genast.";

const of = endWithoutInvestigation.input.shape;
const outcomes = optionsFor(of, "outcome");

/** Says why an application is not investigated: withdrawn, or nothing that the board can do anything about. */
export const notInvestigatedPage = defineForm({
  path: "/arenden/:caseId/utreds-inte/:intakeId",
  title: "Utredning inleds inte",
  load: async ({ ask, params }) => {
    const { caseId } = params;
    const [parts, deciding] = await Promise.all([partsOf(ask, caseId, "intakes", "obligations"), ask(findDeciders, { caseId })]);
    return { parts, deciding, intake: intakeOf(parts, params.intakeId) };
  },
  values: ({ data: { intake } }) => ({
    outcome: intake.type === "ansökan" ? "återtagen" : "kan inte leda till någon åtgärd",
  }),
  action: endWithoutInvestigation,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Det är sparat. Ingen utredning inleds.",
  view: ({ data: { parts, deciding, intake }, form, actor, today }) => {
    const caseId = parts.file.id;
    const waits = applicationsWithoutInvestigation(parts).some((one) => one.id === intake.id);
    const applied = intake.type === "ansökan";
    return (
      <CaseFormPage parts={parts} heading="Utredning inleds inte">
        <Columns contextFirst aside={<IntakeCard of={intake} />}>
          {waits ? (
            <Form form={form} submit="Spara" cancel={`/arenden/${caseId}`}>
              <div class="f-with-law">
                <Paragraph>{applied ? TRIED : AT_ONCE}</Paragraph>
                <LawNote>{citationsOn(applied ? ["right-to-intervention", "appeal"] : ["open-investigation"], today)}</LawNote>
              </div>
              <FieldOf
                {...{ form, of }}
                name="outcome"
                options={{ outcome: outcomes.filter((one) => (one.value === "återtagen") === applied) }}
              />
              <FieldOf
                {...{ form, of }}
                name="decidedOn"
                hint={applied ? "Dagen då ansökan återtogs. I dag är ifyllt." : "Dagen då det bedömdes. I dag är ifyllt."}
              />
              <FieldOf {...{ form, of }} name="reasoning" label={applied ? "Hur det gick till" : undefined} />
              {applied ? null : (
                <DecidedByFolded
                  form={form}
                  deciding={deciding}
                  kinds={["inte inleda utredning"]}
                  me={actor.staffId}
                  today={today}
                  day={false}
                />
              )}
            </Form>
          ) : (
            <AlreadyDone caseId={caseId}>Det väntar inte på någon utredning.</AlreadyDone>
          )}
        </Columns>
      </CaseFormPage>
    );
  },
});
