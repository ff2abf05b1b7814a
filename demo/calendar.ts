// Days as whole numbers (days since 1970-01-01), because a nation's lives hold tens of millions of dates.

const FIRST = -3653; // 1960-01-01
const texts: string[] = [];

/** The day's number, days since 1970-01-01, of "YYYY-MM-DD". */
export function dayOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;
}

/** "YYYY-MM-DD" of a day's number. */
export function dateOf(day: number): string {
  const at = day - FIRST;
  const known = texts[at];
  if (known !== undefined) return known;
  const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
  if (at >= 0) texts[at] = text;
  return text;
}

/** Completed years on a day. Born on 29 February: the birthday is 1 March in other years, as in the folkbokföring's arithmetic. */
export function ageOn(birth: number, day: number): number {
  const born = dateOf(birth),
    now = dateOf(day);
  const years = Number(now.slice(0, 4)) - Number(born.slice(0, 4));
  return now.slice(5) < born.slice(5) ? years - 1 : years;
}

/** The day on which the child has completed so many years. */
export function birthday(birth: number, years: number): number {
  const born = new Date(birth * 86_400_000);
  return Date.UTC(born.getUTCFullYear() + years, born.getUTCMonth(), born.getUTCDate()) / 86_400_000;
}

/** The day itself when it is a Monday to Friday, otherwise the next Monday. */
export function weekday(day: number): number {
  const n = (((day + 3) % 7) + 7) % 7; // 0 = Monday
  return n < 5 ? day : day + 7 - n;
}
