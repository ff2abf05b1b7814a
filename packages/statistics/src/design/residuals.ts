// The one hook in front of the variance engine: what a calibration does to every variance.
import { solveSymmetric } from "../linear/symmetric.ts";

/**
 * One calibration as the variance sees it. Rows with the same auxiliary values share a cell: `x` holds `p` values per cell.
 * `before` are the weights before and `after` the weights given by this calibration.
 */
export type RegressionStep = {
  readonly kind: "regression";
  readonly cellOfRow: Int32Array | null;
  readonly x: Float64Array;
  readonly p: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
};

/** R's `rake()`: ten sweeps of unweighted means over the margins in turn. */
type SweepStep = {
  readonly kind: "sweeps";
  /** Each margin with the weights as they were when it was last met. */
  readonly margins: readonly { readonly codes: Int32Array; readonly levels: number; readonly weights: Float64Array }[];
};

/** Post-stratification: cell dummies, so that the regression is a mean per cell. */
type CellStep = {
  readonly kind: "cells";
  readonly cellOfRow: Int32Array;
  readonly cells: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
};

export type CalibrationStep = RegressionStep | CellStep | SweepStep;

/**
 * Residuals of weighted influence values on the calibration's auxiliary variables:
 * B = (Σ d x x′)⁻¹ Σ d x (z/w), z* = w (z/w − x′B), d the weights before and w after.
 * Reference: Deville & Särndal (1992), Deville, Särndal & Sautory (1993). Post-stratification is the case of cell dummies.
 */
export function calibrationResiduals(step: CalibrationStep, influence: readonly Float64Array[]): Float64Array[] {
  if (step.kind === "regression") return regressionResiduals(step, influence);
  return step.kind === "cells" ? cellResiduals(step, influence) : sweepResiduals(step, influence);
}

function cellResiduals(step: CellStep, influence: readonly Float64Array[]): Float64Array[] {
  const { cellOfRow, cells, before, after } = step;
  const weight = new Float64Array(cells);
  for (let row = 0; row < before.length; row++) {
    const cell = cellOfRow[row] as number;
    if (cell >= 0) weight[cell] = (weight[cell] as number) + (before[row] as number);
  }
  return influence.map((z) => {
    const sum = new Float64Array(cells);
    for (let row = 0; row < z.length; row++) {
      const value = z[row] as number;
      const cell = cellOfRow[row] as number;
      if (value !== 0 && cell >= 0) sum[cell] = (sum[cell] as number) + (value * (before[row] as number)) / (after[row] as number);
    }
    for (let cell = 0; cell < cells; cell++) sum[cell] = weight[cell] === 0 ? 0 : (sum[cell] as number) / (weight[cell] as number);
    return z.map((value, row) => {
      const cell = cellOfRow[row] as number;
      return cell < 0 ? value : value - (after[row] as number) * (sum[cell] as number);
    });
  });
}

/** Cross product Σ d x x′ over cells; kept beside the step because every statistic on the design asks for it. */
const crossProducts = new WeakMap<RegressionStep, { cellWeight: Float64Array; matrix: Float64Array }>();

function crossProduct(step: RegressionStep): { cellWeight: Float64Array; matrix: Float64Array } {
  const found = crossProducts.get(step);
  if (found !== undefined) return found;
  const { x, p, cellOfRow, before } = step;
  let cellWeight = before;
  if (cellOfRow !== null) {
    cellWeight = new Float64Array(x.length / p);
    for (let row = 0; row < before.length; row++) {
      const cell = cellOfRow[row] as number;
      cellWeight[cell] = (cellWeight[cell] as number) + (before[row] as number);
    }
  }
  const matrix = new Float64Array(p * p);
  for (let cell = 0; cell < cellWeight.length; cell++) {
    const weight = cellWeight[cell] as number;
    for (let j = 0; j < p; j++) {
      const left = weight * (x[cell * p + j] as number);
      if (left === 0) continue;
      for (let k = 0; k <= j; k++) matrix[j * p + k] = (matrix[j * p + k] as number) + left * (x[cell * p + k] as number);
    }
  }
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) matrix[k * p + j] = matrix[j * p + k] as number;
  const result = { cellWeight, matrix };
  crossProducts.set(step, result);
  return result;
}

function regressionResiduals(step: RegressionStep, influence: readonly Float64Array[]): Float64Array[] {
  const { cellOfRow, after } = step;
  const fits = fittedByCell(step, influence);
  return influence.map((z, j) => {
    const fitted = fits[j] as Float64Array;
    const residual = new Float64Array(z.length);
    for (let row = 0; row < z.length; row++) {
      const cell = cellOfRow === null ? row : (cellOfRow[row] as number);
      residual[row] = (z[row] as number) - (after[row] as number) * (fitted[cell] as number);
    }
    return residual;
  });
}

/** x′B per cell for each influence vector: the residual of a row is z − after · fitted[cell]. */
export function fittedByCell(step: RegressionStep, influence: readonly Float64Array[]): Float64Array[] {
  const { x, p, cellOfRow, before, after } = step;
  const { matrix, cellWeight } = crossProduct(step);
  const cells = cellWeight.length;
  const q = influence.length;
  const right = new Float64Array(p * q);
  const sums = new Float64Array(cells);
  const shrink = new Float64Array(before.length);
  for (let row = 0; row < shrink.length; row++) {
    const weight = after[row] as number;
    if (weight !== 0) shrink[row] = (before[row] as number) / weight;
  }
  influence.forEach((z, j) => {
    sums.fill(0);
    for (let row = 0; row < z.length; row++) {
      const value = z[row] as number;
      if (value === 0) continue;
      const cell = cellOfRow === null ? row : (cellOfRow[row] as number);
      sums[cell] = (sums[cell] as number) + value * (shrink[row] as number);
    }
    for (let cell = 0; cell < cells; cell++) {
      const sum = sums[cell] as number;
      if (sum === 0) continue;
      for (let k = 0; k < p; k++) right[k * q + j] = (right[k * q + j] as number) + (x[cell * p + k] as number) * sum;
    }
  });
  const slopes = solveSymmetric(matrix, p, right, q).solution;
  return influence.map((_, j) => {
    const fitted = new Float64Array(cells);
    for (let cell = 0; cell < cells; cell++) {
      let fit = 0;
      for (let k = 0; k < p; k++) fit += (x[cell * p + k] as number) * (slopes[k * q + j] as number);
      fitted[cell] = fit;
    }
    return fitted;
  });
}

function sweepResiduals(step: SweepStep, influence: readonly Float64Array[]): Float64Array[] {
  return influence.map((z) => {
    const value = Float64Array.from(z);
    for (let sweep = 0; sweep < 10; sweep++) {
      for (const { codes, levels, weights } of step.margins) {
        const sum = new Float64Array(levels);
        const count = new Int32Array(levels);
        for (let row = 0; row < value.length; row++) {
          const weight = weights[row] as number;
          if (weight === 0) continue;
          const code = codes[row] as number;
          sum[code] = (sum[code] as number) + (value[row] as number) / weight;
          count[code] = (count[code] as number) + 1;
        }
        for (let row = 0; row < value.length; row++) {
          const weight = weights[row] as number;
          if (weight === 0) continue;
          const code = codes[row] as number;
          value[row] = (value[row] as number) - (weight * (sum[code] as number)) / (count[code] as number);
        }
      }
    }
    return value;
  });
}
