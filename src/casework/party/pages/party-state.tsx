import type { Child, FC } from "hono/jsx";
import { Link, Tag } from "../../../ui/components/text.tsx";
import type { Tone } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { InvestigationPart } from "../../decision/case-part.ts";
import type { PartyPart } from "../party-parts.ts";

/** What the page of parties is made of. */
export const partyPageParts = [
  "investigations",
  "steps",
  "parties",
  "party_accounts",
  "communications",
  "notifications",
  "appeals",
  "insights",
] as const;
export type Parts = CaseWith<(typeof partyPageParts)[number]>;

export type Of = { parts: Parts; investigation: InvestigationPart; day: string; party: PartyPart };

export const Who: FC<{ party: PartyPart }> = ({ party }) => (
  <>
    {party.name}
    <span class="f-subtle f-small">{party.capacity === "barnet" ? ", barnet som egen part" : ", vårdnadshavare"}</span>
    {party.protected ? <Tag tone="danger">Skyddad identitet</Tag> : null}
  </>
);

/** A state in words, and the way on: while the investigation goes on, or always. */
export const State: FC<{
  of: Of;
  tone: Tone;
  words: Child;
  /** when, below */ on?: string;
  href?: string;
  action?: string;
  always?: boolean;
}> = ({ of, tone, words, on, href, action, always = false }) => (
  <>
    <Tag tone={tone}>{words}</Tag>
    {on === undefined ? null : <p class="f-small">{on}</p>}
    {href !== undefined && (always || (of.investigation.conclusion === null && of.parts.file.closed_on === null)) ? (
      <p class="f-small">
        <Link href={href}>
          {action}
          <span class="ds-sr-only">{`: ${of.party.name}`}</span>
        </Link>
      </p>
    ) : null}
  </>
);
