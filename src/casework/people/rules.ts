/** Age, identity numbers and what the program reads out of them. */
import type { CodeOf } from "../../platform/database/generated.ts";
import { addDays, ageOn, birthdayOf, compareDates, isIsoDate } from "../../platform/basics/dates.ts";
import { leapDayWords } from "../../platform/basics/leap-day.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";

/** SoL 3:1: a child is a person under 18. */
export const ADULT_AGE = 18;
/** SoL 3:4: from this age the child is a party in its own right. */
export const OWN_PARTY_AGE = 15;

export type AgeInput = { readonly birthDate: string; readonly day: string };

export const age: Rule<AgeInput, { readonly years: number; readonly isChild: boolean }> = {
  id: "age",
  title: "Ålder i hela år; barn är den som är under 18 år",
  provisionIds: ["best-interests"],
  basis: "lag",
  room: "people",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: `Ett år är fyllt när födelsedagen börjar. ${leapDayWords()}`,
  apply({ birthDate, day }) {
    const years = ageOn(birthDate, day);
    return { years, isChild: years < ADULT_AGE };
  },
  explain({ day }, { years, isChild }) {
    if (years < 0) return "Barnet är inte fött den dagen.";
    const kind = isChild ? "är barn" : "är inte längre barn";
    return `Har fyllt ${years} år och ${kind} i lagens mening (${citationOn("best-interests", day)}).`;
  },
};

export const ownParty: Rule<AgeInput, { readonly isOwnParty: boolean; readonly fromDay: string }> = {
  id: "own-party",
  title: "Barnet för sin egen talan från 15 år",
  provisionIds: ["child-own-party"],
  basis: "lag",
  room: "people",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  apply({ birthDate, day }) {
    const fromDay = birthdayOf(birthDate, OWN_PARTY_AGE);
    return { isOwnParty: compareDates(fromDay, day) <= 0, fromDay };
  },
  explain({ day }, { isOwnParty }) {
    const citation = citationOn("child-own-party", day);
    return isOwnParty
      ? `Har fyllt 15 år och för sin egen talan (${citation}).`
      : `Har inte fyllt 15 år: vårdnadshavaren för barnets talan (${citation}).`;
  },
};

export const AGE_GROUPS = ["0–4", "5–14", "15–17"] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** The national questionnaire's age group for an age in completed years; null before birth and from 18. */
export function ageGroup(years: number): AgeGroup | null {
  if (years < 0 || years >= ADULT_AGE) return null;
  if (years <= 4) return "0–4";
  return years <= 14 ? "5–14" : "15–17";
}

export type Sex = CodeOf<"extract.child.sex">;

export type IdentityNumber = {
  /** Twelve digits without a hyphen. */
  readonly normalized: string;
  readonly kind: "personnummer" | "samordningsnummer";
  readonly sex: Exclude<Sex, "okänt">;
  /**
   * The day in the number; null where a samordningsnummer leaves the month (00) or the day (60) open. Nearly always the birth
   * date, but not by law: keep the birth date apart.
   */
  readonly datePart: string | null;
};

export type IdentityInput = { readonly text: string; readonly today: string; readonly field?: string };

/** What a samordningsnummer adds to the day. */
const COORDINATION = 60;

/**
 * Reads an identity number: twelve digits, or ten with "-" (under 100 years) or "+" (100 or more), also a samordningsnummer, whose
 * month may be 00 and whose day may be 60 where they are not known. Works with `today` alone, never with the machine's clock.
 * Problems: `identity-number-form`, `-day` (no such day), `-check` (the last digit), `-future`.
 */
export function readIdentityNumber({ text, today, field }: IdentityInput): Result<IdentityNumber> {
  const problem = (code: string, message: string, hint: string) =>
    failed({ code, message, hint, ...(field === undefined ? {} : { field }) });
  const normalized = twelveDigits(text.replace(/\s/g, ""), today);
  if (normalized === null) {
    const hint = "Skriv tolv siffror, ÅÅÅÅMMDD-NNNN, eller tio siffror med bindestreck.";
    return problem("identity-number-form", "Det här är inte ett personnummer eller samordningsnummer.", hint);
  }
  const parts = partsOf(normalized);
  const { kind } = parts;
  const isOpen = parts.month === "00" || parts.day === "00";
  const firstDay = firstDayOf(parts);
  if (!isIsoDate(firstDay) || (kind === "personnummer" && isOpen)) {
    const hint = "Kontrollera siffrorna mot handlingen. I ett samordningsnummer kan månaden vara 00 och dagen 60, men inget annat.";
    return problem("identity-number-day", "Födelsetiden i numret finns inte i kalendern.", hint);
  }
  if (checkDigit(normalized.slice(2, 11)) !== Number(normalized[11])) {
    const hint = "Kontrollera siffrorna mot handlingen. Någon siffra är fel, för den sista siffran stämmer inte med de andra.";
    return problem("identity-number-check", "Personnumret stämmer inte.", hint);
  }
  if (firstDay > today) {
    return problem("identity-number-future", "Födelsetiden i personnumret ligger i framtiden.", "Kontrollera århundradet.");
  }
  return ok({ normalized, kind, sex: Number(normalized[10]) % 2 === 0 ? "flicka" : "pojke", datePart: isOpen ? null : firstDay });
}

/** False when the number says another birth date; what a samordningsnummer leaves open fits any. `number` has twelve digits. */
export function fitsBirthDate(number: string, birthDate: string): boolean {
  const { year, month, day } = partsOf(number);
  const [bornYear, bornMonth, bornDay] = birthDate.split("-");
  return year === bornYear && (month === "00" || month === bornMonth) && (day === "00" || day === bornDay);
}

type Parts = { readonly kind: IdentityNumber["kind"]; readonly year: string; readonly month: string; readonly day: string };

/** The parts of twelve digits; month and day are "00" where a samordningsnummer leaves them open. */
function partsOf(number: string): Parts {
  const written = Number(number.slice(6, 8));
  const kind = written >= COORDINATION ? "samordningsnummer" : "personnummer";
  const day = String(written % COORDINATION).padStart(2, "0");
  return { kind, year: number.slice(0, 4), month: number.slice(4, 6), day };
}

/** The first day that the parts may mean. An open month may hold any day: January, which has all of them, stands for it. */
function firstDayOf({ year, month, day }: Parts): string {
  return `${year}-${month === "00" ? "01" : month}-${day === "00" ? "01" : day}`;
}

/** The last digit that nine digits ask for (SKV 704: weights 2 and 1, modulus 10). */
function checkDigit(nine: string): number {
  let sum = 0;
  for (let at = 0; at < nine.length; at++) {
    const product = Number(nine[at]) * (at % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

/** Twelve digits out of ten or twelve, the century counted from `today`; null when the form is wrong. */
function twelveDigits(text: string, today: string): string | null {
  const match = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/.exec(text);
  if (!match) return null;
  const [, century, date = "", separator, last = ""] = match;
  if (last.startsWith("000")) return null;
  if (century !== undefined) return `${century}${date}${last}`;
  const base = Number(today.slice(0, 4)) - (separator === "+" ? 100 : 0);
  const year = base - ((base - Number(date.slice(0, 2))) % 100);
  const firstDay = firstDayOf(partsOf(`${year}${date.slice(2)}${last}`));
  // The year of birth may be this very year while the day is still to come: then it is a hundred years ago.
  const full = separator !== "+" && firstDay > today ? year - 100 : year;
  return `${full}${date.slice(2)}${last}`;
}

export const identityNumber: Rule<IdentityInput, Result<IdentityNumber>> = {
  id: "identity-number",
  title: "Personnummer och samordningsnummer",
  provisionIds: ["identity-number", "coordination-number"],
  basis: "lag",
  room: "people",
  validFrom: "1991-07-01",
  certainty: "verifierad",
  source:
    "Näst sista siffran är jämn för flickor och udda för pojkar; sista siffran är kontrollsiffra. Samordningsnummer: dagen plus 60; månaden 00 eller dagen 60 när födelsetiden inte är känd, och då frågas efter födelsedatum. Av Skatteverkets 1 198 testnummer har tio en dag som inte finns (till exempel 31 november): bara de avvisas.",
  apply: readIdentityNumber,
  explain({ today }, result) {
    const coordination = result.ok && result.value.kind === "samordningsnummer";
    const citation = citationOn(coordination ? "coordination-number" : "identity-number", today);
    if (!result.ok) return `${result.error.message} Se ${citation}.`;
    return `Numret är ett giltigt ${result.value.kind} (${citation}).`;
  },
};

/** The first day on which somebody is no longer a child, and the last day as one. */
export function childUntil(birthDate: string): { readonly lastDayAsChild: string; readonly adultFrom: string } {
  const adultFrom = birthdayOf(birthDate, ADULT_AGE);
  return { lastDayAsChild: addDays(adultFrom, -1), adultFrom };
}

/** The rules of this room, for docs/law.md. */
export const peopleRules = [age, ownParty, identityNumber] as const;
