import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { Link } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { resultsLinks, resultsPath } from "../links.ts";
import { findRoundsToPublish } from "../queries/find-rounds.ts";

/** The rounds whose results can be published. */
export const resultsOverview = definePage({
  path: resultsPath,
  title: "Resultat",
  navigation: { text: "Resultat", order: 68 },
  asks: findRoundsToPublish,
  load: ({ ask }) => ask(findRoundsToPublish, {}),
  view: ({ data: { rounds } }) => (
    <>
      <PageHead heading="Resultat" lead="Välj en omgång för att göra tabeller av svaren, jämföra och publicera." />
      <Table
        caption="Omgångar"
        hideCaption
        empty="Det finns ingen omgång ännu."
        rows={rounds}
        columns={[
          { heading: "Omgång", cell: (one) => <Link href={resultsLinks.round(one.id)}>{one.title}</Link> },
          { heading: "Sista svarsdag", cell: (one) => one.lastDay },
          { heading: "Svar", cell: (one) => `${one.answered} av ${one.asked}`, numeric: true },
          { heading: "Publiceringar", cell: (one) => one.publications, numeric: true },
        ]}
      />
    </>
  ),
});
