import { StatisticsError } from "../errors.ts";
import type { Design } from "../design/design.ts";
import { type Margin, codeMargin, requireOneTotal } from "./auxiliary.ts";

/**
 * Iterative proportional fitting with the stopping rule of R's rake(): stop when no weighted margin count changes by more than
 * `epsilon` (in population units, or × Σw when below 1) in a sweep, or after `maxIterations` sweeps. The variance takes ten sweeps of
 * unweighted margin means, as R's. To compare with older results; `rake` converges further, in less time, with the better variance.
 * Reference: Deming & Stephan (1940). Errors as `rake`, but that a fit that has not converged is returned with its misfit.
 */
export function rakeByProportionalFitting(
  design: Design,
  margins: readonly Margin[],
  options: { readonly maxIterations?: number; readonly epsilon?: number } = {},
): { readonly design: Design; readonly iterations: number; readonly misfit: number } {
  if (design.kind === "replicate") throw new StatisticsError("unsupported", "Proportional fitting of replicate weights: use rake.");
  const coded = margins.map((margin) => codeMargin(design, margin));
  requireOneTotal(coded);
  const given = options.epsilon ?? 1;
  const epsilon = given < 1 ? given * design.weights.reduce((sum, weight) => sum + weight, 0) : given;
  const weights = Float64Array.from(design.weights);
  const counts = (index: number): Float64Array => {
    const { codes, labels } = coded[index] as (typeof coded)[number];
    const sum = new Float64Array(labels.length);
    weights.forEach((weight, row) => (sum[codes[row] as number] = (sum[codes[row] as number] as number) + weight));
    return sum;
  };
  let before = coded.map((_, index) => counts(index));
  let iterations = 0;
  while (iterations < (options.maxIterations ?? 10)) {
    iterations += 1;
    coded.forEach(({ codes, totals }, index) => {
      const sum = counts(index);
      weights.forEach((weight, row) => {
        const cell = codes[row] as number;
        if (weight !== 0) weights[row] = (weight * (totals[cell] as number)) / (sum[cell] as number);
      });
    });
    const after = coded.map((_, index) => counts(index));
    const change = Math.max(
      ...after.map((sum, index) => Math.max(...sum.map((value, cell) => Math.abs(value - (before[index]?.[cell] ?? 0))))),
    );
    before = after;
    if (change < epsilon) break;
  }
  const misfit = Math.max(
    ...before.map((sum, i) =>
      Math.max(...sum.map((value, c) => Math.abs(value - (coded[i]?.totals[c] ?? 0)) / (1 + (coded[i]?.totals[c] ?? 0)))),
    ),
  );
  const step = { kind: "sweeps", margins: coded.map(({ codes, labels }) => ({ codes, levels: labels.length })), after: weights } as const;
  return { design: { ...design, weights, calibrations: [...design.calibrations, step] }, iterations, misfit };
}
