import { describe, expect, test } from "vitest";
import { calendarFileOf } from "./calendar-file.ts";
import type { MeetingPart } from "./meeting-part.ts";

const stamped = { recorded_at: "2026-03-02T10:00:00+01:00", by: "Karin Lind" };
const booking: MeetingPart["bookings"][number] = {
  ...{
    number: 1,
    kind: "bokat",
    starts_at: "2026-03-12T14:00:00+01:00",
    minutes: 60,
    way: "besök",
    place: "Socialkontoret, rum 4",
    because: null,
  },
  ...stamped,
};
const off: MeetingPart["bookings"][number] = {
  ...{ number: 2, kind: "inställt", starts_at: null, minutes: null, way: null, place: null, because: "Sjukdom." },
  ...stamped,
};
const called: MeetingPart["called"][number] = {
  ...{
    id: "00000000-0000-7000-8000-000000000002",
    capacity: "vårdnadshavare",
    person_id: null,
    name: "Maria Testsson",
    protected: false,
    came: null,
    may_be_told: true,
    told: [],
  },
};
const meeting: MeetingPart = {
  ...{
    id: "00000000-0000-7000-8000-000000000001",
    kind: "samtal med barnet",
    agenda: "Om skolan för Alva.",
    child_about: "Vi ska prata.",
    contact: "Karin",
  },
  ...{ interpreter: "arabiska", together_because: null, bookings: [booking], called: [called], outcome: null, ...stamped },
};

describe("a meeting as a calendar file", () => {
  test("is one event of RFC 5545, in the time of the world", () => {
    expect(calendarFileOf(meeting, false).split("\r\n")).toEqual([
      ...[
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fortrogen//Fortrogen//SV",
        "BEGIN:VEVENT",
        "UID:00000000-0000-7000-8000-000000000001",
      ],
      ...["DTSTAMP:20260302T090000Z", "DTSTART:20260312T130000Z", "DURATION:PT60M", "SEQUENCE:0", "STATUS:CONFIRMED", "SUMMARY:Möte"],
      ...["CLASS:PRIVATE", String.raw`LOCATION:Socialkontoret\, rum 4`, "END:VEVENT", "END:VCALENDAR", ""],
    ]);
  });

  test("says nothing of whom or what it is about", () => {
    const file = calendarFileOf(meeting, false);
    for (const never of ["Maria", "Alva", "skolan", "barnet", "prata", "arabiska", "Karin"]) expect(file).not.toContain(never);
  });

  test.each<[string, MeetingPart, boolean]>([
    ["the child", meeting, true],
    ["somebody who is called", { ...meeting, called: [{ ...called, protected: true }] }, false],
  ])("leaves the place out where the identity is protected of %s", (_whom, of, isChild) => {
    expect(calendarFileOf(of, isChild)).not.toContain("LOCATION");
  });

  test("takes the place of the one before: a meeting that is called off keeps its time and says so", () => {
    const file = calendarFileOf({ ...meeting, bookings: [booking, off] }, false);
    for (const line of ["DTSTART:20260312T130000Z", "SEQUENCE:1", "STATUS:CANCELLED"]) expect(file).toContain(`${line}\r\n`);
  });

  test("has no line longer than 75 bytes and cuts no sign in two, and a place is no line of its own", () => {
    const place = `${"å".repeat(120)}\r\nATTENDEE:mailto:x@example.se\\;`;
    const file = calendarFileOf({ ...meeting, bookings: [{ ...booking, place }] }, false);
    for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file.replaceAll("\r\n ", "")).toContain(`LOCATION:${"å".repeat(120)}\\nATTENDEE:mailto:x@example.se\\\\\\;\r\n`);
  });
});
