import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { ButtonRow, LawNote, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { makerWords } from "../../part/made-words.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { DecidedByFolded } from "../../case/pages/decided-by-fields.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { findDeciders } from "../../decision/queries/find-deciders.ts";
import { openInvestigations } from "../../investigation/case-part.ts";
import { investigationLinks } from "../../investigation/links.ts";
import { refuseDecisionRequest } from "../actions/refuse-decision-request.ts";
import { refusalFields } from "../delay-fields.ts";
import { partyLinks } from "../links.ts";
import { askedForDecision } from "../rules-delay.ts";

/** A party's request that the application is decided: decide it, or refuse the request in a decision of its own. */
export const decisionRequestAnswerPage = defineForm({
  path: "/arenden/:caseId/begaran-om-avgorande/:decisionRequestId",
  title: "Svar på begäran om avgörande",
  async load({ ask, params }) {
    const [parts, deciding] = await Promise.all([
      partsOf(ask, params.caseId, "applications", "investigations"),
      ask(findDeciders, { caseId: params.caseId }),
    ]);
    const application = parts.applications.find((one) => one.requests.some(({ id }) => id === params.decisionRequestId)) ?? notFound();
    const request = application.requests.find(({ id }) => id === params.decisionRequestId) ?? notFound();
    return { parts, deciding, application, request };
  },
  action: refuseDecisionRequest,
  done: (_out, { params }) => partyLinks.decisionRequestAnswer(params.caseId, params.decisionRequestId),
  notice: "Beslutet är sparat. Underrätta parten om det, och om hur det överklagas.",
  view: ({ data: { parts, deciding, application, request }, form, actor, params, today }) => {
    const asked = { receivedOn: request.received_on };
    const [going] = openInvestigations(parts);
    return (
      <>
        <CaseFormPage
          parts={parts}
          heading="Begäran om att ärendet avgörs"
          lead={`${request.name}, kom in ${request.received_on}`}
          over={request.refusal ? `Begäran avslogs ${request.refusal.decided_on}` : application.waits ? null : "Ansökan är besvarad"}
        >
          <LawNote>{askedForDecision.explain(asked, askedForDecision.apply(asked))}</LawNote>
          {going ? (
            <ButtonRow>
              <LinkButton href={investigationLinks.decide(params.caseId, going.id)}>Avgör ärendet: till beslut</LinkButton>
            </ButtonRow>
          ) : null}
          <Paragraph>
            Kan ärendet inte avgöras än avslås begäran i ett särskilt beslut. Det får överklagas, en gång under ärendets gång.
          </Paragraph>
          <Form form={form} submit="Spara beslutet att avslå begäran" cancel={caseLink(params.caseId)}>
            <FieldsOf form={form} of={refusalFields} names={["reasoning"]} />
            <DecidedByFolded form={form} deciding={deciding} kinds={["avslå begäran om avgörande"]} me={actor.staffId} today={today} />
          </Form>
        </CaseFormPage>
        {request.refusal ? (
          <>
            <SummaryList
              rows={[
                { term: "Skäl", value: request.refusal.reasoning },
                { term: "Beslutat av", value: makerWords(request.refusal.made) },
              ]}
            />
            <ButtonRow>
              <LinkButton href={partyLinks.requestRefusalLetter(params.caseId, request.id)}>Granska beslutet till parten</LinkButton>
            </ButtonRow>
          </>
        ) : null}
      </>
    );
  },
});
