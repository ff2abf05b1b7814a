import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

/** Who may be a guardian, or stand in one's stead. */
export const guardianKinds = codes["people.guardianship.kind"];
export type GuardianKind = CodeOf<"people.guardianship.kind">;

/** Where a confirmed guardianship was read: the population register, or what shows otherwise (6 kap. FB). */
export const guardianSources = codes["people.guardianship.source"];
export type GuardianSource = CodeOf<"people.guardianship.source">;

/** What is known or said of a person, beside the number. Days are "YYYY-MM-DD". */
export type PersonWords = {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string | null;
  readonly sex: CodeOf<"people.person.sex">;
  readonly protectedIdentity: CodeOf<"people.person.protected_identity">;
  readonly language: string | null;
  readonly interpreterNeed: boolean | null;
  /** In twelve digits; only where it is about a child that was known without one. */
  readonly identityNumber: string | null;
};

/** As much of it as is known or said. */
export type SomeWords = { readonly [Field in keyof PersonWords]?: PersonWords[Field] | undefined };

/** Where whoever corrects what is known of a person has read it. */
export const personSources = without(
  codes["people.person_review.source"],
  "dom eller beslut av domstol",
  "avtal som socialnämnden har godkänt",
  "anmälan om gemensam vårdnad",
);

/** What of what is known of somebody is corrected on its page; a birth is written by itself. */
export const personChanges = without(codes["people.person_review.change"], "född");

export const sexes = codes["people.person.sex"];
/** What the sex of a child is called. */
export const sexWords: Readonly<Record<CodeOf<"people.person.sex">, string>> = { kvinna: "flicka", man: "pojke", okänt: "okänt" };

export const protectedIdentities = codes["people.person.protected_identity"];

/** What each of a person's words is called on the screen. */
export const personLabels: Readonly<Record<keyof PersonWords, string>> = {
  givenName: "Förnamn",
  familyName: "Efternamn",
  birthDate: "Födelsedatum",
  sex: "Kön",
  protectedIdentity: "Skyddade personuppgifter",
  language: "Språk",
  interpreterNeed: "Behov av tolk",
  identityNumber: "Personnummer",
};

/** The ages at which the law says something else. */
export const birthdayAges = codes["people.birthday_prepared.age"];
export type BirthdayAge = CodeOf<"people.birthday_prepared.age">;
