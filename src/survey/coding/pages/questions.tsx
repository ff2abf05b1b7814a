import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Link, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { roundLinks } from "../../rounds/links.ts";
import { codingLinks } from "../links.ts";
import { findOpenQuestions } from "../queries/find-open-questions.ts";

/** The open questions of a round, and how far their coding has come. */
export const openQuestionsPage = definePage({
  path: "/omgangar/:roundId/kodning",
  title: "Öppna svar",
  asks: findOpenQuestions,
  load: ({ ask, params }) => ask(findOpenQuestions, params),
  view: ({ data: { title, questions }, params: { roundId } }) => (
    <>
      <PageHead
        heading="Öppna svar"
        lead={`${title}. Två kodar varje fråga var för sig, och skillnaderna avgörs.`}
        back={{ href: roundLinks.round(roundId), text: "Till omgången" }}
      />
      <Table
        caption="Frågor som besvaras med egna ord"
        hideCaption
        rows={questions}
        empty="Formuläret har inga sådana frågor."
        columns={[
          { heading: "Fråga", cell: (one) => <Link href={codingLinks.question(roundId, one.column)}>{one.label}</Link> },
          { heading: "Svar", cell: ({ answers }) => answers, numeric: true },
          { heading: "Läge", cell: (one) => <Tag tone={one.done === 2 ? "success" : "neutral"}>{stateOf(one)}</Tag> },
        ]}
      />
    </>
  ),
});

function stateOf({ version, coders, done }: { readonly version: number; readonly coders: number; readonly done: number }): string {
  if (version === 0) return "Ingen kodbok";
  if (done === 2) return "Båda klara";
  if (coders === 0) return "Ingen kodar";
  return `${coders} kodar, ${done} klara`;
}
