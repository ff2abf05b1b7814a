import { Hidden } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { removeQuestion } from "../actions/remove-question.ts";
import { editorLinks, ownForms } from "../links.ts";
import { loadOwn, openDraft } from "./load-own.ts";

/** Takes a question away, after what asks about it is told. */
export const removeQuestionPage = defineForm({
  path: `${ownForms}/:form/fraga/:question/ta-bort`,
  title: "Ta bort en fråga",
  async load(context) {
    const loaded = await loadOwn(context, context.params.form);
    const file = openDraft(loaded);
    const fields = file.question(context.params.question);
    const place = file.placeOf(context.params.question);
    if (!fields || !place) notFound();
    const page = file.pages()[place.page];
    return {
      number: loaded.own.number,
      text: String(fields["text"] ?? ""),
      dependents: file.dependents(context.params.question).filter((one) => one !== `Fråga ${context.params.question}`),
      goesWith: page?.questions.length === 1 ? page.title : null,
    };
  },
  values: ({ data: { number } }) => ({ follows: number }),
  action: removeQuestion,
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Frågan är borttagen.",
  view: ({ data: { text, dependents, goesWith }, form, params }) => (
    <>
      <PageHead
        heading={`Ta bort fråga ${params.question}?`}
        lead={text}
        back={{ href: editorLinks.question(params.form, params.question), text: "Till frågan" }}
      />
      {goesWith === null ? null : <Paragraph>{`Sidan ”${goesWith}” har ingen annan fråga, och tas bort med den.`}</Paragraph>}
      {dependents.length === 0 ? (
        <Paragraph>Inget villkor och ingen regel frågar efter svaret.</Paragraph>
      ) : (
        <Alert tone="warning" heading="Det här frågar efter svaret, och måste sedan ändras">
          <ul class="ds-list">
            {dependents.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Form form={form} submit="Ta bort frågan" danger cancel={editorLinks.form(params.form)} draft={false}>
        <Hidden {...form.field("follows")} />
      </Form>
    </>
  ),
});
