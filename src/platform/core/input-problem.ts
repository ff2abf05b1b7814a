import type { z } from "zod";
import { askedAbout } from "../basics/result.ts";
import type { FieldProblem, Problem } from "../basics/result.ts";
import type { LeftOver } from "./asked-fields.ts";

/**
 * All faults at once, one for each field: first what is known already (signs that cannot be kept, days that lie ahead), then what the schema says, then
 * what was answered where nothing is asked for, each with its question.
 */
export function problemOfInput(known: readonly FieldProblem[], error?: z.ZodError, left: readonly LeftOver[] = []): Problem {
  const { error: asked } = askedAbout("Det står något där inget frågas efter.", left);
  if (left.length > 0 && known.length === 0 && error === undefined) return asked;
  const fields: FieldProblem[] = [];
  const judged = (error?.issues ?? []).map((issue) => ({ field: fieldOf(issue.path), message: issue.message }));
  for (const fault of [...known, ...judged, ...(asked.fields ?? [])]) {
    if (!fields.some((earlier) => earlier.field === fault.field)) fields.push(fault);
  }
  return {
    code: "invalid-input",
    message: "Något i formuläret behöver rättas.",
    hint: "Rätta fälten nedan. Det du har skrivit finns kvar.",
    fields,
    ...(left.length > 0 ? { questions: asked.questions ?? [] } : {}),
  };
}

/** The form's name of a field: `guardians.0.answer`; an item of a list of choices is the list itself. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const names = path.map(String);
  while (names.length > 1 && /^\d+$/.test(names.at(-1) ?? "")) names.pop();
  return names.join(".");
}
