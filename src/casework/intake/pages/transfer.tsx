import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { askTransfer } from "../actions/ask-transfer.ts";
import { recordTransferStep } from "../actions/record-transfer-step.ts";
import { intakeLinks } from "../links.ts";
import { transfer, transferTried } from "../rules-transfer.ts";
import { transferInput, transferStepInput } from "../transfer-fields.ts";
import { askedMunicipality, stepWord, transferState } from "../transfer-part.ts";
import type { TransferPart } from "../transfer-part.ts";

/** The written request that another municipality takes over the matter. */
export const askTransferPage = defineForm({
  path: "/arenden/:caseId/overflyttning",
  title: "Överflyttning till en annan kommun",
  load: async ({ ask, params }) => partsOf(ask, params.caseId),
  action: askTransfer,
  done: ({ transferId }, { params }) => intakeLinks.transfer(params.caseId, transferId),
  notice: "Begäran är sparad.",
  view: ({ data: parts, form, params }) => (
    <CaseFormPage parts={parts} heading="Överflyttning till en annan kommun">
      <Paragraph>
        Begäran är skriftlig, och den andra kommunen ska genast svara skriftligt. Ansvaret ligger kvar här tills ärendet har flyttats över
        (29 kap. 10 § SoL).
      </Paragraph>
      <Form form={form} submit="Spara begäran" cancel={`/arenden/${params.caseId}`}>
        <FieldsOf form={form} of={transferInput.shape} />
      </Form>
    </CaseFormPage>
  ),
});

/** What has come of a request: how it stands, what holds meanwhile, and the form for what happened. */
export const transferPage = defineForm({
  path: "/arenden/:caseId/overflyttning/:transferId",
  title: "Begäran om överflyttning",
  async load({ ask, params: { caseId, transferId } }) {
    const parts = await partsOf(ask, caseId, "transfers", "investigations");
    return { parts, request: parts.transfers.find((one) => one.id === transferId) ?? notFound() };
  },
  action: recordTransferStep,
  done: (_out, { params }) => intakeLinks.transfer(params.caseId, params.transferId),
  notice: "Det är sparat.",
  view: ({ data: { parts, request }, form, params, today }) => (
    <CaseFormPage parts={parts} heading={`Överflyttning till ${askedMunicipality(request)}`}>
      <SummaryList rows={summaryOf(request)} />
      {holds(
        request,
        parts.investigations.some((one) => one.conclusion === null),
        today,
      ).map((words) => (
        <Alert tone="info">{words}</Alert>
      ))}
      {["IVO avslår", "återtagen"].includes(transferState(request) ?? "") ? null : (
        <Form form={form} submit="Spara" cancel={`/arenden/${params.caseId}`}>
          <FieldsOf form={form} of={transferStepInput.shape} names={namesIn(transferStepInput.shape)} />
        </Form>
      )}
    </CaseFormPage>
  ),
});

const summaryOf = (one: TransferPart) => [
  { term: "Begärt", value: `${one.requested_on}, av ${one.by}` },
  { term: "Anknytning", value: one.connection },
  { term: "Lämpligt därför att", value: one.suitable },
  ...(one.sent_with === null ? [] : [{ term: "Skickades med", value: one.sent_with }]),
  ...one.steps.map((each) => ({
    term: each.happened_on,
    value: [stepWord(each.kind), each.given_to, each.note].filter((words) => words !== null).join(". "),
  })),
];

/** What the law says of how the request stands. */
function holds(request: TransferPart, investigationOpen: boolean, today: string): readonly string[] {
  const state = transferState(request);
  if (state === "återtagen") return [];
  const answer = state === null ? null : state === "tar över" || state === "IVO flyttar över" ? "samtycker" : "samtycker inte";
  const asked = { requestedOn: request.requested_on, investigationOpen, answer, today } as const;
  const says = transfer.explain(asked, transfer.apply(asked));
  const appliedOn = state === "ansökan till IVO" ? request.steps.findLast(({ kind }) => kind === state)?.happened_on : undefined;
  if (appliedOn === undefined) return [says];
  return [says, transferTried.explain({ appliedOn }, transferTried.apply({ appliedOn }))];
}
