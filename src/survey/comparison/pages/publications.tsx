import { hasRole } from "../../../platform/core/actor.ts";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { ok } from "../../../platform/basics/result.ts";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { FileField, Radios } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { listQuestionnaires } from "../../questionnaires/find-questionnaire.ts";
import { addPublication } from "../actions/add-publication.ts";
import { addPublicationPath, publicationsPath } from "../links.ts";
import { longestPublication } from "../publication.ts";
import { findPublications } from "../queries/find-publications.ts";

/** The published results that one's own answers are compared with. */
export const publicationsPage = definePage({
  path: publicationsPath,
  title: "Publicerade resultat",
  asks: findPublications,
  load: async ({ ask }) => ({ ...(await ask(findPublications, {})), forms: await listQuestionnaires() }),
  view: ({ data: { publications, forms }, actor }) => (
    <>
      <PageHead
        heading="Publicerade resultat"
        lead="Era egna svar visas bredvid det som är publicerat. Andra kommuners egna svar finns inte här."
        back={{ href: "/enkater", text: "Till enkäterna" }}
      />
      <Table
        caption="Inlästa"
        empty="Inget är inläst. Socialstyrelsens tal för 2024 följer med programmet."
        rows={publications}
        columns={[
          { heading: "Källa", cell: (one) => one.published_by },
          { heading: "Enkät", cell: (one) => forms.find(({ id }) => id === one.questionnaire)?.title ?? one.questionnaire },
          { heading: "Våra grupper", cell: (one) => one.groups.join(", ") || "Ingen" },
          { heading: "Inläst", cell: (one) => stockholmDate(new Date(one.at)) },
        ]}
      />
      {hasRole(actor, "analyst", "director") ? <LinkButton href={addPublicationPath}>Läs in publicerade resultat</LinkButton> : null}
    </>
  ),
});

/** Reads a publication. */
export const addPublicationPage = defineForm({
  path: addPublicationPath,
  title: "Läs in publicerade resultat",
  asks: addPublication,
  load: async () => ({ forms: (await listQuestionnaires()).filter(({ respondent }) => respondent === "unit") }),
  async submit({ body, perform }) {
    const [file] = body.files["content"] ?? [];
    // One sign more than fits is enough to say that it is too long.
    const content = file && file.size <= longestPublication * 2 ? await new Response(file.stream()).text() : undefined;
    const values = Object.fromEntries(
      Object.entries(body.values).flatMap(([name, [value]]) => (name.startsWith("_") ? [] : [[name, value]])),
    );
    const added = await perform(addPublication, { ...values, content });
    return added.ok ? ok({}) : added;
  },
  done: () => publicationsPath,
  notice: "Resultaten är inlästa.",
  view: ({ data: { forms }, form }) => (
    <>
      <PageHead heading="Läs in publicerade resultat" back={{ href: publicationsPath, text: "Till publicerade resultat" }} />
      <Paragraph>Filen är den skyddade publikationen som JSON. Den innehåller inga svar från en enskild kommun.</Paragraph>
      <Form form={form} submit="Läs in" cancel={publicationsPath} files draft={false}>
        <Radios {...form.field("questionnaire")} label="Enkät" options={forms.map(({ id, title }) => ({ value: id, label: title }))} />
        <FileField {...form.field("content")} label="Fil" hint="Slutar på .json." accept=".json,application/json" />
        <FieldsOf form={form} of={addPublication.input.shape} />
      </Form>
    </>
  ),
});
