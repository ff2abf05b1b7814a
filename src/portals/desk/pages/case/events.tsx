import type { FC } from "hono/jsx";
import { writtenWords } from "../../../../platform/basics/dates.ts";
import type { IconName } from "../../../../ui/components/icons.tsx";
import { Timeline } from "../../../../ui/components/lists.tsx";
import { Details, Link, OwnWords, Paragraph } from "../../../../ui/components/text.tsx";
import type { CaseParts } from "../../../../casework/case/case-parts.ts";
import { caseLink } from "../../../../casework/part/case-link.ts";
import { eventKinds } from "../../../../casework/part/case-event.ts";
import type { CaseEvent, EventKind } from "../../../../casework/part/case-event.ts";
import { timelineOf } from "../../timeline.ts";
import { WithheldLink } from "../../../../casework/case/pages/withheld.tsx";

const words: Readonly<Record<EventKind, string>> = {
  inkommet: "Inkommet",
  beslut: "Beslut och bedömningar",
  delaktighet: "Barnets delaktighet",
  insats: "Insatser",
  möte: "Möten",
  anteckning: "Anteckningar",
};
const icons: Readonly<Record<EventKind, IconName>> = {
  inkommet: "arrow",
  beslut: "done",
  delaktighet: "reason",
  insats: "waiting",
  möte: "arrow",
  anteckning: "sparse",
};

/** The latest that stand open among the rest of the case, and where one kind is looked at; older ones are folded together. Ours. */
const shownEvents = { all: 8, kind: 20 };

/** Everything that has happened, the latest first, with links that show one kind at a time. */
export const CaseTimeline: FC<{ parts: CaseParts; shown: string | null }> = ({ parts, shown }) => {
  const events = timelineOf(parts);
  const chosen = eventKinds.find((kind) => kind === shown);
  const present = eventKinds.filter((kind) => events.some((event) => event.kind === kind));
  const here = caseLink(parts.file.id);
  const list = chosen ? events.filter((event) => event.kind === chosen) : events;
  const most = shownEvents[chosen ? "kind" : "all"];
  return (
    <div id="handelser">
      <nav aria-label="Visa händelser">
        <ul class="f-filters">
          <li>
            <a href={`${here}#handelser`} aria-current={chosen ? undefined : "true"}>
              Allt ({events.length})
            </a>
          </li>
          {present.map((kind) => (
            <li>
              <a href={`${here}?visa=${kind}#handelser`} aria-current={kind === chosen ? "true" : undefined}>
                {words[kind]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {list.length === 0 ? <Paragraph subtle>Inget att visa.</Paragraph> : null}
      <Events caseId={parts.file.id} events={list.slice(0, most)} label="Händelser i ärendet, den senaste först" />
      {list.length > most ? (
        <Details summary={`Äldre händelser (${list.length - most})`}>
          <Events caseId={parts.file.id} events={list.slice(most)} label="Äldre händelser" />
        </Details>
      ) : null}
    </div>
  );
};

export const Events: FC<{ caseId: string; events: readonly CaseEvent[]; label: string }> = ({ caseId, events, label }) => (
  <Timeline
    label={label}
    items={events.map((event) => ({
      on: event.on,
      at: event.at,
      written: writtenWords(event.on, new Date(event.recordedAt)),
      heading: event.heading,
      icon: icons[event.kind],
      ...(event.by ? { by: event.by } : {}),
      ...(event.href ? { href: event.href } : {}),
      text: <EventText caseId={caseId} event={event} />,
    }))}
  />
);

const EventText: FC<{ caseId: string; event: CaseEvent }> = ({ caseId, event }) => (
  <>
    {event.text}
    {event.childWords ? <OwnWords>{event.childWords}</OwnWords> : null}
    {event.withheldIn ? <WithheldLink caseId={caseId} conversationId={event.withheldIn} /> : null}
    {event.correct ? (
      <div class="f-small f-not-printed">
        <Link href={event.correct}>{event.correctText ?? "Rätta anteckningen"}</Link>
      </div>
    ) : null}
  </>
);
