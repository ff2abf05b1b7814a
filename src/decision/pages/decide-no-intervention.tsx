import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { ChildSaid, nameOf, optionsOf } from "../../participation/pages/case-words.tsx";
import { Radios } from "../../web/components/fields.tsx";
import { Form } from "../../web/components/form.tsx";
import { Columns } from "../../web/components/layout.tsx";
import { Card, Paragraph } from "../../web/components/text.tsx";
import { defineForm } from "../../web/page.tsx";
import { CaseFormPage } from "../../workplace/pages/case-form.tsx";
import { getCase } from "../../workplace/queries/get-case.ts";
import { decideNoIntervention, outcomesWithoutIntervention } from "../actions/decide-no-intervention.ts";
import { NotReady } from "./not-ready.tsx";
import { readyToDecide } from "./before-decision.ts";
import { DecisionFields, groundOptions } from "./decision-fields.tsx";

const ENDINGS = {
  "ingen insats behövs": "Barnet behöver ingen insats",
  "samtycke saknas": "Behov finns, men samtycke saknas",
  hänvisning: "Hänvisas till någon annan",
  återtagen: "Ansökan är återtagen",
  flyttad: "Barnet har flyttat",
} as const;

export const decideNoInterventionPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/beslut/ingen-insats",
  title: "Avsluta utredningen utan insats",
  roles: ["caseworker", "team_leader"],
  async load({ ask, params }) {
    const parts = await ask(getCase, { caseId: params.caseId });
    return { parts, investigation: investigationIn(parts, params.investigationId) };
  },
  values: () => ({ outcome: "ingen insats", legalGround: "child-investigation" }),
  action: decideNoIntervention,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Beslutet är fattat. Berätta nu för barnet hur det blev och varför.",
  view: ({ data: { parts, investigation }, form, today, params }) => {
    const up = `/arenden/${params.caseId}/utredning/${params.investigationId}/beslut`;
    return (
      <CaseFormPage parts={parts} heading="Avsluta utredningen utan insats" lead={nameOf(parts)} back={{ href: up, text: "Till beslut" }}>
        {readyToDecide(parts, investigation) && investigation.decision === null ? (
          <Columns aside={<ChildSaid parts={parts} />}>
            <Form form={form} submit="Fatta beslutet" cancel={up}>
              <Radios
                {...form.field("outcome")}
                label="Vad beslutas?"
                options={[
                  { value: "ingen insats", label: "Utredningen avslutas utan insats" },
                  {
                    value: "avslag",
                    label: "Avslag på en ansökan om insats",
                    hint: "Den som har sökt kan överklaga.",
                  },
                ]}
              />
              <Radios
                {...form.field("investigationOutcome")}
                label="Varför blir det ingen insats?"
                options={optionsOf(outcomesWithoutIntervention, ENDINGS)}
              />
              <DecisionFields
                form={form}
                grounds={[
                  ...groundOptions("avsluta utredning utan insats", today),
                  ...groundOptions("avslå ansökan om insats", today, "vid avslag"),
                ]}
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
