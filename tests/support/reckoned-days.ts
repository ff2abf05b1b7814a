/**
 * The days of the law reckoned a second time, from the words of the acts and sharing nothing with the program: by the proleptic calendar of
 * `Date` in UTC, Easter by Gauss, and the days off of lag (1989:253) and 2 § lag (1930:173) as a list.
 */

const MS = 86_400_000;
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** So many days later. */
export const plusDays = (day: string, n: number): string => iso(utc(day) + n * MS);

/** The same day so many months later, or the last of that month where it has no such day (1 § lag 1930:173). */
export function plusMonths(day: string, n: number): string {
  const at = new Date(utc(day));
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n, 1));
  const longest = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return iso(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(at.getUTCDate(), longest)));
}

function easter(year: number): string {
  const [a, b, c] = [year % 19, year % 4, year % 7];
  const k = Math.floor(year / 100);
  const m = (15 + k - Math.floor(k / 4) - Math.floor((8 * k + 13) / 25)) % 30;
  const n = (4 + k - Math.floor(k / 4)) % 7;
  const d = (19 * a + m) % 30;
  const e = (2 * b + 4 * c + 6 * d + n) % 7;
  const late = d + e === 35 || (d === 28 && e === 6 && a > 10) ? 7 : 0;
  return plusDays(`${year}-03-22`, d + e - late);
}

const onWeekday = (from: string, weekday: number): string => plusDays(from, (weekday - new Date(utc(from)).getUTCDay() + 7) % 7);

/** A Saturday, a Sunday, a public holiday, midsommarafton, julafton or nyårsafton. From 2005, when nationaldagen became a holiday. */
export function isOff(day: string): boolean {
  const weekday = new Date(utc(day)).getUTCDay();
  if (weekday === 0 || weekday === 6) return true;
  const year = day.slice(0, 4);
  const rises = easter(Number(year));
  const moving = [plusDays(rises, -2), plusDays(rises, 1), plusDays(rises, 39), plusDays(onWeekday(`${year}-06-20`, 6), -1)];
  return [...moving, ...["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"].map((one) => `${year}-${one}`)].includes(
    day,
  );
}

/** The last day of a time in law that is counted to a day: that day, or the next that is not off (2 § lag 1930:173). */
export function lawful(day: string): string {
  return isOff(day) ? lawful(plusDays(day, 1)) : day;
}

/** The first day of socialtjänstlagen (2025:400), and of SFS 2025:1501 as far as is known. */
export const NEW_ACT = "2025-07-01";
export const WEEK_FOR_REPORTERS = "2026-01-01";

/** Days around which counting goes wrong: month ends, leap days, new year, the turns of the clock, the turns of the law, and holidays 14 days later. */
export const dangerous: readonly string[] = [
  ...["2024-02-28", "2024-02-29", "2024-03-01", "2025-02-28", "2025-03-01", "2028-02-29"],
  ...["2024-10-31", "2025-10-31", "2025-05-31", "2025-08-31", "2025-11-30", "2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"],
  ...["2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25"],
  ...["2025-06-30", "2025-07-01", "2025-12-30", "2026-01-02"],
  ...["2026-12-10", "2026-12-11", "2026-12-17", "2026-03-20", "2026-03-23", "2026-06-05", "2026-04-17", "2026-04-30"],
];
