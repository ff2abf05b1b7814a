/** The questionnaire to be read rather than answered (läsversion): one content, shown as a page, written as PDF. */
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { answerColumns } from "../answer-columns.ts";
import { inWords } from "../conditions/in-words.ts";
import { defineTemplate } from "../../../platform/documents/template.ts";
import type { Alternative, Question, Questionnaire } from "../questionnaire.ts";

const text = answer.text(20_000);
const texts = answer.list(text);
const question = z.object({
  name: text,
  heading: text.nullable(),
  /** "4b. Ange …" */
  title: text,
  help: texts,
  definitions: texts,
  /** How it is answered: "Ett svar", "Högst tre svar" … */
  how: text,
  /** Who is asked, as a sentence; null for all. */
  asked: text.nullable(),
  alternatives: texts,
  /** Tables: the alternatives are their columns. */
  tables: answer.list(answer.list(z.object({ text, help: text.nullable() }))),
  /** Lines to write on, each with its label. */
  lines: texts,
  /** What is not as printed, each a sentence. */
  marks: texts,
});

export const readingVersion = z.object({
  title: text,
  /** On every page of paper. */
  head: text,
  source: text.nullable(),
  about: text,
  pages: answer.list(z.object({ title: text, text: texts, questions: answer.list(question) })),
  closing: text.nullable(),
});
export type ReadingVersion = z.infer<typeof readingVersion>;
export type ReadQuestion = ReadingVersion["pages"][number]["questions"][number];

export const readingTemplate = defineTemplate({
  name: "reading-version",
  file: new URL("reading-version.typ", import.meta.url),
  values: readingVersion,
});

/** What a reader sees of a questionnaire. Errors: none. */
export function readingVersionOf(form: Questionnaire): ReadingVersion {
  const columns = new Map(answerColumns(form).map((column) => [column.column, column]));
  const asked = (words: string, when: Parameters<typeof inWords>[0]): string => `${words} om ${inWords(when, columns)}.`;
  return {
    title: form.title,
    head: `Läsversion. ${form.id}, version ${form.version}`,
    source: form.source,
    about: "Det här är en läsversion: svara i webbformuläret. Vad som är återställt eller inte är tryckt i källan står vid frågan.",
    closing: form.closing,
    pages: form.pages.map((page) => ({
      title: page.title,
      text: [...page.text, ...(page.ask === null ? [] : [asked("Sidan visas", page.ask.when)])],
      questions: page.questions.map((one) => ({ ...readQuestion(one), asked: one.ask === null ? null : asked("Visas", one.ask.when) })),
    })),
  };
}

function readQuestion(one: Question): Omit<ReadQuestion, "asked"> {
  const { name, number, heading, text: words, help, definitions, comment } = one;
  const beside =
    "alternatives" in one && one.type !== "grid" ? one.alternatives.filter(({ specify }) => specify).map((each) => each.text) : [];
  const fields = one.type === "contact" ? one.fields.map((field) => field.text) : [];
  return {
    name,
    heading,
    title: /^\d/.test(number) ? `${number}. ${words}` : words,
    help: [...help],
    definitions: definitions.map((definition) => definition.text),
    how: howOf(one),
    alternatives: "alternatives" in one ? one.alternatives.map(alternativeText) : [],
    tables: one.type === "grid" ? tablesOf(one) : [],
    lines: [
      ...fields,
      ...(one.type === "text" || one.type === "number" || one.type === "date" ? [""] : []),
      ...beside,
      ...(comment === null ? [] : [comment]),
    ],
    marks: [
      ...Object.entries(one.restored).map(([part, how]) => `Återställt (${partWords(part)}): ${how}.`),
      ...Object.entries(one.inferred).map(([part, why]) => `Vårt val (${partWords(part)}): ${why}.`),
    ],
  };
}

const alternativeText = ({ text: words }: Alternative): string => words;

function tablesOf({ rows }: Question & { readonly type: "grid" }): ReadQuestion["tables"] {
  const tables: { text: string; help: string | null }[][] = [];
  for (const { text: words, help, isApart } of rows) {
    const last = tables.at(-1);
    if (last === undefined || isApart) tables.push([{ text: words, help }]);
    else last.push({ text: words, help });
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
      return `Ett tal, ${one.unit}.`;
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
