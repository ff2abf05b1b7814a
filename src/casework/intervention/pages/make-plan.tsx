import { capital } from "../../../platform/basics/text.ts";
import { addMonths, formatLong } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { ChildSaid, StepTasks, nameOf } from "../../participation/pages/case-words.tsx";
import { missingIn } from "../../participation/phase-steps.ts";
import { STEPS } from "../../participation/rules.ts";
import { Checkboxes, DateField, Fieldset, Radios, TextArea, TextField, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Alert, ButtonRow, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { makePlan } from "../actions/make-plan.ts";
import { passedOn, reasonsNotPassedOn } from "../codes.ts";
import { handOverOf, wordsChosen, wordsToPassOn } from "./child-information.ts";
import { interventionIn } from "./intervention-in.ts";

/** Months until the first follow-up that stands in the form from the start. */
const FIRST_FOLLOW_UP_MONTHS = 3;

export const makePlanPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/plan",
  title: "Planera insatsen",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "interventions", "phases", "steps", "conversations");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  values: ({ data: { intervention }, today }) => ({
    plannedOn: today,
    startedOn: today,
    goals: intervention.goals,
    firstFollowUpOn: addMonths(today, FIRST_FOLLOW_UP_MONTHS),
  }),
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
  const chosen = (
    <>
      {words.length > 0 ? (
        <Checkboxes {...form.field("_pass")} label="Kryssa för det som förs vidare, ordagrant" options={words} optional />
      ) : (
        <Paragraph subtle>Inget samtal med barnets egna ord är dokumenterat.</Paragraph>
      )}
      <TextArea {...form.field("passedOn")} label="Annat som förs vidare" rows={2} optional />
    </>
  );
  return (
    <Form form={form} submit="Spara planen och lämna över" cancel={back}>
      <Fieldset legend="Planen">
        <TextField
          {...form.field("provider")}
          label="Vem utför insatsen?"
          hint="Verksamheten och gärna en namngiven person."
          maxLength={200}
        />
        <DateField {...form.field("plannedOn")} label="Planen gjordes" hint="Dagen då ni planerade med barnet. I dag är ifyllt." />
        <DateField {...form.field("startedOn")} label="Insatsen börjar" hint="I dag är ifyllt. Kan vara en dag som kommer." />
        <Checkboxes
          {...form.field("hasBegun")}
          label="Har insatsen börjat?"
          hint="Beslutet är verkställt först när insatsen har börjat. Kryssar du inte nu påminns du."
          options={[{ value: "ja", label: "Ja, den har börjat den dagen" }]}
          optional
        />
        <TextArea {...form.field("goals")} label="Mål" hint="Målen ur beslutet är ifyllda." rows={3} />
        <TextArea {...form.field("childGoals")} label={`${name}s egna mål`} hint="Med barnets egna ord." rows={3} optional />
        <DateField {...form.field("firstFollowUpOn")} label="Första uppföljningen" hint="Tre månader är ifyllt." />
      </Fieldset>
      <Fieldset legend={`Det ${name} har berättat`}>
        <Radios
          {...form.field("childInformationUsed")}
          label={`Är det ${name} har sagt använt i planen?`}
          options={optionsOf(passedOn)}
          inline
        />
        <Radios
          {...form.field("childInformationPassedOn")}
          label="Förs det vidare till utföraren?"
          hint="Fråga barnet, och vårdnadshavarna där det behövs, innan du för något vidare."
          options={optionsOf(passedOn, { ja: "Ja, allt", nej: "Nej, inget" }).map((option) =>
            option.value === "delvis" ? { ...option, reveal: chosen } : option,
          )}
        />
        <TextArea
          {...form.field("withheld")}
          label="Det som inte förs vidare"
          hint="Skriv vad det gäller, inte uppgiften själv. Samtal som du inte kryssar för antecknas av sig själva."
          rows={2}
          optional
        />
        <Radios
          {...form.field("reasonNotPassedOn")}
          label="Varför förs inte allt vidare?"
          hint="Behövs om svaret ovan är delvis eller nej."
          options={optionsOf(reasonsNotPassedOn)}
          optional="om allt förs vidare"
        />
        <LawNote>{`Barnets åsikt ska vägas in också i planeringen (${citationOn("child-opinion", today)}).`}</LawNote>
      </Fieldset>
    </Form>
  );
};
