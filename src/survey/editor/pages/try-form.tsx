import type { FC } from "hono/jsx";
import { failed } from "../../../platform/basics/result.ts";
import type { Result } from "../../../platform/basics/result.ts";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Button, ButtonRow, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import type { FormBody } from "../../../ui/form-body.ts";
import type { Said } from "../../../platform/basics/languages.ts";
import { defineForm, notFound, Refusal } from "../../../ui/page.tsx";
import { nothingCompared } from "../../collection/compared.ts";
import { AboutLanguage } from "../../collection/pages/language.tsx";
import { QuestionFields } from "../../collection/pages/question.tsx";
import { contactField, fieldOf } from "../../collection/check-page.ts";
import { readPage } from "../../collection/form-answers.ts";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import { translationsIn } from "../../questionnaires/find-texts.ts";
import { judgeAnswers } from "../../questionnaires/judge.ts";
import type { AnswerFault } from "../../questionnaires/judge.ts";
import { inOwn } from "../../questionnaires/own-words.ts";
import { ReadLanguages } from "../../questionnaires/pages/read-languages.tsx";
import type { Page, Questionnaire } from "../../questionnaires/questionnaire.ts";
import { TextsRead } from "../../questionnaires/reading-view.tsx";
import { showIn } from "../../questionnaires/shown.ts";
import type { ShownForm } from "../../questionnaires/shown.ts";
import { askedPages, walkForm } from "../../questionnaires/skip.ts";
import { editorLinks, ownForms } from "../links.ts";
import { getOwnForm } from "../queries/get-own-form.ts";
import { getTexts } from "../queries/get-texts.ts";
import { loadOwn } from "./load-own.ts";

/**
 * The questionnaire as it will be answered, page by page, with what follows of each answer. What is answered goes along from page to page and is kept
 * nowhere.
 */
export const tryFormPage = defineForm({
  path: `${ownForms}/:form/prova`,
  title: "Pröva att svara",
  asks: getOwnForm,
  looks: true,
  async load(context) {
    const { form } = context.params;
    const { checked } = await loadOwn(context, form);
    if (checked.value === null) notFound();
    const { content } = await context.ask(getTexts, { form });
    const words = showIn(checked.value, translationsIn(content), context.search.get("sprak"));
    if (!words.ok) throw new Refusal(words.error);
    return { shown: lookAt(checked.value, context.body), words: words.value, own: checked.value.language };
  },
  submit: (): Promise<Result<null>> =>
    Promise.resolve(failed({ code: "nothing-is-kept", message: "Det här är en förhandsvisning: inget svar sparas." })),
  done: (_out, { params: { form } }) => editorLinks.try(form),
  view: ({ data: { shown, words, own }, form, params }) => (
    <Spoken language={words.language}>
      <PageHead
        heading={shown.page ? <Words of={titleOf(shown.page, words)} /> : "Tack"}
        {...(shown.page ? { lead: <Words of={inOwn(words.language, `Sida ${shown.place + 1} av ${shown.count}`)} /> } : {})}
        back={{ href: editorLinks.form(params.form), text: "Till formuläret" }}
      />
      <ReadLanguages
        languages={words.languages}
        current={words.language ?? own}
        to={(language) => editorLinks.try(params.form, language)}
      />
      <AboutLanguage words={words} />
      <Alert>Så här möter formuläret den som svarar. Inget svar sparas.</Alert>
      {shown.faults.length === 0 ? null : (
        <Alert tone="warning" heading="Det skulle sägas om svaren på sidan före">
          <ul class="ds-list">
            {saidOf(shown, words).map((message) => (
              <li>
                <Words of={message} />
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Form form={form} draft={false}>
        <Carried values={shown.carried} />
        <TextsRead texts={words.pages.find(({ key }) => key === shown.page?.key)?.text ?? []} />
        {shown.page?.questions
          .filter(({ name }) => shown.asked.has(name))
          .map((question, at, all) => (
            <QuestionFields
              question={question}
              words={words.question(question.name)}
              language={words.language}
              form={form}
              proposals={[]}
              compared={nothingCompared}
              earlier={all.slice(0, at)}
            />
          ))}
        {shown.page ? null : <Paragraph>{words.closing === null ? "Alla frågor är besvarade." : <Words of={words.closing} />}</Paragraph>}
        <ButtonRow>
          {shown.page ? (
            <Button name="_look" value={`efter:${shown.page.key}`}>
              Nästa sida
            </Button>
          ) : (
            <LinkButton href={editorLinks.try(params.form)}>Börja om</LinkButton>
          )}
          {shown.page ? (
            <Button name="_look" value={`vid:${shown.page.key}`} variant="secondary">
              Visa följdfrågor
            </Button>
          ) : null}
          {shown.before === null ? null : (
            <Button name="_look" value={`vid:${shown.before}`} variant="tertiary">
              Föregående sida
            </Button>
          )}
        </ButtonRow>
      </Form>
    </Spoken>
  ),
});

type Shown = {
  /** Null after the last one. */
  readonly page: Page | null;
  readonly place: number;
  readonly count: number;
  readonly before: string | null;
  readonly asked: ReadonlySet<string>;
  /** Fields of the other pages, as they were sent. */
  readonly carried: readonly (readonly [name: string, value: string])[];
  readonly faults: readonly Pick<AnswerFault, "rule" | "message">[];
};

const titleOf = (page: Page, { pages }: ShownForm) =>
  pages.find(({ key }) => key === page.key)?.title ?? { text: page.title, language: null };

/** What is said of the answers, once each, in the language that was chosen where it is translated. */
function saidOf({ faults }: Shown, { rules, language }: ShownForm): readonly Said[] {
  const said = faults.map(({ rule, message }) => (rule === null ? undefined : rules.get(rule)) ?? inOwn(language, message));
  return [...new Map(said.map((one) => [one.text, one])).values()];
}

/** Which page is shown of what was sent, and what goes along. */
function lookAt(form: Questionnaire, body: FormBody | null): Shown {
  const sent: FormBody = body ?? { values: {}, files: {} };
  const answers = new Map(form.pages.flatMap((page) => Object.entries(readPage(page, sent).answers)));
  const { questions: asked } = walkForm(form, answers);
  const pages = askedPages(form, answers);
  const [kind = "", key = ""] = (sent.values["_look"]?.[0] ?? "").split(":");
  const at = pages.findIndex((page) => page.key === key);
  const place = kind === "efter" ? (at < 0 ? 0 : at + 1) : Math.max(0, at);
  const page = pages[place] ?? null;
  const left = kind === "efter" ? form.pages.find((one) => one.key === key) : undefined;
  const names = new Set(left?.questions.map(({ name }) => name));
  const others = form.pages.filter((one) => one !== page);
  const fields = new Set(others.flatMap(fieldsOf));
  return {
    page,
    place,
    count: pages.length,
    before: pages[place - 1]?.key ?? null,
    asked,
    carried: [...fields].flatMap((name) =>
      (sent.values[name] ?? []).filter((value) => value !== "").map((value) => [name, value] as const),
    ),
    faults: left ? judgeAnswers(form, answers, names) : [],
  };
}

/** The names of the fields of a page. */
function fieldsOf(page: Page): readonly string[] {
  return page.questions.flatMap((question) => [
    ...new Set(columnsOfQuestion(question).map(({ column }) => fieldOf(question, column))),
    ...(question.type === "contact" ? question.fields.map(({ key }) => contactField(key)) : []),
  ]);
}

const Carried: FC<{ values: Shown["carried"] }> = ({ values }) => (
  <>
    {values.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);
