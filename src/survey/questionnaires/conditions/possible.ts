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

/** `tangled`: not decided within the work that a check may take. */
export type Possible = "possible" | "impossible" | "tangled";

/** What is left of the work that may be done: parts of conditions looked at. */
export type Work = { left: number };

const mostSteps = 200_000;
/** Of the first, short way. */
const fewSteps = 20_000;

/** Searches for answers with which the goal holds. `trials` stand in the form's order. Errors: none. */
export function isPossible(goal: Condition, trials: readonly Trial[], work: Work): Possible {
  return isPossibleForAllAsked(goal, trials, work) ? "possible" : search(goal, trials, work);
}

function search(goal: Condition, trials: readonly Trial[], work: Work): Possible {
  const answered = new Map<string, string | undefined>();
  const read = (column: string): string | undefined => answered.get(column);
  const cost = 1 + columnsOf(goal).length;
  let steps = 0;

  const from = (place: number): Possible => {
    work.left -= cost;
    if (++steps > mostSteps || work.left < 0) return "tangled";
    const decided = decide(goal, read);
    if (decided !== undefined) return decided ? "possible" : "impossible";
    const trial = trials[place];
    if (trial === undefined) return "possible";
    const { column, asked, answers } = trial;
    const isAsked = asked === null ? true : decide(asked, read);
    for (const answer of isAsked === false ? [""] : answers) {
      answered.set(column, answer);
      const found = from(place + 1);
      if (found !== "impossible") return found;
    }
    answered.delete(column);
    return "impossible";
  };
  return from(0);
}

/**
 * The short way, which long chains need: answers with which the goal holds and everything that it asks about is asked too. Turns back at the first answer that a
 * condition says no to. False where there are none, or where it takes long: then nothing is known yet.
 */
function isPossibleForAllAsked(goal: Condition, trials: readonly Trial[], work: Work): boolean {
  const parts = [goal, ...trials.flatMap(({ asked }) => (asked === null ? [] : [asked]))];
  const touched = new Map<string, Condition[]>();
  let isCut = false;
  for (const part of parts) {
    for (const column of columnsOf(part)) {
      const those = touched.get(column);
      if (those === undefined) touched.set(column, [part]);
      else if (those.length < mostTouched) those.push(part);
      else isCut = true;
    }
  }
  const answered = new Map<string, string | undefined>();
  const read = (column: string): string | undefined => answered.get(column);
  let steps = 0;

  const from = (place: number): boolean | null => {
    const trial = trials[place];
    // Each part has been looked at when its last column was answered; but for those left out above.
    if (trial === undefined) return !isCut || parts.every((part) => decide(part, read) !== false);
    const those = touched.get(trial.column) ?? [];
    for (const answer of trial.answers) {
      work.left -= 1 + those.length;
      if (++steps > fewSteps || work.left < 0) return null;
      answered.set(trial.column, answer);
      if (those.some((part) => decide(part, read) === false)) continue;
      const found = from(place + 1);
      if (found !== false) return found;
    }
    answered.delete(trial.column);
    return false;
  };
  return from(0) === true;
}

/** Of the conditions that ask about one answer, so many are looked at on the way; all are at the end. */
const mostTouched = 50;

/** Comparisons of numbers in conditions, by the columns that they are of. */
export function comparedIn(conditions: readonly Condition[]): ReadonlyMap<string, readonly Comparison[]> {
  const found = new Map<string, Comparison[]>();
  for (const comparison of conditions.flatMap(comparisonsOf)) {
    for (const column of columnsOf(comparison)) {
      const those = found.get(column);
      if (those === undefined) found.set(column, [comparison]);
      else those.push(comparison);
    }
  }
  return found;
}

/** Every answer of a column that conditions can tell apart. `alternatives` are those of the column; none for what is written. */
export function telling(
  column: string,
  alternatives: readonly string[],
  kind: "choice" | "number" | "date" | "text",
  compared: readonly Comparison[],
) {
  if (kind === "choice") return ["", ...alternatives];
  if (kind === "text") return ["", "x"];
  const numbers = compared.flatMap(({ left, right }) => {
    const other = isAlone(left, column) ? right : isAlone(right, column) ? left : null;
    return other?.kind === "number" ? [other.number] : [undefined];
  });
  // Added to something, or compared with another answer: any number may matter.
  if (numbers.includes(undefined)) return [undefined];
  const known = [...new Set(numbers.filter((number) => number !== undefined))];
  const steps = known.flatMap((number) => [number - 1, number - 1e-6, number, number + 1e-6, number + 1]);
  const tried = kind === "date" ? [...new Set([0, ...steps].map((step) => Math.round(step)))].map(dayText) : [0, ...steps].map(String);
  return ["", ...tried];
}

const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

export type Comparison = Extract<Condition, { kind: "compare" }>;

function comparisonsOf(condition: Condition): readonly Comparison[] {
  if (condition.kind === "and" || condition.kind === "or") return condition.parts.flatMap(comparisonsOf);
  if (condition.kind === "not") return comparisonsOf(condition.part);
  return condition.kind === "compare" ? [condition] : [];
}

const isAlone = (amount: Amount, column: string): boolean => amount.kind === "value" && amount.column === column;
