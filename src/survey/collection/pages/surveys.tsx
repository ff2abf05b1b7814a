import { hasRole } from "../../../platform/core/actor.ts";
import { stockholmDate } from "../../../platform/basics/dates.ts";
import { DateField, Radios } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Heading, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { defineForm, definePage } from "../../../ui/page.tsx";
import { listForms } from "../../questionnaires/queries/list-forms.ts";
import { publicationsPath } from "../../comparison/links.ts";
import { beginAnswers } from "../actions/begin-answers.ts";
import { surveyLinks, surveysPath } from "../links.ts";
import { findAnswerSets } from "../queries/find-answer-sets.ts";
import type { AnswerSetLine } from "../queries/find-answer-sets.ts";

/** The surveys that the municipality answers. */
export const surveysPage = definePage({
  path: surveysPath,
  title: "Enkäter",
  navigation: { text: "Enkäter", order: 62 },
  asks: findAnswerSets,
  load: async ({ ask }) => ({ sets: (await ask(findAnswerSets, {})).sets, forms: (await ask(listForms, {})).forms }),
  view: ({ data: { sets, forms }, actor, today }) => {
    const titleOf = (id: string) => forms.find(({ form }) => form === id)?.title ?? id;
    return (
      <>
        <PageHead heading="Enkäter" lead="Ni svarar sida för sida, flera tillsammans. Socialchefen skriver under." />
        <Table
          caption="Påbörjade och besvarade"
          hideCaption
          empty="Ingen enkät är påbörjad."
          rows={sets}
          columns={[
            { heading: "Enkät", cell: (one) => <Link href={surveyLinks.set(one.id)}>{titleOf(one.questionnaire)}</Link> },
            { heading: "Sista svarsdag", cell: (one) => one.last_day },
            { heading: "Läge", cell: (one) => <Tag tone={one.signed_at ? "success" : "neutral"}>{stateOf(one, today)}</Tag> },
          ]}
        />
        <Paragraph>
          <Link href={publicationsPath}>Publicerade resultat att jämföra med</Link>
        </Paragraph>
        {hasRole(actor, "analyst", "director") ? (
          <section>
            <Heading level={2}>Har ni fått en ny enkät?</Heading>
            <LinkButton href={`${surveysPath}/ny`} variant="secondary">
              Börja besvara en enkät
            </LinkButton>
          </section>
        ) : null}
      </>
    );
  },
});

function stateOf({ signed_at, closes_on, last_day, pages }: AnswerSetLine, today: string): string {
  if (signed_at !== null) return `Underskriven ${stockholmDate(new Date(signed_at))}`;
  if (today > closes_on) return "Stängd utan underskrift";
  if (today > last_day) return "Sista svarsdagen har varit";
  return pages === 0 ? "Inte påbörjad" : `Pågår, ${pages === 1 ? "1 sida sparad" : `${pages} sidor sparade`}`;
}

/** Begins to answer a questionnaire. */
export const beginSurveyPage = defineForm({
  path: `${surveysPath}/ny`,
  title: "Börja besvara en enkät",
  load: async ({ ask }) => ({ forms: (await ask(listForms, {})).forms.filter(({ respondent }) => respondent === "unit") }),
  action: beginAnswers,
  values: ({ search, data: { forms } }) => ({
    questionnaire: forms.find(({ form }, _at, { length }) => length === 1 || form === search.get("formular"))?.form,
  }),
  done: ({ answerSetId }) => surveyLinks.set(answerSetId),
  notice: "Enkäten är påbörjad.",
  view: ({ data: { forms }, form }) => (
    <>
      <PageHead heading="Börja besvara en enkät" back={{ href: surveysPath, text: "Till enkäterna" }} />
      <Form form={form} submit="Börja" cancel={surveysPath} draft={false}>
        <Radios
          {...form.field("questionnaire")}
          label="Enkät"
          options={forms.map(({ form: id, title }) => ({ value: id, label: title }))}
        />
        <DateField
          {...form.field("lastDay")}
          label="Sista svarsdag"
          hint="Står i brevet från den som har skickat enkäten. Sena svar går att lämna två veckor till."
        />
      </Form>
    </>
  ),
});
