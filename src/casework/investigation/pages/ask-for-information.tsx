import { addDays } from "../../../platform/basics/dates.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { LawNote, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { nameOf } from "../../participation/pages/case-words.tsx";
import { askForInformation } from "../actions/ask-for-information.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";
import { requestInput } from "../request-fields.ts";
import { closedBecause, investigationIn } from "./investigation-in.ts";

/** Two weeks: ours, to be changed in the form. */
const REPLY_DAYS = 14;

/** Information is asked of the school, health care or somebody else. */
export const askForInformationPage = defineForm({
  path: "/arenden/:caseId/utredning/:investigationId/fraga-andra",
  title: "Be om uppgifter till utredningen",
  async load({ ask, params: { caseId, investigationId } }) {
    const [parts, body] = await Promise.all([partsOf(ask, caseId, "investigations"), ask(getBody, { caseId, investigationId })]);
    return { parts, body, investigation: investigationIn(parts, investigationId) };
  },
  values: ({ today }) => ({ replyBy: addDays(today, REPLY_DAYS) }),
  action: askForInformation,
  done: ({ requestId }, { params }) => investigationLinks.request(params.caseId, requestId),
  notice: "Frågan är sparad. Nu kan du hämta brevet. Dagen för svaret står i arbetslistan.",
  view: ({ data: { parts, body, investigation }, form, params, today }) => {
    const back = { href: `${investigationLinks.body(params.caseId, params.investigationId)}?oppna=andra#andra`, text: "Till utredningen" };
    return (
      <CaseFormPage
        parts={parts}
        heading="Be om uppgifter från någon annan"
        lead={nameOf(parts)}
        back={back}
        over={closedBecause(investigation, body)}
      >
        <div class="f-with-law">
          <Paragraph>
            Berätta för barnet och vårdnadshavarna vem ni frågar, och varför. Fråga inte fler än vad utredningen behöver.
          </Paragraph>
          <LawNote>{citationsOn(["contacts-in-investigation", "duty-to-give-information"], today)}</LawNote>
        </div>
        <Form form={form} submit="Spara frågan" cancel={back.href}>
          <FieldsOf form={form} of={requestInput.shape} child={nameOf(parts)} names={namesIn(requestInput.shape)} />
        </Form>
      </CaseFormPage>
    );
  },
});
