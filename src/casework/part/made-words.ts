/** Who took a decision and by what authority, in words; and when it was written, where that is another day. */
import { termOf } from "../../platform/core/about.ts";
import { decidedByFields } from "../../platform/core/decided-by.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import type { CaseEvent } from "./case-event.ts";
import type { MadePart } from "./made-parts.ts";
import { said } from "./work.ts";
import type { ContentRow } from "./work.ts";

/** "Karin Lindahl, delegation 3.1", "Individutskottet, § 45" or "Anna Berg, ordföranden (brådskande)". */
export function makerWords(made: MadePart | null): string {
  if (made === null) return "";
  if (made.body !== null) return [made.body, made.minutes_number].filter(Boolean).join(", ");
  const who = made.staff ?? made.name ?? "";
  if (made.urgent_decider !== null) return `${who}, ${made.urgent_decider} (brådskande)`;
  return made.delegation_point === null ? who : `${who}, delegation ${made.delegation_point}`;
}

/** What becomes of a decision that could not wait: "Anmäls till nämnden 2026-03-20", or that it was. Undefined for other decisions. */
export function reportWords(made: MadePart | null): string | undefined {
  if (made === null || made.next_meeting_on === null) return undefined;
  const { reported } = made;
  return reported
    ? `Anmält till nämnden ${reported.reported_on}, ${reported.minutes_number}`
    : `Anmäls till nämnden ${made.next_meeting_on}`;
}

/** The day on which something was written, where it is another than the day it happened: "2026-03-09". */
export function writtenLater(on: string, recordedAt: string): string | undefined {
  const day = stockholmDate(new Date(recordedAt));
  return day === on ? undefined : day;
}

/** "2026-03-06, skrivet 2026-03-09"; the first alone when it was written on that day. */
export function bothDays(on: string, recordedAt: string): string {
  const written = writtenLater(on, recordedAt);
  return written ? `${on}, skrivet ${written}` : on;
}

/** That the board was told of what the chair had decided. */
export function reportEvents(made: MadePart | null): CaseEvent[] {
  if (!made?.reported) return [];
  const { reported_on: on, minutes_number: text, recorded_at: recordedAt, by } = made.reported;
  const heading = `Beslutet ${made.decided_on} anmäldes till nämnden`;
  return [{ on, recordedAt, kind: "beslut", heading, text, by }];
}

/** What becomes of a decision that could not wait for the board. */
export function reportRows(made: MadePart | null): ContentRow[] {
  return said(
    { term: "Anmälan till nämnden", value: reportWords(made) },
    { term: termOf(decidedByFields, "urgency"), value: made?.urgency },
  );
}

/** "Till 2026-08-01, beslutat 2026-06-20, Individutskottet, § 45", with the reasons, and whether the board has been told. */
export function extendedWords(
  one: { extended_to: string; decided_on: string; recorded_at: string; made: MadePart | null },
  ...reasons: readonly string[]
): string {
  const decided = [bothDays(one.decided_on, one.recorded_at), makerWords(one.made)].filter(Boolean).join(", ");
  return [`Till ${one.extended_to}, beslutat ${decided}`, ...reasons, reportWords(one.made)].filter(Boolean).join("\n");
}
