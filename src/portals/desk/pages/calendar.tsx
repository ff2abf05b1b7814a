import type { FC } from "hono/jsx";
import { addDays, formatLong, isIsoDate, stockholmDate, stockholmTime, weekdayOf } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { caseLink } from "../../../casework/part/case-link.ts";
import { meetingLinks } from "../../../casework/meeting/links.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Heading, Link, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { getCalendar } from "../queries/get-calendar.ts";
import type { CalendarEntry } from "../queries/get-calendar.ts";

const path = "/kalender";
const weekdays = ["Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag"] as const;
const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));
const dayOf = ({ startsAt, promisedFor }: CalendarEntry): string => promisedFor ?? stockholmDate(new Date(startsAt ?? ""));

/** One's own meetings and what children have been promised, a week at a time. An address that asks for no day shows the week of today. */
export const calendarPage = definePage({
  path,
  title: "Kalender",
  navigation: { text: "Kalender", order: 17 },
  asks: getCalendar,
  async load({ ask, search, today }) {
    const asked = search.get("vecka") ?? "";
    const monday = mondayOf(isIsoDate(asked) ? asked : today);
    return { monday, ...(await ask(getCalendar, { from: monday })) };
  },
  view: ({ data: { monday, entries }, today }) => (
    <>
      <PageHead
        heading="Kalender"
        lead={`${formatLong(monday)} till ${formatLong(addDays(monday, 6))}: möten i dina ärenden, och vad du har lovat barn.`}
      />
      <nav aria-label="Veckor">
        <ul class="f-more">
          <li>
            <Link href={`${path}?vecka=${addDays(monday, -7)}`}>Veckan före</Link>
          </li>
          <li>
            <Link href={path}>Den här veckan</Link>
          </li>
          <li>
            <Link href={`${path}?vecka=${addDays(monday, 7)}`}>Veckan efter</Link>
          </li>
        </ul>
      </nav>
      {weekdays.map((name, place) => {
        const day = addDays(monday, place);
        return <Day name={name} day={day} isToday={day === today} entries={entries.filter((one) => dayOf(one) === day)} />;
      })}
    </>
  ),
});

const Day: FC<{ name: string; day: string; isToday: boolean; entries: readonly CalendarEntry[] }> = ({ name, day, isToday, entries }) => (
  <section>
    <Heading level={2} size="xs">
      {`${name} ${formatLong(day)}${isToday ? ", i dag" : ""}`}
    </Heading>
    {entries.length === 0 ? (
      <Paragraph subtle>Inget inbokat.</Paragraph>
    ) : (
      <ul class="ds-list">
        {entries.map((one) => (
          <li>{one.startsAt === null ? <Promised of={one} /> : <Meeting of={one} startsAt={one.startsAt} />}</li>
        ))}
      </ul>
    )}
  </section>
);

const Meeting: FC<{ of: CalendarEntry; startsAt: string }> = ({ of, startsAt }) => (
  <>
    {`${stockholmTime(new Date(startsAt))}, ${of.minutes ?? 0} minuter: `}
    <Link href={meetingLinks.meeting(of.caseId, of.id)}>{`${capital(of.kind ?? "")}, ${of.childName}`}</Link>
    {`. ${capital(of.way ?? "")}${of.place === null ? ": platsen står i mötet" : `: ${of.place}`}.`}
    {of.interpreter === null ? "" : ` Tolk: ${of.interpreter}.`} <Link href={meetingLinks.calendarFile(of.caseId, of.id)}>Kalenderfil</Link>
  </>
);

const Promised: FC<{ of: CalendarEntry }> = ({ of }) => (
  <>
    {"Lovat till "}
    <Link href={caseLink(of.caseId)}>{of.childName}</Link>
    {`: ${of.promise ?? ""}`}
  </>
);
