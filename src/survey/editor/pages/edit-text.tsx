import { Hidden, TextArea } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Button, ButtonRow } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { saveText } from "../actions/save-text.ts";
import { checkDraft } from "../check-draft.ts";
import { editorLinks, ownForms } from "../links.ts";
import { loadOwn } from "./load-own.ts";

/** The whole file of a draft as text, with every fault at its line. */
export const editTextPage = defineForm({
  path: `${ownForms}/:form/fil`,
  title: "Hela filen",
  looks: true,
  async load(context) {
    const { own } = await loadOwn(context, context.params.form);
    if (own.published) notFound();
    return { own };
  },
  values: ({ data: { own } }) => ({ content: own.content.trimEnd(), follows: own.number }),
  action: saveText,
  standing: ({ data: { own }, params: { form } }) => ({
    words: { content: own.content },
    goOn: editorLinks.text(form),
    follows: ["follows", own.number],
  }),
  done: (_out, { params: { form } }) => editorLinks.text(form),
  notice: "Filen är sparad.",
  view: ({ data: { own }, form, params }) => {
    const { faults, value } = checkDraft({ ...own, content: form.value("content") });
    return (
      <>
        <PageHead
          heading="Hela filen"
          lead="Skalor, ord som definieras, perioder och regler skrivs här. Filen kan ha fel när den sparas, men inte när den publiceras."
          back={{ href: editorLinks.form(params.form), text: "Till formuläret" }}
        />
        <div class="f-beside">
          <Form form={form}>
            <Hidden {...form.field("follows")} />
            <TextArea {...form.field("content")} label="Formulärets fil" rows={30} />
            <ButtonRow>
              <Button>Spara</Button>
              <Button name="_look" value="ja" variant="secondary">
                Pröva utan att spara
              </Button>
            </ButtonRow>
          </Form>
          <div data-live="ja">
            {value === null ? (
              <Alert tone="warning" heading={faults.length === 1 ? "Ett fel" : `${faults.length} fel`}>
                <ul class="ds-list">
                  {faults.map(({ line, message }) => (
                    <li>{`Rad ${line}: ${message}`}</li>
                  ))}
                </ul>
              </Alert>
            ) : (
              <Alert tone="success">Filen håller ihop.</Alert>
            )}
          </div>
        </div>
      </>
    );
  },
});
