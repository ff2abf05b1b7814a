import { valuesOf } from "../../../platform/core/about.ts";
import type { FC } from "hono/jsx";
import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import type { Described } from "../../../ui/components/about-fields.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { addDocument } from "../actions/add-document.ts";
import { changeDocument, endDocument, reviewDocument } from "../actions/change-document.ts";
import { documentFields } from "../document-fields.ts";
import { registerLinks, registerPath } from "../links.ts";
import { getDocument } from "../queries/get-document.ts";

const back = (documentId: string) => ({ href: registerLinks.document(documentId), text: "Dokumentet" });

/** What it is and where it is, and beside that what it is about. */
const Halves: FC<Pick<Described, "form" | "of">> = ({ form, of }) => {
  const about = ["scope", "limits", "link", "place", "description"];
  return (
    <>
      <div class="f-halves">
        <div>
          <FieldsOf
            form={form}
            of={of}
            names={Object.keys(of).filter(
              (name) => (name === "kind" || name in documentFields) && name !== "answers" && !about.includes(name),
            )}
          />
        </div>
        <div>
          <FieldsOf form={form} of={of} names={about} />
        </div>
      </div>
      <div class="f-many">
        <FieldOf form={form} of={of} name="answers" />
      </div>
    </>
  );
};

/** Writes a routine or document into the register. */
export const addDocumentPage = defineForm({
  path: registerLinks.add,
  title: "För in en rutin",
  action: addDocument,
  done: ({ documentId }) => registerLinks.document(documentId),
  notice: "Rutinen är införd.",
  view: ({ form }) => (
    <>
      <PageHead heading="För in en rutin eller ett dokument" back={{ href: registerPath, text: "Till registret" }} />
      <Form form={form} submit="För in" cancel={registerPath}>
        <Halves form={form} of={addDocument.input.shape} />
      </Form>
    </>
  ),
});

/** Changes what stands of a document: decided anew, or corrected. */
export const changeDocumentPage = defineForm({
  path: "/rutiner/:documentId/andra",
  title: "Ändra en rutin",
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  values: ({ data: { last } }) => ({ ...valuesOf(documentFields, last), follows: last.number }),
  action: changeDocument,
  done: (_out, { params }) => registerLinks.document(params.documentId),
  standing: ({ data: { last }, params }) => ({
    words: valuesOf(documentFields, last),
    goOn: registerLinks.change(params.documentId),
    follows: ["follows", last.number],
  }),
  notice: "Ändringen är sparad.",
  view: ({ form, params: { documentId } }) => (
    <>
      <PageHead heading="Ändra en rutin eller ett dokument" back={back(documentId)} />
      <Form form={form} submit="Spara" cancel={registerLinks.document(documentId)}>
        <Hidden {...form.field("follows")} />
        <Halves form={form} of={changeDocument.input.shape} />
      </Form>
    </>
  ),
});

/** Says that a document has been looked at and stands as it is. */
export const reviewDocumentPage = defineForm({
  path: "/rutiner/:documentId/granska",
  title: "Granska en rutin",
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  values: ({ data: { last } }) => ({ follows: last.number }),
  action: reviewDocument,
  done: (_out, { params }) => registerLinks.document(params.documentId),
  notice: "Granskningen är sparad.",
  view: ({ data: { last }, form, params: { documentId } }) => (
    <>
      <PageHead heading="Granskad utan ändring" lead={last.title} back={back(documentId)} />
      <Form form={form} submit="Spara" cancel={registerLinks.document(documentId)} draft={false}>
        <Hidden {...form.field("follows")} />
        <FieldOf form={form} of={reviewDocument.input.shape} name="reviewOn" />
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
        <FieldOf form={form} of={endDocument.input.shape} name="endedOn" />
      </Form>
    </>
  ),
});
