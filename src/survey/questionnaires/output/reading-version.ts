/** The questionnaire to be read rather than answered (läsversion): one content, shown as a page, written as PDF. */
import { z } from "zod";
import { languageCode } from "../../../platform/basics/languages.ts";
import { answer } from "../../../platform/core/answers.ts";
import { answerColumns } from "../answer-columns.ts";
import { inWords } from "../conditions/in-words.ts";
import { defineTemplate } from "../../../platform/documents/template.ts";
import { inOwn } from "../own-words.ts";
import type { Question, Questionnaire } from "../questionnaire.ts";
import { ownForm } from "../shown.ts";
import type { ShownForm, ShownQuestion } from "../shown.ts";

const text = answer.text(20_000);
const texts = answer.list(text);
const code = z.string().regex(languageCode);
/** Words of the questionnaire, and the language that they are in; null for its own, where no other was chosen. */
const said = z.object({ text, language: code.nullable() });
const saids = answer.list(said);
const question = z.object({
  name: text,
  heading: said.nullable(),
  /** "4b"; null where the question has no number of its own. */
  number: text.nullable(),
  title: said,
  help: saids,
  definitions: saids,
  /** How it is answered: "Ett svar", "Högst tre svar" … */
  how: said,
  /** Of a number: what it counts. */
  unit: said.nullable(),
  /** Who is asked, as a sentence; null for all. */
  asked: text.nullable(),
  alternatives: saids,
  /** Tables: the alternatives are their columns. */
  tables: answer.list(answer.list(z.object({ text: said, help: said.nullable() }))),
  /** Lines to write on, each with its label; "" for one without. */
  lines: saids,
  /** What is not as printed, each a sentence. */
  marks: texts,
});

export const readingVersion = z.object({
  /** The language that it is in, where the questionnaire is translated to it. */
  language: code,
  /** The questionnaire's own, and after it those that can be chosen. */
  languages: answer.list(code),
  title: said,
  /** On every page of paper. */
  head: text,
  source: text.nullable(),
  about: text,
  /** What is to be known of the translation; none for the questionnaire's own language. */
  translation: saids,
  pages: answer.list(
    z.object({
      title: said,
      text: saids,
      /** who sees it, as a sentence; null for all */ asked: text.nullable(),
      questions: answer.list(question),
    }),
  ),
  closing: said.nullable(),
});
export type ReadingVersion = z.infer<typeof readingVersion>;
export type ReadQuestion = ReadingVersion["pages"][number]["questions"][number];

export const readingTemplate = defineTemplate({
  name: "reading-version",
  file: new URL("reading-version.typ", import.meta.url),
  values: readingVersion,
});

/** What a reader sees of a questionnaire, in its own words or in a language that it is translated to. Errors: none. */
export function readingVersionOf(form: Questionnaire, words: ShownForm = ownForm(form)): ReadingVersion {
  const columns = new Map(answerColumns(form).map((column) => [column.column, column]));
  const askedIf = (what: string, when: Parameters<typeof inWords>[0] | undefined): string | null =>
    when === undefined ? null : `${what} om ${inWords(when, columns)}.`;
  const { language } = words;
  return {
    language: language ?? form.language,
    languages: words.languages.length === 0 ? [form.language] : [...words.languages],
    title: words.title,
    head: `Läsversion. ${form.id}, version ${form.version}`,
    source: form.source,
    about: "Det här är en läsversion: svara i webbformuläret. Vad som är återställt eller inte är tryckt i källan står vid frågan.",
    translation: [
      ...(words.isReviewed ? [] : [inOwn(language, "Ingen som har språket som modersmål har granskat översättningen.")]),
      ...(words.hasOwn ? [inOwn(language, "Det som inte är översatt står på svenska.")] : []),
    ],
    closing: words.closing,
    pages: words.pages.map(({ title, text: said, questions }, place) => ({
      title,
      text: [...said],
      asked: askedIf("Sidan visas", form.pages[place]?.ask?.when),
      questions: (form.pages[place]?.questions ?? []).flatMap((one, nth) => {
        const shown = questions[nth];
        return shown ? [{ ...readQuestion(one, shown, language), asked: askedIf("Visas", one.ask?.when) }] : [];
      }),
    })),
  };
}

function readQuestion(one: Question, shown: ShownQuestion, language: string | null): Omit<ReadQuestion, "asked"> {
  const { name, number } = one;
  const beside =
    "alternatives" in one && one.type !== "grid" ? shown.alternatives.filter((_, place) => one.alternatives[place]?.specify) : [];
  const bare = one.type === "text" || one.type === "number" || one.type === "date" ? [{ text: "", language: null }] : [];
  return {
    name,
    number: /^\d/.test(number) ? number : null,
    heading: shown.heading,
    title: shown.text,
    help: [...shown.help],
    definitions: [...shown.definitions],
    how: inOwn(language, howOf(one)),
    unit: shown.unit,
    alternatives: [...shown.alternatives],
    tables: one.type === "grid" ? tablesOf(one, shown) : [],
    lines: [...shown.fields, ...bare, ...beside, ...(shown.comment === null ? [] : [shown.comment])],
    marks: [
      ...Object.entries(one.restored).map(([part, how]) => `Återställt (${partWords(part)}): ${how}.`),
      ...Object.entries(one.inferred).map(([part, why]) => `Vårt val (${partWords(part)}): ${why}.`),
    ],
  };
}

function tablesOf({ rows }: Question & { readonly type: "grid" }, shown: ShownQuestion): ReadQuestion["tables"] {
  const tables: ReadQuestion["tables"][number][number][][] = [];
  for (const [place, row] of shown.rows.entries()) {
    const last = tables.at(-1);
    if (last === undefined || rows[place]?.isApart) tables.push([row]);
    else last.push(row);
  }
  return tables;
}

function howOf(one: Question): string {
  switch (one.type) {
    case "single":
      return "Ett svar.";
    case "several":
      return one.most === null ? "Ett eller flera svar." : `Högst ${one.most} svar.`;
    case "grid":
      return "Ett svar på varje rad.";
    case "number":
      return "Ett tal:";
    case "text":
      return `Text, högst ${one.longest} tecken.`;
    case "date":
      return "En dag.";
    case "contact":
    case "information":
      return "";
  }
}

const words: Readonly<Record<string, string>> = {
  text: "frågan",
  help: "hjälptexten",
  type: "svarsslaget",
  alternatives: "svarsalternativen",
  rows: "raderna",
  ask: "villkoret",
  most: "antalet svar",
  alone: "svar som utesluter andra",
  longest: "längden",
  comment: "kommentarsfältet",
};

const partWords = (part: string): string => words[part] ?? part.replace(/^row /, "rad ");
