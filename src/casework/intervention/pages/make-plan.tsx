import { FieldOf, FieldsOf, optionsFor } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { ChildSaid, StepTasks, nameOf } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import { STEPS } from "../../participation/rules.ts";
import { Checkboxes, Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, ButtonRow, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { makePlan } from "../actions/make-plan.ts";
import { handOverOf, wordsChosen, wordsToPassOn } from "./child-information.ts";
import { interventionIn } from "./intervention-in.ts";

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
        childInformationPassedOn: plan.child_information_passed_on,
      },
    },
  input: (fields, { data, body }) => ({
    ...fields,
    ...handOverOf(
      data.parts,
      wordsChosen(data.parts, fields["childInformationPassedOn"], body.values["_pass"] ?? []),
      fields as { passedOn?: string; withheld?: string },
    ),
  }),
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
        <Columns aside={<ChildSaid parts={parts} />}>
          {intervention.not_begun ? (
            <Alert tone="info">Insatsen är avslutad: den blev inte av.</Alert>
          ) : intervention.plan ? (
            <Alert tone="info">Insatsen är redan planerad.</Alert>
          ) : lacking.length > 0 ? (
            <>
              <Alert tone="warning" heading="Planera först tillsammans med barnet">
                <Paragraph>{`${nameOf(parts)} ska vara med i planeringen. Gör klart det som saknas, eller skriv varför det inte går. Sedan skriver du planen här.`}</Paragraph>
              </Alert>
              <StepTasks parts={parts} phaseId={intervention.planning_phase_id} />
            </>
          ) : (
            <PlanForm parts={parts} form={form} today={today} back={back} />
          )}
          {intervention.plan || intervention.not_begun ? null : (
            <ButtonRow>
              <LinkButton variant="secondary" href={`${back}/insats/${intervention.id}/blir-inte-av`}>
                Insatsen blir inte av
              </LinkButton>
            </ButtonRow>
          )}
        </Columns>
      </CaseFormPage>
    );
  },
});

type PlanFormProps = {
  parts: CaseWith<"interventions" | "phases" | "steps" | "conversations">;
  form: FormState;
  today: string;
  back: string;
};

const PlanForm = ({ parts, form, today, back }: PlanFormProps) => {
  const words = wordsToPassOn(parts);
  const name = nameOf(parts);
  const said = { form, of: fields, child: name };
  const chosen = (
    <>
      {words.length > 0 ? (
        <Checkboxes {...form.field("_pass")} label="Kryssa för det som förs vidare, ordagrant" options={words} optional />
      ) : (
        <Paragraph subtle>Inget samtal med barnets egna ord är dokumenterat.</Paragraph>
      )}
      <FieldOf form={form} of={fields} name="passedOn" />
    </>
  );
  return (
    <Form form={form} submit="Spara planen och lämna över" onward cancel={back}>
      <Fieldset legend="Planen">
        <FieldsOf {...said} names={["provider", "plannedOn", "startedOn", "hasBegun", "goals", "childGoals", "firstFollowUpOn"]} />
      </Fieldset>
      <Fieldset legend={`Det ${name} har berättat`}>
        <FieldsOf
          {...said}
          names={["childInformationUsed", "childInformationPassedOn", "withheld", "reasonNotPassedOn"]}
          options={{
            childInformationPassedOn: optionsFor(fields, "childInformationPassedOn").map((one) =>
              one.value === "delvis" ? { ...one, reveal: chosen } : one,
            ),
          }}
        />
        <LawNote>{`Barnets åsikt ska vägas in också i planeringen (${citationOn("child-opinion", today)}).`}</LawNote>
      </Fieldset>
    </Form>
  );
};
