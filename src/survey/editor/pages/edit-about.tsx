import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { defineForm } from "../../../ui/page.tsx";
import { aboutInput, saveAbout } from "../actions/save-about.ts";
import { editorLinks, ownForms } from "../links.ts";
import { loadOwn, openDraft } from "./load-own.ts";

/** What a draft says of itself. */
export const editAboutPage = defineForm({
  path: `${ownForms}/:form/om`,
  title: "Titel och avslutning",
  async load(context) {
    const loaded = await loadOwn(context, context.params.form);
    const file = openDraft(loaded);
    const said = (name: string): string => (typeof file.top(name) === "string" ? String(file.top(name)) : "");
    return { number: loaded.own.number, words: { title: said("title"), source: said("source"), closing: said("closing") } };
  },
  values: ({ data: { number, words } }) => ({ ...words, follows: number }),
  action: saveAbout,
  standing: ({ data: { number, words }, params: { form } }) => ({ words, goOn: editorLinks.about(form), follows: ["follows", number] }),
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Sparat.",
  view: ({ form, params }) => (
    <>
      <PageHead heading="Titel och avslutning" back={{ href: editorLinks.form(params.form), text: "Till formuläret" }} />
      <Form form={form} submit="Spara" cancel={editorLinks.form(params.form)}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={aboutInput} />
      </Form>
    </>
  ),
});
