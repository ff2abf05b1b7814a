import type { Context } from "./door.ts";
import { invalidField, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";

/** The earliest day that something may have happened, and why: "Utredningen inleddes". */
export type NotBefore = { readonly day: string; readonly what: string };

/**
 * The true day of what is written down: the one that was given, or today. Never a day to come, and never before what it follows
 * on; the fault is told at its field. What is typed later keeps its own day, and the row's stamp says when it was typed (31 § FvL).
 */
export function trueDay(
  context: Context,
  given: string | undefined,
  field: string,
  ...notBefore: readonly (NotBefore | null)[]
): Result<string> {
  const day = given ?? context.today;
  if (day > context.today) return invalidField(field, "Dagen har inte varit än. Ange den dag det hände.");
  const earliest = notBefore.filter((one) => one !== null).toSorted((a, b) => (a.day < b.day ? 1 : -1))[0];
  if (earliest !== undefined && day < earliest.day) {
    return invalidField(field, `${earliest.what} ${earliest.day}. Välj den dagen eller en senare.`);
  }
  return ok(day);
}

/** The later of two days; "YYYY-MM-DD" sorts as text. */
export function latest(...days: readonly string[]): string {
  return days.reduce((a, b) => (a > b ? a : b));
}
