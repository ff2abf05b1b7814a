import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import "../../../tests/support/properties.ts";
import { valueOf } from "../../platform/basics/result.ts";
import { makeForm } from "../../ui/form-state.ts";
import { AnswersRead } from "../collection/pages/answers-read.tsx";
import { nothingCompared } from "../collection/compared.ts";
import { QuestionFields } from "../collection/pages/question.tsx";
import { answerColumns } from "./answer-columns.ts";
import { listQuestionnaires } from "./find-questionnaire.ts";
import { readingHtml } from "./output/reading-html.tsx";
import { inOwn, ownLanguages } from "./own-words.ts";
import type { Questionnaire } from "./questionnaire.ts";
import { showForm } from "./shown.ts";
import type { ShownForm } from "./shown.ts";
import { readForm } from "./test/forms.ts";
import { spokenTexts } from "./test/spoken.ts";
import type { SpokenText } from "./test/spoken.ts";
import { textsOf } from "./texts.ts";
import { readTranslations } from "./translations.ts";
import type { Translations } from "./translations.ts";

const example = (file: string) => readFileSync(join(import.meta.dirname, "example", file), "utf8");
let forms: readonly Questionnaire[];
beforeAll(async () => {
  forms = [...(await listQuestionnaires()), readForm(example("fem-fragor.yaml"))];
});

/** Every text of the form in a language that nobody speaks, but for those that are left out: they have none, or one of another text. */
function pseudo(form: Questionnaire, language: string, leftOut: ReadonlySet<string> = new Set()): Translations {
  const rows = [...textsOf(form)].map(([key, text], place) => {
    if (!leftOut.has(key)) return [key, { [form.language]: text, [language]: `«${key}»` }] as const;
    return [key, { [form.language]: place % 2 === 0 ? text : `${text}!`, [language]: place % 2 === 0 ? " " : `«${key}»` }] as const;
  });
  return { languages: [form.language, language], rows: new Map(rows) };
}

/** All the questions as they are answered, and as they are read back with an answer to each. */
function answered(form: Questionnaire, words: ShownForm): string {
  const state = makeForm({ to: "/", csrf: "", idempotencyKey: "", values: {}, problem: null, restored: false });
  const fields = form.pages.map((page, at) => (
    <>
      <h1>{words.pages[at]?.title.text}</h1>
      {page.questions.map((question) => (
        <QuestionFields
          question={question}
          words={words.question(question.name)}
          language={words.language}
          form={state}
          proposals={[]}
          compared={nothingCompared}
          earlier={[]}
        />
      ))}
    </>
  ));
  return fields
    .map(String)
    .join("")
    .replaceAll(/<h1>.*?<\/h1>/gu, "");
}

function readBack(form: Questionnaire, words: ShownForm): string {
  const saved = new Map(answerColumns(form).map(({ column, alternatives }) => [column, alternatives[0] ?? "eget"]));
  return String(<AnswersRead form={form} words={words} saved={saved} reasons={new Map()} />);
}

/** The keys that are a question's, which the pages that are answered show themselves. */
const ofQuestions = (form: Questionnaire) =>
  [...textsOf(form).keys()].filter((key) => form.pages.some(({ questions }) => questions.some(({ name }) => key.startsWith(`${name}.`))));
const inLang = (texts: readonly SpokenText[], lang: string) => texts.filter((one) => one.lang === lang).map(({ text }) => text);

describe.each([
  ["ar", "rtl"],
  ["fi", "ltr"],
])("every questionnaire in a pseudo-translation (%s)", (language, dir) => {
  test("shows every text in it, says so of each, and leaves nothing untranslated", () => {
    for (const form of forms) {
      const words = showForm(form, pseudo(form, language), language);
      const texts = spokenTexts(answered(form, words));
      const shown = new Set(inLang(texts, language));
      expect(ofQuestions(form).filter((key) => !shown.has(`«${key}»`))).toEqual([]);
      expect(texts.filter((one) => one.lang === language).every((one) => one.dir === dir)).toBe(true);
      // A text of the form that stood without saying its language would be read as the page's own.
      const own = [...textsOf(form).values()].filter((text) => text.length > 12);
      expect(texts.filter(({ text }) => own.some((one) => text.includes(one)))).toEqual([]);
      const reading = spokenTexts(readingHtml(form, words).replace(/<style>.*?<\/style>/su, ""));
      const read = new Set(inLang(reading, language));
      const isRead = (key: string) => !key.startsWith("rule.") && !key.startsWith("definition.");
      expect([...textsOf(form).keys()].filter((key) => isRead(key) && !read.has(`«${key}»`))).toEqual([]);
      const back = spokenTexts(readBack(form, words));
      expect(back.filter(({ text, lang }) => text.includes("«") && lang !== language)).toEqual([]);
      expect(back.filter(({ text }) => own.some((one) => text.includes(one)))).toEqual([]);
    }
  });

  test("shows what is not translated, or has changed, in the form's own language, and says so", () => {
    for (const form of forms) {
      const byKey = textsOf(form);
      const keys = [...byKey];
      fc.assert(
        fc.property(fc.subarray(keys.map(([key]) => key)), (leftOut) => {
          const out = new Set(leftOut);
          const words = showForm(form, pseudo(form, language, out), language);
          const texts = spokenTexts(answered(form, words));
          const translated = new Set(inLang(texts, language));
          const own = new Set(inLang(texts, form.language));
          // The label of a comment loses its colon.
          const questions = ofQuestions(form).filter((key) => !key.endsWith(".comment"));
          const isRight = (key: string) => translated.has(`«${key}»`) !== out.has(key) && (!out.has(key) || own.has(byKey.get(key) ?? ""));
          expect(questions.filter((key) => !isRight(key))).toEqual([]);
          const marked = texts.filter((one) => one.lang === form.language);
          expect(marked.every((one) => one.dir === "ltr")).toBe(true);
          expect(words.hasOwn).toBe(out.size > 0 && words.language !== null);
        }),
        { numRuns: 3 },
      );
    }
  });
});

test("answers are the form's own words whatever language is shown", () => {
  for (const form of forms) {
    const fields = (words: ShownForm) => [...answered(form, words).matchAll(/ (?:name|value)="([^"]*)"/gu)].map(([, found]) => found);
    const own = fields(showForm(form, pseudo(form, "ar"), null));
    const arabic = fields(showForm(form, pseudo(form, "ar"), "ar"));
    // An option of a list says its value where its words are other ones.
    const values = (all: readonly (string | undefined)[]) => new Set(all);
    expect([...values(own)].filter((one) => !values(arabic).has(one))).toEqual([]);
    const known = new Set([...own, ...answerColumns(form).flatMap(({ alternatives }) => alternatives), ""]);
    expect(arabic.filter((one) => !known.has(decoded(one ?? "")) && !own.includes(one))).toEqual([]);
  }
});

const decoded = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

test("the example is translated whole to three languages, and says that nobody has reviewed it", () => {
  const form = readForm(example("fem-fragor.yaml"));
  const table = valueOf(readTranslations(example("texter.csv")));
  expect(table.languages).toEqual(["sv", "en", "fi", "ar"]);
  for (const language of ["en", "fi", "ar"])
    expect(showForm(form, table, language)).toMatchObject({ language, hasOwn: false, isReviewed: false });
});

describe("the house's own words", () => {
  test("are said in a language with what stands in their places, and are Swedish, and said to be, where they are not translated", () => {
    expect(inOwn(null, "Sida 1 av 12")).toEqual({ text: "Sida 1 av 12", language: null });
    expect(inOwn("en", "Sida 1 av 12")).toEqual({ text: "Page 1 of 12", language: "en" });
    expect(inOwn("ar", "Svar på fråga 4b")).toEqual({ text: "الإجابة عن السؤال 4b", language: "ar" });
    expect(inOwn("fi", "Skriv högst 500 tecken. Nu är det 712.")).toEqual({
      text: "Kirjoita enintään 500 merkkiä. Nyt niitä on 712.",
      language: "fi",
    });
    expect(inOwn("en", "Dagen ska vara senast 2024-03-31.").text).toBe("The day is to be 2024-03-31 at the latest.");
    for (const [language, sentence] of [
      ["so", "Sida 1 av 12"],
      ["en", "Något helt annat."],
      ["__proto__", "Ett svar."],
    ] as const)
      expect(inOwn(language, sentence)).toEqual({ text: sentence, language: "sv" });
    expect(ownLanguages).toEqual(["en", "fi", "ar"]);
  });

  test("have in every translation the places that the Swedish sentence has", () => {
    const table = valueOf(readTranslations(readFileSync(join(import.meta.dirname, "own-words.csv"), "utf8")));
    const places = (text: string | undefined) => (text?.match(/\{[a-z]\}/gu) ?? []).sort();
    const wrong = [...table.rows]
      .filter(([key]) => !key.startsWith("about."))
      .flatMap(([key, texts]) =>
        ownLanguages.filter((one) => places(texts[one]).join() !== places(texts["sv"]).join()).map((one) => [key, one]),
      );
    expect(wrong).toEqual([]);
  });
});
