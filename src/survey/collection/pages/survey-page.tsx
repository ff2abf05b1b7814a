import { formatDateTime } from "../../../platform/basics/dates.ts";
import { ok } from "../../../platform/basics/result.ts";
import type { FieldProblem, Result } from "../../../platform/basics/result.ts";
import { Hidden, TextArea } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Button, ButtonRow, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import { defineForm, notFound } from "../../../ui/page.tsx";
import type { StandingOf } from "../../../ui/request.ts";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import { inOwn } from "../../questionnaires/own-words.ts";
import { askedPages, walkForm } from "../../questionnaires/skip.ts";
import { savePage } from "../actions/save-page.ts";
import { contactField } from "../check-page.ts";
import { nothingCompared } from "../compared.ts";
import { readPage, valuesOfPage } from "../form-answers.ts";
import { linksFor } from "../links.ts";
import { compareAnswers } from "../queries/compare-answers.ts";
import { answersAsProposed, standingPage } from "../standing.ts";
import { ComparedFrom } from "./compared.tsx";
import { inTheirLanguage, LanguageButtons } from "./language.tsx";
import { loadSet } from "./load-set.ts";
import { QuestionFields } from "./question.tsx";

/** A page of the form: saved when one goes on, without scripts. What follows of an answer on the same page is shown when it is saved. */
export const surveyPage = defineForm({
  path: "/enkater/:answerSetId/sida/:page",
  outside: { respondent: "/svar/:answerSetId/sida/:page" },
  title: "Sida i en enkät",
  asks: savePage,
  async load(context) {
    const { set, form, words } = await loadSet(context, context.params.answerSetId);
    const page = form.pages.find(({ key }) => key === context.params.page);
    if (!page) notFound();
    const answers = answersAsProposed(form, set);
    const { questions } = walkForm(form, answers);
    const shown = page.questions.filter(({ name }) => questions.has(name));
    // Whoever answers by a personal link has no earlier answers here.
    const compared = context.actor.kind === "staff" ? await context.ask(compareAnswers, { answerSetId: set.id }) : nothingCompared;
    return { set, form, words, page, pages: askedPages(form, answers), shown, standing: standingPage(set, page), compared };
  },
  ...inTheirLanguage,
  titled: ({ data: { page, pages } }) => {
    const place = pages.findIndex(({ key }) => key === page.key);
    return `${place < 0 ? "" : `Sida ${place + 1} av ${pages.length}: `}${page.title}`;
  },
  values: ({ data: { page, standing, shown } }) => ({
    ...valuesOfPage(page, standing),
    follows: standing.number,
    shown: shown.map(({ name }) => name).join(" "),
  }),
  async submit(context): Promise<Result<{ to: string }>> {
    const { actor, body, perform } = context;
    const { page, set } = context.data;
    const links = linksFor(actor);
    const [follows = "0"] = body.values["follows"] ?? [];
    const shown = new Set((body.values["shown"]?.[0] ?? "").split(" "));
    const saved = await perform(savePage, { answerSetId: set.id, page: page.key, follows, ...readPage(page, body) });
    if (!saved.ok)
      return {
        ok: false,
        error: { ...saved.error, ...(saved.error.fields ? { fields: saved.error.fields.map(atField) } : {}) },
      };
    const more = saved.value.asked.find((name) => !shown.has(name));
    if (more !== undefined) return ok({ to: `${links.page(set.id, page.key)}#${more}` });
    if (body.values["_leave"]) return ok({ to: links.set(set.id) });
    // Which page comes next follows of what was just said: an answer may open a page or shut one.
    const now = await loadSet(context, set.id);
    const asked = new Set(askedPages(now.form, answersAsProposed(now.form, now.set)));
    const later = now.form.pages.slice(now.form.pages.findIndex(({ key }) => key === page.key) + 1);
    const next = later.find((one) => asked.has(one));
    return ok({ to: next ? links.page(set.id, next.key) : links.set(set.id) });
  },
  done: ({ to }) => to,
  standing: ({ actor, data: { page, standing, set } }): StandingOf<typeof savePage> => ({
    words: valuesOfPage(page, standing),
    goOn: linksFor(actor).page(set.id, page.key),
    follows: ["follows", standing.number],
  }),
  notice: "Sidan är sparad.",
  view: ({ actor, data: { set, words, form: questionnaire, page, pages, shown, compared }, form, today }) => {
    const links = linksFor(actor);
    const place = pages.findIndex(({ key }) => key === page.key);
    const before = pages[place - 1];
    const own = new Set(shown.flatMap(columnsOfQuestion).map(({ column }) => column));
    const saved = set.pages.find((one) => one.page === page.key);
    const texts = words.pages.find(({ key }) => key === page.key);
    const house = (sentence: string) => <Words of={inOwn(words.language, sentence)} />;
    return (
      <Spoken language={words.language}>
        <PageHead
          heading={texts ? <Words of={texts.title} /> : page.title}
          {...(place < 0 ? {} : { lead: house(`Sida ${place + 1} av ${pages.length}`) })}
          back={{ href: links.set(set.id), text: house("Till enkätens alla sidor") }}
        />
        <LanguageButtons words={words} own={questionnaire.language} form={pageForm} />
        {today > set.lastDay ? (
          <Alert tone="warning">
            <Paragraph>{house(`Sista svarsdagen var ${set.lastDay}. Det du sparar räknas som sent svar.`)}</Paragraph>
          </Alert>
        ) : null}
        {saved ? <Paragraph subtle>{house(`Senast sparad ${formatDateTime(new Date(saved.at))} av ${saved.by}.`)}</Paragraph> : null}
        {texts?.text.map((text) => (
          <Paragraph>
            <Words of={text} />
          </Paragraph>
        ))}
        <Paragraph>{house(nothingPersonal)}</Paragraph>
        <Form form={form} id={pageForm}>
          <Hidden {...form.field("follows")} />
          <Hidden {...form.field("shown")} />
          {shown.map((question, at) => (
            <QuestionFields
              question={question}
              words={words.question(question.name)}
              language={words.language}
              form={form}
              proposals={set.proposals}
              compared={compared}
              earlier={shown.slice(0, at)}
            />
          ))}
          <ComparedFrom questions={shown} compared={compared} />
          {set.proposals.some(({ column, value }) => value !== null && own.has(column)) ? (
            <TextArea
              {...form.field("reason")}
              label={reasonLabel}
              shown={house(reasonLabel)}
              rows={3}
              optional="om ni svarar som förslagen"
            />
          ) : null}
          <ButtonRow>
            <Button name="_next" value="ja">
              {house("Spara och gå vidare")}
            </Button>
            <Button name="_leave" value="ja" variant="secondary">
              {house("Spara och visa alla sidor")}
            </Button>
            {before ? (
              <LinkButton href={links.page(set.id, before.key)} variant="tertiary">
                {house("Föregående sida utan att spara")}
              </LinkButton>
            ) : null}
          </ButtonRow>
        </Form>
      </Spoken>
    );
  },
});

/** The form's id, for the buttons that choose a language and stand above it. */
const pageForm = "sidan";
const reasonLabel = "Är något svar ett annat än förslaget? Skriv kort vilket och varför.";
const nothingPersonal =
  "Skriv inget som går att koppla till en enskild persons hälsa eller levnadsförhållanden, och inga personnummer. Svaren gäller verksamheten.";

/** A fault that the schema found, at the field of the form: `answers.q4a_text`, `contact.namn`. */
function atField({ field, message }: FieldProblem): FieldProblem {
  const [part, name = ""] = field.split(".");
  if (part === "answers") return { field: name, message };
  return { field: part === "contact" ? contactField(name) : field, message };
}
