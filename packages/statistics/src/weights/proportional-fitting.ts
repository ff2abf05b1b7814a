import { StatisticsError } from "../errors.ts";
import type { Design } from "../design/design.ts";
import { type Margin, codeMargin, marginAuxiliary, requireOneTotal } from "./auxiliary.ts";

/**
 * Iterative proportional fitting with the stopping rule of R's rake(); weights in units of the population. Formula: w ← w T_c / Σ_c w, margin
 * by margin; stop when no cell of the crossed margins changes by more than `epsilon` (in population units, or × Σw when below 1) in a sweep,
 * or after `maxIterations` sweeps. The variance takes ten sweeps of unweighted margin means, as R's. To compare with older results; `rake`
 * converges further, in less time, with the better variance. A fit that has not converged is returned with its misfit.
 * Reference: Deming & Stephan (1940); as R's `rake`. Errors: `margin-empty` (also where negative weights of an earlier calibration leave a
 * level no weight), `margin-unknown-level`, `margin-contradiction`, `missing-values`, `unknown-column`, `unsupported` for a design with
 * replicates, `argument` without margins.
 */
export function rakeByProportionalFitting(
  design: Design,
  margins: readonly Margin[],
  options: { readonly maxIterations?: number; readonly epsilon?: number } = {},
): { readonly design: Design; readonly iterations: number; readonly misfit: number } {
  if (design.kind === "replicate") {
    const count = design.replicates?.weights.length ?? 0;
    const message = `Proportional fitting leaves out the ${count} replicates of the design; use rake.`;
    throw new StatisticsError("unsupported", message, { variable: "design", count });
  }
  const coded = margins.map((margin) => codeMargin(design, margin));
  if (coded.length === 0) throw new StatisticsError("argument", "There are 0 margins to meet.", { variable: "margins", count: 0 });
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
  const { cellOfRow, cells } = marginAuxiliary(design, coded);
  const crossed = (): Float64Array => {
    const sum = new Float64Array(cells);
    weights.forEach((weight, row) => {
      const cell = cellOfRow === null ? row : (cellOfRow[row] as number);
      sum[cell] = (sum[cell] as number) + weight;
    });
    return sum;
  };
  const stages: Float64Array[] = [];
  let before = crossed();
  let iterations = 0;
  while (iterations < (options.maxIterations ?? 10)) {
    iterations += 1;
    coded.forEach(({ name, codes, labels, totals }, index) => {
      const sum = counts(index);
      requireWeight(name, labels, totals, sum);
      weights.forEach((weight, row) => {
        const cell = codes[row] as number;
        if (weight !== 0) weights[row] = (weight * (totals[cell] as number)) / (sum[cell] as number);
      });
      stages[index] = Float64Array.from(weights);
    });
    const after = crossed();
    const change = after.reduce((worst, value, cell) => Math.max(worst, Math.abs(value - (before[cell] as number))), 0);
    before = after;
    if (change < epsilon) break;
  }
  let misfit = 0;
  coded.forEach(({ totals }, index) => {
    const sum = counts(index);
    totals.forEach((total, cell) => (misfit = Math.max(misfit, Math.abs((sum[cell] as number) - total) / (1 + total))));
  });
  const swept = coded.map(({ codes, labels }, index) => ({ codes, levels: labels.length, weights: stages[index] ?? weights }));
  const step = { kind: "sweeps", margins: swept } as const;
  return { design: { ...design, weights, calibrations: [...design.calibrations, step] }, iterations, misfit };
}

/** What a level weighs is what its total is divided by; linear calibration may have given weights below 0 that cancel. */
function requireWeight(name: string, labels: readonly string[], totals: Float64Array, sum: Float64Array): void {
  labels.forEach((label, cell) => {
    const total = totals[cell] as number;
    const weight = sum[cell] as number;
    if (total === 0 || (weight > 0 && Number.isFinite(total / weight))) return;
    const message = `Margin "${name}": the weights of "${label}" sum to ${weight}, and cannot be made ${total} by multiplying; use rake on weights above 0.`;
    throw new StatisticsError("margin-empty", message, { variable: name, count: weight });
  });
}
