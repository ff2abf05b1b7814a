import { check, kind, oneOf, optional, options as shapeOf, orNull, recordOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
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

const bounds = kind(
  "two numbers, the smallest and the largest factor",
  (value) => Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "number" && !Number.isNaN(one)),
);
const withoutDistance = {
  ...kinds.progress,
  bounds: optional(orNull(bounds)),
  maxIterations: optional(kinds.wholeNumber(1)),
  tolerance: optional(kinds.positive),
  variance: optional(oneOf("regression", "sweeps")),
};
const rakingOptions = shapeOf<Omit<CalibrationOptions, "distance">>(withoutDistance);
const calibrationOptions = shapeOf<CalibrationOptions>({ ...withoutDistance, distance: optional(oneOf("linear", "raking", "logit")) });

/**
 * Weights that meet several margins at once, in units of the population of the totals. Formula: w = d·F(x′λ) with Σ w x = T, x the dummies
 * of all margins, F by `distance` (raking when not said). Every later variance takes the regression residuals on x; replicates, which must be
 * made before, are calibrated each. Rows are collapsed to the cells that occur before anything is solved.
 * Reference: Deville & Särndal (1992); Deville, Särndal & Sautory (1993); as R's `calibrate`.
 * Errors: `margin-empty`, `margin-unknown-level`, `margin-contradiction`, `missing-values`, `unknown-column`, `not-converged`, `bounds`,
 * `aborted`, `argument` without margins.
 */
export function calibrateToMargins(design: Design, margins: readonly Margin[], options: CalibrationOptions = {}): Calibrated {
  check({ design, margins, options }, { design: kinds.design, margins: kinds.margins, options: calibrationOptions });
  const coded = margins.map((margin) => codeMargin(design, margin));
  if (coded.length === 0) throw new StatisticsError("argument", "There are 0 margins to meet.", { variable: "margins", count: 0 });
  requireOneTotal(coded);
  const auxiliary = marginAuxiliary(design, coded);
  const sweeps = options.variance === "sweeps";
  return applyCalibration(design, auxiliary, options, (after) =>
    sweeps ? { kind: "sweeps", margins: coded.map(({ codes, labels }) => ({ codes, levels: labels.length, weights: after })) } : null,
  );
}

/**
 * Raking: weights that meet several margins, in units of the population. Formula: `calibrateToMargins` with the exponential distance,
 * w = d exp(x′λ); the same weights as iterative proportional fitting, with the variance of R's `calibrate` and not of its `rake`.
 * Reference: Deming & Stephan (1940), Deville & Särndal (1992).
 * Errors: `margin-empty`, `margin-unknown-level`, `margin-contradiction`, `missing-values`, `unknown-column`, `not-converged`, `bounds`,
 * `aborted`, `argument` without margins.
 */
export function rake(design: Design, margins: readonly Margin[], options: Omit<CalibrationOptions, "distance"> = {}): Calibrated {
  check({ design, margins, options }, { design: kinds.design, margins: kinds.margins, options: rakingOptions });
  return calibrateToMargins(design, margins, { ...options, distance: "raking" });
}

/**
 * Calibration to totals of named auxiliaries: `(Intercept)`, numeric columns, or factor levels written as in R (`stypeH`); weights in units
 * of the population. Formula: w = d·F(x′λ) with Σ w x = T; linear without bounds, w = d (1 + x′λ), is the generalised regression estimator
 * (GREG), whose weights may be negative. Reference: Deville & Särndal (1992); as R's `calibrate`.
 * Errors: `unknown-column`, `wrong-column-type` for a factor without a level, `missing-values`, `argument` for totals or auxiliaries that
 * are not finite, `not-converged`, `bounds`, `aborted`.
 */
export function calibrateToTotals(design: Design, totals: Readonly<Record<string, number>>, options: CalibrationOptions = {}): Calibrated {
  check(
    { design, totals, options },
    { design: kinds.design, totals: recordOf(kinds.anyNumber, "totals by the names of the auxiliaries"), options: calibrationOptions },
  );
  return applyCalibration(design, namedAuxiliary(design, totals), { distance: "linear", ...options }, () => null);
}

/**
 * Post-stratification: weights that meet one (possibly crossed) margin, in units of the population. Formula: w = d · N_c / Σ_c d in each
 * cell c. Reference: Holt & Smith (1979); as R's `postStratify`.
 * Errors: `margin-empty` (also in a replicate), `margin-unknown-level`, `margin-contradiction`, `missing-values`, `unknown-column`,
 * `argument` for a level given twice.
 */
export function postStratify(design: Design, margin: Margin): Calibrated {
  check({ design, margin }, { design: kinds.design, margin: kinds.margin });
  const { name, codes, labels, totals } = codeMargin(design, margin);
  const weighted = (weights: Float64Array, where = "the sample"): Float64Array => {
    const sum = new Float64Array(labels.length);
    for (let row = 0; row < design.n; row++) {
      const weight = weights[row] as number;
      if (weight !== 0) sum[codes[row] as number] = (sum[codes[row] as number] as number) + weight;
    }
    labels.forEach((label, cell) => {
      if ((totals[cell] as number) > 0 && !((sum[cell] as number) > 0)) {
        throw new StatisticsError(
          "margin-empty",
          `Margin "${name}": "${label}" has no weight in ${where}, of which the population has ${totals[cell]}; merge it with another level.`,
          { variable: name, count: 0 },
        );
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
  const solved = (weights: Float64Array, where?: string): { after: Float64Array; iterations: number; misfit: number } => {
    const { cellOfRow, cells } = auxiliary;
    let cellWeight = weights;
    if (cellOfRow !== null) {
      cellWeight = new Float64Array(cells);
      for (let row = 0; row < weights.length; row++) {
        const cell = cellOfRow[row] as number;
        cellWeight[cell] = (cellWeight[cell] as number) + (weights[row] as number);
      }
    }
    const { g, iterations, misfit } = solveCalibration(auxiliary, cellWeight, settings, where);
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
  return { design: calibratedDesign(design, after, step, (weights, where) => solved(weights, where).after), iterations, misfit };
}

/** Replicate weights are calibrated each on their own, which carries the calibration into their variance. */
function calibratedDesign(
  design: Design,
  after: Float64Array,
  step: CalibrationStep,
  again: (weights: Float64Array, where: string) => Float64Array,
): Design {
  if (design.replicates !== null) {
    const weights = design.replicates.weights.map((one, r) => again(one, `replicate ${r + 1}`));
    return { ...design, weights: after, replicates: { ...design.replicates, weights } };
  }
  return { ...design, weights: after, calibrations: [...design.calibrations, step] };
}
