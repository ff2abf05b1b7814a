/**
 * The few words of the house's own that stand among the questions (buttons, how a question is answered, what is wrong with an answer) in the languages
 * that somebody has translated them to: a table like a questionnaire's own (`own-words.csv`). What is not in it stays Swedish, and is said to be.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Said } from "../../platform/basics/languages.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { readTranslations } from "./translations.ts";

const swedish = "sv";
const table = valueOf(readTranslations(readFileSync(join(import.meta.dirname, "own-words.csv"), "utf8")));

/** A sentence with places: `Sida {n} av {m}`. Those of a small letter hold numbers and days, those of a capital any words: `Senast {T} av {N}`. */
const sentences = [...table.rows]
  .filter(([key]) => !key.startsWith("about."))
  .map(([, texts]) => ({ texts, pattern: patternOf(texts[swedish] ?? "") }));

/** `{n}` is any number of a question, a count or a day; `{N}` is a name, a moment, an alternative. */
function patternOf(text: string): RegExp {
  const literal = text.replaceAll(/[.*+?^$()|[\]\\]/gu, String.raw`\$&`);
  const numbers = literal.replaceAll(/\{([a-z])\}/gu, String.raw`(?<$1>[\d-]{1,20}[a-z]?)`);
  return new RegExp(`^${numbers.replaceAll(/\{([A-Z])\}/gu, String.raw`(?<$1>.{1,500}?)`)}$`, "u");
}

/**
 * A sentence of the house, as it is said in Swedish, in a language; null for the questionnaire's own, where the sentence stays as it is. What is not
 * translated is Swedish. `words` says words that stand in a place in the same language, where they are the questionnaire's own. Errors: none.
 */
export function inOwn(language: string | null, sentence: string, words: (own: string) => string = (own) => own): Said {
  if (language === null) return { text: sentence, language: null };
  for (const { texts, pattern } of sentences) {
    const found = pattern.exec(sentence);
    const translation = Object.hasOwn(texts, language) ? (texts[language] ?? "") : "";
    if (found && translation !== "")
      return { text: translation.replaceAll(/\{([a-zA-Z])\}/gu, (place, name: string) => words(found.groups?.[name] ?? place)), language };
  }
  return { text: sentence, language: swedish };
}

/** The languages that the house's own words are in, beside Swedish. */
export const ownLanguages: readonly string[] = table.languages.filter((language) => language !== swedish);
