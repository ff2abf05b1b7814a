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

/** The latest that stand open on the first page, and as many as a page holds: older ones of a page are folded together. Ours. */
const perPage = 25;
const shownOpen = 6;

type TimelineProps = { parts: CaseParts; shown: string | null; page: string | null; mayCorrect: boolean };

/** Everything that has happened, the latest first, a page at a time, with links that show one kind. */
export const CaseTimeline: FC<TimelineProps> = ({ parts, shown, page, mayCorrect }) => {
  const events = timelineOf(parts);
  const chosen = eventKinds.find((kind) => kind === shown);
  const present = eventKinds.filter((kind) => events.some((event) => event.kind === kind));
  const list = chosen ? events.filter((event) => event.kind === chosen) : events;
  const pages = Math.max(1, Math.ceil(list.length / perPage));
  const at = Math.min(Math.max(1, Number.parseInt(page ?? "1", 10) || 1), pages);
  const onPage = list.slice((at - 1) * perPage, at * perPage);
  const href = (kind: EventKind | undefined, number = 1) => {
    const asked = [...(kind ? [`visa=${kind}`] : []), ...(number > 1 ? [`sida=${number}`] : [])].join("&");
    return `${caseLink(parts.file.id, "journal")}${asked ? `?${asked}` : ""}#handelser`;
  };
  return (
    <div id="handelser">
      <nav aria-label="Visa händelser">
        <ul class="f-filters">
          <li>
            <a href={href(undefined)} aria-current={chosen ? undefined : "true"}>
              Allt ({events.length})
            </a>
          </li>
          {present.map((kind) => (
            <li>
              <a href={href(kind)} aria-current={kind === chosen ? "true" : undefined}>
                {words[kind]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {list.length === 0 ? <Paragraph subtle>Inget att visa.</Paragraph> : null}
      <Events
        caseId={parts.file.id}
        events={onPage.slice(0, shownOpen)}
        label="Händelser i ärendet, den senaste först"
        mayCorrect={mayCorrect}
      />
      {onPage.length > shownOpen ? (
        <Details summary={`Äldre händelser på sidan (${onPage.length - shownOpen})`}>
          <Events caseId={parts.file.id} events={onPage.slice(shownOpen)} label="Äldre händelser" mayCorrect={mayCorrect} />
        </Details>
      ) : null}
      {pages > 1 ? (
        <nav aria-label="Journalens sidor">
          <ul class="f-more">
            <li>{`Sida ${at} av ${pages}`}</li>
            {at > 1 ? (
              <li>
                <Link href={href(chosen, at - 1)}>Nyare händelser</Link>
              </li>
            ) : null}
            {at < pages ? (
              <li>
                <Link href={href(chosen, at + 1)}>Äldre händelser</Link>
              </li>
            ) : null}
          </ul>
        </nav>
      ) : null}
    </div>
  );
};

type EventsProps = { caseId: string; events: readonly CaseEvent[]; label: string; mayCorrect?: boolean };

export const Events: FC<EventsProps> = ({ caseId, events, label, mayCorrect = false }) => (
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
      correct: mayCorrect ? correctionOf(event) : undefined,
      text: <EventText caseId={caseId} event={event} />,
    }))}
  />
);

/** The link to where an entry is corrected, with the entry in what is read aloud of it. */
function correctionOf({
  correct,
  correctText,
  corrected,
  heading,
  on,
}: CaseEvent): { href: string; text: string; label: string } | undefined {
  const text = corrected ? "Se rättelsen" : (correctText ?? "Rätta");
  return correct === undefined ? undefined : { href: correct, text, label: `${text}: ${heading}, ${on}` };
}

const EventText: FC<{ caseId: string; event: CaseEvent }> = ({ caseId, event }) => (
  <>
    {event.text}
    {event.childWords ? <OwnWords>{event.childWords}</OwnWords> : null}
    {event.withheldIn ? <WithheldLink caseId={caseId} conversationId={event.withheldIn} /> : null}
  </>
);
