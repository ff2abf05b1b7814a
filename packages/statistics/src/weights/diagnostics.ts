import { check, optional } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import type { Design } from "../design/design.ts";
import { type Margin, codeMargin } from "./auxiliary.ts";

export type WeightDiagnostics = {
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Standard deviation (divisor n) over mean. */
  readonly cv: number;
  /** Kish's design effect of weighting, n Σw² / (Σw)² = 1 + cv². */
  readonly kishDesignEffect: number;
  /** (Σw)² / Σw². */
  readonly effectiveSize: number;
  /** Smallest and largest w/d against the weights before. */
  readonly smallestFactor: number;
  readonly largestFactor: number;
};

/**
 * What the weights cost, and how far they were moved from `before`. Formula: n Σw²/(Σw)² = 1 + cv², effective size (Σw)²/Σw², factors w/d.
 * Units: sums in units of the population; the effect, cv and factors without unit. Rows without weight are left out.
 * Reference: Kish (1965) §11.7. Errors: `argument` when `before` has another length, or no weight where the design has one.
 */
export function weightDiagnostics(design: Design, before?: Float64Array): WeightDiagnostics {
  check({ design, before }, { design: kinds.design, before: optional(kinds.floats) });
  refuseBefore(design, before);
  let n = 0;
  let sum = 0;
  let squares = 0;
  let [min, max, smallestFactor, largestFactor] = [Infinity, -Infinity, Infinity, -Infinity];
  design.weights.forEach((weight, row) => {
    if (weight === 0) return;
    n += 1;
    sum += weight;
    squares += weight * weight;
    min = Math.min(min, weight);
    max = Math.max(max, weight);
    const factor = before === undefined ? 1 : weight / (before[row] as number);
    smallestFactor = Math.min(smallestFactor, factor);
    largestFactor = Math.max(largestFactor, factor);
  });
  const mean = sum / n;
  let deviation = 0;
  for (const weight of design.weights) if (weight !== 0) deviation += (weight - mean) ** 2;
  const effect = (n * squares) / (sum * sum);
  return {
    n,
    sum,
    min,
    max,
    cv: Math.sqrt(deviation / n) / mean,
    kishDesignEffect: effect,
    effectiveSize: (sum * sum) / squares,
    smallestFactor,
    largestFactor,
  };
}

function refuseBefore(design: Design, before: Float64Array | undefined): void {
  if (before === undefined) return;
  if (before.length !== design.n) {
    const message = `There are ${before.length} weights before for ${design.n} rows.`;
    throw new StatisticsError("argument", message, { variable: "before", count: before.length });
  }
  const none = before.filter((weight, row) => design.weights[row] !== 0 && !(Math.abs(weight) > 0 && Math.abs(weight) < Infinity)).length;
  if (none === 0) return;
  const message = `${none} rows have a weight but none, or an infinite one, before.`;
  throw new StatisticsError("argument", message, { variable: "before", count: none });
}

export type MarginFit = {
  readonly margin: string;
  readonly cell: string;
  readonly total: number;
  readonly achieved: number;
  readonly relativeMisfit: number;
};

/**
 * The weighted count of each cell of each margin beside its population total, in units of the population.
 * Formula: relative misfit |Σ w − T| / T, a share. Reference: Deville & Särndal (1992), whose calibration equations it checks.
 * Errors: `margin-empty`, `margin-unknown-level`, `margin-contradiction`, `missing-values`, `unknown-column`, `argument`.
 */
export function marginFit(design: Design, margins: readonly Margin[]): MarginFit[] {
  check({ design, margins }, { design: kinds.design, margins: kinds.margins });
  return margins.flatMap((margin) => {
    const { name, codes, labels, totals } = codeMargin(design, margin);
    const achieved = new Float64Array(labels.length);
    design.weights.forEach((weight, row) => {
      if (weight !== 0) achieved[codes[row] as number] = (achieved[codes[row] as number] as number) + weight;
    });
    return labels.map((cell, index) => {
      const total = totals[index] as number;
      const reached = achieved[index] as number;
      return { margin: name, cell, total, achieved: reached, relativeMisfit: total === 0 ? 0 : Math.abs(reached - total) / total };
    });
  });
}
