/** Languages by their codes (ISO 639): what they are called, and which way they are written. */

export type Direction = "ltr" | "rtl";

/** Those that are written from the right (Unicode CLDR, scripts Arab, Hebr, Syrc, Thaa, Nkoo). */
const fromTheRight: ReadonlySet<string> = new Set([
  "ar",
  "arc",
  "ckb",
  "dv",
  "fa",
  "he",
  "ku",
  "nqo",
  "prs",
  "ps",
  "sd",
  "syr",
  "ug",
  "ur",
  "yi",
]);

/** The direction of a language's text, for `dir`. Kurdish (ku) is taken for the one in Arabic letters; Kurmanji has a code of its own (kmr). Errors: none. */
export const directionOf = (language: string): Direction => (fromTheRight.has(language) ? "rtl" : "ltr");

/** Two or three small letters: what a language's code looks like. */
export const languageCode = /^[a-z]{2,3}$/;

/** Languages of this country that the lists of names may lack: the Romani of Finland and of Scandinavia, and the smaller Sami languages. */
const known: ReadonlyMap<string, string> = new Map([
  ["fit", "meänkieli"],
  ["rmf", "finsk romani"],
  ["rmu", "svensk romani"],
  ["sje", "pitesamiska"],
  ["sju", "umesamiska"],
]);

/** True for the code of a language that has a name. Errors: none. */
export const isLanguage = (code: string): boolean => languageCode.test(code) && nameOf(code, "sv") !== undefined;

/** The language's name in Swedish, or its code where no name is known. Errors: none. */
export const languageName = (language: string): string => nameOf(language, "sv") ?? language;

/** What those who speak it call the language; its name in Swedish where that is not known. Errors: none. */
export const ownLanguageName = (language: string): string => nameOf(language, language) ?? languageName(language);

function nameOf(language: string, shownIn: string): string | undefined {
  try {
    const names = new Intl.DisplayNames(shownIn, { type: "language", fallback: "none" });
    // Asked for in a language that is not there, the names come in another.
    const isThere = names.resolvedOptions().locale.split("-")[0] === shownIn;
    return (isThere ? names.of(language) : undefined) ?? (shownIn === "sv" ? known.get(language) : undefined);
  } catch {
    return undefined;
  }
}

/** Words and the language that they are in; null for that of the page around them. */
export type Said = { readonly text: string; readonly language: string | null };
