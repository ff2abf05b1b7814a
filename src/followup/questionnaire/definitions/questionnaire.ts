import { without } from "../../../platform/basics/codes.ts";
import { codes } from "../../../platform/database/generated.ts";
import { z } from "zod";
import data from "./national-questionnaire-2024.json" with { type: "json" };

export const countedPhase = z.enum(without(codes["extract.conversation.phase"], "förhandsbedömning", "placering"));
export const answerForm = z.enum([...without(codes["extract.conversation.form"], "observation"), "inget samtal"]);
export const answerGroup = z.enum(["alla", "flickor", "pojkar", "0-4", "5-14", "15-17"]);
const file = z.enum(codes["extract.delivered_file.file"]);
const day = z.iso.date();
const sentence = z.string().min(3);

const row = z.strictObject({
  form: answerForm.optional(),
  group: answerGroup.optional(),
  part: z.enum(["använda", "överförda"]).optional(),
  /** The form's own words. */
  label: sentence,
  /** For a narrow table. */
  short: sentence,
});

const question = z.strictObject({
  number: z.string().regex(/^(4|12|17)[b-i]$|^14$/),
  phase: countedPhase.nullable(),
  kind: z.enum(["share", "breakdown-possible", "median", "reasons", "hand-over"]),
  text: sentence,
  short: sentence,
  /** Files of the open extract that the answer needs; the ones that decide the population first. */
  files: z.array(file).min(2),
  scale: z.string(),
  breakdown: z.enum(["sex", "age"]).optional(),
  rows: z.array(row),
  population: sentence,
  numerator: sentence,
  denominator: sentence,
  rule: sentence,
  source: sentence,
});

const questionnaire = z.strictObject({
  id: z.string(),
  title: sentence,
  source: sentence,
  defaultPeriod: z.strictObject({ from: day, to: day }),
  /** The period as the questions' texts write it, so that another period can be put in its place. */
  periodPhrase: sentence,
  /** A group with fewer children than this is never calculated. */
  smallestGroup: z.int().positive(),
  sections: z.array(z.strictObject({ phase: countedPhase.nullable(), heading: sentence })),
  scales: z.record(z.string(), z.array(z.string()).min(2)),
  /** The codes of the open extract in the form's order, with the form's words. */
  reasons: z.record(z.string(), z.array(z.strictObject({ code: z.string(), label: z.string() })).length(8)),
  questions: z.array(question).min(1),
});

/** A questionnaire as data: what is asked, of whom it is counted and by which rule. The texts are Swedish and meant for people. */
export type Questionnaire = z.infer<typeof questionnaire>;
export type Question = Questionnaire["questions"][number];
export type QuestionRow = Question["rows"][number];
export type CountedPhase = z.infer<typeof countedPhase>;
export type AnswerForm = z.infer<typeof answerForm>;
export type AnswerGroup = z.infer<typeof answerGroup>;
export type DeliveredFile = z.infer<typeof file>;

/** Reads and checks a questionnaire. @throws ZodError that names the place, when the file does not hold together. */
export function readQuestionnaire(raw: unknown): Questionnaire {
  return questionnaire.parse(raw);
}

/** The national questionnaire of 2024 about children's participation (seed 004, Bilaga 2), the questions that can be counted. */
export const nationalQuestionnaire2024: Questionnaire = readQuestionnaire(data);
