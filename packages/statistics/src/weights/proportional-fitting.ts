import { check, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import type { Design } from "../design/design.ts";
import { type CodedMargin, type Margin, codeMargin, marginAuxiliary, requireOneTotal } from "./auxiliary.ts";

const fittingOptions = shapeOf<{ maxIterations?: number; epsilon?: number }>({
  maxIterations: optional(kinds.wholeNumber(1)),
  epsilon: optional(kinds.positive),
});

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
  check({ design, margins, options }, { design: kinds.design, margins: kinds.margins, options: fittingOptions });
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
  // All rows of a cell of the crossed margins are multiplied alike: a million rows are some fifty cells.
  const crossing = crossed(design, coded);
  const factors = new Float64Array(crossing.weights.length).fill(1);
  const stages: Float64Array[] = [];
  let iterations = 0;
  while (iterations < (options.maxIterations ?? 10)) {
    iterations += 1;
    const before = weighed(crossing.weights, factors);
    coded.forEach(({ name, labels, totals }, index) => {
      const codes = crossing.codes[index] as Int32Array;
      const sum = sumsBy(codes, labels.length, weighed(crossing.weights, factors));
      requireWeight(name, labels, totals, sum);
      codes.forEach((code, cell) => {
        if (totals[code] !== 0) factors[cell] = ((factors[cell] as number) * (totals[code] as number)) / (sum[code] as number);
      });
      stages[index] = Float64Array.from(factors);
    });
    const after = weighed(crossing.weights, factors);
    const change = after.reduce((worst, value, cell) => Math.max(worst, Math.abs(value - (before[cell] as number))), 0);
    if (change < epsilon) break;
  }
  let misfit = 0;
  coded.forEach(({ labels, totals }, index) => {
    const sum = sumsBy(crossing.codes[index] as Int32Array, labels.length, weighed(crossing.weights, factors));
    totals.forEach((total, code) => (misfit = Math.max(misfit, Math.abs((sum[code] as number) - total) / (1 + total))));
  });
  const rowWeights = (given: Float64Array): Float64Array =>
    design.weights.map((weight, row) => weight * (given[crossing.cellOfRow[row] as number] as number));
  const swept = coded.map(({ codes, labels }, index) => ({ codes, levels: labels.length, weights: rowWeights(stages[index] ?? factors) }));
  const step = { kind: "sweeps", margins: swept } as const;
  return { design: { ...design, weights: rowWeights(factors), calibrations: [...design.calibrations, step] }, iterations, misfit };
}

/** The cells of all margins crossed that occur: which rows are in which, what they weigh, and their code in each margin. */
type Crossing = { readonly cellOfRow: Int32Array; readonly weights: Float64Array; readonly codes: readonly Int32Array[] };

function crossed(design: Design, coded: readonly CodedMargin[]): Crossing {
  const { cellOfRow, cells } = marginAuxiliary(design, coded);
  const places = cellOfRow ?? Int32Array.from({ length: design.n }, (_, row) => row);
  const weights = sumsBy(places, cells, design.weights);
  const codes = coded.map((margin) => {
    const ofCell = new Int32Array(cells);
    places.forEach((cell, row) => (ofCell[cell] = margin.codes[row] as number));
    return ofCell;
  });
  return { cellOfRow: places, weights, codes };
}

function weighed(weights: Float64Array, factors: Float64Array): Float64Array {
  return weights.map((weight, cell) => weight * (factors[cell] as number));
}

function sumsBy(codes: Int32Array, levels: number, values: Float64Array): Float64Array {
  const sum = new Float64Array(levels);
  codes.forEach((code, at) => (sum[code] = (sum[code] as number) + (values[at] as number)));
  return sum;
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
