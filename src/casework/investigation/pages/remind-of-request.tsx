import { addDays } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { remindOfRequest } from "../actions/remind-of-request.ts";
import { investigationLinks } from "../links.ts";
import { reminderInput } from "../request-fields.ts";
import { investigationIn, overBecause } from "./investigation-in.ts";
import { replyWords } from "./request-words.ts";

/** A week more: ours, to be changed in the form. */
const REMINDED_DAYS = 7;

/** That somebody was reminded of what was asked, with a new day. */
export const remindOfRequestPage = defineForm({
  path: "/arenden/:caseId/uppgifter/:requestId/paminn",
  title: "Påminnelse om uppgifter",
  async load({ ask, params }) {
    const parts = await partsOf(ask, params.caseId, "investigations", "requests");
    const request = parts.requests.find((one) => one.id === params.requestId) ?? notFound();
    return { parts, request, investigation: investigationIn(parts, request.investigation_id) };
  },
  values: ({ today }) => ({ replyBy: addDays(today, REMINDED_DAYS) }),
  action: remindOfRequest,
  done: (_out, { params }) => investigationLinks.request(params.caseId, params.requestId),
  notice: "Påminnelsen är sparad. Den nya dagen står i arbetslistan.",
  view: ({ data: { parts, request, investigation }, form, params }) => {
    const back = { href: investigationLinks.request(params.caseId, params.requestId), text: "Uppgifter från andra" };
    return (
      <CaseFormPage
        parts={parts}
        heading="Påminnelse om uppgifter"
        lead={`${capital(request.asked_of)}: ${request.asked_name}`}
        back={back}
        over={request.reply ? replyWords(request) : overBecause(investigation)}
      >
        <Form form={form} submit="Spara påminnelsen" cancel={back.href}>
          <FieldsOf form={form} of={reminderInput.shape} names={namesIn(reminderInput.shape)} />
        </Form>
      </CaseFormPage>
    );
  },
});
