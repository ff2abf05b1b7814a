import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { pageInput, savePageOfForm } from "../actions/save-page-of-form.ts";
import { editorLinks, ownForms } from "../links.ts";
import { loadOwn, openDraft } from "./load-own.ts";

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join("\n\n") : typeof value === "string" ? value : "");

/** What a page of a draft says above its questions, and when it is shown. */
export const editPagePage = defineForm({
  path: `${ownForms}/:form/sida/:formPage`,
  title: "Ändra en sida",
  async load(context) {
    const loaded = await loadOwn(context, context.params.form);
    const fields = openDraft(loaded).page(context.params.formPage);
    if (!fields) notFound();
    const { title, text, ask } = fields;
    return {
      number: loaded.own.number,
      words: { key: context.params.formPage, title: textOf(title), text: textOf(text), ask: textOf(ask) },
    };
  },
  values: ({ data: { number, words } }) => ({ ...words, follows: number }),
  action: savePageOfForm,
  standing: ({ data: { number, words }, params: { form, formPage: page } }) => ({
    words,
    goOn: editorLinks.page(form, page),
    follows: ["follows", number],
  }),
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Sidan är sparad.",
  view: ({ data: { words }, form, params }) => (
    <>
      <PageHead heading={words.title || words.key} back={{ href: editorLinks.form(params.form), text: "Till formuläret" }} />
      <Form form={form} submit="Spara" cancel={editorLinks.form(params.form)}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={pageInput} />
      </Form>
    </>
  ),
});

/** A new page, last. */
export const newPagePage = defineForm({
  path: `${ownForms}/:form/ny-sida`,
  title: "Lägg till en sida",
  async load(context) {
    const loaded = await loadOwn(context, context.params.form);
    return { number: loaded.own.number, count: openDraft(loaded).pages().length };
  },
  values: ({ data: { number, count } }) => ({ follows: number, key: `sida-${count + 1}` }),
  action: savePageOfForm,
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Sidan är tillagd, med en första fråga att skriva om.",
  view: ({ form, params }) => (
    <>
      <PageHead heading="Lägg till en sida" back={{ href: editorLinks.form(params.form), text: "Till formuläret" }} />
      <Form form={form} submit="Lägg till" cancel={editorLinks.form(params.form)}>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={pageInput} />
      </Form>
    </>
  ),
});
