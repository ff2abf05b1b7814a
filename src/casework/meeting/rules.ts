/** How a meeting stands, and what is said of it. Pure. */
import { formatLong, stockholmDate, stockholmInstant, stockholmTime, weekdayOf } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import type { BookingPart, CalledPart, MeetingPart } from "./meeting-part.ts";

const weekdays = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"] as const;

/** What holds now: the last booking. */
export function currentOf({ bookings }: Pick<MeetingPart, "bookings">): BookingPart | undefined {
  return bookings.at(-1);
}

/** When it is, or was to be before it was called off. */
export function timeOf({ bookings }: Pick<MeetingPart, "bookings">): string {
  return bookings.findLast((one) => one.starts_at !== null)?.starts_at ?? "";
}

/** Called off, or written how it went: nothing is left to do. */
export function isSettled(meeting: Pick<MeetingPart, "bookings" | "outcome">): boolean {
  return meeting.outcome !== null || currentOf(meeting)?.starts_at === null;
}

/** False where somebody with a protected identity would be at one place with others, and nobody has written why that can be. */
export function mayMeet({ called, together_because: because }: Pick<MeetingPart, "called" | "together_because">): boolean {
  return because !== null || called.length < 2 || !called.some((one) => one.protected);
}

/** The moment of a wall-clock time in Sweden; undefined where the clock skips it in spring. */
export function momentOn(day: string, time: string): Date | undefined {
  const moment = stockholmInstant(day, time);
  return stockholmDate(moment) === day && stockholmTime(moment) === time ? moment : undefined;
}

/** "torsdag 12 mars 2026 klockan 14:00", in Sweden. */
export function whenWords(startsAt: string): string {
  const moment = new Date(startsAt);
  const day = stockholmDate(moment);
  return `${weekdays[weekdayOf(day) - 1] ?? ""} ${formatLong(day)} klockan ${stockholmTime(moment)}`;
}

/** "45 minuter", "en timme", "en och en halv timme", "två timmar". */
export function lengthWords(minutes: number): string {
  const words: Readonly<Record<number, string>> = { 60: "en timme", 90: "en och en halv timme", 120: "två timmar" };
  return words[minutes] ?? `${minutes} minuter`;
}

/** What a message that has not come through means to the one who sent it. */
const stateWords: Readonly<Record<string, string>> = {
  väntar: "skickas strax",
  skickas: "skickas strax",
  "försöks igen": "har inte gått fram än: ring om det är bråttom",
  skickat: "skickat",
  nekat: "kom inte fram: adressen togs inte emot",
  oklart: "oklart om det gick fram: ring",
  återtaget: "togs tillbaka innan det skickades",
};

function wordsOf(told: CalledPart["told"][number], state: string): string {
  const { is_withheld: isWithheld, may_have_come: mayHave, lacks_letter_box: lacksBox } = told;
  if (lacksBox) return "kom inte fram: personen har ingen digital brevlåda. Lämna brevet eller välj ett annat sätt";
  if (isWithheld) return "skickades inte: det får inte meddelas så längre";
  if (state === "återtaget" && mayHave) return "togs tillbaka, men kan ha gått fram";
  return stateWords[state] ?? state;
}

/** How one of those called was last told, in words. */
export function toldWords({ told }: CalledPart, current: number): string {
  const last = told.at(-1);
  if (!last) return "Inte kallad än";
  const state = last.state === null ? "" : `, ${wordsOf(last, last.state)}`;
  const isOwnWord = last.way !== "i handen" && last.way !== "genom Skatteverket";
  const words = `${isOwnWord ? capital(last.way) : `Brev ${last.way}`}${state}`;
  return last.number === current ? words : `Ändringen är inte meddelad än (förut: ${words.toLowerCase()})`;
}

/** True where the supplier of digital post has answered that this one has no letter box: another way is chosen. */
export function lacksLetterBox({ told }: CalledPart): boolean {
  return told.findLast(({ way }) => way === "digital post")?.lacks_letter_box === true;
}

/** Sent, or on its way. What failed is tried again for a day and a half and then no more: until it has come through, somebody must know. */
const comesThrough = new Set(["väntar", "skickas", "skickat"]);

/** True where somebody must still be told of what holds now: never told, told of what held before, or the message did not come through. */
export function isUntold({ told }: CalledPart, current: number): boolean {
  const last = told.at(-1);
  return last === undefined || last.number !== current || (last.state !== null && !comesThrough.has(last.state));
}

/** A letter was handed over, or a message may have come. */
const mayHaveCome = ({ state, may_have_come: may }: CalledPart["told"][number]): boolean =>
  state === null || may === true || !["nekat", "återtaget"].includes(state);

/** True where a letter was handed over, or a message may have come. */
export function wasTold({ told }: CalledPart): boolean {
  return told.some(mayHaveCome);
}

/** False where the form would refuse: somebody who may not be told, or people who may not meet. That it is off is told to whoever was told of it. */
export function mayBeCalled(meeting: MeetingPart, called: CalledPart): boolean {
  if (currentOf(meeting)?.starts_at === null) return wasTold(called) || called.may_be_told;
  return mayMeet(meeting) && called.may_be_told;
}

/** The booking that one of those called was last told of before the one that holds now; undefined where there is none. */
export function toldBefore({ bookings }: Pick<MeetingPart, "bookings">, { told }: Pick<CalledPart, "told">): BookingPart | undefined {
  const current = currentOf({ bookings })?.number ?? 0;
  const last = told.findLast((one) => one.number < current && mayHaveCome(one));
  return bookings.find(({ number }) => number === last?.number);
}

/** True where nothing that those called must know is another. */
export function isSameBooking(one: BookingPart, other: Pick<BookingPart, "starts_at" | "minutes" | "way" | "place">): boolean {
  const at = ({ starts_at: moment }: Pick<BookingPart, "starts_at">) => (moment === null ? null : Date.parse(moment));
  return at(one) === at(other) && one.minutes === other.minutes && one.way === other.way && one.place === other.place;
}
