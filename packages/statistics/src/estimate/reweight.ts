import * as kinds from "../checks/kinds.ts";
import { check } from "../checks/shape.ts";
import { factor } from "../data/table.ts";
import type { Design } from "../design/design.ts";
import { StatisticsError } from "../errors.ts";
import type { Statistic } from "./statistic.ts";

type Classes = { readonly name: string; readonly count: number; readonly of: Int32Array; readonly label: (row: number) => string };

/** Rows by the class they lie in. Errors: `missing-values` for rows with a weight and without a class. */
function classesOf(design: Design, names: readonly string[]): Classes {
  const factors = names.map((name) => factor(design.table, name));
  const numbers = new Map<string, number>();
  const of = new Int32Array(design.n).fill(-1);
  let missing = 0;
  for (let row = 0; row < design.n; row++) {
    if (design.weights[row] === 0) continue;
    const codes = factors.map((one) => one.codes[row] as number);
    if (codes.some((code) => code < 0)) {
      missing += 1;
      continue;
    }
    const key = codes.join();
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    of[row] = number;
  }
  const name = names.join(", ");
  if (missing > 0)
    throw new StatisticsError("missing-values", `The class "${name}" is missing in ${missing} rows.`, { variable: name, count: missing });
  const label = (row: number): string => factors.map((one) => one.levels[one.codes[row] as number] ?? "").join(", ");
  return { name, count: numbers.size, of, label };
}

/**
 * A statistic where the rows with a value stand for all rows of their class: missing values at random within the classes. `has` tells which rows
 * have one, `make` the statistic on a design; `part` is the domain that it is asked for, of all rows in the design when not said. Ask its
 * variance of the whole design: `estimateOf(design, reweighted(…))`.
 *
 * Formula: weights w g_c with g_c = Σ_c w / Σ_{c, has} w, so that a total counts the missing as the mean of their class. With z the statistic's
 * influence and z̄_c its weighted mean in the class, the row's is w (z̄_c + has · g_c (z − z̄_c)); who answered is random too, which a finite population
 * does not take away: Σ f w² g_c (g_c − 1) (z − z̄_c)² is added, f the fraction sampled. Units: those of the statistic.
 * Reference: Särndal, Swensson & Wretman (1992) §15.6; Fay (1991). Errors: `empty-domain` for a class in which no row has a value, `missing-values`
 * for rows without a class, `unknown-column`, `argument`, those of `make`.
 */
export function reweighted(
  design: Design,
  classes: readonly string[],
  has: (row: number) => boolean,
  make: (design: Design) => Statistic,
  part: Design = design,
): Statistic {
  check(
    { design, classes, has, make, part },
    { design: kinds.design, classes: kinds.someColumnNames, has: kinds.callback, make: kinds.callback, part: kinds.design },
  );
  const { name, count, of, label } = classesOf(design, classes);
  const holds = Uint8Array.from({ length: design.n }, (_, row) => Number(of[row] !== -1 && has(row)));
  const sums = (weights: Float64Array): { all: Float64Array; some: Float64Array } => {
    const [all, some] = [new Float64Array(count), new Float64Array(count)];
    for (let row = 0; row < design.n; row++) {
      const one = of[row] as number;
      if (one < 0) continue;
      all[one] = (all[one] as number) + (weights[row] as number);
      if (holds[row] === 1) some[one] = (some[one] as number) + (weights[row] as number);
    }
    return { all, some };
  };
  const { all, some } = sums(design.weights);
  const lost = some.findIndex((sum, one) => !(sum > 0) && (all[one] as number) !== 0);
  if (lost >= 0) {
    const rows = of.filter((one) => one === lost).length;
    const message = `No row of the class "${label(of.indexOf(lost))}" has a value, so none can stand for its ${rows}; merge it with another.`;
    throw new StatisticsError("empty-domain", message, { variable: name, count: rows });
  }
  const raised = (inside: Float64Array, whole: { all: Float64Array; some: Float64Array }): Float64Array =>
    inside.map((weight, row) => {
      const one = of[row] as number;
      return holds[row] === 1 ? (weight * (whole.all[one] as number)) / (whole.some[one] as number) : 0;
    });
  const weights = raised(part.weights, { all, some });
  const inner = make({ ...part, weights, restricted: true });
  check({ make: inner }, { make: kinds.statistic });
  let kept: { influence: Float64Array[]; noise: Float64Array[] } | null = null;
  const work = () => (kept ??= spread(design, { of, holds, all, some }, inner.influence()));
  return {
    names: inner.names,
    values: inner.values,
    rows: inner.rows,
    influence: () => work().influence,
    noise: () => work().noise,
    recompute: (other) => {
      const inside = other.map((weight, row) => (part.weights[row] === 0 ? 0 : weight));
      return inner.recompute(raised(inside, sums(other)));
    },
  };
}

type Parts = { readonly of: Int32Array; readonly holds: Uint8Array; readonly all: Float64Array; readonly some: Float64Array };

/** The influence of every row of the classes, and the part of it that chance in answering adds in a finite population. */
function spread(design: Design, { of, holds, all, some }: Parts, given: readonly Float64Array[]) {
  const fraction = fractionSampled(design);
  const influence: Float64Array[] = [];
  const noise: Float64Array[] = [];
  for (const z of given) {
    const mean = new Float64Array(all.length);
    z.forEach((value, row) => {
      const one = of[row] as number;
      if (one >= 0) mean[one] = (mean[one] as number) + value / (all[one] as number);
    });
    const whole = new Float64Array(design.n);
    const chance = new Float64Array(design.n);
    for (let row = 0; row < design.n; row++) {
      const one = of[row] as number;
      if (one < 0) continue;
      const weight = design.weights[row] as number;
      whole[row] = weight * (mean[one] as number);
      if (holds[row] !== 1) continue;
      const raise = (all[one] as number) / (some[one] as number);
      const deviation = (z[row] as number) - weight * raise * (mean[one] as number);
      whole[row] = (whole[row] as number) + deviation;
      chance[row] = deviation * Math.sqrt((fraction[row] as number) * Math.max(0, 1 - 1 / raise));
    }
    influence.push(whole);
    noise.push(chance);
  }
  return { influence, noise };
}

/** Of each row: the product over the stages of n/N, 0 where no population is known. */
function fractionSampled(design: Design): Float64Array {
  const fraction = new Float64Array(design.n).fill(1);
  for (const { unitOfRow, correction } of design.stages) {
    for (let row = 0; row < design.n; row++) {
      fraction[row] = (fraction[row] as number) * (1 - (correction[unitOfRow === null ? row : (unitOfRow[row] as number)] as number));
    }
  }
  return fraction;
}
