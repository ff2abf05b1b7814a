import { StatisticsError } from "../errors.ts";
import type { Design } from "../design/design.ts";
import type { CalibrationStep } from "../design/residuals.ts";
import type { Progress } from "../design/replicate-variance.ts";
import { type Auxiliary, type Margin, codeMargin, marginAuxiliary, namedAuxiliary, requireOneTotal } from "./auxiliary.ts";
import { type Distance, type SolveOptions, solveCalibration } from "./solve.ts";

export type CalibrationOptions = Progress & {
  readonly distance?: Distance;
  readonly bounds?: readonly [number, number] | null;
  readonly maxIterations?: number;
  /** Largest |Σ w x − T| / (1 + |T|) accepted; Newton goes on until rounding stops it, so what is achieved is usually far less. */
  readonly tolerance?: number;
  /**
   * `regression`: residuals of the calibration's regression, as R's calibrate(). `sweeps`: ten sweeps of unweighted margin means, as
   * R's rake(); only for margins, and only to compare with older results.
   */
  readonly variance?: "regression" | "sweeps";
};

export type Calibrated = {
  readonly design: Design;
  readonly iterations: number;
  /** Achieved largest relative misfit of the totals. */
  readonly misfit: number;
};

/**
 * Weights that meet several margins at once: w = d·F(x′λ), x the dummies of all margins, F by `distance` (raking when not said).
 * Every later variance takes the regression residuals on x. Rows are collapsed to the cells that occur before anything is solved.
 * Reference: Deville & Särndal (1992); Deville, Särndal & Sautory (1993). Units: weights count the population of the totals.
 * Errors: `margin-empty`, `margin-unknown-level`, `margin-contradiction`, `missing-values`, `not-converged`, `bounds`, `aborted`.
 */
export function calibrateToMargins(design: Design, margins: readonly Margin[], options: CalibrationOptions = {}): Calibrated {
  const coded = margins.map((margin) => codeMargin(design, margin));
  if (coded.length === 0) throw new StatisticsError("argument", "No margin was given.");
  requireOneTotal(coded);
  const auxiliary = marginAuxiliary(design, coded);
  const sweeps = options.variance === "sweeps";
  return applyCalibration(design, auxiliary, options, (after) =>
    sweeps ? { kind: "sweeps", margins: coded.map(({ codes, labels }) => ({ codes, levels: labels.length, weights: after })) } : null,
  );
}

/**
 * Raking: `calibrateToMargins` with the exponential distance, w = d exp(x′λ); the same weights as iterative proportional fitting.
 * Reference: Deming & Stephan (1940), Deville & Särndal (1992). Errors as `calibrateToMargins`.
 */
export function rake(design: Design, margins: readonly Margin[], options: Omit<CalibrationOptions, "distance"> = {}): Calibrated {
  return calibrateToMargins(design, margins, { ...options, distance: "raking" });
}

/**
 * Calibration to totals of named auxiliaries: `(Intercept)`, numeric columns, or factor levels written as in R (`stypeH`).
 * Reference and errors as `calibrateToMargins`; linear without bounds is the generalised regression estimator (GREG).
 */
export function calibrateToTotals(design: Design, totals: Readonly<Record<string, number>>, options: CalibrationOptions = {}): Calibrated {
  return applyCalibration(design, namedAuxiliary(design, totals), { distance: "linear", ...options }, () => null);
}

/**
 * Post-stratification: w = d · N_c / Σ_c d in each cell c of one (possibly crossed) margin.
 * Reference: Holt & Smith (1979). Errors as `calibrateToMargins`.
 */
export function postStratify(design: Design, margin: Margin): Calibrated {
  const { codes, labels, totals } = codeMargin(design, margin);
  const weighted = (weights: Float64Array): Float64Array => {
    const sum = new Float64Array(labels.length);
    for (let row = 0; row < design.n; row++) {
      const weight = weights[row] as number;
      if (weight !== 0) sum[codes[row] as number] = (sum[codes[row] as number] as number) + weight;
    }
    labels.forEach((label, cell) => {
      if ((totals[cell] as number) > 0 && sum[cell] === 0) {
        throw new StatisticsError("margin-empty", `"${label}" has no weight in a replicate, of which the population has ${totals[cell]}.`, {
          variable: label,
        });
      }
    });
    return weights.map((weight, row) => {
      const cell = codes[row] as number;
      return weight === 0 ? 0 : (weight * (totals[cell] as number)) / (sum[cell] as number);
    });
  };
  const after = weighted(design.weights);
  const step: CalibrationStep = { kind: "cells", cellOfRow: codes, cells: labels.length, before: design.weights, after };
  const achieved = new Float64Array(labels.length);
  after.forEach((weight, row) => (achieved[codes[row] as number] = (achieved[codes[row] as number] as number) + weight));
  const misfit = achieved.reduce(
    (worst, sum, cell) => Math.max(worst, Math.abs(sum - (totals[cell] as number)) / (1 + (totals[cell] as number))),
    0,
  );
  return { design: calibratedDesign(design, after, step, weighted), iterations: 1, misfit };
}

function applyCalibration(
  design: Design,
  auxiliary: Auxiliary,
  options: CalibrationOptions,
  otherStep: (after: Float64Array) => CalibrationStep | null,
): Calibrated {
  const settings: SolveOptions = {
    ...options,
    distance: options.distance ?? "raking",
    bounds: options.bounds ?? null,
    maxIterations: options.maxIterations ?? 200,
    tolerance: options.tolerance ?? 1e-9,
  };
  const solved = (weights: Float64Array): { after: Float64Array; iterations: number; misfit: number } => {
    const { cellOfRow, cells } = auxiliary;
    let cellWeight = weights;
    if (cellOfRow !== null) {
      cellWeight = new Float64Array(cells);
      for (let row = 0; row < weights.length; row++) {
        const cell = cellOfRow[row] as number;
        cellWeight[cell] = (cellWeight[cell] as number) + (weights[row] as number);
      }
    }
    const { g, iterations, misfit } = solveCalibration(auxiliary, cellWeight, settings);
    const after = new Float64Array(weights.length);
    for (let row = 0; row < weights.length; row++) {
      after[row] = (weights[row] as number) * (g[cellOfRow === null ? row : (cellOfRow[row] as number)] as number);
    }
    return { after, iterations, misfit };
  };
  const { after, iterations, misfit } = solved(design.weights);
  const step: CalibrationStep = otherStep(after) ?? {
    kind: "regression",
    cellOfRow: auxiliary.cellOfRow,
    x: auxiliary.x,
    p: auxiliary.p,
    before: design.weights,
    after,
  };
  return { design: calibratedDesign(design, after, step, (weights) => solved(weights).after), iterations, misfit };
}

/** Replicate weights are calibrated each on their own, which carries the calibration into their variance. */
function calibratedDesign(
  design: Design,
  after: Float64Array,
  step: CalibrationStep,
  again: (weights: Float64Array) => Float64Array,
): Design {
  if (design.replicates !== null) {
    return { ...design, weights: after, replicates: { ...design.replicates, weights: design.replicates.weights.map(again) } };
  }
  return { ...design, weights: after, calibrations: [...design.calibrations, step] };
}
