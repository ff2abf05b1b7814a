/** The answer file: made in one place, of what is saved. What is signed, downloaded and shown are the same. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { answerColumns } from "../questionnaires/answer-columns.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import { walkForm } from "../questionnaires/skip.ts";

/** What is signed, its fields in this order. */
export const answerContent = z.strictObject({
  form: z.literal("fortrogen-survey-answers"),
  version: z.literal(1),
  questionnaire: z.string(),
  questionnaireVersion: z.int(),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  municipality: z.string(),
  /** Which signature of this set it is: a file with a lower number is an older one. */
  number: z.int().min(1),
  signedAt: z.iso.datetime(),
  /** Column and answer, in the form's order; what was not answered or not asked is left out. */
  answers: z.array(z.strictObject({ column: z.string(), value: z.string() })),
});
export type AnswerContent = z.output<typeof answerContent>;

/** The answers that count, in the form's order. Errors: none. */
export function countedAnswers(form: Questionnaire, saved: ReadonlyMap<string, string>): AnswerContent["answers"] {
  const { answers } = walkForm(form, saved);
  return answerColumns(form).flatMap(({ column }) => {
    const value = answers.get(column) ?? "";
    return value === "" ? [] : [{ column, value }];
  });
}

/** The content as JSON without spaces: what the digest is of. */
export const contentText = (content: AnswerContent): string => JSON.stringify(answerContent.parse(content));

/** SHA-256. */
export const digestOf = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();
