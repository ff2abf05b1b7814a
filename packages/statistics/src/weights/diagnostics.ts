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
 * What the weights cost, n Σw²/(Σw)², and how far they were moved from `before`. Rows without weight are left out.
 * Reference: Kish (1965) §11.7. Errors: none; a design has a weight by construction.
 */
export function weightDiagnostics(design: Design, before?: Float64Array): WeightDiagnostics {
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

export type MarginFit = {
  readonly margin: string;
  readonly cell: string;
  readonly total: number;
  readonly achieved: number;
  readonly relativeMisfit: number;
};

/** The weighted count of each cell of each margin beside its population total; relative misfit |achieved − total| / total. Errors as `rake`. */
export function marginFit(design: Design, margins: readonly Margin[]): MarginFit[] {
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
