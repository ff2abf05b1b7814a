import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Link, LinkButton } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { formLinks } from "../links.ts";
import { getForm } from "../queries/get-form.ts";
import { listForms } from "../queries/list-forms.ts";

/** The questionnaires that there are, each with the way to read it. */
export const formsPage = definePage({
  path: "/formular",
  title: "Formulär",
  navigation: { text: "Formulär", order: 65 },
  asks: getForm,
  load: ({ ask }) => ask(listForms, {}),
  view: ({ data }) => (
    <>
      <PageHead heading="Formulär" lead="Läs vad som frågas, och hämta läsversion och kodbok." />
      <Table
        caption="Formulär"
        hideCaption
        columns={[
          { heading: "Formulär", cell: ({ form, title }) => <Link href={formLinks.form(form)}>{title}</Link> },
          { heading: "Besvaras av", cell: ({ respondent }) => (respondent === "unit" ? "kommunen" : "var och en") },
          { heading: "Version", cell: ({ version }) => version, numeric: true },
          { heading: "Sidor", cell: ({ pages }) => pages, numeric: true },
          { heading: "Frågor", cell: ({ questions }) => questions, numeric: true },
        ]}
        rows={data.forms}
        empty="Det finns inga formulär."
      />
      <ButtonRow>
        <LinkButton href={formLinks.own} variant="secondary">
          Egna formulär
        </LinkButton>
      </ButtonRow>
    </>
  ),
});
