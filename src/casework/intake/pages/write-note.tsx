import { FieldOf, FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Card, LawNote } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { caseLink } from "../../part/case-link.ts";
import { latestOf } from "../../part/corrections.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { writeNote } from "../actions/write-note.ts";

const fields = writeNote.input.shape;

/** A note in the journal. With `?rattar=<id>` it corrects an earlier one, which stays readable. */
export const writeNotePage = defineForm({
  path: "/arenden/:caseId/anteckning/ny",
  title: "Anteckning",
  load: async ({ ask, params, search }) => {
    const parts = await partsOf(ask, params.caseId, "notes");
    const corrects = search.get("rattar");
    const note = corrects === null ? null : (parts.notes.find((one) => one.id === corrects) ?? notFound());
    return { parts, note };
  },
  values: ({ data: { note } }) =>
    note ? { happenedOn: note.happened_on, happenedAt: note.happened_at?.slice(0, 5), text: note.text } : {},
  action: writeNote,
  standing: ({ data: { parts, note } }) => {
    const latest = note && latestOf(parts.notes, note);
    if (!latest) return null;
    const words = { happenedOn: latest.happened_on, happenedAt: latest.happened_at?.slice(0, 5), text: latest.text };
    return { words, goOn: `/arenden/${parts.file.id}/anteckning/ny?rattar=${latest.id}` };
  },
  amend: ({ noteId }, { params }) => `/arenden/${params.caseId}/anteckning/ny?rattar=${noteId}`,
  input: (fields, { data }) => ({ ...fields, correctsId: data.note?.id }),
  // A correction is made beside the entry that it is of.
  done: (_out, { params, search }) => caseLink(params.caseId, search.has("rattar") ? "journal" : "översikt"),
  notice: "Anteckningen är sparad.",
  view: ({ data: { parts, note }, form }) => (
    <CaseFormPage parts={parts} heading={note ? "Rätta anteckningen" : "Skriv anteckning"}>
      {note ? (
        <>
          <LawNote>Den gamla anteckningen tas inte bort. Den visas som rättad, och den nya gäller.</LawNote>
          <Card heading={`Anteckningen från ${note.happened_on}, ${note.by}`}>
            <p class="ds-paragraph f-case-text">{note.text}</p>
          </Card>
        </>
      ) : null}
      <Form
        form={form}
        submit={note ? "Spara rättelsen" : "Spara anteckningen"}
        cancel={caseLink(parts.file.id, note ? "journal" : "översikt")}
      >
        <div class="f-pair">
          <FieldsOf form={form} of={fields} names={["happenedOn", "happenedAt"]} />
        </div>
        <FieldOf form={form} of={fields} name="text" />
      </Form>
    </CaseFormPage>
  ),
});
