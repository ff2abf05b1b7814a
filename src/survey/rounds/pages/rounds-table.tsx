import type { FC } from "hono/jsx";
import { Table } from "../../../ui/components/table.tsx";
import type { Column } from "../../../ui/components/table.tsx";
import { Link, Tag } from "../../../ui/components/text.tsx";
import { phaseOn } from "../find-unit.ts";
import type { RoundLine } from "../queries/find-rounds.ts";
import { phaseTones } from "./words.ts";

type RoundsTableProps = {
  rounds: readonly RoundLine[];
  today: string;
  /** Where a round leads to in the room that shows the list. */
  href: (roundId: string) => string;
  /** What the room counts of each. */
  counts?: readonly Column<RoundLine>[];
};

/** The agency's rounds, as every room shows them. */
export const RoundsTable: FC<RoundsTableProps> = ({ rounds, today, href, counts = [] }) => (
  <Table
    caption="Omgångar"
    hideCaption
    empty="Det finns ingen omgång än."
    rows={rounds}
    columns={[
      { heading: "Omgång", cell: (one) => <Link href={href(one.id)}>{one.title}</Link> },
      { heading: "Läge", cell: (one) => <Tag tone={phaseTones[phaseOn(today, one)]}>{phaseOn(today, one)}</Tag> },
      { heading: "Sista svarsdag", cell: (one) => one.last_day },
      { heading: "Svar", cell: (one) => `${one.delivered} av ${one.units}`, numeric: true },
      ...counts,
    ]}
  />
);
