/** From recodes and the plan's design to a survey design. */
import {
  evaluateRows,
  factor,
  factorFromCodes,
  numeric,
  numericColumn,
  withColumn,
  surveyDesign,
  fromReplicateWeights,
  withReplicates,
} from "@fortrogen/statistics";
import type { Table, Design, Replicates, ReplicateMethod } from "@fortrogen/statistics";
import { nearest } from "@fortrogen/statistics/parts";
import { planError } from "./faults.ts";
import type { PlanDesign, PlanReplicates, Recode } from "./plan.ts";

/** The table with one more variable. Errors: those of expressions, `plan` for a label of a level that is not there. */
export function recoded(table: Table, { name, expression, from = "", labels = {} }: Recode): Table {
  if (expression !== undefined) return withColumn(table, numericColumn(name, evaluateRows(table, expression)));
  const source = factor(table, from);
  const wrong = Object.keys(labels).find((level) => !source.levels.includes(level));
  if (wrong !== undefined) {
    throw planError("unknown-label", undefined, { variable: from, level: wrong, meant: nearest(wrong, source.levels) });
  }
  const levels = [...new Set(Object.values(labels))];
  const target = source.levels.map((level) => levels.indexOf(labels[level] ?? ""));
  const codes = source.codes.map((code) => (code < 0 ? -1 : (target[code] ?? -1)));
  return withColumn(table, factorFromCodes(name, codes, levels));
}

/** The design of a plan, replicates included. Errors: those of `surveyDesign`, `withReplicates` and `fromReplicateWeights`. */
export function designOf(table: Table, { replicates, ...options }: PlanDesign, signal?: AbortSignal): Design {
  const design = surveyDesign(table, options);
  if (replicates === undefined) return design;
  if (replicates.columns !== undefined) return fromReplicateWeights(design, given(table, replicates));
  return withReplicates(design, methodOf(replicates), replicates.mse ?? false, signal ? { signal } : {});
}

function methodOf({ method = "JK1", fay, replicates = 0, seed = 0 }: PlanReplicates): ReplicateMethod {
  if (method === "bootstrap") return { type: method, replicates, seed };
  return method === "BRR" ? { type: method, ...(fay === undefined ? {} : { fay }) } : { type: method };
}

/** Given replicate weights: V = scale · Σ rscales (θ_r − centre)². Default scales as R's `svrepdesign`: JK1 (R−1)/R, BRR 1/(R(1−fay)²), bootstrap 1/(R−1). */
function given(table: Table, replicates: PlanReplicates): Omit<Replicates, "rscales"> & { rscales?: ArrayLike<number> } {
  const { columns = [], method, fay = 0, scale, rscales, mse = false } = replicates;
  const count = columns.length;
  if (method === "JKn" && scale === undefined) {
    throw planError("replicates-jkn", undefined);
  }
  const usual = { JK1: (count - 1) / count, JKn: 1, BRR: 1 / (count * (1 - fay) ** 2), bootstrap: 1 / (count - 1) };
  return {
    type: method ?? "other",
    weights: columns.map((name) => numeric(table, name)),
    scale: scale ?? usual[method ?? "JKn"],
    ...(rscales === undefined ? {} : { rscales }),
    mse,
  };
}
