import { PageHead } from "../../../ui/components/layout.tsx";
import { ButtonRow, Heading, Link, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { formLinks } from "../links.ts";
import { getForm } from "../queries/get-form.ts";
import { House, TextsRead } from "../reading-view.tsx";
import { chosenIn, ReadLanguages } from "./read-languages.tsx";

/** A questionnaire's pages, each a link, and what can be taken home. */
export const formPage = definePage({
  path: "/formular/:form",
  title: "Ett formulär",
  asks: getForm,
  load: ({ ask, params: { form }, search }) => ask(getForm, { form, language: search.get("sprak") ?? undefined }),
  view: ({ data, params: { form } }) => (
    <Spoken language={chosenIn(data)}>
      <PageHead
        heading={<Words of={data.title} />}
        lead={<House>{data.about}</House>}
        back={{ href: formLinks.forms, text: "Till alla formulär" }}
      />
      <ReadLanguages languages={data.languages} current={data.language} to={(language) => formLinks.form(form, language)} />
      <TextsRead texts={data.translation} />
      {data.source === null ? null : (
        <Paragraph subtle>
          <House>{data.source}</House>
        </Paragraph>
      )}
      <ButtonRow>
        <LinkButton href={formLinks.pdf(form, chosenIn(data))}>Läsversion som PDF</LinkButton>
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
            <Link href={formLinks.page(form, place, chosenIn(data))}>
              <Words of={page.title} />
            </Link>
          </li>
        ))}
      </ol>
    </Spoken>
  ),
});
