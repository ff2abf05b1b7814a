/**
 * Which days are working days in Sweden, computed for any year: lag (1989:253) om allmänna helgdagar, and the days that 2 § lag
 * (1930:173) om beräkning av lagstadgad tid puts beside them. Both are read.
 */
import { addDays, weekdayOf } from "./dates.ts";

/** Nationaldagen became a public holiday, and annandag pingst ceased to be one, by Lag (2004:1320) in 2005. */
const NATIONAL_DAY_SINCE = 2005;

/**
 * Easter Sunday of a year, "YYYY-MM-DD": the Sunday after the full moon on or after 21 March (2 § lag 1989:253), by the Gregorian
 * reckoning (Butcher's algorithm). For years 1583–9999.
 */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return on(year, month, day);
}

/**
 * The days of a year that are no working days although they may fall on Monday to Friday, each with its name: the public holidays and
 * midsommarafton, julafton and nyårsafton. Saturdays and Sundays are left to the week.
 */
export function daysOffIn(year: number): ReadonlyMap<string, string> {
  const known = remembered.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const midsummer = saturdayFrom(on(year, 6, 20));
  const whitMonday: readonly [string, string][] = year < NATIONAL_DAY_SINCE ? [[addDays(easter, 50), "annandag pingst"]] : [];
  const nationalDay: readonly [string, string][] = year < NATIONAL_DAY_SINCE ? [] : [[on(year, 6, 6), "nationaldagen"]];
  const days = new Map<string, string>([
    [on(year, 1, 1), "nyårsdagen"],
    [on(year, 1, 6), "trettondedag jul"],
    [addDays(easter, -2), "långfredagen"],
    [easter, "påskdagen"],
    [addDays(easter, 1), "annandag påsk"],
    [on(year, 5, 1), "första maj"],
    [addDays(easter, 39), "Kristi himmelsfärdsdag"],
    [addDays(easter, 49), "pingstdagen"],
    ...whitMonday,
    ...nationalDay,
    [addDays(midsummer, -1), "midsommarafton"],
    [midsummer, "midsommardagen"],
    [saturdayFrom(on(year, 10, 31)), "alla helgons dag"],
    [on(year, 12, 24), "julafton"],
    [on(year, 12, 25), "juldagen"],
    [on(year, 12, 26), "annandag jul"],
    [on(year, 12, 31), "nyårsafton"],
  ]);
  remembered.set(year, days);
  return days;
}

/** Holidays are asked for again and again, a year at a time. Years 1583–9999 at most. */
const remembered = new Map<number, ReadonlyMap<string, string>>();

/** What a day is when it is no working day: "juldagen", "en lördag", "en söndag"; null for a working day. */
export function dayOffName(date: string): string | null {
  const name = daysOffIn(Number(date.slice(0, 4))).get(date);
  if (name !== undefined) return name;
  const weekday = weekdayOf(date);
  return weekday === 7 ? "en söndag" : weekday === 6 ? "en lördag" : null;
}

/** The day itself when it is a working day, otherwise the next one that is. */
export function nextWorkingDay(date: string): string {
  let day = date;
  while (dayOffName(day) !== null) day = addDays(day, 1);
  return day;
}

function saturdayFrom(date: string): string {
  return addDays(date, (6 - weekdayOf(date) + 7) % 7);
}

function on(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
