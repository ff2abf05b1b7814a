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
export { type Audit, type AuditOptions, type Interval as FeasibleInterval, auditPattern } from "./disclosure/audit.ts";
export type { Level as ProtectionLevel } from "./disclosure/demands.ts";
export { determinedCells } from "./disclosure/eliminate.ts";
export { type Optimum, optimalSuppression } from "./disclosure/optimum.ts";
export { type RoundingOptions, roundCounts } from "./disclosure/rounding.ts";
export { type ShareAudit, type ShareGroup, type ShareOptions as ShareAuditOptions, auditShares } from "./disclosure/shares.ts";
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
export { type Expression, evaluateRows, evaluateWithGradient, parseExpression } from "./data/expression.ts";
export { type ReplicateMethod, fromReplicateWeights, withReplicates } from "./design/replicates.ts";
export {
  type Estimate,
  type ConfidenceInterval,
  type MissingOption,
  type Statistic,
  type Variable,
  coefficientsOfVariation,
  confidenceIntervals,
  criticalValue,
  estimateOf,
} from "./estimate/statistic.ts";
export {
  type DesignEffect,
  type MeanOptions,
  mean,
  meanStatistic,
  populationVariance,
  ratio,
  ratioStatistic,
  total,
  totalStatistic,
  varianceStatistic,
} from "./estimate/means.ts";
export { type Group, type GroupedEstimate, byGroups, groups, weightedTable } from "./estimate/groups.ts";
export { contrasts, nonlinearContrasts } from "./estimate/contrasts.ts";
export { type IntervalMethod, type ProportionInput, type ProportionInterval, proportionInterval } from "./estimate/interval.ts";
export {
  type Indicator,
  type Share,
  type ShareEstimateOptions,
  type ThreeNumbers,
  share,
  shareStatistic,
  threeNumbers,
} from "./estimate/share.ts";
export { type QuantileRule, sortWeighted, weightedQuantile } from "./estimate/quantile-rules.ts";
export { type QuantileEstimate, type QuantileInterval, type QuantileOptions, quantiles } from "./estimate/quantile.ts";
export { rakeByProportionalFitting } from "./weights/proportional-fitting.ts";
export { type Analysis, type Plan, type PlanMargin, type Recode, parsePlan } from "./plan/plan.ts";
export { renderPage } from "./plan/page.ts";
export { type ReadOptions, readTable } from "./plan/read-table.ts";
export { type PlanContext, type PlanResult, type Result, type ResultRow, runPlan } from "./plan/run.ts";
