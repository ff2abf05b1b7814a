/** The words that may stand in guardianship: the same as in the database's checks. */
export const guardianKinds = ["vårdnadshavare", "särskilt förordnad vårdnadshavare", "tillfällig vårdnadshavare", "god man"] as const;
export type GuardianKind = (typeof guardianKinds)[number];

/** Where a confirmed guardianship was read: the population register, or what shows otherwise (6 kap. FB). */
export const guardianSources = [
  "folkbokföringen",
  "dom eller beslut av domstol",
  "avtal som socialnämnden har godkänt",
  "anmälan om gemensam vårdnad",
  "uppgift från någon",
] as const;
export type GuardianSource = (typeof guardianSources)[number];

/** What is known or said of a person, beside the number. Days are "YYYY-MM-DD". */
export type PersonWords = {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string | null;
  readonly sex: string;
  readonly protectedIdentity: string;
  readonly language: string | null;
  readonly interpreterNeed: boolean | null;
  /** In twelve digits; only where it is about a child that was known without one. */
  readonly identityNumber: string | null;
};

/** As much of it as is known or said. */
export type SomeWords = { readonly [Field in keyof PersonWords]?: PersonWords[Field] | undefined };

/** Where whoever corrects what is known of a person has read it. */
export const personSources = ["folkbokföringen", "id-handling", "Migrationsverket", "uppgift från någon"] as const;
