/** Meetings as they stand among what has happened in a case, among what it holds and among what is next. Pure. */
import { journalLines, termOf, termsOf } from "../../platform/core/about.ts";
import { bookMeetingInput } from "./actions/book-meeting.ts";
import { recordOutcomeInput } from "./actions/record-outcome.ts";
import { whenFields } from "./fields.ts";
import { stockholmDate, stockholmTime } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import { meetingLinks } from "./links.ts";
import type { MeetingPart } from "./meeting-part.ts";
import { currentOf, isSettled, isUntold, lengthWords, mayBeCalled, timeOf, toldWords, wasTold, whenWords } from "./rules.ts";
import type { CaseEvent } from "../part/case-event.ts";
import { said } from "../part/work.ts";
import type { Content, NextStep } from "../part/work.ts";

const kind = "möte";
const changeWords = { bokat: "bokades", flyttat: "flyttades", inställt: "ställdes in" } as const;

/** Each booking, each summons and how it went, when each was written; the meeting itself on its own day. */
export function meetingEvents(caseId: string, one: MeetingPart): CaseEvent[] {
  const href = meetingLinks.meeting(caseId, one.id);
  const written = (recordedAt: string) => ({ on: stockholmDate(new Date(recordedAt)), recordedAt, kind }) as const;
  const name = capital(one.kind);
  const about = journalLines(bookMeetingInput.shape, one, "agenda", "togetherBecause");
  const events: CaseEvent[] = one.bookings.map((booking) => {
    const { starts_at, place, because, by } = booking;
    const when = starts_at === null ? "" : `${capital(whenWords(starts_at))}, ${place ?? ""}`;
    const text = [when, because, ...(booking.kind === "bokat" ? about : [])].filter(Boolean).join("\n");
    return { ...written(booking.recorded_at), heading: `${name} ${changeWords[booking.kind]}`, text, by, href };
  });
  for (const called of one.called)
    for (const told of called.told) {
      const booking = one.bookings.find(({ number }) => number === told.number)?.kind ?? "bokat";
      const isNews = booking === "inställt" || (booking === "flyttat" && called.told.some(({ number }) => number < told.number));
      const heading = isNews
        ? `Besked till ${called.name}: ${one.kind} ${changeWords[booking]}`
        : `${called.name} kallades till ${one.kind}`;
      events.push({ ...written(told.recorded_at), heading, text: toldWords({ ...called, told: [told] }, told.number), by: told.by });
    }
  const startsAt = currentOf(one)?.starts_at;
  if (one.outcome && startsAt) {
    const { held, reason, by, recorded_at: recordedAt } = one.outcome;
    const came = one.called.filter((each) => each.came === true).map((each) => each.name);
    const absent = one.called.filter((each) => each.came === false).map((each) => each.name);
    const text = held
      ? [
          came.length > 0 ? `Kom: ${came.join(", ")}` : "",
          absent.length > 0 ? `Kom inte: ${absent.join(", ")}` : "",
          ...journalLines(recordOutcomeInput.shape, one.outcome, "whyNot", "others"),
        ]
      : [reason];
    const moment = new Date(startsAt);
    const heading = held ? `${name} hölls` : `${name} hölls inte`;
    const at = held ? stockholmTime(moment) : undefined;
    // What was not held was known when it was written, which may be before its day.
    const on = held ? stockholmDate(moment) : stockholmDate(new Date(recordedAt));
    events.push({ on, at, recordedAt, kind, heading, text: text.filter(Boolean).join("\n"), by, href });
  }
  return events;
}

/** A meeting as a part of what the case holds. */
export function meetingContent(one: MeetingPart): Content {
  const current = currentOf(one);
  const settled = isSettled(one);
  const when = current?.starts_at
    ? `${capital(whenWords(current.starts_at))}, ${lengthWords(current.minutes ?? 0)}`
    : `Inställt: skulle ha varit ${whenWords(timeOf(one))}`;
  const outcome = one.outcome === null ? null : one.outcome.held ? "Hölls" : `Hölls inte: ${one.outcome.reason ?? ""}`;
  const called = one.called.map((each) => {
    const state = each.came === null ? toldWords(each, current?.number ?? 0) : each.came ? "Kom" : "Kom inte";
    return `${each.name}: ${settled && each.came === null ? "" : state}`.replace(/: $/u, "");
  });
  return {
    id: one.id,
    heading: `${capital(one.kind)} ${stockholmDate(new Date(timeOf(one)))}${current?.starts_at ? "" : ", inställt"}`,
    rows: said(
      { term: "När", value: when },
      { term: termOf(whenFields, "way"), value: current?.way && capital(current.way) },
      { term: termOf(whenFields, "place"), value: current?.place },
      ...termsOf(bookMeetingInput.shape, one, "agenda", "interpreter"),
      { term: "Kallade", value: called.join("\n") },
      ...termsOf(bookMeetingInput.shape, one, "togetherBecause"),
      { term: "Hur det gick", value: outcome },
    ),
    open: !settled,
  };
}

/** Those to be told of a coming meeting, or that it is off; and what is to be written of one that has been. */
export function meetingSteps(caseId: string, one: MeetingPart, today: string): NextStep[] {
  const current = currentOf(one);
  if (!current || one.outcome) return [];
  const startsAt = timeOf(one);
  const isOff = current.starts_at === null;
  const isPast = stockholmDate(new Date(startsAt)) < today;
  const why = `${capital(one.kind)} ${whenWords(startsAt)}.`;
  if (isPast) return isOff ? [] : [{ text: "Skriv hur mötet gick", href: meetingLinks.outcome(caseId, one.id), why }];
  return one.called
    .filter((each) => isUntold(each, current.number) && (!isOff || wasTold(each)))
    .map((each) =>
      mayBeCalled(one, each)
        ? {
            text: isOff ? `Berätta för ${each.name} att mötet är inställt` : `Kalla ${each.name} till mötet`,
            href: meetingLinks.summon(caseId, one.id, each.id),
            why,
          }
        : { text: `Ställ in eller boka om: ${each.name} kan inte kallas`, href: meetingLinks.meeting(caseId, one.id), why },
    );
}
