/**
 * Text as it comes from people and from programs. One place that knows which signs cannot be kept, what is only blank
 * and where a line ends, for forms, the API, claims and addresses alike.
 */

/** Zero-width and direction signs, the soft hyphen and the blank Braille sign: taken off the ends, never inside a word. */
const edge = String.raw`[\s\u0085\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u2800]`;
const atEdge = new RegExp(edge, "u");
/** Something that is seen: a letter, a number, a mark of punctuation or a symbol that is not drawn as nothing. */
const seen = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu;
/** NUL and the other control signs but tab and line ends, half of a surrogate pair, and the two that are no signs: PostgreSQL or XML refuses them. */
const unstorable = /[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/u;
const allUnstorable = new RegExp(unstorable.source, "gu");

/** True when nothing in the text is seen: empty, blanks of any kind, zero-width signs alone. */
export function isBlank(text: string): boolean {
  return !seen.test(text) && !unstorable.test(text);
}

/**
 * Takes blanks of every kind and zero-width signs off both ends. Sign by sign from the ends: a pattern for the last end begins anew at every blank
 * inside, and a megabyte of blanks between two letters would take it an hour.
 */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && atEdge.test(text.charAt(start))) start++;
  while (start < end && atEdge.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The text as it is kept: composed letters (NFC), one sign for every kind of line end, nothing blank at the ends. */
export function tidied(text: string): string {
  return trimmed(text.normalize("NFC").replace(lineEnds, "\n"));
}

/** "Utredning" of "utredning"; what is written with capitals stays as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A sentence with one full stop at its end. */
export function stopped(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** The longest text of a field that says nothing else, in signs. */
export const longestText = 20_000;

/**
 * True when the text has at most so many signs, counted as the database and JSON Schema count them: by code point, so that a sign
 * outside the first plane (an emoji) is one. What people see as one sign may be several.
 */
export function isWithin(text: string, longest: number): boolean {
  if (text.length <= longest) return true;
  if (text.length > 2 * longest) return false;
  let signs = 0;
  for (const _sign of text) signs++;
  return signs <= longest;
}

/** True when the text has a sign that cannot be kept. */
export function isUnstorable(text: string): boolean {
  return unstorable.test(text);
}

/** The text with every sign that cannot be kept shown as "�", so that a person can find it. */
export function withMarks(text: string): string {
  return text.replace(allUnstorable, "\ufffd");
}

/** What is said at a field whose text cannot be kept. */
export const unstorableMessage = "Texten har ett tecken som inte går att spara. Det visas som �. Ta bort det och försök igen.";

const deepest = 12;

/**
 * The paths of every text in the value, at any depth, that cannot be kept: `["guardians", "0", "answer"]`. What lies deeper than
 * twelve levels counts as such a text: nothing of ours is that deep.
 */
export function findUnstorable(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === "string") return isUnstorable(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  if (path.length >= deepest) return [path];
  return Object.entries(value).flatMap(([name, part]) => findUnstorable(part, [...path, name]));
}
