import { DateField, TextArea, TimeField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { Card, LawNote } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { latestOf } from "../../part/corrections.ts";
import { CaseFormPage } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { writeNote } from "../actions/write-note.ts";

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
  values: ({ data, today }) => ({
    happenedOn: data.note?.happened_on ?? today,
    happenedAt: data.note?.happened_at?.slice(0, 5),
    text: data.note?.text,
  }),
  action: writeNote,
  standing: ({ data: { parts, note } }) => {
    const latest = note && latestOf(parts.notes, note);
    if (!latest) return null;
    const words = { happenedOn: latest.happened_on, happenedAt: latest.happened_at?.slice(0, 5), text: latest.text };
    return { words, goOn: `/arenden/${parts.file.id}/anteckning/ny?rattar=${latest.id}` };
  },
  amend: ({ noteId }, { params }) => `/arenden/${params.caseId}/anteckning/ny?rattar=${noteId}`,
  input: (fields, { data }) => ({ ...fields, correctsId: data.note?.id }),
  done: (_out, { params }) => `/arenden/${params.caseId}`,
  notice: "Anteckningen är sparad.",
  view: ({ data: { parts, note }, form, today }) => (
    <CaseFormPage parts={parts} heading={note ? "Rätta anteckningen" : "Skriv anteckning"}>
      {note ? (
        <>
          <LawNote>Den gamla anteckningen tas inte bort. Den visas som rättad, och den nya gäller.</LawNote>
          <Card heading={`Anteckningen från ${note.happened_on}, ${note.by}`}>
            <p class="ds-paragraph f-case-text">{note.text}</p>
          </Card>
        </>
      ) : null}
      <Form form={form} submit={note ? "Spara rättelsen" : "Spara anteckningen"} cancel={`/arenden/${parts.file.id}`}>
        <div class="f-pair">
          <DateField {...form.field("happenedOn")} label="Dag det hände" max={today} />
          <TimeField {...form.field("happenedAt")} label="Klockslag" hint="Så att journalen står i rätt ordning." optional />
        </div>
        <TextArea
          {...form.field("text")}
          label="Anteckning"
          hint="Skriv det som har betydelse: vad som hände, vem som sa vad och vad det bygger på."
          rows={8}
        />
      </Form>
    </CaseFormPage>
  ),
});
