import { PageHead } from "../../../ui/components/layout.tsx";
import { ButtonRow, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import { formLinks } from "../links.ts";
import { getForm } from "../queries/get-form.ts";
import { QuestionsRead } from "../reading-view.tsx";

/** One page of a questionnaire, to be read. */
export const formPagePage = definePage({
  path: "/formular/:form/sida/:number",
  title: "Sida i ett formulär",
  asks: getForm,
  async load({ ask, params: { form, number } }) {
    const { pages } = await ask(getForm, { form });
    const page = /^[1-9]\d{0,3}$/.test(number) ? pages[Number(number) - 1] : undefined;
    if (page === undefined) notFound();
    return { page, place: Number(number) - 1, count: pages.length };
  },
  view: ({ data: { page, place, count }, params: { form } }) => (
    <>
      <PageHead
        heading={page.title}
        lead={`Sida ${place + 1} av ${count}`}
        back={{ href: formLinks.form(form), text: "Till formulärets alla sidor" }}
      />
      {page.text.map((text) => (
        <Paragraph>{text}</Paragraph>
      ))}
      <QuestionsRead questions={page.questions} level={2} />
      <ButtonRow>
        {place + 1 < count ? <LinkButton href={formLinks.page(form, place + 1)}>Nästa sida</LinkButton> : null}
        {place > 0 ? (
          <LinkButton href={formLinks.page(form, place - 1)} variant="secondary">
            Föregående sida
          </LinkButton>
        ) : null}
      </ButtonRow>
    </>
  ),
});
