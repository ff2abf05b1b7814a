import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { ChildSaid, StepTasks, nameOf } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import { STEPS } from "../../participation/rules.ts";
import { DateField, Radios, TextArea, optionsOf } from "../../../ui/components/fields.tsx";
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
import { ENDING_REASONS } from "../rules.ts";
import { interventionIn } from "./intervention-in.ts";

const REASON_WORDS: WordsFor<CodeOf<"intervention.ending.reason">> = {
  "behov tillgodosett": "Behovet är tillgodosett",
  flyttat: "Barnet har flyttat",
  "fyllt 18 år": "Den unge har fyllt 18 år",
  "annan insats": "En annan insats tar vid",
  "annan huvudman": "En annan huvudman tar vid",
  avliden: "Barnet har avlidit",
};

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
    return { beganOn, endedOn: today, goalAttainment: goalAttainments.find((each) => each === attained) };
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
      <Form form={form} submit="Avsluta insatsen" cancel={back}>
        {intervention.beginning === null ? (
          <DateField {...form.field("beganOn")} label="Dagen då insatsen började" hint="Den planerade dagen är ifylld." />
        ) : null}
        <DateField {...form.field("endedOn")} label="Sista dag" hint="I dag är ifyllt." />
        <Radios {...form.field("reason")} label="Varför slutar insatsen?" options={optionsOf(ENDING_REASONS, REASON_WORDS)} />
        <Radios {...form.field("goalAttainment")} label="Hur gick det med målen?" options={optionsOf(goalAttainments)} />
        <TextArea {...form.field("summary")} label="Hur gick det?" hint="Vad blev bättre för barnet, och vad återstår?" rows={5} />
      </Form>
    </>
  );
};
