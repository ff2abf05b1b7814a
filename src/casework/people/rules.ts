/** Age, identity numbers and what the program reads out of them. */
import { addDays, ageOn, birthdayOf, compareDates } from "../../platform/basics/dates.ts";
import { leapDayWords } from "../../platform/basics/leap-day.ts";
import { birthdayThatChanges } from "./rules-birthdays.ts";
import { expectedChild } from "./rules-expected.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { readIdentityNumber } from "../../platform/basics/identity-number.ts";
import type { IdentityInput, IdentityNumber } from "../../platform/basics/identity-number.ts";
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
export const peopleRules = [age, ownParty, identityNumber, birthdayThatChanges, expectedChild] as const;
