/**
 * A questionnaire in other languages: a table with a row for each text and a column for each language (`key,sv,en,…`). The questionnaire's own
 * language is a column too, so that a text that has changed since it was translated is found. Three rows at the end say who translated, who has
 * read it through and when.
 */
import { parse } from "csv-parse/sync";
import { csvForPrograms } from "../../platform/basics/csv-for-programs.ts";
import { isLanguage } from "../../platform/basics/languages.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { Result } from "../../platform/basics/result.ts";
import type { Questionnaire } from "./questionnaire.ts";
import { questionsOf } from "./questionnaire.ts";
import { textsOf } from "./texts.ts";

export type Translations = { readonly languages: readonly string[]; readonly rows: ReadonlyMap<string, Readonly<Record<string, string>>> };

/** Why a text is not translated: there is no translation, or the text is another than the one that was translated. */
export type Missing = { readonly key: string; readonly why: "none" | "changed" };

/** Where a translation comes from, and who that speaks the language has read it through; "" for what nobody has said. */
export type AboutTranslation = { readonly source: string; readonly reviewer: string; readonly day: string };

/** What is asked of a translation, in the column of the questionnaire's own language. */
const about: Readonly<Record<keyof AboutTranslation, string>> = {
  source: "Vem som har översatt, eller var texterna kommer ifrån",
  reviewer: "Vem som har språket som modersmål och har granskat texterna",
  day: "Dag för granskningen, som 2026-03-14",
};
const aboutKeys = Object.keys(about) as (keyof AboutTranslation)[];

/** The table for whoever translates, with what is translated already. Errors: none. */
export function translationCsv(form: Questionnaire, known: Translations, language: string): string {
  const languages = [...new Set([...known.languages, language])].filter((one) => one !== form.language);
  const line = (key: string, text: string) => [key, text, ...languages.map((one) => known.rows.get(key)?.[one] ?? "")];
  const texts = [...textsOf(form)].map(([key, text]) => line(key, text));
  return csvForPrograms([["key", form.language, ...languages], ...texts, ...aboutKeys.map((key) => line(`about.${key}`, about[key]))]);
}

/** No translations. */
export const noTranslations: Translations = { languages: [], rows: new Map() };

const noTable = "Filen ska vara CSV i UTF-8 med kolumnerna key, formulärets språk och de andra språken.";

/** Reads such a table. Problem: `texts-unreadable`, in words: it is no CSV, its first column is not `key`, or a column is no language. */
export function readTranslations(csv: string): Result<Translations> {
  const unreadable = (message: string) => failed({ code: "texts-unreadable", message });
  let table: readonly (readonly string[])[];
  try {
    table = parse(csv, { bom: true });
  } catch {
    return unreadable(noTable);
  }
  const [[first, ...languages] = [], ...lines] = table;
  if (first !== "key" || lines.length === 0) return unreadable(noTable);
  const wrong = languages.find((language, place) => !isLanguage(language) || languages.indexOf(language) !== place);
  if (wrong !== undefined)
    return unreadable(
      isLanguage(wrong)
        ? `Språket ${wrong} har två kolumner.`
        : `Kolumnen ”${wrong.slice(0, 40)}” är inget språk. Ett språk är två eller tre små bokstäver, som en eller ar.`,
    );
  const rows = lines.map(([key = "", ...texts]) => {
    return [key, Object.fromEntries(languages.map((language, place) => [language, texts[place] ?? ""]))] as const;
  });
  return ok({ languages, rows: new Map(rows) });
}

/** The translation of a text; undefined where there is none, or where the text has changed since. Errors: none. */
export function translated(form: Pick<Questionnaire, "language">, table: Translations, language: string, key: string, text: string) {
  const row = table.rows.get(key);
  const found = row?.[language]?.trim() ?? "";
  return found !== "" && row?.[form.language] === text ? found : undefined;
}

/** What is missing of a questionnaire in a language, in the form's order. Errors: none. */
export function missingIn(form: Questionnaire, table: Translations, language: string): readonly Missing[] {
  return [...textsOf(form)].flatMap(([key, text]): Missing[] => {
    if (translated(form, table, language, key, text) !== undefined) return [];
    return [{ key, why: (table.rows.get(key)?.[language]?.trim() ?? "") === "" ? "none" : "changed" }];
  });
}

/** The languages that a questionnaire can be shown in beside its own: those in which some text is translated. In the table's order. Errors: none. */
export function languagesOf(form: Questionnaire, table: Translations): readonly string[] {
  const texts = [...textsOf(form)];
  return table.languages.filter(
    (language) => language !== form.language && texts.some(([key, text]) => translated(form, table, language, key, text) !== undefined),
  );
}

/** Where the texts in a language come from. Errors: none. */
export function aboutTranslation(table: Translations, language: string): AboutTranslation {
  const of = (key: keyof AboutTranslation) => table.rows.get(`about.${key}`)?.[language]?.trim() ?? "";
  return { source: of("source"), reviewer: of("reviewer"), day: of("day") };
}

/** True where somebody who speaks the language has read the texts through. Errors: none. */
export const isReviewed = ({ reviewer, day }: AboutTranslation): boolean => reviewer !== "" && /^\d{4}-\d{2}-\d{2}$/u.test(day);

/** The questions, by their printed numbers, that have a text that is missing. Errors: none. */
export function untranslatedQuestions(form: Questionnaire, missing: readonly Missing[]): readonly string[] {
  return questionsOf(form)
    .filter(({ name }) => missing.some(({ key }) => key.startsWith(`${name}.`)))
    .map(({ number }) => number);
}
