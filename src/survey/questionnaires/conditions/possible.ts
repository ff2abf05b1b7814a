/**
 * Whether some answers make a condition hold: a search over what can be answered, that turns back as soon as what is answered so far decides
 * against it. Answers that are open (numbers that are added together) are taken to be possible: nothing that can hold is ever called impossible.
 */
import { columnsOf, decide } from "./condition.ts";
import type { Amount, Condition } from "./condition.ts";

/** A column to be tried, with every answer that could matter; `undefined` stands for one that is left open. */
export type Trial = {
  readonly column: string;
  readonly answers: readonly (string | undefined)[];
  /** When the column is asked at all; null for always. Only earlier columns are asked about. */
  readonly asked: Condition | null;
};

/** `tangled`: not decided within the steps that a check may take. */
export type Possible = "possible" | "impossible" | "tangled";

const mostSteps = 200_000;

/** Searches for answers with which the goal holds. `trials` stand in the form's order. Errors: none. */
export function isPossible(goal: Condition, trials: readonly Trial[]): Possible {
  const answered = new Map<string, string | undefined>();
  const read = (column: string): string | undefined => answered.get(column);
  let steps = 0;

  const search = (place: number): Possible => {
    if (++steps > mostSteps) return "tangled";
    const decided = decide(goal, read);
    if (decided !== undefined) return decided ? "possible" : "impossible";
    const trial = trials[place];
    if (trial === undefined) return "possible";
    const { column, asked, answers } = trial;
    const isAsked = asked === null ? true : decide(asked, read);
    for (const answer of isAsked === false ? [""] : answers) {
      answered.set(column, answer);
      const found = search(place + 1);
      if (found !== "impossible") return found;
    }
    answered.delete(column);
    return "impossible";
  };
  return search(0);
}

/** Every answer of a column that conditions can tell apart. `alternatives` are those of the column; none for what is written. */
export function telling(
  column: string,
  alternatives: readonly string[],
  kind: "choice" | "number" | "date" | "text",
  conditions: readonly Condition[],
) {
  if (kind === "choice") return ["", ...alternatives];
  if (kind === "text") return ["", "x"];
  const compared = conditions
    .flatMap((condition) => comparisonsOf(condition))
    .filter(({ left, right }) => touches(left, column) || touches(right, column));
  const numbers = compared.flatMap(({ left, right }) => {
    const other = isAlone(left, column) ? right : isAlone(right, column) ? left : null;
    return other?.kind === "number" ? [other.number] : [undefined];
  });
  // Added to something, or compared with another answer: any number may matter.
  if (numbers.includes(undefined)) return [undefined];
  const known = numbers.filter((number) => number !== undefined);
  const steps = known.flatMap((number) => [number - 1, number - 1e-6, number, number + 1e-6, number + 1]);
  const tried = kind === "date" ? [...new Set([0, ...steps].map((step) => Math.round(step)))].map(dayText) : [0, ...steps].map(String);
  return ["", ...tried];
}

const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

type Comparison = Extract<Condition, { kind: "compare" }>;

function comparisonsOf(condition: Condition): readonly Comparison[] {
  if (condition.kind === "and" || condition.kind === "or") return condition.parts.flatMap(comparisonsOf);
  if (condition.kind === "not") return comparisonsOf(condition.part);
  return condition.kind === "compare" ? [condition] : [];
}

const touches = (amount: Amount, column: string): boolean =>
  columnsOf({ kind: "compare", sign: "=", left: amount, right: amount }).includes(column);
const isAlone = (amount: Amount, column: string): boolean => amount.kind === "value" && amount.column === column;
