import { stockholmDate } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Link, LinkButton, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { formLinks } from "../../questionnaires/links.ts";
import { editorLinks, ownForms } from "../links.ts";
import { findOwnForms } from "../queries/find-own-forms.ts";

const tones = { utkast: "info", publicerad: "success", tillbakadragen: "neutral" } as const;

/** The questionnaires that the tenant writes itself. */
export const ownFormsPage = definePage({
  path: ownForms,
  title: "Egna formulär",
  asks: findOwnForms,
  load: ({ ask }) => ask(findOwnForms, {}),
  view: ({ data: { forms } }) => (
    <>
      <PageHead
        heading="Egna formulär"
        lead="Skriv frågorna, pröva dem och publicera. Ett formulär som är publicerat kan besvaras, och ändras inte mer."
        back={{ href: formLinks.forms, text: "Till alla formulär" }}
      />
      <ButtonRow>
        <LinkButton href={editorLinks.new}>Gör ett nytt formulär</LinkButton>
      </ButtonRow>
      <Table
        caption="Egna formulär"
        hideCaption
        empty="Inget eget formulär är påbörjat."
        rows={forms}
        columns={[
          { heading: "Formulär", cell: ({ form }) => <Link href={editorLinks.form(form)}>{form}</Link> },
          { heading: "Version", cell: ({ version }) => version, numeric: true },
          { heading: "Läge", cell: ({ state }) => <Tag tone={tones[state]}>{state}</Tag> },
          { heading: "Senast sparat", cell: ({ at, by }) => `${stockholmDate(new Date(at))}, ${by}` },
        ]}
      />
    </>
  ),
});
