import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { STEPS_BEFORE_DECISION } from "../../participation/rules.ts";
import { capital } from "../../../platform/basics/text.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { ChildSaid, StepTasks, nameOf } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InterventionPart } from "../intervention-schema.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordNotBegun } from "../actions/record-not-begun.ts";
import { interventionIn } from "./intervention-in.ts";

/** What the child takes part in before; that the child is told is asked in the form. */

const fields = recordNotBegun.input.shape;

/** Ends an intervention that was granted but never begins. */
export const notBegunPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/blir-inte-av",
  title: "Insatsen blir inte av",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "conversations", "interventions", "phases", "steps");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  action: recordNotBegun,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Insatsen är avslutad utan att ha börjat.",
  view: ({ data: { parts, intervention }, form, today, params }) => (
    <CaseFormPage parts={parts} heading="Insatsen blir inte av" lead={`${capital(intervention.type)}, ${nameOf(parts)}`}>
      <Columns aside={<ChildSaid parts={parts} />}>
        <NotBegun parts={parts} intervention={intervention} form={form} today={today} back={`/arenden/${params.caseId}`} />
      </Columns>
    </CaseFormPage>
  ),
});

type NotBegunProps = {
  parts: CaseWith<"conversations" | "interventions" | "phases" | "steps">;
  intervention: InterventionPart;
  form: FormState;
  today: string;
  back: string;
};

const NotBegun = ({ parts, intervention, form, today, back }: NotBegunProps) => {
  const { ending, plan, follow_ups: followUps, not_begun: notBegun } = intervention;
  if (notBegun) return <Alert tone="info">Insatsen är avslutad: den blev inte av.</Alert>;
  if (ending) return <Alert tone="info">Insatsen är avslutad.</Alert>;
  if (followUps.length > 0) {
    return (
      <Alert tone="info">
        <Paragraph>
          Insatsen har börjat: den är följd upp.{" "}
          <a class="ds-link" href={`${back}/insats/${intervention.id}/avslut`}>
            Avsluta insatsen
          </a>{" "}
          i stället.
        </Paragraph>
      </Alert>
    );
  }
  const phaseId = plan?.follow_up_phase_id ?? intervention.planning_phase_id;
  if (missingIn(parts, phaseId, STEPS_BEFORE_DECISION).length > 0) {
    return (
      <>
        <Alert tone="warning" heading={`${nameOf(parts)} ska ha varit med först`}>
          <Paragraph>Gör klart det som saknas, eller skriv varför det inte går. Sedan avslutar du insatsen här.</Paragraph>
        </Alert>
        <StepTasks parts={parts} phaseId={phaseId} wanted={STEPS_BEFORE_DECISION} />
      </>
    );
  }
  return <NotBegunForm parts={parts} form={form} today={today} back={back} />;
};

const NotBegunForm = ({ parts, form, today, back }: Omit<NotBegunProps, "intervention">) => {
  const name = nameOf(parts);
  const said = { form, of: fields, child: name };
  return (
    <Form form={form} submit="Avsluta insatsen utan att den har börjat" cancel={back}>
      <div class="f-with-law">
        <Paragraph>
          Vill familjen fortfarande ha insatsen ska beslutet stå kvar. Då söker ni en annan utförare, och ett dröjsmål på mer än tre månader
          rapporteras.
        </Paragraph>
        <LawNote>{citationOn("not-executed-report", today)}</LawNote>
      </div>
      <FieldsOf {...said} names={["decidedOn", "reason", "explanation"]} />
      <Fieldset legend={`Vad ${name} har fått veta`}>
        <FieldOf {...said} name="told" />
      </Fieldset>
    </Form>
  );
};
