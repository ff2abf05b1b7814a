import type { z } from "zod";
import type { FieldProblem, Problem } from "../basics/result.ts";

/** All faults at once, one for each field: first what cannot be kept, then what the schema says. */
export function problemOfInput(unstorable: readonly FieldProblem[], error?: z.ZodError): Problem {
  const fields: FieldProblem[] = [];
  const judged = (error?.issues ?? []).map((issue) => ({ field: fieldOf(issue.path), message: issue.message }));
  for (const fault of [...unstorable, ...judged]) {
    if (!fields.some((earlier) => earlier.field === fault.field)) fields.push(fault);
  }
  return {
    code: "invalid-input",
    message: "Något i formuläret behöver rättas.",
    hint: "Rätta fälten nedan. Det du har skrivit finns kvar.",
    fields,
  };
}

/** The form's name of a field: `guardians.0.answer`; an item of a list of choices is the list itself. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const names = path.map(String);
  while (names.length > 1 && /^\d+$/.test(names.at(-1) ?? "")) names.pop();
  return names.join(".");
}
