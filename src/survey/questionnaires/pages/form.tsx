import { PageHead } from "../../../ui/components/layout.tsx";
import { ButtonRow, Heading, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { formLinks } from "../links.ts";
import { getForm } from "../queries/get-form.ts";

/** A questionnaire's pages, each a link, and what can be taken home. */
export const formPage = definePage({
  path: "/formular/:form",
  title: "Ett formulär",
  asks: getForm,
  load: ({ ask, params }) => ask(getForm, params),
  view: ({ data, params: { form } }) => (
    <>
      <PageHead heading={data.title} lead={data.about} back={{ href: formLinks.forms, text: "Till alla formulär" }} />
      {data.source === null ? null : <Paragraph subtle>{data.source}</Paragraph>}
      <ButtonRow>
        <LinkButton href={formLinks.pdf(form)}>Läsversion som PDF</LinkButton>
        <LinkButton href={formLinks.codebook(form, "xlsx")} variant="secondary">
          Kodbok som Excel
        </LinkButton>
        <LinkButton href={formLinks.codebook(form, "csv")} variant="tertiary">
          CSV
        </LinkButton>
        <LinkButton href={formLinks.codebook(form, "xml")} variant="tertiary">
          DDI
        </LinkButton>
      </ButtonRow>
      <Heading level={2}>Sidor</Heading>
      <ol class="ds-list">
        {data.pages.map((page, place) => (
          <li>
            <Link href={formLinks.page(form, place)}>{page.title}</Link>
          </li>
        ))}
      </ol>
    </>
  ),
});
