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
export { type Audit, type AuditOptions, type Interval, auditPattern } from "./disclosure/audit.ts";
export type { Level as ProtectionLevel } from "./disclosure/demands.ts";
export { determinedCells } from "./disclosure/eliminate.ts";
export { type Optimum, optimalSuppression } from "./disclosure/optimum.ts";
export { type RoundingOptions, roundCounts } from "./disclosure/rounding.ts";
export { type ShareAudit, type ShareGroup, type ShareOptions, auditShares } from "./disclosure/shares.ts";
export { type SuppressOptions, type Suppression, suppress } from "./disclosure/suppress.ts";
export {
  type Cell,
  type Publication,
  type Relation,
  type Rule,
  type System as DisclosureSystem,
  compile as compilePublication,
  primaryCells,
} from "./disclosure/system.ts";
export {
  type BuiltPublication,
  type Dimension,
  type Level as DimensionLevel,
  type PublicationSpec,
  buildPublication,
} from "./disclosure/tables.ts";
