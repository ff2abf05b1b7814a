/**
 * Who is a guardian on a day. Whoever asks about guardians says which day: the day that somebody was told, consented, decided; today for what is done
 * now. Custody counts from its first day to its last, both included.
 */
import { sql } from "kysely";
import type { RawBuilder } from "kysely";

export type Custody = { readonly validFrom: string; readonly validTo: string | null };

/** A condition over a row of `people.standing_guardianship`, by its alias. */
export const isGuardianOn = (row: string, day: string | RawBuilder<unknown>): RawBuilder<boolean> => {
  const on = typeof day === "string" ? sql`${day}::date` : day;
  return sql<boolean>`(${sql.ref(`${row}.valid_from`)} <= ${on} and (${sql.ref(`${row}.valid_to`)} is null or ${sql.ref(`${row}.valid_to`)} >= ${on}))`;
};

/** The same of a row of details: it holds from its first day to its last. */
export const isStandingOn = isGuardianOn;

/** True where the custody holds on the day. */
export const holdsOn = ({ validFrom, validTo }: Custody, day: string): boolean => validFrom <= day && (validTo === null || validTo >= day);

/** True where the custody holds on some day of the period. */
export const holdsDuring = ({ validFrom, validTo }: Custody, from: string, to: string): boolean =>
  validFrom <= to && (validTo === null || validTo >= from);

/** "var vårdnadshavare till och med 2026-03-01", "är vårdnadshavare från och med 2026-03-05": why a day is not within custody. */
export const whyNotOn = ({ validFrom, validTo }: Custody, day: string): string =>
  validTo !== null && validTo < day ? `var vårdnadshavare till och med ${validTo}` : `är vårdnadshavare från och med ${validFrom}`;
