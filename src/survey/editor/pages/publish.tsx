import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { answerColumns } from "../../questionnaires/answer-columns.ts";
import { answeredQuestions } from "../../questionnaires/questionnaire.ts";
import { publishForm } from "../actions/publish-form.ts";
import { editorLinks, ownForms } from "../links.ts";
import { loadOwn } from "./load-own.ts";

/** Publishes a draft, after what that means is told. */
export const publishPage = defineForm({
  path: `${ownForms}/:form/publicera`,
  title: "Publicera ett formulär",
  async load(context) {
    const loaded = await loadOwn(context, context.params.form);
    if (loaded.own.published) notFound();
    return loaded;
  },
  values: ({ data: { own } }) => ({ follows: own.number }),
  action: publishForm,
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Formuläret är publicerat.",
  view: ({ data: { own, checked }, form, params }) => (
    <>
      <PageHead heading={`Publicera version ${own.version}?`} back={{ href: editorLinks.form(params.form), text: "Till formuläret" }} />
      {checked.value === null ? (
        <Alert tone="warning">Formuläret har fel och kan inte publiceras. De står på formulärets sida.</Alert>
      ) : (
        <>
          <SummaryList
            rows={[
              { term: "Titel", value: checked.value.title },
              { term: "Sidor", value: String(checked.value.pages.length) },
              { term: "Frågor", value: String(answeredQuestions(checked.value).length) },
              { term: "Kolumner i svaren", value: String(answerColumns(checked.value).length) },
            ]}
          />
          <Paragraph>
            En publicerad version kan besvaras, och ändras aldrig: inget ord, inget villkor. Vill ni ändra något gör ni en ny version. Så
            länge ingen har börjat svara kan den dras tillbaka.
          </Paragraph>
          <Form form={form} submit="Publicera" cancel={editorLinks.form(params.form)} draft={false}>
            <Hidden {...form.field("follows")} />
          </Form>
        </>
      )}
    </>
  ),
});
