/** A questionnaire as it is shown in a language: each text in it where it is translated, and otherwise in the questionnaire's own, which is said of it. */
import type { Direction, Said } from "../../platform/basics/languages.ts";
import { directionOf, languageName } from "../../platform/basics/languages.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import { questionsOf } from "./questionnaire.ts";
import type { Question, Questionnaire } from "./questionnaire.ts";
import { mapQuestion, mapTexts } from "./texts.ts";
import type { TextsOfForm, TextsOfQuestion } from "./texts.ts";
import { aboutTranslation, isReviewed, languagesOf, noTranslations, translated } from "./translations.ts";
import type { Translations } from "./translations.ts";

export type ShownQuestion = TextsOfQuestion<Said>;

export type ShownForm = TextsOfForm<Said> & {
  /** The language that was chosen; null for the questionnaire's own. */
  readonly language: string | null;
  /** Which side it is read from. */
  readonly direction: Direction;
  /** False where nobody who speaks the language has read the texts through. */
  readonly isReviewed: boolean;
  /** The languages that can be chosen, the questionnaire's own first; none where it has but one. */
  readonly languages: readonly string[];
  /** True where some text is left in the questionnaire's own language. */
  readonly hasOwn: boolean;
  /** A question's texts by its name. @throws where the questionnaire has none of the name. */
  readonly question: (name: string) => ShownQuestion;
};

const plain = (_key: string, text: string): Said => ({ text, language: null });

/** A question in its own words. Errors: none. */
export const inOwnWords = (question: Question): ShownQuestion => mapQuestion(question, plain, ({ text }) => plain("", text));

/** The questionnaire in its own words, whatever it is translated to. Errors: none. */
export const ownForm = (form: Questionnaire): ShownForm => showForm(form, noTranslations, null);

/**
 * The questionnaire in a language of the table; in its own where the language is null, is the questionnaire's own, or is not there: a language that
 * was chosen for another questionnaire is no fault. Errors: none.
 */
export function showForm(form: Questionnaire, table: Translations, wanted: string | null): ShownForm {
  const others = languagesOf(form, table);
  const language = wanted !== null && others.includes(wanted) ? wanted : null;
  let hasOwn = false;
  const texts = mapTexts(form, (key, text): Said => {
    if (language === null) return plain(key, text);
    const found = translated(form, table, language, key, text);
    hasOwn ||= found === undefined;
    return found === undefined ? { text, language: form.language } : { text: found, language };
  });
  const questions = new Map(texts.pages.flatMap((page) => page.questions.map((question) => [question.name, question] as const)));
  return {
    ...texts,
    language,
    direction: directionOf(language ?? form.language),
    isReviewed: language === null || isReviewed(aboutTranslation(table, language)),
    languages: others.length === 0 ? [] : [form.language, ...others],
    hasOwn,
    question(name) {
      const found = questions.get(name);
      if (!found) throw new Error(`The questionnaire ${form.id} has no question ${name}.`);
      return found;
    },
  };
}

/** An alternative of the form, with its colon or without, in the language that it is shown in: for sentences of the house that name one. Errors: none. */
export function alternativeIn(form: Questionnaire, shown: ShownForm): (own: string) => string {
  const plainOf = (text: string) => text.replace(/[:：]$/u, "");
  return (own) => {
    for (const question of questionsOf(form)) {
      const at = "alternatives" in question ? question.alternatives.findIndex(({ text }) => plainOf(text) === plainOf(own)) : -1;
      const said = at < 0 ? undefined : shown.question(question.name).alternatives[at];
      if (said) return plainOf(said.text);
    }
    return own;
  };
}

/** The same for whoever asks for a language by its code. Problem: `language-unknown` where the questionnaire is not in it. */
export function showIn(form: Questionnaire, table: Translations, wanted: string | null): Result<ShownForm> {
  const shown = showForm(form, table, wanted);
  if (wanted === null || wanted === form.language || shown.language === wanted) return ok(shown);
  const there = shown.languages.length === 0 ? [form.language] : shown.languages;
  return failed({
    code: "language-unknown",
    message: `Formuläret finns inte på språket ”${wanted.slice(0, 40)}”.`,
    hint: `Språk som det finns på: ${there.map((one) => `${one} (${languageName(one)})`).join(", ")}.`,
  });
}
