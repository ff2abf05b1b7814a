import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Select } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Link } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { codeWord } from "../../../platform/core/about.ts";
import { capital } from "../../../platform/basics/text.ts";
import { letterPages } from "../../letters/pages/letter-pages.tsx";
import { ownEmergency } from "../../case/own-emergency.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { recordRequestReply } from "../actions/record-request-reply.ts";
import { investigationLinks } from "../links.ts";
import { getBody } from "../queries/get-body.ts";
import { getRequestLetter } from "../queries/get-request-letter.ts";
import { groundWords, replyInput } from "../request-fields.ts";
import { wantedBy } from "../request-part.ts";
import type { RequestPart } from "../request-part.ts";
import { closedBecause, investigationIn } from "./investigation-in.ts";
import { replyWords } from "./request-words.ts";

/** What was asked of somebody else, and the form for what came of it. */
export const requestPage = defineForm({
  path: "/arenden/:caseId/uppgifter/:requestId",
  title: "Uppgifter från andra",
  async load({ ask, params: { caseId, requestId } }) {
    const parts = await partsOf(ask, caseId, "investigations", "requests", "emergencies");
    const request = parts.requests.find((one) => one.id === requestId) ?? notFound();
    const { investigation_id: investigationId } = request;
    return {
      parts,
      request,
      body: await ask(getBody, { caseId, investigationId }),
      investigation: investigationIn(parts, investigationId),
    };
  },
  action: recordRequestReply,
  done: ({ investigationId }, { params }) => `${investigationLinks.body(params.caseId, investigationId)}?oppna=andra#andra`,
  notice: "Det är sparat.",
  view: ({ data: { parts, request, body, investigation }, form, params, actor }) => {
    const { caseId } = params;
    const isHere = ownEmergency(parts, actor) !== undefined;
    const back = { href: `${investigationLinks.body(caseId, request.investigation_id)}?oppna=andra#andra`, text: "Till utredningen" };
    return (
      <>
        <CaseFormPage
          parts={parts}
          heading="Uppgifter från andra"
          lead={`${capital(request.asked_of)}: ${request.asked_name}`}
          back={back}
          over={
            request.reply ? replyWords(request) : isHere ? "Svaret skrivs av den som arbetar i ärendet" : closedBecause(investigation, body)
          }
        >
          <SummaryList rows={summaryOf(request)} />
          <ul class="f-more">
            <li>
              <Link href={investigationLinks.requestLetter(caseId, request.id)}>
                {request.reminders.length > 0 ? "Granska påminnelsen som brev" : "Granska brevet"}
              </Link>
            </li>
            <li>
              <Link href={investigationLinks.remind(caseId, request.id)}>Skriv att ni har påmint</Link>
            </li>
          </ul>
          <Form form={form} submit="Spara" cancel={back.href}>
            <FieldsOf
              form={form}
              of={replyInput.shape}
              names={["repliedOn", ...namesIn(replyInput.shape).filter((name) => name !== "repliedOn")]}
            />
            <Select
              {...form.field("areaCode")}
              label="Vilket område hör svaret till?"
              optional
              options={body.structure.areas.map(({ code, heading }) => ({ value: code, label: heading }))}
            />
          </Form>
        </CaseFormPage>
        {request.reply || isHere || investigation.conclusion ? <SummaryList rows={summaryOf(request)} /> : null}
      </>
    );
  },
});

const summaryOf = (one: RequestPart) => [
  { term: "Det ni vill veta", value: one.asked_for },
  { term: "Grund", value: codeWord({ words: groundWords }, one.ground) },
  ...(one.consent_of === null ? [] : [{ term: "Samtycke från", value: `${one.consent_of}, ${one.consent_on ?? ""}` }]),
  { term: "Frågan ställd", value: `${one.asked_on}, ${one.way}, av ${one.by}` },
  ...one.reminders.map((each) => ({ term: "Påminnelse", value: `${each.reminded_on}, ${each.way}, av ${each.by}` })),
  { term: "Svar önskas senast", value: wantedBy(one) },
  ...(one.reply === null
    ? []
    : [{ term: "Vad som hände", value: `${replyWords(one)}${one.reply.replied_by === null ? "" : `, från ${one.reply.replied_by}`}` }]),
  ...(one.reply?.no_reply_reason ? [{ term: "Skäl", value: one.reply.no_reply_reason }] : []),
];

/** The letter: read before it is handed over, and as a file. */
export const { preview: requestLetterPage, file: requestLetterFile } = letterPages({
  path: "/arenden/:caseId/uppgifter/:requestId/brev",
  title: "Brev som ber om uppgifter",
  letter: getRequestLetter,
  name: "brev.pdf",
  back: ({ caseId = "", requestId = "" }) => ({ href: investigationLinks.request(caseId, requestId), text: "Frågan" }),
});
