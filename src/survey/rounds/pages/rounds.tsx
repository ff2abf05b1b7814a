import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Link, LinkButton, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { phaseOn } from "../find-unit.ts";
import { roundLinks, roundsPath } from "../links.ts";
import { findRounds } from "../queries/find-rounds.ts";
import { phaseTones } from "./words.ts";

/** The surveys that the agency runs. */
export const roundsPage = definePage({
  path: roundsPath,
  title: "Undersökningar",
  navigation: { text: "Undersökningar", order: 10 },
  asks: findRounds,
  load: ({ ask }) => ask(findRounds, {}),
  view: ({ data: { rounds }, today }) => (
    <>
      <PageHead heading="Undersökningar" lead="Vem som får frågorna, hur långt de har kommit, och utskicken till dem." />
      <ButtonRow>
        <LinkButton href={roundLinks.setUp}>Lägg upp en undersökning</LinkButton>
      </ButtonRow>
      <Table
        caption="Undersökningar"
        hideCaption
        empty="Ingen undersökning är upplagd."
        rows={rounds}
        columns={[
          { heading: "Undersökning", cell: (one) => <Link href={roundLinks.round(one.id)}>{one.title}</Link> },
          { heading: "Läge", cell: (one) => <Tag tone={phaseTones[phaseOn(today, one)]}>{phaseOn(today, one)}</Tag> },
          { heading: "Sista svarsdag", cell: (one) => one.last_day },
          { heading: "Svar", cell: (one) => `${one.delivered} av ${one.units}`, numeric: true },
        ]}
      />
    </>
  ),
});
