import type { FC } from "hono/jsx";
import { z } from "zod";
import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { Hidden, Select } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Button, ButtonRow, Card, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import { nothingCompared } from "../../collection/compared.ts";
import { QuestionFields } from "../../collection/pages/question.tsx";
import { inOwnWords } from "../../questionnaires/shown.ts";
import { saveQuestion } from "../actions/save-question.ts";
import type { FormFile } from "../form-file.ts";
import { editorLinks, ownForms } from "../links.ts";
import { showQuestion } from "../question-faults.ts";
import { fileFieldsOf, formFieldsOf, questionInput } from "../question-fields.ts";
import { loadOwn, openDraft } from "./load-own.ts";

/** A question of a draft: its fields, and beside them what whoever answers sees. */
export const editQuestionPage = defineForm({
  path: `${ownForms}/:form/fraga/:question`,
  title: "Ändra en fråga",
  looks: true,
  async load(context) {
    const loaded = await loadOwn(context, context.params.form);
    const file = openDraft(loaded);
    const fields = file.question(context.params.question);
    if (!fields) notFound();
    return { file, fields, number: loaded.own.number };
  },
  values: ({ data: { fields, number } }) => ({ ...formFieldsOf(fields), follows: number }),
  action: saveQuestion,
  standing: ({ data: { fields, number }, params: { form, question } }) => ({
    words: formFieldsOf(fields),
    goOn: editorLinks.question(form, question),
    follows: ["follows", number],
  }),
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Frågan är sparad.",
  view: ({ data: { file }, form, params }) => (
    <>
      <PageHead heading={`Fråga ${params.question}`} back={{ href: editorLinks.form(params.form), text: "Till formuläret" }} />
      <Fields form={form} file={file} />
      <ButtonRow>
        <LinkButton href={editorLinks.remove(params.form, params.question)} variant="tertiary" danger>
          Ta bort frågan
        </LinkButton>
      </ButtonRow>
    </>
  ),
});

/** A new question last on a page. */
export const newQuestionPage = defineForm({
  path: `${ownForms}/:form/sida/:formPage/ny-fraga`,
  title: "Lägg till en fråga",
  looks: true,
  async load(context) {
    const loaded = await loadOwn(context, context.params.form);
    const file = openDraft(loaded);
    if (!file.page(context.params.formPage)) notFound();
    return { file, number: loaded.own.number };
  },
  values: ({ data: { file, number } }) => ({ follows: number, number: nextNumber(file), type: "single", alternatives: "Ja\nNej" }),
  action: saveQuestion,
  standing: ({ data: { number }, params: { form, formPage: page } }) => ({
    words: {},
    goOn: editorLinks.newQuestion(form, page),
    follows: ["follows", number],
  }),
  done: (_out, { params: { form } }) => editorLinks.form(form),
  notice: "Frågan är tillagd.",
  view: ({ data: { file }, form, params }) => (
    <>
      <PageHead heading="Lägg till en fråga" back={{ href: editorLinks.form(params.form), text: "Till formuläret" }} />
      <Fields form={form} file={file} />
    </>
  ),
});

/** The number after the greatest. */
function nextNumber(file: FormFile): number {
  const numbers = file.pages().flatMap(({ questions }) => questions.map(({ number }) => Number.parseInt(number, 10)));
  return Math.max(0, ...numbers.filter(Number.isInteger)) + 1;
}

const namesOf = (file: FormFile, part: "scales" | "periods"): readonly string[] => {
  const found = file.top(part);
  return typeof found === "object" && found !== null ? Object.keys(found) : [];
};

const first = ["number", "type", "text", "heading", "help"] as const;
const last = ["ask", "required", "comment"] as const;
const middle = Object.keys(questionInput).filter((name) => ![...first, ...last, "scale", "period"].some((other) => other === name));

const Fields: FC<{ form: FormState; file: FormFile }> = ({ form, file }) => {
  const [scales, periods] = [namesOf(file, "scales"), namesOf(file, "periods")];
  return (
    <div class="f-beside">
      <Form form={form} draft>
        <Hidden {...form.field("follows")} />
        <FieldsOf form={form} of={questionInput} names={first} />
        {scales.length === 0 ? null : (
          <Select
            {...form.field("scale")}
            label="Lista med svarsalternativ som flera frågor delar"
            options={scales.map((name) => ({ value: name, label: name }))}
            empty="Ingen: alternativen skrivs här"
          />
        )}
        <FieldsOf form={form} of={questionInput} names={middle} />
        {periods.length === 0 ? null : (
          <Select
            {...form.field("period")}
            label="Period som frågan gäller"
            options={periods.map((name) => ({ value: name, label: name }))}
            empty="Ingen"
          />
        )}
        <FieldsOf form={form} of={questionInput} names={last} />
        <ButtonRow>
          <Button>Spara</Button>
          <Button name="_look" value="ja" variant="secondary">
            Visa hur frågan ser ut
          </Button>
        </ButtonRow>
      </Form>
      <div data-live="ja">
        <Shown form={form} file={file} />
      </div>
    </div>
  );
};

const asTyped = z.object(questionInput);

/** What stands in the fields, as whoever answers will see it. */
const Shown: FC<{ form: FormState; file: FormFile }> = ({ form, file }) => {
  const typed = asTyped.safeParse(Object.fromEntries(Object.keys(questionInput).map((name) => [name, form.value(name)])));
  const shown = typed.success ? showQuestion(file, fileFieldsOf(typed.data)) : null;
  const missing = typed.success ? [] : [...new Set(typed.error.issues.map(({ message }) => message))];
  const faults = shown?.faults.map(({ message }) => message) ?? missing;
  return (
    <Card heading="Så ser frågan ut" tinted>
      {shown?.question ? (
        <QuestionFields
          question={shown.question}
          words={inOwnWords(shown.question)}
          language={null}
          form={apartFrom(form)}
          proposals={[]}
          compared={nothingCompared}
          earlier={[]}
        />
      ) : null}
      {faults.length === 0 ? null : (
        <Alert tone="warning" heading="Kan inte visas än">
          <ul class="ds-list">
            {faults.map((message) => (
              <li>{message}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Paragraph subtle>Det här är en förhandsvisning: inget svar sparas.</Paragraph>
    </Card>
  );
};

/** The same form with no words in it, and with names of its own for the fields: what is shown is no part of what is sent. */
const apartFrom = (form: FormState): FormState => ({
  ...form,
  field: (name) => ({ name: `prov_${name}`, value: "", values: [] }),
  value: () => "",
});
