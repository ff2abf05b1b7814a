import { isId } from "../../../platform/basics/identifiers.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Button, LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { DraftShown, draftOf } from "../../letters/pages/draft-shown.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { receiveDecisionRequest } from "../actions/receive-decision-request.ts";
import { tellOfDelay } from "../actions/tell-of-delay.ts";
import { decisionRequestInput, delayInput } from "../delay-fields.ts";
import { getDraftLetter } from "../queries/get-draft-letter.ts";
import { partyLinks } from "../links.ts";
import { partiesOn } from "../party-table.ts";
import { mayAskForDecision } from "../rules-delay.ts";

const answeredAlready = "Ansökan är besvarad";

/** That the party is told that an application takes long, and why. */
export const delayPage = defineForm({
  path: "/arenden/:caseId/ansokan/:intakeId/drojer",
  title: "Avgörandet dröjer",
  looks: true,
  async load({ ask, params, body }) {
    const parts = await partsOf(ask, params.caseId, "applications", "parties");
    const application = parts.applications.find((one) => one.intake_id === params.intakeId) ?? notFound();
    const typed = (name: string) => body?.values[name]?.[0] ?? "";
    const personId = typed("personId");
    const of = { caseId: params.caseId, personId, of: "dröjsmål", appliedOn: application.received_on } as const;
    const draft =
      typed("_look") !== "" && isId(personId)
        ? await draftOf(ask(getDraftLetter, { ...of, words: typed("delayReason"), day: typed("expectedOn") }))
        : undefined;
    return { parts, application, draft };
  },
  values: ({ data: { parts }, today }) => ({ personId: partiesOn(parts.parties, today)[0]?.person_id }),
  action: tellOfDelay,
  done: ({ noticeId }, { params }) => partyLinks.delayLetter(params.caseId, noticeId),
  notice: "Underrättelsen är sparad. Det här är brevet.",
  view: ({ data: { parts, application, draft }, form, params, today }) => (
    <CaseFormPage
      parts={parts}
      heading="Underrätta om att avgörandet dröjer"
      lead={`Ansökan kom in ${application.received_on}`}
      over={application.waits ? null : answeredAlready}
    >
      <div class="f-with-law">
        <Paragraph>Blir avgörandet väsentligt försenat ska den som har ansökt få veta det, och varför.</Paragraph>
        <LawNote>{citationsOn(["delay-told"], today)}</LawNote>
      </div>
      <Form form={form} submit="Spara underrättelsen" cancel={caseLink(params.caseId)}>
        <FieldsOf
          form={form}
          of={delayInput.shape}
          names={namesIn(delayInput.shape)}
          options={{ personId: peopleOf(parts.parties, today) }}
        />
        <Button name="_look" value="ja" variant="secondary">
          Förhandsgranska brevet
        </Button>
      </Form>
      <DraftShown draft={draft} />
    </CaseFormPage>
  ),
});

/** That a party has asked in writing for the application to be decided. */
export const decisionRequestPage = defineForm({
  path: "/arenden/:caseId/ansokan/:intakeId/begar-avgorande",
  title: "Begäran om att ärendet avgörs",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "applications", "parties");
    return { parts, application: parts.applications.find((one) => one.intake_id === params.intakeId) ?? notFound() };
  },
  values: ({ data: { parts }, today }) => ({ personId: partiesOn(parts.parties, today)[0]?.person_id }),
  action: receiveDecisionRequest,
  done: ({ decisionRequestId }, { params }) => partyLinks.decisionRequestAnswer(params.caseId, decisionRequestId),
  notice: "Begäran är sparad. Sista dagen för svaret står i arbetslistan.",
  view: ({ data: { parts, application }, form, params, today }) => {
    const asks = { appliedOn: application.received_on, day: today, askedBefore: false };
    return (
      <CaseFormPage
        parts={parts}
        heading="Begäran om att ärendet avgörs"
        lead={`Ansökan kom in ${application.received_on}`}
        over={application.waits ? null : answeredAlready}
      >
        <LawNote>{mayAskForDecision.explain(asks, mayAskForDecision.apply(asks))}</LawNote>
        <Form form={form} submit="Spara begäran" cancel={caseLink(params.caseId)}>
          <FieldsOf
            form={form}
            of={decisionRequestInput.shape}
            names={namesIn(decisionRequestInput.shape)}
            options={{ personId: peopleOf(parts.parties, today) }}
          />
        </Form>
      </CaseFormPage>
    );
  },
});

const peopleOf = (parties: Parameters<typeof partiesOn>[0], today: string) =>
  partiesOn(parties, today).map((one) => ({ value: one.person_id, label: one.name }));
