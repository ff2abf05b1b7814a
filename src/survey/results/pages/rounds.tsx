import { PageHead } from "../../../ui/components/layout.tsx";
import { definePage } from "../../../ui/page.tsx";
import { RoundsTable } from "../../rounds/pages/rounds-table.tsx";
import { findRounds } from "../../rounds/queries/find-rounds.ts";
import { resultsLinks, resultsPath } from "../links.ts";

/** The rounds whose results can be published. */
export const resultsOverview = definePage({
  path: resultsPath,
  title: "Resultat",
  navigation: { text: "Resultat", order: 68, also: ["/publiceringar"] },
  asks: findRounds,
  load: ({ ask }) => ask(findRounds, {}),
  view: ({ data: { rounds }, today }) => (
    <>
      <PageHead heading="Resultat" lead="Välj en omgång för att göra tabeller av svaren, jämföra och publicera." />
      <RoundsTable
        rounds={rounds}
        today={today}
        href={resultsLinks.round}
        counts={[{ heading: "Publiceringar", cell: (one) => one.publications, numeric: true }]}
      />
    </>
  ),
});
