/** What the definitions of tables are put together of. */
import type { Base, Counted, DefinedRow, Figure, Gave } from "../definition.ts";

/** The first alternative of a grid's row, and of every alternative that may be ticked. */
const yes = 1;

/** Every unit that answered the survey. */
export const everyone: Base = { kind: "answered" };

/** Units that gave some alternatives, by number in the form. */
export function gave(column: string, ...alternatives: readonly number[]): Gave {
  return { column, alternatives };
}

/** Those that gave one of some alternatives to a column, as a base. */
export function givenTo(column: string, ...alternatives: readonly number[]): Base {
  return { kind: "counted", of: gave(column, ...alternatives) };
}

/** The same where being outside says something: the form asks whoever has too few children to give no share. */
export function shareGivenTo(column: string, ...alternatives: readonly number[]): Base {
  return { kind: "counted", of: gave(column, ...alternatives), othersAnswered: true };
}

/** Those that answered Ja to one column at least. */
export function anyYes(...columns: readonly string[]): Counted {
  return { any: columns.map((column) => gave(column, yes)) };
}

/** Columns `q5_1`, `q5_2` … of a question's rows or alternatives. */
export function columnsOfQuestion(question: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, place) => `q${question}_${from + place}`);
}

/** A row that is the share of Ja. */
export function yesRow(label: string, column: string, base: Base = everyone): DefinedRow {
  return { label, figures: [{ of: gave(column, yes), base }] };
}

/** One of several alternatives of several questions: a row of a distribution, a column for each question. `among` makes the base of each. */
export function distributionRow(
  label: string,
  alternative: number,
  columns: readonly string[],
  among: (column: string) => Base,
): DefinedRow {
  return { label, figures: columns.map((column): Figure => ({ of: gave(column, alternative), base: among(column) })) };
}
