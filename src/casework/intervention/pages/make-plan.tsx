import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { ChildSaid, StepTasks, nameOf } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import { STEPS } from "../../participation/rules.ts";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, ButtonRow, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import type { InterventionPart } from "../intervention-schema.ts";
import { makePlan } from "../actions/make-plan.ts";
import { interventionIn } from "./intervention-in.ts";
import { StatementRows } from "./statement-rows.tsx";

const fields = makePlan.input.shape;

export const makePlanPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/plan",
  title: "Planera insatsen",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "interventions", "phases", "steps", "conversations");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  values: ({ data: { intervention } }) => ({ goals: intervention.goals }),
  action: makePlan,
  standing: ({
    data: {
      intervention: { plan },
    },
  }) =>
    plan && {
      words: {
        provider: plan.provider,
        startedOn: plan.started_on,
        goals: plan.goals,
        childGoals: plan.child_goals,
        firstFollowUpOn: plan.first_follow_up_on,
        childInformationUsed: plan.child_information_used,
      },
    },
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Planen är sparad och insatsen är överlämnad.",
  view: ({ data: { parts, intervention }, form, today, params }) => {
    const back = `/arenden/${params.caseId}`;
    const lacking = missingIn(parts, intervention.planning_phase_id, STEPS);
    return (
      <CaseFormPage
        parts={parts}
        heading={`Planera insatsen med ${nameOf(parts)}`}
        lead={`${capital(intervention.type)}, beviljad den ${formatLong(intervention.granted_on)}`}
      >
        {intervention.not_begun ? (
          <Alert tone="info">Insatsen är avslutad: den blev inte av.</Alert>
        ) : intervention.plan ? (
          <Alert tone="info">Insatsen är redan planerad.</Alert>
        ) : lacking.length > 0 ? (
          <Columns aside={<ChildSaid parts={parts} />}>
            <Alert tone="warning" heading="Planera först tillsammans med barnet">
              <Paragraph>{`${nameOf(parts)} ska vara med i planeringen. Gör klart det som saknas, eller skriv varför det inte går. Sedan skriver du planen här.`}</Paragraph>
            </Alert>
            <StepTasks parts={parts} phaseId={intervention.planning_phase_id} />
          </Columns>
        ) : (
          <PlanForm parts={parts} intervention={intervention} form={form} today={today} back={back} />
        )}
        {intervention.plan || intervention.not_begun ? null : (
          <ButtonRow>
            <LinkButton variant="secondary" href={`${back}/insats/${intervention.id}/blir-inte-av`}>
              Insatsen blir inte av
            </LinkButton>
          </ButtonRow>
        )}
      </CaseFormPage>
    );
  },
});

type PlanFormProps = {
  parts: CaseWith<"interventions" | "phases" | "steps" | "conversations">;
  intervention: InterventionPart;
  form: FormState;
  today: string;
  back: string;
};

const PlanForm = ({ parts, intervention, form, today, back }: PlanFormProps) => {
  const name = nameOf(parts);
  const said = { form, of: fields, child: name };
  return (
    <Form form={form} submit="Spara planen och lämna över" onward cancel={back}>
      <div class="f-halves">
        <Fieldset legend="Planen">
          <FieldsOf {...said} names={["provider", "plannedOn", "startedOn", "hasBegun", "goals", "childGoals", "firstFollowUpOn"]} />
        </Fieldset>
        <Fieldset legend={`Det ${name} har berättat`}>
          <StatementRows {...said} parts={parts} unchosen={intervention.unchosen} />
          <FieldsOf {...said} names={["childInformationUsed"]} />
          <LawNote>{`Barnets åsikt ska vägas in också i planeringen (${citationOn("child-opinion", today)}).`}</LawNote>
        </Fieldset>
      </div>
    </Form>
  );
};
