/** Age, identity numbers and what the program reads out of them. */
import PersonnummerModule from "personnummer";
import { addDays, ageOn, birthdayOf, compareDates } from "../core/dates.ts";
import { citationOn } from "../core/law/provision.ts";
import type { Rule } from "../core/law/rule.ts";
import { failed, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";

/** The package is CommonJS: at run time its default export is the class itself. */
const Personnummer = PersonnummerModule as unknown as {
  parse(pin: string): { isFemale(): boolean; isCoordinationNumber(): boolean };
};

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
  source:
    "Ett år är fyllt när födelsedagen börjar. Den som är född 29 februari fyller år 1 mars när det inte är skottår: vårt val, samma i alla beräkningar.",
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

export type Sex = "flicka" | "pojke" | "okänt";

export type IdentityNumber = {
  /** Twelve digits without a hyphen. */
  readonly normalized: string;
  readonly kind: "personnummer" | "samordningsnummer";
  readonly sex: Exclude<Sex, "okänt">;
  /** The day in the number. Nearly always the birth date, but not by law: keep the birth date apart. */
  readonly datePart: string;
};

export type IdentityInput = { readonly text: string; readonly today: string; readonly field?: string };

/**
 * Reads an identity number: twelve digits, or ten with "-" (under 100 years) or "+" (100 or more), also a samordningsnummer.
 * Works with `today` alone, never with the machine's clock. Problems: `identity-number-form`, `-check`, `-future`.
 */
export function readIdentityNumber({ text, today, field }: IdentityInput): Result<IdentityNumber> {
  const problem = (code: string, message: string, hint: string) =>
    failed({ code, message, hint, ...(field === undefined ? {} : { field }) });
  const normalized = twelveDigits(text.replace(/\s/g, ""), today);
  if (normalized === null) {
    const hint = "Skriv tolv siffror, ÅÅÅÅMMDD-NNNN, eller tio siffror med bindestreck.";
    return problem("identity-number-form", "Det här är inte ett personnummer eller samordningsnummer.", hint);
  }
  let parsed;
  try {
    parsed = Personnummer.parse(normalized);
  } catch {
    const hint = "Kontrollera siffrorna mot handlingen. Födelsetiden eller den sista siffran är fel.";
    return problem("identity-number-check", "Personnumret stämmer inte.", hint);
  }
  const isCoordination = parsed.isCoordinationNumber();
  const day = Number(normalized.slice(6, 8)) - (isCoordination ? 60 : 0);
  const datePart = `${normalized.slice(0, 4)}-${normalized.slice(4, 6)}-${String(day).padStart(2, "0")}`;
  if (datePart > today) {
    return problem("identity-number-future", "Födelsetiden i personnumret ligger i framtiden.", "Kontrollera århundradet.");
  }
  const kind = isCoordination ? "samordningsnummer" : "personnummer";
  return ok({ normalized, kind, sex: parsed.isFemale() ? "flicka" : "pojke", datePart });
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
  // The year of birth may be this very year while the day is still to come: then it is a hundred years ago.
  const born = `${year}-${date.slice(2, 4)}-${date.slice(4, 6)}`;
  const days = Number(date.slice(4, 6));
  const comparable = days > 60 ? `${year}-${date.slice(2, 4)}-${String(days - 60).padStart(2, "0")}` : born;
  const full = separator !== "+" && comparable > today ? year - 100 : year;
  return `${full}${date.slice(2)}${last}`;
}

export const identityNumber: Rule<IdentityInput, Result<IdentityNumber>> = {
  id: "identity-number",
  title: "Personnummer och samordningsnummer",
  provisionIds: ["identity-number"],
  basis: "lag",
  room: "people",
  validFrom: "1991-07-01",
  certainty: "verifierad",
  source: "Näst sista siffran är jämn för flickor och udda för pojkar; sista siffran är kontrollsiffra. Samordningsnummer: dagen plus 60.",
  apply: readIdentityNumber,
  explain({ today }, result) {
    const citation = citationOn("identity-number", today);
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
