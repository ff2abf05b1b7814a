import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { ChildSaid, StepTasks, nameOf } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import { STEPS } from "../../participation/rules.ts";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, ButtonRow, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InterventionPart } from "../intervention-schema.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { endIntervention } from "../actions/end-intervention.ts";
import { goalAttainments } from "../codes.ts";
import { interventionIn } from "./intervention-in.ts";

const fields = endIntervention.input.shape;

export const endInterventionPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/avslut",
  title: "Avsluta insatsen",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "conversations", "interventions", "phases", "steps");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  values: ({ data: { intervention }, today }) => {
    const attained = intervention.follow_ups.at(-1)?.goal_attainment;
    const planned = intervention.plan?.started_on;
    const beganOn = planned !== undefined && planned <= today ? planned : null;
    return { beganOn, goalAttainment: goalAttainments.find((each) => each === attained) };
  },
  action: endIntervention,
  standing: ({
    data: {
      intervention: { ending },
    },
  }) =>
    ending && {
      words: { endedOn: ending.ended_on, reason: ending.reason, goalAttainment: ending.goal_attainment, summary: ending.summary },
    },
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Insatsen är avslutad.",
  view: ({ data: { parts, intervention }, form, params }) => {
    const back = `/arenden/${params.caseId}`;
    return (
      <CaseFormPage parts={parts} heading="Avsluta insatsen" lead={`${capital(intervention.type)}, ${nameOf(parts)}`}>
        <Columns aside={<ChildSaid parts={parts} />}>
          <Ending parts={parts} intervention={intervention} form={form} back={back} />
        </Columns>
      </CaseFormPage>
    );
  },
});

type EndingProps = {
  parts: CaseWith<"conversations" | "interventions" | "phases" | "steps">;
  intervention: InterventionPart;
  form: FormState;
  back: string;
};

const Ending = ({ parts, intervention, form, back }: EndingProps) => {
  const { plan, ending, follow_ups: followUps } = intervention;
  if (ending) return <Alert tone="info">{`Insatsen avslutades den ${formatLong(ending.ended_on)}.`}</Alert>;
  if (intervention.not_begun) return <Alert tone="info">Insatsen är avslutad: den blev inte av.</Alert>;
  if (!plan) {
    return (
      <Alert tone="warning" heading="Insatsen är inte planerad än">
        <Paragraph>En insats som inte har börjat avslutas på ett annat sätt.</Paragraph>
        <ButtonRow>
          <LinkButton href={`${back}/insats/${intervention.id}/blir-inte-av`}>Insatsen blir inte av</LinkButton>
          <LinkButton variant="secondary" href={`${back}/insats/${intervention.id}/plan`}>
            Planera insatsen
          </LinkButton>
        </ButtonRow>
      </Alert>
    );
  }
  if (missingIn(parts, plan.follow_up_phase_id, STEPS).length > 0) {
    return (
      <>
        <Alert tone="warning" heading="Insatsen kan inte avslutas än">
          <Paragraph>{`${nameOf(parts)} ska ha varit med också i uppföljningen. Gör klart det som saknas, eller skriv varför det inte går.`}</Paragraph>
        </Alert>
        <StepTasks parts={parts} phaseId={plan.follow_up_phase_id} />
      </>
    );
  }
  return (
    <>
      {followUps.length === 0 ? (
        <Alert tone="info">
          <Paragraph>
            Insatsen har ingen dokumenterad uppföljning.{" "}
            <a class="ds-link" href={`${back}/insats/${intervention.id}/uppfoljning`}>
              Följ upp insatsen först
            </a>{" "}
            om ni kan.
          </Paragraph>
        </Alert>
      ) : null}
      <Form form={form} submit="Avsluta insatsen" onward cancel={back}>
        {intervention.beginning === null ? <FieldOf form={form} of={fields} name="beganOn" /> : null}
        <FieldsOf form={form} of={fields} names={["endedOn", "reason", "goalAttainment", "summary"]} />
      </Form>
    </>
  );
};
