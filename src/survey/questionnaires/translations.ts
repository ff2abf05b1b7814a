/**
 * A questionnaire in other languages: a table with a row for each text and a column for each language (`key,sv,en,…`). The questionnaire's own
 * language is a column too, so that a text that has changed since it was translated is found.
 */
import { parse } from "csv-parse/sync";
import { csvForPrograms } from "../../platform/basics/csv-for-programs.ts";
import type { Alternative, Question, Questionnaire } from "./questionnaire.ts";
import { questionsOf } from "./questionnaire.ts";

export type Translations = { readonly languages: readonly string[]; readonly rows: ReadonlyMap<string, Readonly<Record<string, string>>> };

/** Why a text is not translated: there is no translation, or the text is another than the one that was translated. */
export type Missing = { readonly key: string; readonly why: "none" | "changed" };

/** Every text that somebody who answers reads, by key, in the form's order. Errors: none. */
export function textsOf(form: Questionnaire): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  mapTexts(form, (key, text) => {
    texts.set(key, text);
    return text;
  });
  return texts;
}

/** The table for whoever translates, with what is translated already. Errors: none. */
export function translationCsv(form: Questionnaire, known: Translations, language: string): string {
  const languages = [...new Set([...known.languages, language])].filter((one) => one !== form.language);
  const lines = [...textsOf(form)].map(([key, text]) => [key, text, ...languages.map((one) => known.rows.get(key)?.[one] ?? "")]);
  return csvForPrograms([["key", form.language, ...languages], ...lines]);
}

/** No translations. */
export const noTranslations: Translations = { languages: [], rows: new Map() };

/** Reads such a table. Null where it is no CSV, or its first column is not `key`. Errors: none. */
export function readTranslations(csv: string): Translations | null {
  try {
    const rows = parse(csv, { columns: true, bom: true }) as Readonly<Record<string, string>>[];
    const [first] = rows;
    if (first === undefined || first["key"] === undefined) return null;
    const languages = Object.keys(first).filter((name) => name !== "key");
    return { languages, rows: new Map(rows.map((row) => [row["key"] ?? "", row])) };
  } catch {
    return null;
  }
}

/**
 * The questionnaire in a language, and what is missing in it: those texts stay in the questionnaire's own language. Columns and conditions are
 * those of the original, in its words: what is answered is the same answer in every language. Errors: none.
 */
export function translate(form: Questionnaire, { rows }: Translations, language: string) {
  const missing: Missing[] = [];
  const shown = mapTexts(form, (key, text) => {
    const row = rows.get(key);
    const translated = row?.[language]?.trim() ?? "";
    if (row !== undefined && translated !== "" && row[form.language] === text) return translated;
    missing.push({ key, why: translated === "" ? "none" : "changed" });
    return text;
  });
  return { title: shown.title, pages: shown.pages, closing: shown.closing, language, missing };
}

/** The parts that are read, each text replaced. */
function mapTexts(form: Questionnaire, of: (key: string, text: string) => string) {
  const optional = (key: string, text: string | null): string | null => (text === null ? null : of(key, text));
  const list = (key: string, texts: readonly string[]): readonly string[] => texts.map((text, place) => of(`${key}.${place + 1}`, text));
  const title = of("title", form.title);
  const pages = form.pages.map((page) => ({
    key: page.key,
    title: of(`${page.key}.title`, page.title),
    text: list(`${page.key}.text`, page.text),
    questions: page.questions.map((question) => ({
      name: question.name,
      heading: optional(`${question.name}.heading`, question.heading),
      text: of(`${question.name}.text`, question.text),
      help: list(`${question.name}.help`, question.help),
      ...mapBody(question, of),
      comment: optional(`${question.name}.comment`, question.comment),
    })),
  }));
  return { title, pages, closing: optional("closing", form.closing) };
}

function mapBody(question: Question, of: (key: string, text: string) => string) {
  const each = (part: string, texts: readonly { readonly text: string }[]): readonly string[] =>
    texts.map(({ text }, place) => of(`${question.name}.${part}.${place + 1}`, text));
  const alternatives: readonly Alternative[] = "alternatives" in question ? question.alternatives : [];
  return {
    rows: question.type === "grid" ? each("row", question.rows) : [],
    rowHelp:
      question.type === "grid"
        ? question.rows.map(({ help }, place) => (help === null ? null : of(`${question.name}.row.${place + 1}.help`, help)))
        : [],
    alternatives: each("alternative", alternatives),
    unit: question.type === "number" ? of(`${question.name}.unit`, question.unit) : null,
    fields: question.type === "contact" ? each("field", question.fields) : [],
  };
}

/** How many questions have a text that is missing. Errors: none. */
export function untranslatedQuestions(form: Questionnaire, missing: readonly Missing[]): readonly string[] {
  return questionsOf(form)
    .filter(({ name }) => missing.some(({ key }) => key.startsWith(`${name}.`)))
    .map(({ number }) => number);
}
