import type { FC } from "hono/jsx";
import { Table } from "../../../ui/components/table.tsx";
import { Card, Link, Tag } from "../../../ui/components/text.tsx";
import type { InsightPart } from "../insight-part.ts";
import { partyLinks } from "../links.ts";
import type { PartyPart } from "../party-parts.ts";
import { partiesOn } from "../party-table.ts";
import { Who } from "./party-state.tsx";
import type { Parts } from "./party-state.tsx";

/** What each party of today has asked to see of the material, and how it goes; the way to write that a party asks. */
export const Insights: FC<{ parts: Parts; today: string }> = ({ parts, today }) => (
  <Card heading="Partsinsyn">
    <Table
      caption="Vad var och en har begärt att få se"
      hideCaption
      rows={partiesOn(parts.parties, today)}
      empty="Ingen är part i dag."
      columns={[
        { heading: "Part", cell: (one) => <Who party={one} /> },
        { heading: "Begärt att få se", cell: (one) => <Asked parts={parts} party={one} /> },
      ]}
    />
  </Card>
);

const Asked: FC<{ parts: Parts; party: PartyPart }> = ({ parts, party }) => (
  <>
    {parts.insights
      .filter((one) => one.person_id === party.person_id)
      .map((one) => (
        <p class="f-small">
          <Link href={partyLinks.insight(parts.file.id, one.id)}>
            {`Begärt ${one.requested_on}`}
            <span class="ds-sr-only">{`: ${party.name}`}</span>
          </Link>{" "}
          <State of={one} />
        </p>
      ))}
    <p class="f-small">
      <Link href={partyLinks.requestInsight(parts.file.id, party.person_id)}>
        Parten vill se materialet
        <span class="ds-sr-only">{`: ${party.name}`}</span>
      </Link>
    </p>
  </>
);

const State: FC<{ of: InsightPart }> = ({ of: { decision, answered } }) =>
  decision === null ? (
    <Tag tone="warning">Ska gås igenom</Tag>
  ) : answered === null ? (
    <Tag tone="info">{`Beslutat: ${decision.outcome}`}</Tag>
  ) : (
    <Tag tone="success">{`Besvarat ${answered.answered_on}`}</Tag>
  );
