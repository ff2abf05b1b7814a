/** Design-based survey statistics and statistical disclosure control. */
export { StatisticsError, type StatisticsErrorCode } from "./errors.ts";
export {
  type Column,
  type FactorColumn,
  type NumericColumn,
  type Table,
  column,
  createTable,
  crossFactors,
  factor,
  factorColumn,
  factorFromCodes,
  missingMask,
  numeric,
  numericColumn,
  withColumn,
} from "./data/table.ts";
export {
  type Design,
  type DesignOptions,
  type LonelyPsu,
  type Replicates,
  activeRows,
  domain,
  surveyDesign,
  withWeights,
} from "./design/design.ts";
export { standardErrors, variance } from "./design/variance.ts";
export { type Progress, covarianceOf, replicateVariance } from "./design/replicate-variance.ts";
export { degreesOfFreedom } from "./design/degrees-of-freedom.ts";
export type { Margin } from "./weights/auxiliary.ts";
export type { Distance } from "./weights/solve.ts";
export {
  type Calibrated,
  type CalibrationOptions,
  calibrateToMargins,
  calibrateToTotals,
  postStratify,
  rake,
} from "./weights/calibrate.ts";
export { type TrimOptions, trimWeights } from "./weights/trim.ts";
export { type MarginFit, type WeightDiagnostics, marginFit, weightDiagnostics } from "./weights/diagnostics.ts";
