import { PageHead } from "../../../ui/components/layout.tsx";
import { ButtonRow, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import { formLinks } from "../links.ts";
import { getForm } from "../queries/get-form.ts";
import { House, QuestionsRead, TextsRead } from "../reading-view.tsx";
import { chosenIn } from "./read-languages.tsx";

/** One page of a questionnaire, to be read. */
export const formPagePage = definePage({
  path: "/formular/:form/sida/:number",
  title: "Sida i ett formulär",
  asks: getForm,
  async load({ ask, params: { form, number }, search }) {
    const read = await ask(getForm, { form, language: search.get("sprak") ?? undefined });
    const page = /^[1-9]\d{0,3}$/.test(number) ? read.pages[Number(number) - 1] : undefined;
    if (page === undefined) notFound();
    return { page, place: Number(number) - 1, count: read.pages.length, language: chosenIn(read) };
  },
  view: ({ data: { page, place, count, language }, params: { form } }) => (
    <Spoken language={language}>
      <PageHead
        heading={<Words of={page.title} />}
        lead={<House>{`Sida ${place + 1} av ${count}`}</House>}
        back={{ href: formLinks.form(form, language), text: "Till formulärets alla sidor" }}
      />
      <TextsRead texts={page.text} />
      {page.asked === null ? null : (
        <Paragraph>
          <House>{page.asked}</House>
        </Paragraph>
      )}
      <QuestionsRead questions={page.questions} level={2} />
      <ButtonRow>
        {place + 1 < count ? <LinkButton href={formLinks.page(form, place + 1, language)}>Nästa sida</LinkButton> : null}
        {place > 0 ? (
          <LinkButton href={formLinks.page(form, place - 1, language)} variant="secondary">
            Föregående sida
          </LinkButton>
        ) : null}
      </ButtonRow>
    </Spoken>
  ),
});
