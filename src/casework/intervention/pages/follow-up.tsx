import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { capital } from "../../../platform/basics/text.ts";
import type { FC } from "hono/jsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { ChildSaid, inOwnWords, nameOf } from "../../participation/pages/case-words.tsx";
import { conversationLink } from "../../participation/phase-steps.ts";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Details, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InterventionPart } from "../intervention-schema.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { followUp } from "../actions/follow-up.ts";
import { followUpTime } from "../rules.ts";
import { interventionIn } from "./intervention-in.ts";

const fields = followUp.input.shape;

/** What the child has said in the follow-up since the last one: the words that stand in the form from the start. */
function latestWords(
  parts: CaseWith<"interventions" | "phases" | "steps" | "conversations">,
  intervention: InterventionPart,
): string | null {
  const phaseId = intervention.plan?.follow_up_phase_id;
  if (phaseId === undefined) return null;
  const since = intervention.follow_ups.at(-1)?.followed_up_on ?? "";
  return inOwnWords(parts, [phaseId]).find((talk) => talk.held_on > since)?.child_words ?? null;
}

export const followUpPage = defineForm({
  path: "/arenden/:caseId/insats/:interventionId/uppfoljning",
  title: "Följ upp insatsen",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "interventions", "phases", "steps", "conversations");
    return { parts, intervention: interventionIn(parts, params.interventionId) };
  },
  values: ({ data: { parts, intervention }, today }) => ({
    childView: latestWords(parts, intervention),
    beganOn: intervention.plan && intervention.plan.started_on <= today ? intervention.plan.started_on : null,
  }),
  action: followUp,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Uppföljningen är sparad.",
  view: ({ data: { parts, intervention }, form, params }) => {
    const back = `/arenden/${params.caseId}`;
    const { plan } = intervention;
    return (
      <CaseFormPage parts={parts} heading={`Följ upp insatsen med ${nameOf(parts)}`} lead={capital(intervention.type)}>
        {intervention.not_begun ? (
          <Alert tone="info">Insatsen är avslutad: den blev inte av.</Alert>
        ) : plan === null ? (
          <Alert tone="warning" heading="Insatsen är inte planerad än">
            <Paragraph>Planera den med barnet först.</Paragraph>
            <ButtonRow>
              <LinkButton href={`${back}/insats/${intervention.id}/plan`}>Planera insatsen</LinkButton>
            </ButtonRow>
          </Alert>
        ) : intervention.ending ? (
          <Alert tone="info">Insatsen är avslutad.</Alert>
        ) : (
          <Columns aside={<ChildSaid parts={parts} phaseIds={[intervention.planning_phase_id, plan.follow_up_phase_id]} />}>
            <SummaryList
              rows={[
                { term: "Mål", value: plan.goals },
                { term: `${nameOf(parts)}s egna mål`, value: plan.child_goals },
                { term: "Följs upp", value: timeWords(intervention) },
              ]}
            />
            {heardSince(parts, intervention) ? null : (
              <Alert tone="info" heading={`Tala med ${nameOf(parts)} först`}>
                <Paragraph>Inget samtal är dokumenterat sedan förra uppföljningen.</Paragraph>
                <ButtonRow>
                  <LinkButton variant="secondary" href={conversationLink(params.caseId, plan.follow_up_phase_id)}>
                    Dokumentera samtal
                  </LinkButton>
                </ButtonRow>
              </Alert>
            )}
            <Form form={form} submit="Spara uppföljningen" onward cancel={back}>
              {intervention.beginning === null ? <FieldOf form={form} of={fields} name="beganOn" /> : null}
              <FieldsOf form={form} of={fields} child={nameOf(parts)} names={["followedUpOn", "childView"]} />
              <NotHeard parts={parts} form={form} />
              <FieldsOf form={form} of={fields} child={nameOf(parts)} names={["carriedOutAsPlanned", "goalAttainment", "summary"]} />
              <FieldsOf
                form={form}
                of={fields}
                child={nameOf(parts)}
                names={["measured", "measuredWith", "measuredBefore", "measuredNow", "measuredUse"]}
              />
              <FieldsOf form={form} of={fields} names={["changeNeeded", "nextFollowUpOn"]} />
            </Form>
          </Columns>
        )}
      </CaseFormPage>
    );
  },
});

/** True when a conversation, or why there was none, is documented in the follow-up since the last one. */
function heardSince(parts: CaseWith<"interventions" | "phases" | "steps" | "conversations">, intervention: InterventionPart): boolean {
  const phaseId = intervention.plan?.follow_up_phase_id;
  const last = intervention.follow_ups.at(-1);
  return parts.steps.some(
    (one) =>
      one.phase_id === phaseId &&
      one.step === "hörd" &&
      (last === undefined || one.happened_on > last.followed_up_on || Date.parse(one.recorded_at) > Date.parse(last.recorded_at)),
  );
}

/** Why the child has not been heard in the follow-up: open when it is what the form says, or what is wrong. */
const NotHeard: FC<{ parts: CaseWith<"interventions" | "phases" | "steps" | "conversations">; form: FormState }> = ({ parts, form }) => {
  const names = ["notHeardReason", "notHeardText", "tryAgainOn"];
  const open = names.some((name) => form.value(name) !== "" || form.field(name).error !== undefined);
  return (
    <Details summary={`Har ${nameOf(parts)} inte kommit till tals?`} open={open}>
      <div class="f-fields">
        <FieldsOf form={form} of={fields} names={["notHeardReason", "tryAgainOn"]} />
      </div>
    </Details>
  );
};

function timeWords({ plan, beginning, follow_ups: done }: InterventionPart): string {
  if (!plan) return "";
  const last = done.at(-1);
  const agreedOn = last ? last.next_follow_up_on : plan.first_follow_up_on;
  const { dueOn } = followUpTime.apply({
    startedOn: beginning?.began_on ?? plan.started_on,
    lastFollowUpOn: last?.followed_up_on ?? null,
    agreedOn,
  });
  return `Senast ${formatLong(dueOn)}`;
}
