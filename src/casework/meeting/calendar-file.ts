/**
 * A meeting as a calendar file (RFC 5545), for the caseworker's own calendar. Our own writer and no library: one event, and what must never stand in it is said
 * here. It leaves the house, so it says of nobody who is called and of no case: when, and where unless somebody's address is protected. Pure.
 */
import type { MeetingPart } from "./meeting-part.ts";
import { currentOf } from "./rules.ts";

/** The longest line in bytes, without its end (RFC 5545, 3.1). */
const longestLine = 75;

/** `anyProtected`: the child or a guardian of the case has a protected identity. */
export function calendarFileOf(meeting: MeetingPart, anyProtected: boolean): string {
  const { id, bookings, called } = meeting;
  const last = currentOf(meeting);
  const timed = bookings.findLast((one) => one.starts_at !== null);
  const isProtected = anyProtected || called.some((one) => one.protected);
  const place = isProtected || !timed?.place ? [] : [`LOCATION:${escaped(timed.place)}`];
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fortrogen//Fortrogen//SV", "BEGIN:VEVENT"],
    `UID:${id}`,
    `DTSTAMP:${utc(last?.recorded_at ?? "")}`,
    `DTSTART:${utc(timed?.starts_at ?? "")}`,
    `DURATION:PT${timed?.minutes ?? 0}M`,
    // A change that is fetched again takes the place of the one before.
    `SEQUENCE:${(last?.number ?? 1) - 1}`,
    `STATUS:${last?.starts_at === null ? "CANCELLED" : "CONFIRMED"}`,
    ...["SUMMARY:Möte", "CLASS:PRIVATE", ...place, "END:VEVENT", "END:VCALENDAR"],
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** "20260312T130000Z". */
const utc = (moment: string): string => new Date(moment).toISOString().replaceAll(/[-:]|\.\d{3}/gu, "");

/** Text as the format has it (3.3.11): a new line is no line of its own. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`)
    .replaceAll(/\r?\n/gu, String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, "");

/** A long line in several, each further one after a space; no sign is cut in two. */
function folded(line: string): string {
  const parts = [""];
  for (const sign of line) {
    const most = parts.length === 1 ? longestLine : longestLine - 1;
    if (Buffer.byteLength((parts.at(-1) ?? "") + sign) > most) parts.push("");
    parts[parts.length - 1] += sign;
  }
  return parts.join("\r\n ");
}
