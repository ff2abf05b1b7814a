/** What becomes of texts before they are set: what cannot stand in a document at all, and words that no line can hold. */

/** So many signs without a space are never a word; a line holds some ninety. */
const longestWord = 40;
const breakEvery = 20;
/** A place where a line may be broken, of no width. */
const breakHere = "\u200B";

/** The value with every text in it made writable: whole characters only, line ends as "\n", and a place to break in what is too long for a line. */
export function writable(value: unknown): unknown {
  if (typeof value === "string") return writableText(value);
  if (Array.isArray(value)) return value.map(writable);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, writable(part)]));
  return value;
}

function writableText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029\u000B\u000C\u0085]/gu, "\n")
    .replaceAll("\t", "    ")
    .replaceAll(new RegExp(`\\S{${longestWord},}`, "gu"), broken);
}

function broken(word: string): string {
  const signs = [...new Intl.Segmenter("sv", { granularity: "grapheme" }).segment(word)].map((one) => one.segment);
  return signs.map((sign, place) => (place > 0 && place % breakEvery === 0 ? breakHere + sign : sign)).join("");
}

/** "[U+1F600]": how a sign is written that no font of the document has. */
export function numberOf(signs: string): string {
  return `[${[...signs].map((sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ")}]`;
}

/** The value with the given signs written by their numbers wherever they stand in a text. */
export function withNumbersFor(value: unknown, signs: readonly string[]): unknown {
  if (typeof value === "string") return signs.reduce((text, one) => text.replaceAll(one, numberOf(one)), value);
  if (Array.isArray(value)) return value.map((one) => withNumbersFor(one, signs));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withNumbersFor(part, signs)]));
  return value;
}
