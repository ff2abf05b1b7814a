/** Every text of a questionnaire that somebody who answers reads, each under its key: what is translated, shown and written out goes through here. */
import type { Alternative, Definition, Question, Questionnaire } from "./questionnaire.ts";

/** What is made of a text. */
export type Of<T> = (key: string, text: string) => T;

export type TextsOfQuestion<T> = {
  readonly name: string;
  readonly heading: T | null;
  readonly text: T;
  readonly help: readonly T[];
  /** Of the words that mean something special in it, in the order of `question.definitions`. */
  readonly definitions: readonly T[];
  readonly rows: readonly { readonly text: T; readonly help: T | null }[];
  readonly alternatives: readonly T[];
  readonly unit: T | null;
  readonly fields: readonly T[];
  readonly comment: T | null;
};

export type TextsOfForm<T> = {
  readonly title: T;
  readonly definitions: ReadonlyMap<string, T>;
  readonly pages: readonly {
    readonly key: string;
    readonly title: T;
    readonly text: readonly T[];
    readonly questions: readonly TextsOfQuestion<T>[];
  }[];
  /** What the questionnaire says of answers that do not hold together, by the rule's number. */
  readonly rules: ReadonlyMap<number, T>;
  readonly closing: T | null;
};

/**
 * The texts of a questionnaire, each replaced. A key is made of the names that the file gives: `q4.text`, `q4.row.2.help`, `om-er.title`,
 * `definition.1`, `rule.3`. Errors: none.
 */
export function mapTexts<T>(form: Questionnaire, of: Of<T>): TextsOfForm<T> {
  const title = of("title", form.title);
  const definitions = new Map(form.definitions.map(({ term, text }, place) => [term, of(`definition.${place + 1}`, text)] as const));
  const pages = form.pages.map((page) => ({
    key: page.key,
    title: of(`${page.key}.title`, page.title),
    text: page.text.map((text, place) => of(`${page.key}.text.${place + 1}`, text)),
    questions: page.questions.map((question) =>
      mapQuestion(question, of, ({ term, text }) => definitions.get(term) ?? of(`definition.${term}`, text)),
    ),
  }));
  const rules = new Map(form.rules.map(({ number, text }) => [number, of(`rule.${number}`, text)] as const));
  return { title, definitions, pages, rules, closing: form.closing === null ? null : of("closing", form.closing) };
}

/** The texts of one question. `defined` gives what is made of a definition, which is one of the whole questionnaire. Errors: none. */
export function mapQuestion<T>(question: Question, of: Of<T>, defined: (definition: Definition) => T): TextsOfQuestion<T> {
  const { name, heading, comment } = question;
  const each = (part: string, texts: readonly string[]): readonly T[] =>
    texts.map((text, place) => of(`${name}.${part}.${place + 1}`, text));
  const alternatives: readonly Alternative[] = "alternatives" in question ? question.alternatives : [];
  return {
    name,
    heading: heading === null ? null : of(`${name}.heading`, heading),
    text: of(`${name}.text`, question.text),
    help: each("help", question.help),
    definitions: question.definitions.map(defined),
    rows:
      question.type !== "grid"
        ? []
        : question.rows.map(({ text, help }, place) => ({
            text: of(`${name}.row.${place + 1}`, text),
            help: help === null ? null : of(`${name}.row.${place + 1}.help`, help),
          })),
    alternatives: each(
      "alternative",
      alternatives.map(({ text }) => text),
    ),
    unit: question.type === "number" ? of(`${name}.unit`, question.unit) : null,
    fields: each("field", question.type === "contact" ? question.fields.map(({ text }) => text) : []),
    comment: comment === null ? null : of(`${name}.comment`, comment),
  };
}

/** Every text by its key, in the form's order. Errors: none. */
export function textsOf(form: Questionnaire): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  mapTexts(form, (key, text) => {
    texts.set(key, text);
    return text;
  });
  return texts;
}
