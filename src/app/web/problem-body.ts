import { z } from "zod";
import type { Problem } from "../../platform/basics/result.ts";

/** Far more than any sentence of ours; what a field is called is shorter. */
const text = z.string().max(2000);
const field = z.string().max(200);

/** A problem as RFC 9457 writes it, and as the document says it. */
export const problemBody = z.object({
  type: z.literal("about:blank"),
  /** What is wrong, for people. */
  title: text.meta({ description: "Vad som är fel, för människor." }),
  status: z.int().min(400).max(599),
  code: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/)
    .meta({ description: "Vad som är fel, för program. Ändras inte." }),
  detail: text.exactOptional().meta({ description: "Vad man kan göra åt det, för människor." }),
  errors: z
    .array(z.object({ field, message: text }))
    .exactOptional()
    .meta({ description: "Felen i fälten, ett för varje fält." }),
  questions: z
    .array(z.object({ id: text, field, yes: text, oneOf: text.exactOptional() }))
    .exactOptional()
    .meta({
      description:
        "Det som kan stämma men måste bekräftas. Inget är gjort: skicka samma anrop igen med `id` för det som stämmer i huvudet Confirm. Av frågor med samma `oneOf` besvaras exakt en.",
    }),
  comparison: z
    .array(z.object({ field, label: text, known: text.nullable(), typed: text, differs: z.boolean() }))
    .exactOptional()
    .meta({ description: "Det som är känt bredvid det som skickades. Det kända är null där det inte får visas." }),
});
export type ProblemBody = z.output<typeof problemBody>;

/** The problem with its status as the API answers it. */
export function problemBodyOf(problem: Problem, status: number): ProblemBody {
  const errors = problem.fields ?? (problem.field ? [{ field: problem.field, message: problem.message }] : undefined);
  return {
    type: "about:blank",
    title: problem.message,
    status,
    code: problem.code,
    ...(problem.hint ? { detail: problem.hint } : {}),
    ...(errors ? { errors: [...errors] } : {}),
    ...(problem.questions ? { questions: [...problem.questions] } : {}),
    ...(problem.comparison ? { comparison: [...problem.comparison] } : {}),
  };
}
