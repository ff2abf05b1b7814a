/** Languages that questionnaires are shown in, by their codes (ISO 639). */

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
export const directionOf = (language: string): "ltr" | "rtl" => (fromTheRight.has(language) ? "rtl" : "ltr");

/** The language's name in Swedish, or its code where no name is known. Errors: none. */
export function languageName(language: string): string {
  try {
    return new Intl.DisplayNames("sv", { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}
