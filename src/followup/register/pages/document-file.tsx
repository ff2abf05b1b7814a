import { FileField, Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm, notFound } from "../../../ui/page.tsx";
import { FieldOf } from "../../../ui/components/about-fields.tsx";
import { fileKinds, kindWords, mostBodyBytes, mostMegabytes } from "../../../platform/files/kinds.ts";
import { receiveFile } from "../../../platform/files/receive.ts";
import { readStored } from "../../../platform/files/store.ts";
import { attachFile } from "../actions/change-document.ts";
import { removeFile } from "../actions/remove-file.ts";
import { registerLinks } from "../links.ts";
import { getDocument } from "../queries/get-document.ts";
import { getFile } from "../queries/get-file.ts";

const names = fileKinds.map((kind) => kindWords[kind].name).join(", ");
const endings = fileKinds.map((kind) => kindWords[kind].ending).join(",");

/** Attaches the document itself, or puts a new file in the place of the one before. */
export const attachFilePage = defineForm({
  path: "/rutiner/:documentId/fil",
  title: "Bifoga en rutin som fil",
  asks: attachFile,
  maxBodyBytes: mostBodyBytes,
  load: ({ ask, params }) => ask(getDocument, { documentId: params.documentId }),
  values: ({ data: { last } }) => ({ follows: last.number }),
  async submit({ body, params: { documentId }, scanner, performWith }) {
    const upload = await receiveFile(body.files["documentFile"]?.[0], scanner);
    const documentFile = upload.ok ? upload.value.sha256 : undefined;
    return performWith(upload, attachFile, { documentId, follows: body.values["follows"]?.[0], documentFile });
  },
  done: (_out, { params }) => registerLinks.document(params.documentId),
  notice: "Filen är bifogad.",
  view: ({ data: { last }, form, scanner, params: { documentId } }) => (
    <>
      <PageHead
        heading={last.file ? "Ersätt filen" : "Bifoga dokumentet som fil"}
        lead={last.title}
        back={{ href: registerLinks.document(documentId), text: "Dokumentet" }}
      />
      {last.file ? <Paragraph>{`Nu finns ${last.file.name}. Den finns kvar bland ändringarna och kan hämtas där.`}</Paragraph> : null}
      <Form form={form} submit="Bifoga" cancel={registerLinks.document(documentId)} files draft={false}>
        <Hidden {...form.field("follows")} />
        <FileField
          {...form.field("documentFile")}
          label="Fil"
          hint={`${names}, högst ${mostMegabytes} MB. Inget om enskilda personer.`}
          accept={endings}
        />
        <Paragraph subtle>
          {scanner
            ? "Filen söks igenom efter skadlig kod innan den sparas."
            : "Filer söks inte igenom efter skadlig kod här. Bifoga bara filer som du litar på."}
        </Paragraph>
      </Form>
    </>
  ),
});

/** Takes away a file that is wrong. */
export const removeFilePage = defineForm({
  path: "/rutiner/:documentId/fil/:number/ta-bort",
  title: "Ta bort en fil ur registret",
  load: async ({ ask, params }) => {
    const { last, versions } = await ask(getDocument, { documentId: params.documentId });
    const row = versions.find(({ number, file }) => String(number) === params.number && file !== null);
    if (!row?.file) notFound();
    return { title: last.title, name: row.file.name };
  },
  action: removeFile,
  done: (_out, { params }) => registerLinks.document(params.documentId),
  notice: "Filen är borttagen.",
  view: ({ data: { title, name }, form, params: { documentId } }) => (
    <>
      <PageHead heading={`Ta bort ${name}`} lead={title} back={{ href: registerLinks.document(documentId), text: "Dokumentet" }} />
      <Paragraph>Ingen kan hämta filen sedan. Att den har funnits, vem som tog bort den och varför står kvar.</Paragraph>
      <Form form={form} submit="Ta bort" danger cancel={registerLinks.document(documentId)} draft={false}>
        <FieldOf form={form} of={removeFile.input.shape} name="why" />
      </Form>
    </>
  ),
});

/** The file of a row, to save. */
export const documentDownload = defineDownload({
  path: "/rutiner/:documentId/fil/:number",
  title: "Rutin eller styrdokument som fil",
  asks: getFile,
  type: "application/octet-stream",
  async file({ ask, params, door, actor }) {
    const { fileId, name } = await ask(getFile, params);
    return { name, body: readStored(door.db, actor.municipalityId, fileId) };
  },
});
