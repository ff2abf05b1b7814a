/**
 * When two names are the same, decided once: here and, word for word, in the database (`people.name_parts`, `people.name_key`,
 * `people.names_agree`), which a test holds to this on made-up names. Case, accents (å and a), hyphens, blanks and apostrophes never matter.
 */
export type Name = { readonly givenName?: string | null | undefined; readonly familyName?: string | null | undefined };

/** Letters that Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = { ø: "o", æ: "a", œ: "o", ß: "ss", ð: "d", đ: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };

/** Signs that stand over, under or in a letter, once it is taken apart. */
const marks =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
/** What stands between two parts of a name: blanks, hyphens and other signs that are neither letters nor digits. */
const between = /[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u3000]+/u;

/** The text without case, accents, apostrophes and outer blanks. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(marks, "")
    .toLowerCase()
    .replaceAll(/[øæœßðđþłıς]/gu, (letter) => letters[letter] ?? letter)
    .replaceAll(/['’´`.]/gu, "")
    .trim();

/** "Anna-Lena  Åberg" is anna, lena, aberg. */
export const partsOf = (name: string | null | undefined): readonly string[] =>
  folded(name ?? "")
    .split(between)
    .filter(Boolean);

/** The same for two names that are the same but for case, accents, hyphens, blanks and order; "" for no name at all. */
export const nameKey = ({ givenName, familyName }: Name): string =>
  [...partsOf(givenName), ...partsOf(familyName)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(" ");

/**
 * True when two names may well be one person's: those with the same key, and where a double name agrees with one of its parts or is written
 * together. A name that one side does not have agrees with any. Ask of it where somebody looks or a number stands beside; where something is
 * done in silence ask for the same key.
 */
export function namesAgree(one: Name, other: Name): boolean {
  if (wordsAgree(one.givenName, other.givenName) && wordsAgree(one.familyName, other.familyName)) return true;
  const key = nameKey(one);
  return key !== "" && key === nameKey(other);
}

/** The same for one of the names, given or family. */
export function wordsAgree(one: string | null | undefined, other: string | null | undefined): boolean {
  if (!one || !other) return true;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.length === 0 || b.length === 0) return one === other;
  const within = (few: readonly string[], many: readonly string[]) => few.every((part) => many.includes(part));
  return within(a, b) || within(b, a) || a.join("") === b.join("");
}
