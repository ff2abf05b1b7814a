import { addMonths } from "../../../platform/basics/dates.ts";
import { DateField, Hidden, Radios, optionsOf } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { Standing } from "../../../ui/request.ts";
import { addDocument } from "../actions/add-document.ts";
import { changeDocument, endDocument, reviewDocument } from "../actions/change-document.ts";
import { changeKinds, documentKinds } from "../codes.ts";
import { registerLinks, registerPath } from "../links.ts";
import { getDocument } from "../queries/get-document.ts";
import type { DocumentVersion } from "../queries/get-document.ts";
import { DocumentFields } from "./document-fields.tsx";

const back = (documentId: string) => ({ href: registerLinks.document(documentId), text: "Dokumentet" });

/** Writes a routine or document into the register. */
export const addDocumentPage = defineForm({
  path: registerLinks.add,
  title: "För in en rutin",
  action: addDocument,
  values: () => ({ scope: "alla barn" }),
  done: ({ documentId }) => registerLinks.document(documentId),
  notice: "Rutinen är införd.",
  view: ({ form }) => (
    <>
      <PageHead heading="För in en rutin eller ett dokument" back={{ href: registerPath, text: "Till registret" }} />
      <Form form={form} submit="För in" cancel={registerPath}>
        <Radios {...form.field("kind")} label="Vad är det?" options={optionsOf(documentKinds)} />
        <DocumentFields form={form} />
      </Form>
    </>
  ),
});

/** Changes what stands of a document: decided anew, or corrected. */
export const changeDocumentPage = defineForm({
  path: "/rutiner/:documentId/andra",
  title: "Ändra en rutin",
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  values: ({ data: { last } }) => ({ ...valuesOf(last), follows: last.number }),
  action: changeDocument,
  done: (_out, { params }) => registerLinks.document(params.documentId),
  standing: ({ data: { last }, params }): Standing => ({
    words: valuesOf(last),
    goOn: registerLinks.change(params.documentId),
    follows: { follows: last.number },
  }),
  notice: "Ändringen är sparad.",
  view: ({ form, params: { documentId } }) => (
    <>
      <PageHead heading="Ändra en rutin eller ett dokument" back={back(documentId)} />
      <Form form={form} submit="Spara" cancel={registerLinks.document(documentId)}>
        <Hidden {...form.field("follows")} />
        <Radios
          {...form.field("change")}
          label="Vad är det som ändras?"
          options={optionsOf(changeKinds, { reviderad: "Den är beslutad på nytt", rättad: "Något står fel i registret" })}
        />
        <DocumentFields form={form} />
      </Form>
    </>
  ),
});

/** Says that a document has been looked at and stands as it is. */
export const reviewDocumentPage = defineForm({
  path: "/rutiner/:documentId/granska",
  title: "Granska en rutin",
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  values: ({ data: { last }, today }) => ({ follows: last.number, reviewOn: addMonths(today, 12) }),
  action: reviewDocument,
  done: (_out, { params }) => registerLinks.document(params.documentId),
  notice: "Granskningen är sparad.",
  view: ({ data: { last }, form, params: { documentId } }) => (
    <>
      <PageHead heading="Granskad utan ändring" lead={last.title} back={back(documentId)} />
      <Form form={form} submit="Spara" cancel={registerLinks.document(documentId)} draft={false}>
        <Hidden {...form.field("follows")} />
        <DateField {...form.field("reviewOn")} label="Nästa översyn" />
      </Form>
    </>
  ),
});

/** Ends a document from a day. */
export const endDocumentPage = defineForm({
  path: "/rutiner/:documentId/upphor",
  title: "Rutinen har upphört",
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  values: ({ data: { last } }) => ({ follows: last.number }),
  action: endDocument,
  done: (_out, { params }) => registerLinks.document(params.documentId),
  notice: "Rutinen har upphört.",
  view: ({ data: { last }, form, params: { documentId } }) => (
    <>
      <PageHead heading="Har upphört" lead={last.title} back={back(documentId)} />
      <Paragraph>Den finns kvar i registret, och gäller för dagarna före den dag du skriver.</Paragraph>
      <Form form={form} submit="Spara" danger cancel={registerLinks.document(documentId)} draft={false}>
        <Hidden {...form.field("follows")} />
        <DateField {...form.field("endedOn")} label="Upphörde den" />
      </Form>
    </>
  ),
});

const valuesOf = (last: DocumentVersion) => ({
  title: last.title,
  decidedBy: last.decided_by,
  decidedOn: last.decided_on,
  reviewOn: last.review_on,
  scope: last.scope,
  limits: last.limits,
  description: last.description,
  link: last.link,
  place: last.place,
  answers: last.answers,
});
