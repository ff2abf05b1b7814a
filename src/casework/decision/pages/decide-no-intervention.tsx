import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { withdrawers } from "../../intake/codes.ts";
import { ChildSaid, nameOf } from "../../participation/pages/case-words.tsx";
import { DateField, Radios, Revealed, Select, optionsOf } from "../../../ui/components/fields.tsx";
import type { Option } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { Columns } from "../../../ui/components/layout.tsx";
import { Card, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { unansweredApplications } from "../../intake/intake-work.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { decideNoIntervention, outcomesWithoutIntervention } from "../actions/decide-no-intervention.ts";
import { findDeciders } from "../queries/find-deciders.ts";
import { decidedByValues } from "../../case/pages/decided-by-fields.tsx";
import { NotReady } from "./not-ready.tsx";
import { readyToDecide } from "./before-decision.ts";
import { DecisionFields, dayOf, groundOptions, standingDecision } from "./decision-fields.tsx";
import { WaitingApplications } from "./waiting-application.tsx";

const ENDINGS: WordsFor<CodeOf<"investigation.conclusion.outcome">> = {
  "ingen insats behövs": "Barnet behöver ingen insats",
  "samtycke saknas": "Behov finns, men samtycke saknas",
  hänvisning: "Hänvisas till någon annan",
  återtagen: "Ansökan är återtagen",
  flyttad: "Barnet har flyttat",
};

const GROUNDS = "lagrum-for-avslag";

export const decideNoInterventionPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/beslut/ingen-insats",
  title: "Avsluta utredningen utan insats",
  async load({ ask, params }) {
    const { caseId } = params;
    const [parts, { deciders }] = await Promise.all([
      partsOf(ask, caseId, "conversations", "investigations", "steps", "intakes", "unanswered"),
      ask(findDeciders, { caseId }),
    ]);
    return { parts, deciders, waiting: unansweredApplications(parts), investigation: investigationIn(parts, params.investigationId) };
  },
  values: ({ data: { waiting }, actor, today }) => ({
    outcome: waiting.length > 0 ? "avslag" : "ingen insats",
    legalGround: "right-to-intervention",
    ...decidedByValues(actor, today),
  }),
  action: decideNoIntervention,
  standing: ({ data }) => standingDecision(data.investigation),
  // An investigation that ends without an intervention stands on one paragraph alone; only a refusal has several to choose from.
  input: (fields) => (fields["outcome"] === "ingen insats" ? { ...fields, legalGround: "child-investigation" } : fields),
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Beslutet är sparat. Berätta nu för barnet hur det blev och varför.",
  view: ({ data: { parts, deciders, waiting, investigation }, form, today, params }) => {
    const up = `/arenden/${params.caseId}/utredning/${params.investigationId}/beslut`;
    const applied = waiting.length > 0;
    const reasons = outcomesWithoutIntervention.filter((one) => applied || one !== "återtagen");
    return (
      <CaseFormPage parts={parts} heading="Avsluta utredningen utan insats" lead={nameOf(parts)} back={{ href: up, text: "Till beslut" }}>
        {readyToDecide(parts, investigation) && investigation.decision === null ? (
          <Columns contextFirst aside={<ChildSaid parts={parts} />}>
            <WaitingApplications of={waiting} today={today} />
            <Form form={form} submit="Spara beslutet" cancel={up}>
              <Radios {...form.field("outcome")} label="Vad beslutas?" options={applied ? answers(form) : [NO_APPLICATION]} />
              {applied ? (
                <Revealed id={GROUNDS}>
                  <Radios
                    {...form.field("legalGround")}
                    label="Lagrum för avslaget"
                    options={groundOptions("avslå ansökan om insats", dayOf(form, today), true)}
                  />
                </Revealed>
              ) : null}
              <Radios {...form.field("investigationOutcome")} label="Varför blir det ingen insats?" options={optionsOf(reasons, ENDINGS)} />
              <DecisionFields
                form={form}
                deciders={deciders}
                today={today}
                assessmentHint="Vad utredningen har kommit fram till om barnets situation och behov."
              />
              <Card heading="Sedan" tinted>
                <Paragraph>{`När beslutet är fattat återstår att berätta för ${nameOf(parts)}: beslutet, och hur det ${nameOf(parts)} sa vägdes in.`}</Paragraph>
              </Card>
            </Form>
          </Columns>
        ) : (
          <NotReady parts={parts} investigation={investigation} />
        )}
      </CaseFormPage>
    );
  },
});

const NO_APPLICATION: Option = {
  value: "ingen insats",
  label: "Utredningen avslutas utan insats",
  hint: "Ingen ansökan väntar på svar. Har någon sökt en insats registreras ansökan först, så att den kan avslås och överklagas.",
};

/** The answers that an application can get here: refused, or it was withdrawn. */
function answers(form: FormState): Option[] {
  return [
    { value: "avslag", label: "Ansökan avslås", hint: "Den som har sökt kan överklaga.", reveals: GROUNDS },
    {
      value: "ingen insats",
      label: "Ansökan är återtagen, och utredningen avslutas utan insats",
      reveal: (
        <div class="f-fields">
          <Select {...form.field("withdrawnBy")} label="Vem har återtagit den?" options={optionsOf(withdrawers)} />
          <DateField {...form.field("withdrawnOn")} label="Vilken dag?" />
        </div>
      ),
    },
  ];
}
