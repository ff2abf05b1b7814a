/** A question between its fields in the file and the fields of a form that a person fills in: what is a list there is a line for each here. */
import type { z } from "zod";
import { about } from "../../platform/core/about.ts";
import { choice, optionalText, requiredText, yesNo } from "../../platform/core/fields.ts";
import type { FieldsOfFile } from "./form-file.ts";

export const questionTypes = ["single", "several", "grid", "number", "text", "date", "contact", "information"] as const;
export type QuestionType = (typeof questionTypes)[number];
export const typeWords: Readonly<Record<QuestionType, string>> = {
  single: "Ett val",
  several: "Flera val",
  grid: "Tabell: ett val på varje rad",
  number: "Ett tal",
  text: "Fri text",
  date: "En dag",
  contact: "Vem som svarar",
  information: "Bara text att läsa",
};

const chosen = { field: "type", is: ["single", "several", "grid"] } as const;
const only = (...is: readonly QuestionType[]) => ({ field: "type", is });
/** Longer lists are no questions that somebody answers. */
const longestList = 20_000;

/** What a form asks of a question. What is asked of some types alone is left out for the others. */
export const questionInput = {
  number: about(requiredText("frågans nummer", 30), {
    label: "Nummer",
    hint: "Som 4 eller 4b. Text att läsa, och vem som svarar, har ett ord med små bokstäver a–z i stället: kontakt.",
    width: 8,
  }),
  type: about(choice(questionTypes, "hur frågan besvaras"), { label: "Hur besvaras frågan?", words: typeWords, as: "buttons" }),
  text: about(requiredText("frågan", 2000), { label: "Fråga", rows: 3 }),
  heading: about(optionalText(500), { label: "Rubrik ovanför frågan", hint: "Börjar en ny del av sidan." }),
  help: about(optionalText(10_000), { label: "Hjälptext", hint: "En tom rad mellan stycken.", rows: 4 }),
  scale: about(optionalText(100), { label: "Lista med svarsalternativ som flera frågor delar" }),
  alternatives: about(optionalText(longestList), {
    label: "Svarsalternativ",
    hint: "Ett på varje rad, minst två. Sist på raden kan stå inom hakar: [eget fält] för ”ange vad”, [ensamt] för det som utesluter de andra, [1–25] för ett intervall, [värde 2] för en plats på en skala, [utanför] för ”kan inte svara”.",
    optional: "om en delad lista är vald",
    rows: 6,
    when: chosen,
  }),
  rows: about(optionalText(longestList), {
    label: "Tabellens rader",
    hint: "En på varje rad. Efter | kan stå vad raden betyder. [ny tabell] sist på raden börjar en ny tabell.",
    rows: 5,
    optional: false,
    when: only("grid"),
  }),
  most: about(optionalText(4), { label: "Högst så många val", width: 4, keys: "numeric", when: only("several") }),
  unit: about(optionalText(100), { label: "Enhet", hint: "Vad som räknas: barn, timmar, procent.", optional: false, when: only("number") }),
  least: about(optionalText(20), { label: "Minst", width: 10, keys: "numeric", when: only("number") }),
  greatest: about(optionalText(20), { label: "Högst", width: 10, keys: "numeric", when: only("number") }),
  decimals: about(optionalText(2), { label: "Decimaler", width: 4, keys: "numeric", when: only("number") }),
  longest: about(optionalText(6), {
    label: "Högst så många tecken",
    hint: "4 000 där inget sägs.",
    width: 6,
    keys: "numeric",
    when: only("text"),
  }),
  earliest: about(optionalText(10), { label: "Tidigast", hint: "Som 2026-01-31.", width: 12, when: only("date") }),
  latest: about(optionalText(10), { label: "Senast", hint: "Som 2026-01-31.", width: 12, when: only("date") }),
  fields: about(optionalText(2000), {
    label: "Uppgifter om den som svarar",
    hint: "En på varje rad: kort namn | ledtext | text, email eller phone. Exempel: namn | Ditt namn | text.",
    rows: 4,
    optional: false,
    when: only("contact"),
  }),
  ask: about(optionalText(5000), {
    label: "Visas om",
    hint: 'Ett villkor om tidigare svar, som q1 = "Ja" eller selected(q3, "Föräldragrupper"). Tomt: frågan visas för alla.',
    rows: 2,
  }),
  period: about(optionalText(100), { label: "Period som frågan gäller" }),
  required: about(yesNo(), { label: "Måste frågan besvaras?", words: { ja: "Frågan måste besvaras" }, as: "box", optional: false }),
  comment: about(optionalText(500), { label: "Ledtext till ett fält för kommentarer", hint: "Tomt: frågan har inget." }),
} as const;

export type QuestionInput = z.output<z.ZodObject<typeof questionInput>>;

/** The fields of the file; undefined takes one away, and what no form shows (marks) is left alone. */
export function fileFieldsOf(given: QuestionInput): FieldsOfFile {
  const { type } = given;
  const isChosen = type === "single" || type === "several" || type === "grid";
  const lines = given.alternatives === undefined ? [] : linesOf(given.alternatives).map(alternativeOf);
  const numberOf = (words: string | undefined) => (words === undefined ? undefined : numberIn(words));
  const kept = <T>(is: boolean, value: T): T | undefined => (is ? value : undefined);
  return {
    question: /^\d+$/.test(given.number) ? Number(given.number) : given.number,
    heading: given.heading,
    type,
    text: given.text,
    help: given.help === undefined ? undefined : listed(given.help.split(/\n\s*\n/).map((one) => one.trim())),
    alternatives: kept(isChosen, given.scale ?? lines),
    rows: kept(type === "grid", linesOf(given.rows ?? "").map(rowOf)),
    most: kept(type === "several", numberOf(given.most)),
    unit: kept(type === "number", given.unit),
    least: kept(type === "number", numberOf(given.least)),
    greatest: kept(type === "number", numberOf(given.greatest)),
    decimals: kept(type === "number", numberOf(given.decimals)),
    longest: kept(type === "text", numberOf(given.longest)),
    earliest: kept(type === "date", given.earliest),
    latest: kept(type === "date", given.latest),
    fields: kept(type === "contact", linesOf(given.fields ?? "").map(contactOf)),
    ask: given.ask,
    period: given.period,
    required: given.required ? true : undefined,
    comment: given.comment,
  };
}

/** What stands in the fields of the form. */
export function formFieldsOf(of: FieldsOfFile): Record<string, string | boolean | undefined> {
  const text = (name: string): string | undefined => {
    const value = of[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const list = (name: string): readonly unknown[] => (Array.isArray(of[name]) ? (of[name] as readonly unknown[]) : []);
  const isShared = typeof of["alternatives"] === "string";
  const help = of["help"];
  return {
    ...Object.fromEntries(
      ["type", "text", "heading", "ask", "period", "comment", "unit", "earliest", "latest"].map((name) => [name, text(name)]),
    ),
    ...Object.fromEntries(["most", "least", "greatest", "decimals", "longest"].map((name) => [name, text(name)])),
    number: text("question"),
    help: Array.isArray(help) ? help.join("\n\n") : text("help"),
    scale: isShared ? text("alternatives") : undefined,
    alternatives: isShared ? undefined : list("alternatives").map(alternativeLine).join("\n"),
    rows: list("rows").map(rowLine).join("\n"),
    fields: list("fields").map(contactLine).join("\n"),
    required: of["required"] === true,
  };
}

const listed = (texts: readonly string[]): string | readonly string[] => (texts.length === 1 ? (texts[0] ?? "") : texts);
const linesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
/** A number, or the words as they are: then the checker says what is wrong. */
function numberIn(words: string): number | string {
  const number = Number(words.replaceAll(/\s/g, "").replace(",", ".").replace("−", "-"));
  return Number.isFinite(number) ? number : words;
}

/** What stands in brackets at the end of a line, and what stands before it; undefined where nothing does. */
function lastMark(line: string): { readonly before: string; readonly mark: string } | undefined {
  const from = line.lastIndexOf("[");
  const mark = line.slice(from + 1, -1);
  return from < 0 || !line.endsWith("]") || mark.includes("]") ? undefined : { before: line.slice(0, from).trimEnd(), mark };
}

/** A line with what stands in brackets at its end. */
function marked(line: string): { readonly text: string; readonly marks: readonly string[] } {
  const marks: string[] = [];
  let text = line;
  for (let found = lastMark(text); found !== undefined && marks.length < 5; found = lastMark(text)) {
    if (marksOf([found.mark]) === null && found.mark !== "ny tabell") break;
    marks.push(found.mark);
    text = found.before;
  }
  return { text, marks };
}

/** What marks mean in the file; null where one of them is none, and so is a part of the text. */
function marksOf(marks: readonly string[]): Record<string, unknown> | null {
  const fields: Record<string, unknown> = {};
  for (const one of marks) {
    const interval = /^(\d{1,6})\s*[-–]\s*(\d{1,6})$/.exec(one);
    const value = /^värde (-?\d{1,6})$/.exec(one);
    if (one === "eget fält") fields["specify"] = true;
    else if (one === "ensamt") fields["alone"] = true;
    else if (one === "utanför") fields["outside"] = true;
    else if (value) fields["value"] = Number(value[1]);
    else if (interval) Object.assign(fields, { from: Number(interval[1]), to: Number(interval[2]) });
    else return null;
  }
  return fields;
}

function alternativeOf(line: string): unknown {
  const { text, marks } = marked(line);
  const fields = marksOf(marks) ?? {};
  return Object.keys(fields).length === 0 ? text : { text, ...fields };
}

function alternativeLine(of: unknown): string {
  if (typeof of !== "object" || of === null) return String(of);
  const { text, specify, alone, outside, value, from, to } = of as FieldsOfFile;
  const marks = [
    specify === true ? "eget fält" : "",
    alone === true ? "ensamt" : "",
    outside === true ? "utanför" : "",
    typeof value === "number" ? `värde ${value}` : "",
    typeof from === "number" && typeof to === "number" ? `${from}–${to}` : "",
  ];
  return [String(text), ...marks.filter((one) => one !== "").map((one) => `[${one}]`)].join(" ");
}

function rowOf(line: string): unknown {
  const { text: words, marks } = marked(line);
  const [text = "", ...help] = words.split("|").map((part) => part.trim());
  const isApart = marks.includes("ny tabell");
  if (help.length === 0 && !isApart) return text;
  return { text, ...(help.length === 0 ? {} : { help: help.join(" | ") }), ...(isApart ? { apart: true } : {}) };
}

function rowLine(of: unknown): string {
  if (typeof of !== "object" || of === null) return String(of);
  const { text, help, apart } = of as FieldsOfFile;
  return [String(text), ...(typeof help === "string" ? [`| ${help}`] : []), ...(apart === true ? ["[ny tabell]"] : [])].join(" ");
}

function contactOf(line: string): unknown {
  const [key = "", text = "", kind = "text"] = line.split("|").map((part) => part.trim());
  return { key, text, kind };
}

function contactLine(of: unknown): string {
  const { key, text, kind } = of as FieldsOfFile;
  return [key, text, kind].map(String).join(" | ");
}
