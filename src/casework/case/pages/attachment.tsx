import { failed } from "../../../platform/basics/result.ts";
import { fileKinds, kindWords, mostBodyBytes, mostMegabytes } from "../../../platform/files/kinds.ts";
import { receiveFile } from "../../../platform/files/receive.ts";
import { readStored } from "../../../platform/files/store.ts";
import { FieldsOf, namesIn } from "../../../ui/components/about-fields.tsx";
import { FileField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, defineForm } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { attachToCase } from "../actions/attach-to-case.ts";
import { attachmentFields } from "../../intake/attachment-fields.ts";
import type { CaseParts } from "../case-parts.ts";
import { entriesOf } from "../corrected.ts";
import { getAttachment } from "../../intake/queries/get-attachment.ts";
import { getCase } from "../queries/get-case.ts";
import { CaseFormPage } from "./case-form.tsx";

const kinds = fileKinds.map((kind) => kindWords[kind].name).join(", ");
const endings = fileKinds.map((kind) => kindWords[kind].ending).join(",");

/** Attaches a file to a case, or to one of the entries of its journal. */
export const attachToCasePage = defineForm({
  path: "/arenden/:caseId/bilaga/ny",
  title: "Lägg till en bilaga",
  asks: attachToCase,
  fields: attachmentFields,
  maxBodyBytes: mostBodyBytes,
  load: ({ ask, params }) => ask(getCase, { caseId: params.caseId }),
  async submit({ body, params: { caseId }, scanner, performWith }) {
    const upload = await receiveFile(body.files["attachedFile"]?.[0], scanner);
    const given = Object.fromEntries(namesIn(attachmentFields).map((name) => [name, body.values[name]?.[0]]));
    const sent = await performWith(upload, attachToCase, { ...given, caseId, attachedFile: upload.ok ? upload.value.sha256 : undefined });
    // What is wrong with the file is told beside what is wrong with the words.
    const faults = sent.ok ? undefined : sent.error.fields;
    if (sent.ok || upload.ok || faults === undefined || faults.some(({ field }) => field === "attachedFile")) return sent;
    return failed({ ...sent.error, fields: [{ field: "attachedFile", message: upload.error.message }, ...faults] });
  },
  done: (_out, { params }) => caseLink(params.caseId, "journal"),
  notice: "Bilagan är sparad.",
  view: ({ data: parts, form, scanner }) => (
    <CaseFormPage parts={parts} heading="Lägg till en bilaga">
      <Form form={form} submit="Spara bilagan" cancel={caseLink(parts.file.id)} files draft={false}>
        <FileField {...form.field("attachedFile")} label="Fil" hint={`${kinds}, högst ${mostMegabytes} MB.`} accept={endings} />
        <FieldsOf form={form} of={attachmentFields} options={{ entry: entryOptions(parts), keptFromId: guardianOptions(parts) }} />
        <Paragraph subtle>
          {scanner
            ? "Filen söks igenom efter skadlig kod innan den sparas."
            : "Filer söks inte igenom efter skadlig kod här. Lägg bara till filer som du litar på."}
        </Paragraph>
      </Form>
    </CaseFormPage>
  ),
});

/** The latest in the journal: what a file belongs to has most often just been written. */
const mostEntries = 40;

function entryOptions(parts: CaseParts): readonly { readonly value: string; readonly label: string }[] {
  const own = new Map(
    entriesOf(parts).flatMap(({ record, on, heading }) => (record === undefined ? [] : [[record, { on, heading }] as const])),
  );
  return [...own]
    .map(([value, { on, heading }]) => ({ value, label: `${on} ${heading}` }))
    .toSorted((a, b) => (a.label < b.label ? 1 : -1))
    .slice(0, mostEntries);
}

const guardianOptions = ({ guardians }: CaseParts) =>
  guardians.map(({ id, given_name, family_name }) => ({ value: id, label: `${given_name} ${family_name}` }));

/** The file of an attachment, to save. Its name stands in the answer's head and in no address. */
export const attachmentDownload = defineDownload({
  path: "/arenden/:caseId/bilaga/:attachmentId",
  title: "Bilaga som fil",
  asks: getAttachment,
  type: "application/octet-stream",
  async file({ ask, params, door, actor }) {
    const { fileId, name } = await ask(getAttachment, params);
    return { name, body: readStored(door.db, actor.municipalityId, fileId) };
  },
});
