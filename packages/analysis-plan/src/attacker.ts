/**
 * An attacker on what a plan prints, for tests alone: reads the result as anybody could, and shares nothing with the ledger, the suppressor or the audit.
 * He knows the meaning of every name in the plan, so a recode is to him what it was made of.
 */
import type { loadSolver } from "@fortrogen/statistics/parts";
import type { PlanResult } from "./result.ts";

/** A made-up person: the variables of the data. */
export type Person = Readonly<Record<"g" | "h" | "t", string>>;

/** A variable of the plan, as the attacker understands it; null is missing. */
export type Meaning = (person: Person) => string | null;

/** What an analysis printed, in words that need no plan. `measured` null: a table of counts over `by`. */
export type Asked = { readonly measured: Meaning | null; readonly by: readonly Meaning[]; readonly domain: (person: Person) => boolean };

/** A printed or hidden figure: whom it is about, and of them those of each level it prints. */
export type Seen = {
  readonly isShown: boolean;
  readonly isCount: boolean;
  readonly base: readonly number[];
  readonly parts: readonly (readonly number[])[];
};

/** The kinds of people there are, by all three variables; `size` is how many of each. */
export function kindsOf(people: readonly Person[]): { kinds: Person[]; size: number[] } {
  const size = new Map<string, number>();
  for (const { g, h, t } of people) size.set(JSON.stringify({ g, h, t }), (size.get(JSON.stringify({ g, h, t })) ?? 0) + 1);
  return { kinds: [...size.keys()].map((key) => JSON.parse(key) as Person), size: [...size.values()] };
}

/** Every figure of a result as kinds of people: 1 for those it is about. */
export function seenIn(result: PlanResult, asked: readonly Asked[], kinds: readonly Person[]): Seen[] {
  return result.results.flatMap(({ rows }, a) => {
    const { measured, by, domain } = asked[a] as Asked;
    const figures = new Map<string, Seen>();
    for (const { labels, name, hidden, estimate } of rows) {
      if (!hidden && estimate === null) continue;
      const isIn = (person: Person): boolean =>
        domain(person) &&
        by.every((meaning, k) => {
          const value = meaning(person);
          const isAll = labels[k] === "" || labels[k] === "total";
          return measured === null && value === null ? false : isAll || value === labels[k];
        }) &&
        (measured === null || measured(person) !== null);
      const base = kinds.map((person) => Number(isIn(person)));
      const part = kinds.map((person) => Number(isIn(person) && measured !== null && measured(person) === name));
      const key = labels.join("|");
      const known = figures.get(key) ?? { isShown: !hidden, isCount: measured === null, base, parts: [] };
      figures.set(key, { ...known, parts: measured === null ? [] : [...known.parts, part] });
    }
    return [...figures.values()];
  });
}

const prime = 2147483647n;
const modulo = (value: bigint): bigint => ((value % prime) + prime) % prime;

function power(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = modulo(result * factor);
    factor = modulo(factor * factor);
  }
  return result;
}

/** Says of a vector whether it is a sum and difference of the others: exact arithmetic, Gaussian elimination. */
function spanOf(vectors: readonly (readonly number[])[]): (wanted: readonly number[]) => boolean {
  const basis: { pivot: number; row: bigint[] }[] = [];
  const reduced = (vector: readonly number[]): bigint[] => {
    let row = vector.map(BigInt);
    for (const { pivot, row: other } of basis) {
      const factor = row[pivot] ?? 0n;
      if (factor !== 0n) row = row.map((value, k) => modulo(value - factor * (other[k] ?? 0n)));
    }
    return row;
  };
  for (const vector of vectors) {
    const row = reduced(vector);
    const pivot = row.findIndex((value) => value !== 0n);
    if (pivot < 0) continue;
    const scale = power(row[pivot] ?? 1n, prime - 2n);
    basis.push({ pivot, row: row.map((value) => modulo(value * scale)) });
  }
  return (wanted) => reduced(wanted).every((value) => value === 0n);
}

export const sizeOf = (vector: readonly number[], size: readonly number[]): number =>
  vector.reduce((sum, one, k) => sum + one * (size[k] ?? 0), 0);

/**
 * Groups of fewer than `minimum` whose answers can be had by sums and differences of what is shown: unions of the pieces that g and h make, other than
 * those that a shown figure prints as numerators itself, and what is left of one table.
 */
export function smallGroups(seen: readonly Seen[], kinds: readonly Person[], size: readonly number[], minimum: number): string[] {
  const pieces = [...new Set(kinds.map(({ g, h }) => `${g}${h}`))];
  const vectorOf = (inside: ReadonlySet<string>): number[] => kinds.map(({ g, h }) => Number(inside.has(`${g}${h}`)));
  const small: { name: string; vector: number[] }[] = [];
  const extend = (from: number, chosen: readonly string[]): void => {
    for (let k = from; k < pieces.length; k++) {
      const next = [...chosen, pieces[k] ?? ""];
      const vector = vectorOf(new Set(next));
      if (sizeOf(vector, size) >= minimum) continue;
      small.push({ name: next.join("+"), vector });
      extend(k + 1, next);
    }
  };
  extend(0, []);
  const shown = seen.filter(({ isShown }) => isShown);
  const isComplete = spanOf(shown.filter(({ isCount }) => !isCount).map(({ base }) => base));
  const isPart = ({ vector }: { vector: number[] }): boolean =>
    shown.some(({ parts }) => {
      const inside = parts.filter((part) => part.every((one, k) => one <= (vector[k] ?? 0)));
      return vector.every((one, k) => one === 0 || inside.some((part) => part[k] === 1));
    });
  return small.filter((one) => isComplete(one.vector) && !isPart(one)).map(({ name }) => name);
}

/** The least and the most that a group can be, in whole people, given what is shown and that every figure is about somebody. */
export function rangeOf(
  highs: Awaited<ReturnType<typeof loadSolver>>,
  seen: readonly Seen[],
  size: readonly number[],
  group: readonly number[],
): [low: number, high: number] {
  const sum = (vector: readonly number[]): string => vector.flatMap((one, k) => (one === 0 ? [] : [`n${k}`])).join(" + ");
  const known = seen.flatMap(({ isShown, base, parts }) => {
    const about = [base, ...parts].filter((vector) => vector.includes(1));
    return isShown ? about.map((vector) => `${sum(vector)} = ${sizeOf(vector, size)}`) : [`${sum(base)} >= 1`];
  });
  const names = size.map((_, k) => `n${k}`);
  const solve = (sense: "Minimize" | "Maximize"): number => {
    const lines = known.map((line, r) => `r${r}: ${line}`).join("\n");
    const bounds = names.map((name) => `0 <= ${name} <= 10000`).join("\n");
    const { Status, ObjectiveValue } = highs.solve(
      `${sense}\nobj: ${sum(group)}\nSubject To\n${lines}\nBounds\n${bounds}\nGeneral\n${names.join(" ")}\nEnd\n`,
      { output_flag: false },
    );
    if (Status !== "Optimal") throw new Error(`${sense}: ${Status}`);
    return Math.round(ObjectiveValue);
  };
  return [solve("Minimize"), solve("Maximize")];
}
