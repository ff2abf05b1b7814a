import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { consentForm } from "../../decision/weigh-consent.ts";
import type { CodeOf } from "../../../platform/database/generated.ts";
import { capital } from "../../../platform/basics/text.ts";
import type { FC } from "hono/jsx";
import { ageOn } from "../../../platform/basics/dates.ts";
import { citationOn } from "../../../platform/law/provision.ts";
import { listed } from "../../../platform/law/rule.ts";
import { readyToDecide } from "../../decision/pages/before-decision.ts";
import { ConsentAnswers, formerGuardians } from "../../decision/pages/consent-answers.tsx";
import { DecisionFields, dayOf, groundOptions, standingDecision } from "../../decision/pages/decision-fields.tsx";
import { pointOf } from "../../decision/pages/may-decide-here.tsx";
import { NotReady } from "../../decision/pages/not-ready.tsx";
import { WaitingApplications } from "../../decision/pages/waiting-application.tsx";
import { madeAtMeeting } from "../../decision/board/made-at-meeting.ts";
import { findAgendaOfCase } from "../../decision/queries/find-agenda.ts";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { consent } from "../../decision/rules-consent.ts";
import { BeforeSignature } from "../../investigation/pages/before-signature.tsx";
import { investigationIn } from "../../investigation/pages/investigation-in.ts";
import { getBody } from "../../investigation/queries/get-body.ts";
import { fromBody } from "../../investigation/typed-once.ts";
import { findGuardians } from "../../people/queries/find-guardians.ts";
import type { GuardianKind } from "../../people/codes.ts";
import { ChildSaid, nameOf } from "../../participation/pages/case-words.tsx";
import { Fieldset } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, Card, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import { unansweredApplications } from "../../intake/intake-work.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { findOffers } from "../queries/find-offers.ts";
import { OffersHere } from "./offers-here.tsx";
import { grantIntervention } from "../actions/grant-intervention.ts";

const of = { ...grantIntervention.input.shape, ...consentForm };

export const grantInterventionPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/beslut/insats",
  title: "Bevilja en insats",
  async load({ ask, params, today }) {
    const { caseId, investigationId } = params;
    const [parts, body, deciding, { items }, { guardians }, { offers }] = await Promise.all([
      partsOf(ask, caseId, "investigations", "guardians", "guardian_claims", "conversations", "steps", "intakes", "unanswered", "parties"),
      ask(getBody, { caseId, investigationId }),
      ask(findDeciders, { caseId }),
      ask(findAgendaOfCase, { caseId }),
      ask(findGuardians, { caseId }),
      ask(findOffers, {}),
    ]);
    const investigation = investigationIn(parts, params.investigationId);
    const former = formerGuardians(guardians, investigation.started_on, today);
    const taken = fromBody(body, grantIntervention.name);
    return { parts, body, offers, deciding, items, former, taken, waiting: unansweredApplications(parts), investigation };
  },
  fields: of,
  values: ({ data: { parts, deciding, items, former, taken }, actor, params, today }) => ({
    ...Object.fromEntries(
      [...parts.guardians, ...former].flatMap((_, place) => [
        [`guardians.${place}.givenOn`, today],
        [`guardians.${place}.form`, "muntligt"],
      ]),
    ),
    ...Object.fromEntries(former.map((_, place) => [`guardians.${parts.guardians.length + place}.answer`, "inte tillfrågad"])),
    delegationPoint: pointOf(deciding, { type: "bevilja insats" }, actor.staffId),
    ...madeAtMeeting(items, params.investigationId),
    ...taken,
  }),
  action: grantIntervention,
  standing: ({ data }) => standingDecision(data.investigation),
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Insatsen är beviljad. Berätta nu för barnet hur det blev och varför.",
  view: ({ data: { parts, body, offers, deciding, former, taken, waiting, investigation }, form, actor, today, params }) => {
    const up = `/arenden/${params.caseId}/utredning/${params.investigationId}/beslut`;
    return (
      <CaseFormPage parts={parts} heading="Bevilja en insats" lead={nameOf(parts)} back={{ href: up, text: "Till beslut" }}>
        {readyToDecide(parts, investigation, today) && investigation.decision === null ? (
          <>
            <BeforeSignature body={body} {...params} />
            <WaitingApplications of={waiting} today={today} />
            <div class="f-halves">
              <Beside parts={parts} today={today} />
            </div>
            <Form form={form} submit="Spara beslutet" onward cancel={up}>
              <div class="f-halves">
                <div>
                  <Fieldset legend="Insatsen">
                    <OffersHere offers={offers} today={today} />
                    <FieldsOf form={form} of={of} names={["type", "recipient", "provision", "grantedMonths", "monthlyCost", "goals"]} />
                  </Fieldset>
                  <ConsentAnswers parts={parts} former={former} form={form} today={today} />
                </div>
                <Fieldset legend="Beslutet">
                  <DecisionFields form={form} deciding={deciding} type="bevilja insats" me={actor.staffId} today={today} taken={taken}>
                    <FieldOf
                      form={form}
                      of={of}
                      name="legalGround"
                      options={{ legalGround: groundOptions("bevilja insats", dayOf(form, today), waiting.length > 0) }}
                    />
                  </DecisionFields>
                </Fieldset>
              </div>
            </Form>
          </>
        ) : (
          <NotReady parts={parts} investigation={investigation} today={today} />
        )}
      </CaseFormPage>
    );
  },
});

const WAYS: Readonly<Record<CodeOf<"decision.decision.consent_basis">, string>> = {
  samtycke: "Alla samtycker",
  "barnet fyllt 12 år samtycker": "Barnet, som har fyllt 12 år, samtycker",
  "barnet fyllt 15 år begär eller samtycker": "Barnet, som har fyllt 15 år, begär eller samtycker",
  "en vårdnadshavare bestämmer ensam": "En vårdnadshavare är förhindrad, den andra samtycker",
  "nämnden beslutar trots att en vårdnadshavare inte samtycker":
    "En vårdnadshavare samtycker, den andra inte: nämnden eller utskott beslutar",
};

/** The ways to a decision for this child, straight from the rule: what each needs and where it stands. */
const Beside: FC<{
  parts: CaseWith<"investigations" | "guardians" | "guardian_claims" | "conversations" | "steps" | "intakes" | "unanswered">;
  today: string;
}> = ({ parts, today }) => {
  const birthDate: string | null = parts.child.birth_date;
  if (birthDate === null) return <Alert tone="warning">Barnets födelsedatum saknas. Samtycket beror på barnets ålder.</Alert>;
  const ageYears = ageOn(birthDate, today);
  const { ways } = consent.apply({
    decidedOn: today,
    ageYears,
    kind: "öppen insats",
    guardians: parts.guardians.map(() => "inte tillfrågad" as const),
    guardianKinds: parts.guardians.map((one) => one.kind as GuardianKind),
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
              <strong>{WAYS[way.basis] ?? capital(way.basis)}.</strong>
              {` Kräver ${listed(way.missing)}.`}
            </p>
            <LawNote>{citationOn(way.because, today)}</LawNote>
          </>
        ))}
        <Paragraph subtle>
          En särskilt kvalificerad kontaktperson utses bara om barnet självt begär eller samtycker. Är insatsen bara till för en
          vårdnadshavare räcker dennes samtycke.
        </Paragraph>
      </Card>
      <ChildSaid parts={parts} most={3} />
    </>
  );
};
