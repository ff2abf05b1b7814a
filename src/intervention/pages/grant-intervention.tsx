import type { FC } from "hono/jsx";
import { ageOn } from "../../core/dates.ts";
import { citationOn } from "../../core/law/provision.ts";
import { listed } from "../../core/law/rule.ts";
import { NotReady } from "../../decision/pages/not-ready.tsx";
import { readyToDecide } from "../../decision/pages/before-decision.ts";
import { DecisionFields, groundOptions } from "../../decision/pages/decision-fields.tsx";
import { CHILD_ANSWERS, GUARDIAN_ANSWERS } from "../../decision/consent-terms.ts";
import { consent } from "../../decision/rules-consent.ts";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { ChildSaid, capitalised, nameOf, optionsOf } from "../../participation/pages/case-words.tsx";
import { Checkboxes, Fieldset, Radios, Select, TextArea } from "../../web/components/fields.tsx";
import { Form } from "../../web/components/form.tsx";
import type { FormState } from "../../web/components/form.tsx";
import { Columns } from "../../web/components/layout.tsx";
import { Alert, Card, Details, LawNote, Link, Paragraph } from "../../web/components/text.tsx";
import { defineForm } from "../../web/page.tsx";
import type { CaseParts } from "../../workplace/case-parts.ts";
import { links } from "../../workplace/links.ts";
import { CaseFormPage } from "../../workplace/pages/case-form.tsx";
import { getCase } from "../../workplace/queries/get-case.ts";
import { grantIntervention } from "../actions/grant-intervention.ts";
import { openInterventionTypes, provisions, recipients } from "../codes.ts";

const PROVISION_WORDS = { egen: "Kommunen själv", "annan kommun": "En annan kommun", enskild: "En enskild utförare" } as const;

export const grantInterventionPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/beslut/insats",
  title: "Bevilja en insats",
  roles: ["caseworker", "team_leader"],
  async load({ ask, params }) {
    const parts = await ask(getCase, { caseId: params.caseId });
    return { parts, investigation: investigationIn(parts, params.investigationId) };
  },
  values: () => ({ provision: "egen", consentForm: "muntligt", legalGround: "right-to-intervention" }),
  action: grantIntervention,
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Insatsen är beviljad. Berätta nu för barnet hur det blev och varför.",
  view: ({ data: { parts, investigation }, form, today, params }) => {
    const up = `/arenden/${params.caseId}/utredning/${params.investigationId}/beslut`;
    return (
      <CaseFormPage parts={parts} heading="Bevilja en insats" lead={nameOf(parts)} back={{ href: up, text: "Till beslut" }}>
        {readyToDecide(parts, investigation) && investigation.decision === null ? (
          <Columns aside={<Beside parts={parts} today={today} />}>
            <Form form={form} submit="Fatta beslutet" cancel={up}>
              <Fieldset legend="Insatsen">
                <Select {...form.field("type")} label="Insats" options={optionsOf(openInterventionTypes)} />
                <Radios {...form.field("recipient")} label="Vem är insatsen till för?" options={optionsOf(recipients)} inline />
                <Radios {...form.field("provision")} label="Vem utför den?" options={optionsOf(provisions, PROVISION_WORDS)} inline />
                <TextArea
                  {...form.field("goals")}
                  label="Mål"
                  hint="Vad ska bli bättre för barnet? Så att det går att följa upp."
                  rows={3}
                />
              </Fieldset>
              <ConsentFields parts={parts} form={form} />
              <Fieldset legend="Beslutet">
                <DecisionFields
                  form={form}
                  grounds={groundOptions("bevilja insats", today)}
                  assessmentHint="Vad utredningen har kommit fram till om barnets situation och behov."
                />
              </Fieldset>
            </Form>
          </Columns>
        ) : (
          <NotReady parts={parts} investigation={investigation} />
        )}
      </CaseFormPage>
    );
  },
});

const ConsentFields: FC<{ parts: CaseParts; form: FormState }> = ({ parts, form }) => {
  const answers = parts.guardians.map((_, index) => form.value(`guardians.${index}.answer`));
  const somebodyRefuses = answers.some((answer) => answer !== "" && answer !== "samtycker" && answer !== "begär");
  const wrong = form.problem?.code === "consent-missing" || form.field("consentReasoning").error !== undefined;
  return (
    <Fieldset legend="Samtycke">
      {parts.guardians.map((guardian, index) => (
        <>
          <input type="hidden" name={`guardians.${index}.personId`} value={guardian.id} />
          <Radios
            {...form.field(`guardians.${index}.answer`)}
            label={`${guardian.given_name} ${guardian.family_name}, vårdnadshavare`}
            options={optionsOf(GUARDIAN_ANSWERS)}
            inline
          />
        </>
      ))}
      {parts.guardians.length === 0 ? <Paragraph>Ingen vårdnadshavare är bekräftad.</Paragraph> : null}
      {parts.guardian_claims.length > 0 ? (
        <Alert tone="warning" heading="Alla som nämns som vårdnadshavare är inte bekräftade">
          <Paragraph>
            {`${parts.guardian_claims.map((one) => `${one.given_name} ${one.family_name}`).join(" och ")} kan samtycka först när det är kontrollerat. `}
            <Link href={links.guardians(parts.file.id)}>Kontrollera och bekräfta</Link>
          </Paragraph>
        </Alert>
      ) : null}
      <Radios {...form.field("childAnswer")} label={`${nameOf(parts)}, barnet`} options={optionsOf(CHILD_ANSWERS)} inline />
      <Radios {...form.field("consentForm")} label="Hur lämnades svaren?" options={optionsOf(["muntligt", "skriftligt"])} inline />
      <Details
        summary="Om någon vårdnadshavare inte samtycker"
        open={somebodyRefuses || wrong || form.value("consentReasoning") !== "" || form.value("suitable") !== ""}
      >
        <div class="f-fields">
          <Checkboxes
            {...form.field("suitable")}
            label="Lämplighet"
            options={[{ value: "ja", label: "Det är lämpligt att ge insatsen utan vårdnadshavares samtycke" }]}
            optional
          />
          <TextArea
            {...form.field("consentReasoning")}
            label="Skäl"
            hint="Varför behövs insatsen, med hänsyn till barnets bästa, fast någon inte samtycker?"
            rows={3}
            optional
          />
        </div>
      </Details>
    </Fieldset>
  );
};

const WAYS: Readonly<Record<string, string>> = {
  samtycke: "Alla samtycker",
  "barnet fyllt 12 år samtycker": "Barnet, som har fyllt 12 år, samtycker",
  "barnet fyllt 15 år begär eller samtycker": "Barnet, som har fyllt 15 år, begär eller samtycker",
  "nämnden beslutar trots att en vårdnadshavare inte samtycker": "En vårdnadshavare samtycker, den andra inte",
};

/** The ways to a decision for this child, straight from the rule: what each needs and where it stands. */
const Beside: FC<{ parts: CaseParts; today: string }> = ({ parts, today }) => {
  const birthDate: string | null = parts.child.birth_date;
  if (birthDate === null) return <Alert tone="warning">Barnets födelsedatum saknas. Samtycket beror på barnets ålder.</Alert>;
  const ageYears = ageOn(birthDate, today);
  const { ways } = consent.apply({
    decidedOn: today,
    ageYears,
    kind: "öppen insats",
    guardians: parts.guardians.map(() => "inte tillfrågad" as const),
    child: "inte tillfrågad",
    suitable: false,
    bestInterestsGround: "",
  });
  return (
    <>
      <Card heading={`Samtycke när barnet är ${ageYears} år`}>
        <Paragraph>{ways.length > 1 ? "Det finns flera vägar till beslutet. En räcker." : "Det här behövs för att besluta."}</Paragraph>
        {ways.map((way) => (
          <>
            <p class="ds-paragraph">
              <strong>{WAYS[way.basis] ?? capitalised(way.basis)}.</strong>
              {` Kräver ${listed(way.missing)}.`}
            </p>
            <LawNote>{citationOn(way.because, today)}</LawNote>
          </>
        ))}
        <Paragraph subtle>Är insatsen bara till för en vårdnadshavare räcker dennes samtycke.</Paragraph>
      </Card>
      <ChildSaid parts={parts} most={3} />
    </>
  );
};
