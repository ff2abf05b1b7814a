import type { FC } from "hono/jsx";
import { formatDateTime, stockholmDate } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { letterPages } from "../../letters/pages/letter-pages.tsx";
import { CaseFormHead } from "../../case/pages/case-form.tsx";
import { partsOf } from "../../case/queries/get-case.ts";
import { meetingLinks } from "../links.ts";
import type { BookingPart, CalledPart, MeetingPart } from "../meeting-part.ts";
import { getMeeting } from "../queries/get-meeting.ts";
import { getSummons } from "../queries/get-summons.ts";
import { currentOf, isSettled, isUntold, lengthWords, mayBeCalled, timeOf, toldWords, wasTold, whenWords } from "../rules.ts";

/** A meeting: when and where, who is called and how each was told, and how it went. */
export const meetingPage = definePage({
  path: "/arenden/:caseId/mote/:meetingId",
  title: "Möte",
  asks: getMeeting,
  load: async ({ ask, params: { caseId, meetingId } }) => ({
    parts: await partsOf(ask, caseId),
    meeting: (await ask(getMeeting, { caseId, meetingId })).meeting,
  }),
  view: ({ data: { parts, meeting }, params: { caseId, meetingId }, today }) => {
    const current = currentOf(meeting);
    const startsAt = current?.starts_at ?? null;
    const isComing = startsAt !== null && stockholmDate(new Date(startsAt)) > today;
    const isOff = current?.starts_at === null;
    return (
      <>
        <CaseFormHead
          parts={parts}
          heading={capital(meeting.kind)}
          lead={isOff ? `Skulle ha varit ${whenWords(timeOf(meeting))}` : capital(whenWords(timeOf(meeting)))}
        />
        {isOff ? (
          <Alert tone="warning" heading="Mötet är inställt">
            {current?.because ?? ""}
          </Alert>
        ) : null}
        <Card heading="Om mötet">
          <SummaryList rows={rowsOf(meeting, current)} />
          {isSettled(meeting) ? null : (
            <ButtonRow>
              <LinkButton href={meetingLinks.outcome(caseId, meetingId)} variant={isComing ? "secondary" : "primary"}>
                Skriv hur det gick
              </LinkButton>
              <LinkButton href={meetingLinks.move(caseId, meetingId)} variant="secondary">
                Flytta mötet
              </LinkButton>
              <LinkButton href={meetingLinks.callOff(caseId, meetingId)} variant="secondary">
                Ställ in mötet
              </LinkButton>
              <LinkButton href={meetingLinks.calendarFile(caseId, meetingId)} variant="tertiary">
                Lägg i din kalender (fil)
              </LinkButton>
            </ButtonRow>
          )}
        </Card>
        {meeting.called.map((one) => (
          <CalledCard caseId={caseId} meeting={meeting} called={one} />
        ))}
        {meeting.bookings.length > 1 ? <Earlier bookings={meeting.bookings} /> : null}
      </>
    );
  },
});

function rowsOf(meeting: MeetingPart, current: BookingPart | undefined) {
  const { outcome } = meeting;
  return [
    ...(current?.starts_at
      ? [
          { term: "När", value: `${capital(whenWords(current.starts_at))}, ${lengthWords(current.minutes ?? 0)}` },
          { term: "Var", value: `${capital(current.way ?? "")}: ${current.place ?? ""}` },
        ]
      : []),
    { term: "Vad det handlar om", value: meeting.agenda },
    ...(meeting.child_about === null ? [] : [{ term: "Till barnet", value: meeting.child_about }]),
    ...(meeting.together_because === null ? [] : [{ term: "Varför de kan vara på samma plats", value: meeting.together_because }]),
    ...(meeting.interpreter === null ? [] : [{ term: "Tolk", value: meeting.interpreter }]),
    ...(outcome === null
      ? []
      : [
          { term: "Hur det gick", value: outcome.held ? "Mötet hölls" : `Mötet hölls inte: ${outcome.reason ?? ""}` },
          ...(outcome.why_not === null ? [] : [{ term: "Varför någon inte kom", value: outcome.why_not }]),
          ...(outcome.others === null ? [] : [{ term: "Andra som kom", value: outcome.others }]),
        ]),
    { term: "Bokat av", value: `${meeting.by ?? ""}, ${formatDateTime(new Date(meeting.recorded_at))}` },
  ];
}

const capacityWords = { barnet: "barnet", vårdnadshavare: "vårdnadshavare", annan: "" } as const;

const CalledCard: FC<{ caseId: string; meeting: MeetingPart; called: CalledPart }> = ({ caseId, meeting, called }) => {
  const current = currentOf(meeting);
  const number = current?.number ?? 0;
  const isOff = current?.starts_at === null;
  const isUntoldNow = isUntold(called, number);
  const came = called.came === null ? undefined : called.came ? "Kom" : "Kom inte";
  const capacity = capacityWords[called.capacity];
  return (
    <Card heading={capacity === "" ? called.name : `${called.name}, ${capacity}`}>
      {called.protected ? <Alert tone="danger">Skyddad identitet. Skicka inget dit någon annan kan läsa det.</Alert> : null}
      <Paragraph>{came ?? toldWords(called, number)}</Paragraph>
      {meeting.outcome === null && !isOff && !mayBeCalled(meeting, called) ? (
        <Alert tone="warning" heading="Kan inte kallas">
          {called.may_be_told
            ? "Någon som är kallad har fått skyddad identitet sedan mötet bokades. Ställ in mötet och boka ett för var och en."
            : "Personen är inte vårdnadshavare längre, eller är av särskilda skäl inte informerad om utredningen. Ställ in mötet och boka ett nytt med dem som ska vara med."}
        </Alert>
      ) : null}
      <ButtonRow>
        {meeting.outcome === null && (!isOff || wasTold(called)) && mayBeCalled(meeting, called) ? (
          <LinkButton href={meetingLinks.summon(caseId, meeting.id, called.id)} variant={isUntoldNow ? "primary" : "secondary"}>
            {isOff ? "Berätta att mötet är inställt" : called.told.length === 0 ? "Kalla" : "Kalla igen"}
          </LinkButton>
        ) : null}
        {(isOff && !wasTold(called)) || !mayBeCalled(meeting, called) ? null : (
          <Link href={meetingLinks.letter(caseId, meeting.id, called.id)}>
            {`Granska ${isOff ? "beskedet" : "kallelsen"} till ${called.name}`}
          </Link>
        )}
      </ButtonRow>
    </Card>
  );
};

const Earlier: FC<{ bookings: readonly BookingPart[] }> = ({ bookings }) => (
  <Card heading="Ändringar">
    <SummaryList
      rows={bookings.map((one) => ({
        term: `${capital(one.kind)} ${formatDateTime(new Date(one.recorded_at))}`,
        value: [one.starts_at ? `${capital(whenWords(one.starts_at))}, ${one.place ?? ""}` : "", one.because, one.by]
          .filter(Boolean)
          .join(" · "),
      }))}
    />
  </Card>
);

/** The letter to one of those called: read before it is handed over, and as a file. */
export const { preview: summonsPage, file: summonsFile } = letterPages({
  path: "/arenden/:caseId/mote/:meetingId/kallelse/:calledId",
  title: "Kallelse",
  letter: getSummons,
  name: "kallelse.pdf",
  back: ({ caseId = "", meetingId = "" }) => ({ href: meetingLinks.meeting(caseId, meetingId), text: "Mötet" }),
});
