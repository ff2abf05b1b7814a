// Weighted quantiles of one variable, by the rules of R survey 4.1 and later.
import { check, having, oneOf, optional } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";

/**
 * `math` = `hf1`: inverse of the weighted distribution function; `school` = `hf2`: midpoint where it is flat; `hf3`…`hf9`: the types of
 * Hyndman & Fan (1996) with weights; `shahvaish`: Shah & Vaish (2006), with weights scaled to mean 1 throughout, so that their unit does not matter.
 */
export type QuantileRule = "math" | "school" | "shahvaish" | "hf1" | "hf2" | "hf3" | "hf4" | "hf5" | "hf6" | "hf7" | "hf8" | "hf9";

/**
 * R's survey 4.1 where it parts from the definition of a rule, for those who must repeat older figures: below the weight of the first value the step
 * rules give the second value (`hf4` goes on in a line beyond the first), and `shahvaish` depends on the unit of the weights.
 */
export type QuantileQuirks = "survey";

/** Values in increasing order with their weights and running sums; rows without weight are out. */
export type Sorted = { readonly x: Float64Array; readonly w: Float64Array; readonly sums: Float64Array };

/**
 * The rows with a weight in increasing order, values and weights in their own units. Formula: running sums W_i = Σ_{j ≤ i} w_j, compensated, so
 * that a quantile at exactly p is seen as such. Reference: Hyndman & Fan (1996) for what is made of them.
 * Errors: `missing-values` for a value that is missing, `negative-weight`: neither has a place in the order.
 */
export function sortWeighted(values: Float64Array, weights: Float64Array): Sorted {
  check({ values, weights }, { values: kinds.floats, weights: kinds.floats });
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) if (weights[row] !== 0) rows.push(row);
  const missing = rows.filter((row) => Number.isNaN(values[row])).length;
  if (missing > 0) {
    throw new StatisticsError("missing-values", `${missing} values are missing; a quantile has no place for them.`, {
      variable: "values",
      count: missing,
    });
  }
  const negative = rows.filter((row) => !((weights[row] as number) > 0 && (weights[row] as number) < Infinity)).length;
  if (negative > 0) {
    throw new StatisticsError(
      "negative-weight",
      `${negative} weights are negative, missing or infinite; with them there is no distribution function.`,
      {
        variable: "weights",
        count: negative,
      },
    );
  }
  const order = Uint32Array.from(rows).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const x = Float64Array.from(order, (row) => values[row] as number);
  const w = Float64Array.from(order, (row) => weights[row] as number);
  return { x, w, sums: runningSums(w) };
}

/** Sums of the first 1, 2, … n weights, each as exact as a double can hold it. */
export function runningSums(w: Float64Array): Float64Array {
  let sum = 0;
  let lost = 0;
  return w.map((weight) => {
    const next = sum + weight;
    lost += Math.abs(sum) >= Math.abs(weight) ? sum - next + weight : weight - next + sum;
    sum = next;
    return sum + lost;
  });
}

/** Equal values put together, for the rule that counts distinct values. */
function distinct({ x, w }: Sorted): Sorted {
  const values: number[] = [];
  const weights: number[] = [];
  x.forEach((value, i) => {
    const last = values.length - 1;
    if (last >= 0 && values[last] === value) weights[last] = (weights[last] as number) + (w[i] as number);
    else {
      values.push(value);
      weights.push(w[i] as number);
    }
  });
  const joined = Float64Array.from(weights);
  return { x: Float64Array.from(values), w: joined, sums: runningSums(joined) };
}

export const quantileRule = oneOf("math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9");
export const quantileQuirks = oneOf("survey");
const sortedValues = having<Sorted>("values in order, as sortWeighted gives them", {
  x: kinds.floats,
  w: kinds.floats,
  sums: kinds.floats,
});

/**
 * The p-quantile (0 ≤ p ≤ 1), in the units of the values. Formula: by the rule, on the weighted distribution function W_i/W; see `QuantileRule`,
 * and `QuantileQuirks` for where R parts from it.
 * Reference: Hyndman & Fan (1996); as R's `svyquantile` since survey 4.1.
 * Errors: `empty-domain` without rows, `argument` for p outside 0…1, or between values that are infinite.
 */
export function weightedQuantile(sorted: Sorted, p: number, rule: QuantileRule, quirks?: QuantileQuirks): number {
  check({ sorted, p, rule, quirks }, { sorted: sortedValues, p: kinds.anyNumber, rule: quantileRule, quirks: optional(quantileQuirks) });
  const quantile = byRule(sorted, p, rule, quirks);
  if (!Number.isNaN(quantile)) return quantile;
  const count = sorted.x.filter((value) => Math.abs(value) === Infinity).length;
  const message = `The quantile p = ${p} lies between values of which ${count} are infinite.`;
  throw new StatisticsError("argument", message, { variable: "values", count });
}

function byRule(sorted: Sorted, p: number, rule: QuantileRule, quirks: QuantileQuirks | undefined): number {
  const { x, w, sums } = sorted;
  const n = x.length;
  if (n === 0)
    throw new StatisticsError("empty-domain", "A quantile needs at least one row; there are 0.", { variable: "values", count: 0 });
  if (!(p >= 0 && p <= 1)) throw new StatisticsError("argument", `The quantile p = ${p} is not between 0 and 1.`, { variable: "p" });
  if (n === 1) return x[0] as number;
  const total = sums[n - 1] as number;
  switch (rule) {
    case "math":
    case "hf1":
    case "school":
    case "hf2": {
      const { low, high, exact } = step(sorted, p, quirks);
      if (!exact) return high;
      return rule === "math" || rule === "hf1" ? low : (low + high) / 2;
    }
    case "hf3": {
      const { low, high, exact, position } = step(distinct(sorted), p, quirks);
      return exact && position % 2 === 0 ? low : high;
    }
    case "hf4": {
      const { low, high, exact, below, above } = step(sorted, p, quirks);
      if (exact || low === high || below + above === 0) return low;
      const part = below / (below + above);
      return low * (1 - part) + high * part;
    }
    case "hf5":
      return interpolate(
        sums.map((sum, i) => (sum - (w[i] as number) / 2) / total),
        x,
        p,
      );
    case "hf6":
      return interpolate(
        sums.map((sum) => sum / (total + (w[n - 1] as number))),
        x,
        p,
      );
    case "hf7":
      return interpolate(
        sums.map((_, i) => (i === 0 ? 0 : (sums[i - 1] as number) / (sums[n - 2] as number))),
        x,
        p,
      );
    case "hf8":
    case "hf9": {
      const after = rule === "hf8" ? 2 / 3 : 5 / 8;
      const extra = (w[n - 1] as number) * (rule === "hf8" ? 1 / 3 : 1 / 4);
      const at = sums.map((sum, i) => ((i === 0 ? 0 : (sums[i - 1] as number)) * (1 - after) + sum * after) / (total + extra));
      return interpolate(at, x, p);
    }
    case "shahvaish": {
      const mean = total / n;
      if (quirks === "survey") return shahVaishAsR(sorted, mean, p);
      const at = sums.map((sum, i) => (sum / mean + 0.5 - (w[i] as number) / mean / 2) / (n + 1));
      let last = 0;
      while (last + 1 < n && (at[last + 1] as number) <= p) last += 1;
      return x[last] as number;
    }
  }
}

/** With weights in their own unit the places may not rise; R then sorts them, and takes the mean of the values at the same place. */
function shahVaishAsR({ x, w, sums }: Sorted, mean: number, p: number): number {
  const places = Array.from(x, (value, i) => ({ at: ((sums[i] as number) / mean + 0.5 - (w[i] as number) / 2) / (x.length + 1), value }));
  places.sort((a, b) => a.at - b.at);
  const reached = places.filter(({ at }) => at <= p).at(-1) ?? places[0];
  const tied = places.filter(({ at }) => at === reached?.at);
  return tied.reduce((sum, { value }) => sum + value, 0) / tied.length;
}

/** Where the weighted distribution function passes p: the last value at or below and the next. */
function step(
  { x, sums }: Sorted,
  p: number,
  quirks: QuantileQuirks | undefined,
): { low: number; high: number; exact: boolean; below: number; above: number; position: number } {
  const n = x.length;
  const total = sums[n - 1] as number;
  let first = 0;
  let last = n;
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((sums[middle] as number) <= p * total) first = middle + 1;
    else last = middle;
  }
  // `first` values have running sums ≤ p·total.
  if (first === 0 && quirks === "survey") first = 1;
  if (first === 0) return { low: x[0] as number, high: x[0] as number, exact: false, below: 0, above: 0, position: 0 };
  const position = first - 1;
  const next = Math.min(n - 1, first);
  const below = p - (sums[position] as number) / total;
  const above = (sums[next] as number) / total - p;
  return { low: x[position] as number, high: x[next] as number, exact: below === 0, below, above, position: first };
}

/** Straight lines between (at, x), flat outside. */
function interpolate(at: Float64Array, x: Float64Array, p: number): number {
  const n = at.length;
  if (p <= (at[0] as number)) return x[0] as number;
  if (p >= (at[n - 1] as number)) return x[n - 1] as number;
  let low = 0;
  let high = n - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (p < (at[middle] as number)) high = middle;
    else low = middle;
  }
  if (p === at[low]) return x[low] as number;
  const part = (p - (at[low] as number)) / ((at[high] as number) - (at[low] as number));
  return (x[low] as number) + ((x[high] as number) - (x[low] as number)) * part;
}
