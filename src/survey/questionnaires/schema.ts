/** The shape of a questionnaire's file. What its fields mean stands in docs/surveys.md. */
import { z } from "zod";

const text = z
  .string()
  .transform((words) => words.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "Texten är tom."));
/** What is chosen stands in files of answers, and in lists with a stroke between: it can hold none. */
const choice = text.refine((words) => !words.includes("|"), "Ett svarsalternativ kan inte innehålla tecknet |.");
const texts = z.union([text.transform((one) => [one]), z.array(text)]);
const day = z.iso.date("En dag skrivs 2024-03-31.");
const key = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Små bokstäver a–z, siffror och bindestreck.");
/** `4b`, or a word where a question has no number. YAML reads 4 as a number. */
const number = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^(?:\d{1,3}[a-z]?|[a-z]{2,30})$/, "En fråga heter som 4, 4b, eller ett ord med små bokstäver a–z."));

const alternative = z.union([
  choice.transform((words) => ({ text: words })),
  z.number().transform((words) => ({ text: String(words) })),
  z.strictObject({
    text: choice,
    specify: z.boolean().optional(),
    alone: z.boolean().optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    value: z.number().optional(),
    outside: z.boolean().optional(),
  }),
]);
const scale = z.array(alternative).min(2, "Minst två svarsalternativ.");
const alternatives = z.union([z.string(), scale]);
const row = z.union([
  choice.transform((words) => ({ text: words })),
  z.strictObject({ text: choice, help: text.optional(), apart: z.boolean().optional() }),
]);

/** Which part of a question a mark is about. */
const part = z.string().regex(/^(?:text|help|type|alternatives|rows|row \d+|ask|most|alone|longest|comment)$/);
const marks = z.record(part, text);

const head = {
  question: number,
  heading: text.optional(),
  text,
  help: texts.optional(),
  ask: text.optional(),
  period: z.string().optional(),
  required: z.boolean().optional(),
  comment: text.optional(),
  restored: marks.optional(),
  inferred: marks.optional(),
};

const questionSchema = z.discriminatedUnion("type", [
  z.strictObject({ ...head, type: z.literal("single"), alternatives }),
  z.strictObject({ ...head, type: z.literal("several"), alternatives, most: z.int().positive().optional() }),
  z.strictObject({ ...head, type: z.literal("grid"), rows: z.array(row).min(1, "Minst en rad."), alternatives }),
  z.strictObject({
    ...head,
    type: z.literal("number"),
    unit: text,
    least: z.number().optional(),
    greatest: z.number().optional(),
    decimals: z.int().min(0).max(6).optional(),
  }),
  z.strictObject({ ...head, type: z.literal("text"), longest: z.int().positive().max(20_000).optional() }),
  z.strictObject({ ...head, type: z.literal("date"), earliest: day.optional(), latest: day.optional() }),
  z.strictObject({
    ...head,
    type: z.literal("contact"),
    fields: z.array(z.strictObject({ key, text, kind: z.enum(["text", "email", "phone"]) })).min(1),
  }),
  z.strictObject({ ...head, type: z.literal("information") }),
]);

const page = z.strictObject({
  page: key,
  title: text,
  text: texts.optional(),
  ask: text.optional(),
  questions: z.array(questionSchema).min(1, "En sida har minst en fråga."),
});

const rule = z.strictObject({
  rule: z.int().positive(),
  column: z.string(),
  severity: z.enum(["error", "warning"]),
  when: text,
  text,
  link: z.url().optional(),
});

export const fileSchema = z.strictObject({
  id: key,
  version: z.int().positive(),
  language: z.string().regex(/^[a-z]{2,3}$/, "Ett språk skrivs som sv eller en."),
  title: text,
  respondent: z.enum(["unit", "person"]).optional(),
  source: text.optional(),
  definitions: z.record(z.string(), z.strictObject({ words: z.array(text).optional(), text })).optional(),
  passages: z.record(z.string(), text).optional(),
  periods: z.record(z.string(), z.strictObject({ from: day, to: day, text })).optional(),
  scales: z.record(z.string(), scale).optional(),
  pages: z.array(page).min(1, "Minst en sida."),
  rules: z.array(rule).optional(),
  closing: text.optional(),
});

export type QuestionnaireFile = z.infer<typeof fileSchema>;
export type QuestionOfFile = z.infer<typeof questionSchema>;
export type AlternativeOfFile = z.infer<typeof alternative>;
