import type { FC } from "hono/jsx";
import { stockholmDate, stockholmTime, weekdayOf } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { meetingLinks } from "../../../casework/meeting/links.ts";
import { Details, Heading, Link } from "../../../ui/components/text.tsx";
import type { CalendarEntry } from "../queries/get-calendar.ts";

const days = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"] as const;
/** As many of today's stand open; the rest of the week is folded, so that what must be done is still first seen. */
const mostOpen = 4;

/** The meetings of today, and those of the week that begins today, with the way to the calendar. Nothing where there are none. */
export const NearMeetings: FC<{ entries: readonly CalendarEntry[]; today: string }> = ({ entries, today }) => {
  const meetings = entries.flatMap((one) => (one.startsAt === null ? [] : [{ ...one, at: new Date(one.startsAt) }]));
  if (meetings.length === 0) return null;
  const now = meetings.filter(({ at }) => stockholmDate(at) === today).slice(0, mostOpen);
  const later = meetings.filter((one) => !now.includes(one));
  return (
    <section aria-labelledby="moten">
      <Heading level={2} size="xs" id="moten">
        Möten
      </Heading>
      {now.length > 0 ? <List label="I dag" of={now} today={today} /> : <p class="f-small f-subtle">Inget möte i dag.</p>}
      {later.length > 0 ? (
        <Details summary={`De närmaste sju dagarna: ${later.length === 1 ? "1 möte" : `${later.length} möten`}`}>
          <List label="De närmaste sju dagarna" of={later} today={today} />
        </Details>
      ) : null}
      <p class="f-small">
        <Link href="/kalender">Till kalendern</Link>
      </p>
    </section>
  );
};

const List: FC<{ label: string; of: readonly (CalendarEntry & { readonly at: Date })[]; today: string }> = ({ label, of, today }) => (
  <ul class="ds-list" aria-label={label}>
    {of.map((one) => (
      <li>
        {stockholmDate(one.at) === today ? `I dag ${stockholmTime(one.at)} ` : `${dayWords(one.at)} ${stockholmTime(one.at)} `}
        <Link href={meetingLinks.meeting(one.caseId, one.id)}>{`${capital(one.kind ?? "")}, ${one.childName}`}</Link>
        {one.interpreter === null ? "" : `, tolk: ${one.interpreter}`}
      </li>
    ))}
  </ul>
);

/** "tisdag 2026-03-10". */
function dayWords(at: Date): string {
  const day = stockholmDate(at);
  return `${days[weekdayOf(day) - 1] ?? ""} ${day}`;
}
