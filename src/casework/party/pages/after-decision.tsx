import type { FC } from "hono/jsx";
import { Link } from "../../../ui/components/text.tsx";
import { partyLinks } from "../links.ts";
import { toldOfDecision } from "../party-table.ts";
import { appealTime } from "../rules-appeal.ts";
import { State } from "./party-state.tsx";
import type { Of } from "./party-state.tsx";

/** Whether a party is told of the decision, and until when it can be appealed. */
export const Notified: FC<Of> = (of) => {
  const { parts, investigation, party } = of;
  const told = toldOfDecision(parts.notifications, investigation.id, party.person_id);
  const href = partyLinks.notify(parts.file.id, investigation.id, party.person_id);
  if (!told) {
    return investigation.decision?.appeal === "laglighetsprövning" ? (
      <State of={of} tone="info" words="Krävs inte" href={href} action="Underrätta" always />
    ) : (
      <State of={of} tone="danger" words="Saknas" href={href} action="Underrätta" always />
    );
  }
  if (told.kind === "uppenbart obehövligt")
    return <State of={of} tone="info" words="Uppenbart obehövligt" href={href} action="Underrätta ändå" always />;
  if (told.got_on === null)
    return <State of={of} tone="warning" words="Skickat" on={told.sent_on ?? ""} href={href} action="Skriv när parten fick det" always />;
  return (
    <>
      <State of={of} tone="success" words="Fick del" on={told.got_on} />
      {investigation.decision?.appeal === "förvaltningsbesvär" ? (
        <p class="f-small f-subtle">{`Kan överklagas till ${appealTime.apply({ gotOn: told.got_on }).dueOn}`}</p>
      ) : null}
    </>
  );
};

const trialWords = { "i rätt tid": "I rätt tid", avvisas: "Avvisat, för sent", "tas upp ändå": "Tas upp ändå" } as const;

/** What a party has appealed, and how it goes; the way to take an appeal in. */
export const Appealed: FC<Of> = (of) => {
  const { parts, investigation, party } = of;
  if (investigation.decision?.appeal !== "förvaltningsbesvär") return <>Kan inte överklagas</>;
  const own = parts.appeals.filter((one) => one.investigation_id === investigation.id && one.person_id === party.person_id);
  return (
    <>
      {own.map((one) => (
        <p class="f-small">
          <Link href={partyLinks.appeal(parts.file.id, one.id)}>
            {`Kom in ${one.received_on}`}
            <span class="ds-sr-only">{`: ${party.name}`}</span>
          </Link>
          {one.trial ? `, ${trialWords[one.trial.outcome].toLowerCase()}` : ", inte prövat"}
          {one.forwarding ? `, överlämnat ${one.forwarding.forwarded_on}` : ""}
        </p>
      ))}
      <p class="f-small">
        <Link href={partyLinks.receive(parts.file.id, investigation.id, party.person_id)}>
          Ta emot överklagande
          <span class="ds-sr-only">{`: ${party.name}`}</span>
        </Link>
      </p>
    </>
  );
};
