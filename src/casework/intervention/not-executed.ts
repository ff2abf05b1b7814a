/** What is not carried out within three months, as the law asks it to be told: to IVO and the auditors each decision (34 kap. 1 § SoL), to the council figures (3 §). */
import { csvForPeople } from "../../platform/basics/csv-for-people.ts";
import { addMonths } from "../../platform/basics/dates.ts";

export type NotExecutedLine = {
  readonly type: string;
  readonly grantedOn: string;
  readonly interruptedOn: string | null;
  readonly executedOn: string | null;
  /** The day it was clear that it will not be carried out. */ readonly gaveUpOn: string | null;
  readonly reason: string | null;
  readonly reportedOn: string | null;
};

/** Whole months that have passed from one day to another. */
export function monthsPassed(from: string, to: string): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  return months;
}

/** The day from which the wait is counted: of the decision, or of the interruption. */
export const waitsFrom = ({ grantedOn, interruptedOn }: Pick<NotExecutedLine, "grantedOn" | "interruptedOn">): string =>
  interruptedOn ?? grantedOn;

/** What IVO and the auditors get: of each decision its day, its kind of intervention and shortly why, as 34 kap. 1 § says; the day of carrying out, 2 §. Nobody is named. */
export function reportCsv(lines: readonly NotExecutedLine[]): string {
  return csvForPeople([
    ["Beslutsdag", "Typ av insats", "Avbrott", "Skäl för fördröjningen", "Verkställt"],
    ...lines.map((one) => [one.grantedOn, one.type, one.interruptedOn, one.executedOn === null ? one.reason : null, one.executedOn]),
  ]);
}

export type Statistics = readonly {
  readonly type: string;
  readonly since: "beslutet" | "avbrottet";
  readonly months: number;
  readonly count: number;
}[];

/** How many have waited how long, by kind of intervention: without days, numbers of cases or reasons. */
export function statisticsOf(
  lines: readonly Pick<NotExecutedLine, "type" | "grantedOn" | "interruptedOn" | "executedOn" | "gaveUpOn">[],
  today: string,
): Statistics {
  const counts = new Map<string, { type: string; since: "beslutet" | "avbrottet"; months: number; count: number }>();
  for (const one of lines.filter(({ executedOn, gaveUpOn }) => executedOn === null && gaveUpOn === null)) {
    const since = one.interruptedOn === null ? "beslutet" : "avbrottet";
    const months = monthsPassed(waitsFrom(one), today);
    const key = `${one.type} ${since} ${months}`;
    const found = counts.get(key) ?? { type: one.type, since, months, count: 0 };
    counts.set(key, { ...found, count: found.count + 1 });
  }
  return [...counts.values()].toSorted(
    (a, b) => a.type.localeCompare(b.type, "sv") || a.since.localeCompare(b.since, "sv") || b.months - a.months,
  );
}

/** The same as a file for the council. */
export const statisticsCsv = (statistics: Statistics): string =>
  csvForPeople([
    ["Typ av insats", "Räknat från", "Hela månader", "Antal beslut"],
    ...statistics.map(({ type, since, months, count }) => [type, since, months, count]),
  ]);
