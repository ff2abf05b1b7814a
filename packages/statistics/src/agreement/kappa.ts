// How well two who judge the same things by themselves agree, beyond what chance gives.
import { check, listOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { normalQuantile, normalSurvival } from "../distributions/normal.ts";
import { StatisticsError } from "../errors.ts";

export type Agreement = {
  /** Things that both judged. */
  readonly n: number;
  /** Categories that either has used, in the order in which they first stand. */
  readonly categories: readonly string[];
  /** Share that both put in the same category, and the share that chance alone would give. */
  readonly observed: number;
  readonly expected: number;
  readonly kappa: number;
  /** Of kappa as it is; 0 where both agree on everything, and where one has only one category: kappa is then 0 whatever the other says. */
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  /** True where both agree on everything: the upper limit is 1 and the lower one that of the exact binomial. */
  readonly isDegenerate: boolean;
  /** Of kappa = 0, one-sided: how likely agreement as good is by chance. */
  readonly p: number;
};

/**
 * Cohen's kappa of two lists of categories, one place for each thing that both judged: −1 to 1 without unit, 0 where they agree as chance would, with a
 * large-sample interval. The order of the categories means nothing.
 *
 * Formula: κ = (p_o − p_e)/(1 − p_e), p_o = Σ p_ii, p_e = Σ p_i. p_.i; n(1 − p_e)⁴ Var κ = Σ p_ii [(1 − p_e) − (p_.i + p_i.)(1 − p_o)]² +
 * (1 − p_o)² Σ_{i≠j} p_ij (p_.i + p_j.)² − (p_o p_e − 2 p_e + p_o)²; limits κ ± z se within −1 and 1. Under κ = 0: n(1 − p_e)² Var₀ = p_e + p_e² −
 * Σ p_i. p_.i (p_i. + p_.i). Where all agree the variance is 0 and says nothing: the lower limit is then that of p_o ≥ α^(1/n).
 * Reference: Cohen (1960); Fleiss, Cohen & Everitt (1969). Errors: `argument` for lists of different length or a level outside 0 and 1,
 * `too-few-rows` for fewer than 2 things, `one-level` where both have put everything in one category, so that chance cannot be told.
 */
export function cohenKappa(first: readonly string[], second: readonly string[], level = 0.95): Agreement {
  const texts = listOf(kinds.text, "categories");
  check({ first, second, level }, { first: texts, second: texts, level: kinds.number });
  const n = first.length;
  if (second.length !== n) {
    throw new StatisticsError("argument", `"first" has ${n} categories and "second" ${second.length}; they judge the same things.`, {
      variable: "second",
      count: second.length,
    });
  }
  if (!(level > 0 && level < 1))
    throw new StatisticsError("argument", `"level" must lie between 0 and 1, got ${level}.`, { variable: "level" });
  if (n < 2)
    throw new StatisticsError("too-few-rows", `"first" has ${n} categories; agreement takes at least 2.`, { variable: "first", count: n });
  const categories = [...new Set([...first, ...second])];
  const k = categories.length;
  if (k === 1) {
    const message = `Both have put all ${n} in one category; what chance gives cannot be told.`;
    throw new StatisticsError("one-level", message, { variable: "first", count: n });
  }
  const place = new Map(categories.map((category, at) => [category, at]));
  const shares = new Float64Array(k * k);
  first.forEach((category, row) => {
    const at = (place.get(category) as number) * k + (place.get(second[row] as string) as number);
    shares[at] = (shares[at] as number) + 1 / n;
  });
  const moments = momentsOf(shares, k);
  const { observed, expected } = moments;
  const kappa = (observed - expected) / (1 - expected);
  const standardError = Math.sqrt(Math.max(0, moments.variance) / n);
  const zero = Math.sqrt(Math.max(0, moments.zeroVariance) / n);
  const isDegenerate = first.every((category, row) => category === second[row]);
  const z = normalQuantile(0.5 + level / 2);
  return {
    n,
    categories,
    observed,
    expected,
    kappa,
    standardError: isDegenerate ? 0 : standardError,
    lower: isDegenerate ? ((1 - level) ** (1 / n) - expected) / (1 - expected) : Math.max(-1, kappa - z * standardError),
    upper: isDegenerate ? 1 : Math.min(1, kappa + z * standardError),
    isDegenerate,
    p: zero === 0 ? 1 : normalSurvival(kappa / zero),
  };
}

/** Observed and expected agreement of a table of shares, and n times the variance of kappa as it is and under independence. */
function momentsOf(shares: Float64Array, k: number) {
  const at = (i: number, j: number) => shares[i * k + j] as number;
  const rows = Float64Array.from({ length: k }, (_, i) => sumOf(k, (j) => at(i, j)));
  const columns = Float64Array.from({ length: k }, (_, j) => sumOf(k, (i) => at(i, j)));
  const row = (i: number) => rows[i] as number;
  const column = (j: number) => columns[j] as number;
  const observed = sumOf(k, (i) => at(i, i));
  const expected = sumOf(k, (i) => row(i) * column(i));
  const same = sumOf(k, (i) => at(i, i) * (1 - expected - (column(i) + row(i)) * (1 - observed)) ** 2);
  const apart = sumOf(k, (i) => sumOf(k, (j) => (i === j ? 0 : at(i, j) * (column(i) + row(j)) ** 2)));
  const rest = observed * expected - 2 * expected + observed;
  const crossed = sumOf(k, (i) => row(i) * column(i) * (row(i) + column(i)));
  return {
    observed,
    expected,
    variance: (same + (1 - observed) ** 2 * apart - rest ** 2) / (1 - expected) ** 4,
    zeroVariance: (expected + expected ** 2 - crossed) / (1 - expected) ** 2,
  };
}

function sumOf(k: number, of: (at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < k; at++) sum += of(at);
  return sum;
}
