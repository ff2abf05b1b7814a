/** The analysis plan: a file that says what to compute, read, run and shown. `analyse.ts` is the same with files. */
export type {
  Analysis,
  Plan,
  PlanData,
  PlanDesign,
  PlanDimension,
  PlanDisclosure,
  PlanMargin,
  PlanReplicates,
  PlanWeights,
  Recode,
} from "./plan.ts";
export { parsePlan } from "./parse.ts";
export { planSchema } from "./json-schema.ts";
export { renderPage } from "./page/page.ts";
export { readTable } from "./read/table.ts";
export type { ReadOptions } from "./read/text-column.ts";
export { renderCsv } from "./results-csv.ts";
export type { PlanResult, Result, ResultRow, TestRow } from "./result.ts";
export { type PlanContext, type PlanRun, runPlan } from "./run.ts";
