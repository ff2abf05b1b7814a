import { PageHead } from "../../../ui/components/layout.tsx";
import { ButtonRow, LinkButton } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { roundLinks, roundsPath } from "../links.ts";
import { findRounds } from "../queries/find-rounds.ts";
import { RoundsTable } from "./rounds-table.tsx";

/** The rounds that the agency runs. */
export const roundsPage = definePage({
  path: roundsPath,
  title: "Omgångar",
  navigation: { text: "Omgångar", order: 12 },
  asks: findRounds,
  load: ({ ask }) => ask(findRounds, {}),
  view: ({ data: { rounds }, today }) => (
    <>
      <PageHead
        heading="Omgångar"
        lead="En omgång är en enkät till dem som ska svara, med egna dagar: vilka de är, hur långt de har kommit, och utskicken till dem."
      />
      <ButtonRow>
        <LinkButton href={roundLinks.setUp}>Lägg upp en omgång</LinkButton>
      </ButtonRow>
      <RoundsTable rounds={rounds} today={today} href={roundLinks.round} />
    </>
  ),
});
