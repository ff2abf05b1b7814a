import { createHash } from "node:crypto";
import { makePdf } from "../../../platform/documents/make-pdf.ts";
import { readStored } from "../../../platform/files/store.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm, notFound } from "../../../ui/page.tsx";
import { pdfFile } from "../../../ui/pdf-file.ts";
import { partsOf } from "../../../casework/case/queries/get-case.ts";
import { insightAnswerFields } from "../../../casework/party/insight-fields.ts";
import { partyLinks } from "../../../casework/party/links.ts";
import { PartyFormPage } from "../../../casework/party/pages/party-form.tsx";
import { answerInsight } from "../actions/answer-insight.ts";
import { journalTemplate } from "../journal/extract.ts";
import { getGivenInsight } from "../queries/get-given-insight.ts";
import { getInsightDocument } from "../queries/get-insight-document.ts";

/** A party gets the decision and the material: the file is made, kept, and what was given. */
export const answerInsightPage = defineForm({
  path: "/arenden/:caseId/insyn/:insightId/lamna-ut",
  title: "Lämna ut material",
  asks: answerInsight,
  fields: insightAnswerFields,
  async load({ ask, params: { caseId, insightId } }) {
    const parts = await partsOf(ask, caseId, "insights", "parties");
    const insight = parts.insights.find((one) => one.id === insightId) ?? notFound();
    return { parts, insight, isProtected: parts.parties.some((one) => one.person_id === insight.person_id && one.protected) };
  },
  async submit({ body, params: { caseId, insightId }, data: { insight }, ask, perform, performWith }) {
    const one = (name: string) => body.values[name]?.[0];
    const said = { caseId, insightId, answeredOn: one("answeredOn"), way: one("way") };
    if (insight.decision === null || insight.decision.outcome === "lämnas inte ut") return perform(answerInsight, said);
    const { madeAt, document } = await ask(getInsightDocument, { caseId, insightId });
    const made = await makePdf(journalTemplate, document, { at: madeAt });
    if (!made.ok) return failed(made.error);
    const sha256 = createHash("sha256").update(made.value).digest("hex");
    const file = { name: "material.pdf", kind: "pdf", bytes: made.value, sha256, scan: "inte genomsökt" } as const;
    return performWith(ok(file), answerInsight, { ...said, material: sha256 });
  },
  done: (_out, { params }) => partyLinks.insight(params.caseId, params.insightId),
  notice: "Det är antecknat att parten har fått svaret. Det som lämnades ut är sparat.",
  view: ({ data: { parts, insight, isProtected }, form, params: { caseId, insightId } }) => (
    <PartyFormPage
      parts={parts}
      heading="Lämna svaret till parten"
      lead={insight.name}
      over={insight.decision === null ? "Det är inte beslutat vad som lämnas ut" : insight.answered ? "Parten har redan fått svar" : null}
    >
      {isProtected ? <Alert tone="danger">Skyddad identitet. Lämna det i handen eller skicka det genom Skatteverket.</Alert> : null}
      <Paragraph>
        {insight.decision?.outcome === "lämnas inte ut"
          ? "Parten får beslutet, med hur det överklagas."
          : "Parten får beslutet och materialet. När du sparar görs handlingen, och den sparas som den lämnas."}
      </Paragraph>
      <Form form={form} submit="Spara" cancel={partyLinks.insight(caseId, insightId)}>
        <FieldsOf form={form} of={insightAnswerFields} names={namesIn(insightAnswerFields)} />
      </Form>
    </PartyFormPage>
  ),
});

/** What is to be given, to be read before it is. */
export const insightFile = defineDownload({
  path: "/arenden/:caseId/insyn/:insightId/handling",
  title: "Material till en part som PDF",
  asks: getInsightDocument,
  type: "application/pdf",
  async file({ ask, params: { caseId, insightId } }) {
    const { madeAt, document } = await ask(getInsightDocument, { caseId, insightId });
    return pdfFile("material.pdf", journalTemplate, document, { at: madeAt });
  },
});

/** What was given, as it was. */
export const givenInsightFile = defineDownload({
  path: "/arenden/:caseId/insyn/:insightId/utlamnat",
  title: "Utlämnat material som PDF",
  asks: getGivenInsight,
  type: "application/pdf",
  async file({ ask, params: { caseId, insightId }, door, actor }) {
    const { fileId } = await ask(getGivenInsight, { caseId, insightId });
    return { name: "material.pdf", body: readStored(door.db, actor.municipalityId, fileId) };
  },
});
