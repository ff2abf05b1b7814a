/**
 * Dates of the house. A date is an ISO string "YYYY-MM-DD", an instant is a `Date`; nothing here asks the clock.
 * The time zone of the house is Europe/Stockholm.
 */
import { Temporal } from "temporal-polyfill";
import { LEAP_DAY_PRACTICE, leapDayBirthdayIn } from "./leap-day.ts";
import type { LeapDayPractice } from "./leap-day.ts";
import { failed, ok } from "./result.ts";
import type { Result } from "./result.ts";

const TIME_ZONE = "Europe/Stockholm";

const MONTHS = [
  "januari",
  "februari",
  "mars",
  "april",
  "maj",
  "juni",
  "juli",
  "augusti",
  "september",
  "oktober",
  "november",
  "december",
] as const;

const plain = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date, { overflow: "reject" });
const zoned = (instant: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(TIME_ZONE);

const dayLength = 86_400_000;
/** Most days and hours that are remembered: a page counts with the same few hundred over and over. */
const mostKnown = 20_000;
const numbers = new Map<string, number | undefined>();
const texts = new Map<number, string>();
const firstNumber = Date.UTC(1000, 0, 1) / dayLength;
const lastNumber = Date.UTC(9999, 11, 31) / dayLength;

/** Days since 1 January 1970 of a day that is written "YYYY-MM-DD" and exists, from the year 1000; undefined for all else. */
function dayNumber(date: string): number | undefined {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(date)) return undefined;
  return remembered(numbers, date, () => {
    const time = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)));
    return new Date(time).toISOString().startsWith(date) ? time / dayLength : undefined;
  });
}

/** A day as it is written, by its number; for the years 1000–9999. */
function dayText(number: number): string {
  return remembered(texts, number, () => new Date(number * dayLength).toISOString().slice(0, 10));
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  if (known.size >= mostKnown) known.clear();
  known.set(key, made);
  return made;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a day that exists, written "YYYY-MM-DD" (years 0001–9999). */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year > 0 && day > 0 && day <= (month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0));
}

/** The first and the last day that is taken from anybody. What lies outside is a slip of the pen: nobody in a child's case was born before 1900. */
export const earliestDay = "1900-01-01";
export const latestDay = "2100-12-31";

/** True for a day from 1900 to 2100. */
export function isKeptDay(date: string): boolean {
  return date >= earliestDay && date <= latestDay;
}

/** Reads a date written by a person: "2026-03-14", "20260314" or "14 mars 2026". Gives the ISO date or says what is wrong. */
export function parseDate(text: string, field?: string): Result<string> {
  const trimmed = text.trim().toLowerCase();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed);
  const long = /^(\d{1,2}) ([a-z]+) (\d{4})$/.exec(trimmed);
  const month = long ? MONTHS.findIndex((name) => name === long[2]) + 1 : 0;
  let iso = trimmed;
  if (compact) iso = `${compact[1]}-${compact[2]}-${compact[3]}`;
  else if (long && month > 0) iso = `${long[3]}-${String(month).padStart(2, "0")}-${(long[1] ?? "").padStart(2, "0")}`;
  if (isIsoDate(iso)) return ok(iso);
  return failed({
    code: "invalid-date",
    message: "Datumet finns inte eller är skrivet på ett sätt som inte går att läsa.",
    hint: "Skriv år, månad och dag, till exempel 2026-03-14.",
    ...(field === undefined ? {} : { field }),
  });
}

/** The day `days` calendar days after (before, when negative) the given one. @throws RangeError when `date` is no date. */
export function addDays(date: string, days: number): string {
  const moved = (dayNumber(date) ?? Number.NaN) + days;
  return Number.isInteger(moved) && moved >= firstNumber && moved <= lastNumber ? dayText(moved) : plain(date).add({ days }).toString();
}

/**
 * The same day of the month `months` months later; where that month is too short, its last day
 * (31 Oct + 4 months = 28 or 29 Feb). @throws RangeError when `date` is no date.
 */
export function addMonths(date: string, months: number): string {
  return plain(date).add({ months }, { overflow: "constrain" }).toString();
}

/** Whole calendar days from one day to another; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (first !== undefined && last !== undefined) return last - first;
  return plain(from).until(plain(to), { largestUnit: "days" }).days;
}

/** -1, 0 or 1 as the first day is before, the same as or after the second. ISO dates sort as text. */
export function compareDates(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The day of the week: 1 is Monday, 7 is Sunday. @throws RangeError when `date` is no date. */
export function weekdayOf(date: string): number {
  const number = dayNumber(date);
  // 1 January 1970 was a Thursday.
  return number === undefined ? plain(date).dayOfWeek : ((((number + 3) % 7) + 7) % 7) + 1;
}

/**
 * Completed years on a day, by the same rule as `birthdayOf`: whoever is born on 29 February completes a year on 28 February in a
 * common year, unless the installation says 1 March (leap-day.ts). Negative before birth.
 */
export function ageOn(birthDate: string, day: string, practice = LEAP_DAY_PRACTICE): number {
  const born = plain(birthDate);
  const then = plain(day);
  const birthday = birthdayIn(born, then.year, practice);
  return then.year - born.year - (Temporal.PlainDate.compare(then, birthday) >= 0 ? 0 : 1);
}

/** The day on which somebody completes `years` years, by the same rule as `ageOn`. */
export function birthdayOf(birthDate: string, years: number, practice = LEAP_DAY_PRACTICE): string {
  const born = plain(birthDate);
  return birthdayIn(born, born.year + years, practice).toString();
}

function birthdayIn(born: Temporal.PlainDate, year: number, practice: readonly LeapDayPractice[]): Temporal.PlainDate {
  const same = born.with({ year }, { overflow: "constrain" });
  return same.day !== born.day && leapDayBirthdayIn(year, practice) === "03-01" ? same.add({ days: 1 }) : same;
}

/** The calendar day in Stockholm at an instant, "YYYY-MM-DD". */
export function stockholmDate(instant: Date): string {
  const time = wallClock(instant);
  return time === undefined ? zoned(instant).toPlainDate().toString() : dayText(Math.floor(time / dayLength));
}

/** The wall-clock time in Stockholm at an instant, "HH:MM" (24 hours). */
export function stockholmTime(instant: Date): string {
  const time = wallClock(instant);
  if (time === undefined) return zoned(instant).toPlainTime().toString({ smallestUnit: "minute" });
  const minutes = Math.floor(time / 60_000) % (24 * 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

const hourLength = 3_600_000;
const firstWholeHours = Date.UTC(1970, 0, 1);
const lastWholeHours = Date.UTC(9000, 0, 1);
const offsets = new Map<number, number>();

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

/**
 * The wall clock in Stockholm, in milliseconds since it showed 1 January 1970, by the offset of the hour: a page asks for hundreds of moments, and
 * the time zone's rules are asked once for each hour. Nothing before 1970, from where hours and days are counted.
 */
function wallClock(instant: Date): number | undefined {
  const time = instant.getTime();
  if (!(time >= firstWholeHours && time < lastWholeHours)) return undefined;
  const hour = Math.floor(time / hourLength);
  return time + remembered(offsets, hour, () => zoned(new Date(hour * hourLength)).offsetNanoseconds / 1e6);
}

/** The instant of a wall-clock time in Stockholm; a time that the clock skips in spring is moved on, a doubled one is the first. */
export function stockholmInstant(date: string, time: string): Date {
  const moment = plain(date).toZonedDateTime({ timeZone: TIME_ZONE, plainTime: Temporal.PlainTime.from(time) });
  return new Date(moment.epochMilliseconds);
}

/** "14 mars 2026", for letters and running text. */
export function formatLong(date: string): string {
  const { day, month, year } = plain(date);
  return `${day} ${MONTHS[month - 1] ?? ""} ${year}`;
}

/** "skrivet 10:05" of what was written on the day that it is about, otherwise "skrivet 2026-03-03 10:05": the day is said once. In Stockholm. */
export function writtenWords(on: string, written: Date): string {
  return stockholmDate(written) === on ? `skrivet ${stockholmTime(written)}` : `skrivet ${formatDateTime(written)}`;
}

/** "2026-03-14 16:05" in Stockholm, for journals. */
export function formatDateTime(instant: Date): string {
  return `${stockholmDate(instant)} ${stockholmTime(instant)}`;
}
