/** Whether two descriptions are of one person: what a number alone says is checked against the words beside it. */
import { codes } from "../../platform/database/generated.ts";
import type { PersonWords, SomeWords } from "./codes.ts";
import { folded, namesAgree, wordsAgree } from "./names.ts";

/** One thing about a person in two versions, in words for the screen. */
type Compared = { readonly field: PersonField; readonly known: string; readonly typed: string; readonly differs: boolean };
export type PersonField = keyof PersonWords;

/** What an identity number must agree with. */
const identityFields = ["givenName", "familyName", "birthDate", "sex"] as const satisfies readonly PersonField[];
/** What may change in a life, and what a report may know better or worse than the register. */
const detailFields = ["protectedIdentity", "language", "interpreterNeed"] as const satisfies readonly PersonField[];
type DetailField = (typeof detailFields)[number];

/** From none to the strongest; a report never takes anybody down it. */
const protections: readonly string[] = codes["people.person.protected_identity"];
/** True when the second protection is stronger than the first. */
export const isMoreProtected = (known: string, typed: string): boolean => protections.indexOf(typed) > protections.indexOf(known);

export type Comparison = {
  /** Name, birth date and sex, each with whether it differs. */
  readonly identity: readonly Compared[];
  /** True when any of them differs: the number may be another person's. */
  readonly isOther: boolean;
  /** What was typed beside, and is missing in the register or stands otherwise there. */
  readonly details: readonly (Compared & { readonly field: DetailField })[];
  /** A weaker protection than the register's was typed: it is kept in the trace and changes nothing. */
  readonly isLessProtected: boolean;
};

/**
 * Compares what the register knows of a person with what was typed beside the same number. What either side does not say differs from
 * nothing: no name (an import has none), no birth date, sex "okänt".
 */
export function comparePeople(known: SomeWords, typed: SomeWords): Comparison {
  const isSameName = namesAgree(known, typed);
  const agrees: Readonly<Record<(typeof identityFields)[number], boolean>> = {
    givenName: isSameName || wordsAgree(known.givenName, typed.givenName),
    familyName: isSameName || wordsAgree(known.familyName, typed.familyName),
    birthDate: !known.birthDate || !typed.birthDate || known.birthDate === typed.birthDate,
    sex: isUnknown(known.sex) || isUnknown(typed.sex) || known.sex === typed.sex,
  };
  const compared = <Field extends PersonField>(field: Field, differs: boolean) => ({
    field,
    known: wordsFor(known[field]),
    typed: wordsFor(typed[field]),
    differs,
  });
  const identity = identityFields.filter((field) => typed[field] !== undefined).map((field) => compared(field, !agrees[field]));
  const details = detailFields.filter((field) => isNews(field, known, typed)).map((field) => compared(field, true));
  const was = known.protectedIdentity ?? "ingen";
  const isLessProtected =
    typed.protectedIdentity !== undefined && typed.protectedIdentity !== "ingen" && isMoreProtected(typed.protectedIdentity, was);
  return { identity, isOther: identity.some((one) => one.differs), details, isLessProtected };
}

function isNews(field: DetailField, known: SomeWords, typed: SomeWords): boolean {
  if (field === "protectedIdentity") return isMoreProtected(known.protectedIdentity ?? "ingen", typed.protectedIdentity ?? "ingen");
  if (field === "interpreterNeed") return typed.interpreterNeed !== undefined && (known.interpreterNeed ?? false) !== typed.interpreterNeed;
  return folded(typed.language ?? "") !== "" && folded(known.language ?? "") !== folded(typed.language ?? "");
}

const isUnknown = (sex: string | undefined): boolean => sex === undefined || sex === "okänt";

function wordsFor(value: string | boolean | null | undefined): string {
  if (typeof value === "boolean") return value ? "ja" : "nej";
  return value ?? "";
}
