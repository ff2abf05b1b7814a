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
export { type Progress, type StopSignal, covarianceOf, replicateVariance } from "./design/replicate-variance.ts";
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
export { type SolverSource, useSolver } from "./disclosure/load-solver.ts";
export type { StageProgress, Watch } from "./disclosure/pause.ts";
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
export { type Expression, parseExpression } from "./data/expression.ts";
export { evaluateRows } from "./data/evaluate.ts";
export { evaluateWithGradient } from "./data/gradient.ts";
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
export { reweighted } from "./estimate/reweight.ts";
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
export { type QuantileQuirks, type QuantileRule, sortWeighted, weightedQuantile } from "./estimate/quantile-rules.ts";
export { type QuantileEstimate, type QuantileInterval, type QuantileOptions, quantiles } from "./estimate/quantile.ts";
export { rakeByProportionalFitting } from "./weights/proportional-fitting.ts";
export { betaCdf, betaQuantile, betaSurvival } from "./distributions/beta.ts";
export { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./distributions/chi-square.ts";
export { fCdf, fQuantile, fSurvival } from "./distributions/fisher.ts";
export { normalCdf, normalDensity, normalQuantile, normalSurvival } from "./distributions/normal.ts";
export { studentCdf, studentQuantile, studentSurvival, studentTwoSided } from "./distributions/student.ts";
export type { Family } from "./model/family.ts";
export { type Formula, type Model, type Term, parseFormula, toFormula } from "./model/formula.ts";
export { type CoefficientRow, type Fit, type FitOptions, type GlmFit, coefficientTable, fitGlm, oddsRatios } from "./model/glm.ts";
export { type OrdinalFit, fitOrdinal } from "./model/ordinal.ts";
export { type Margins, type Prediction, newRows, predict, predictCategories, predictedMargins } from "./model/predict.ts";
export { quadraticFormSurvival } from "./model/saddlepoint.ts";
export { type LikelihoodRatioTest, type WaldTest, likelihoodRatioTest, waldTest, waldTestOf, workingWaldTest } from "./model/term-test.ts";
export { type TestResult, type TwoWayTest, twoWayTest } from "./test/chi-square.ts";
export { holm } from "./test/holm.ts";
export { type RankQuirks, type RankScore, type RankTest, type RankTestOptions, rankTest } from "./test/rank-test.ts";
export { type TTest, tTest } from "./test/t-test.ts";
export { type Change, type Trend, trendTest } from "./test/trend.ts";
export {
  type CertainClass,
  type EarlyLate,
  type FrameComparison,
  type PropensityAnalysis,
  type PropensityOptions,
  compareEarlyLate,
  compareWithFrame,
  responsePropensity,
} from "./nonresponse/propensity.ts";
export {
  type Dispositions,
  type GroupRate,
  type ResponseRates,
  responseByReminder,
  responseRates,
  responseRatesBy,
} from "./nonresponse/response-rates.ts";
export {
  type PartialIndicators,
  type RepresentativityInterval,
  partialIndicators,
  representativityInterval,
} from "./nonresponse/representativity.ts";
export { type FieldDay, type ResponseForecast, forecastResponse } from "./nonresponse/forecast.ts";
export { type Agreement, cohenKappa } from "./agreement/kappa.ts";
