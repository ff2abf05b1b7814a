/** Runs a plan on a table: results with provenance. */
import { evaluateRows } from "../data/expression.ts";
import type { Table } from "../data/table.ts";
import { factor, factorColumn, numericColumn, withColumn } from "../data/table.ts";
import type { Design } from "../design/design.ts";
import { surveyDesign } from "../design/design.ts";
import { StatisticsError } from "../errors.ts";
import { groups } from "../estimate/groups.ts";
import { mean, ratio, total } from "../estimate/means.ts";
import { share } from "../estimate/share.ts";
import type { Estimate } from "../estimate/statistic.ts";
import { confidenceIntervals } from "../estimate/statistic.ts";
import { coefficientTable, fitGlm } from "../model/glm.ts";
import { calibrateToMargins } from "../weights/calibrate.ts";
import { weightDiagnostics } from "../weights/diagnostics.ts";
import type { Analysis, Plan } from "./plan.ts";

/** One number of a result: where it belongs, the estimate, its standard error and 95 % interval, and the rows it rests on. */
export type ResultRow = {
  readonly labels: readonly string[];
  readonly name: string;
  readonly estimate: number;
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
  readonly rows: number;
};
export type Result = {
  readonly id: string;
  readonly title: string;
  readonly type: Analysis["type"];
  readonly by: readonly string[];
  readonly rows: readonly ResultRow[];
};
export type PlanResult = {
  readonly title: string;
  readonly results: readonly Result[];
  readonly weights: { readonly misfit: number; readonly iterations: number; readonly diagnostics: unknown } | null;
  readonly provenance: {
    readonly dataFile: string;
    /** SHA-256 of the data file and of the plan, hexadecimal. */
    readonly dataHash: string;
    readonly planHash: string;
    readonly rows: number;
    readonly versions: Readonly<Record<string, string>>;
    /** ISO 8601, given by the caller. */
    readonly time: string;
  };
};

export type PlanContext = {
  readonly table: Table;
  readonly dataHash: string;
  readonly planHash: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly time: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Runs every analysis of a plan. Estimates are in the units of the variables, shares between 0 and 1, regressions on the link's scale.
 * Throws StatisticsError `plan` with the line of the recode, design, weights or analysis that failed and the library's own message, or
 * `aborted`.
 */
export function runPlan(plan: Plan, context: PlanContext): PlanResult {
  const inPlace = <T>(path: readonly (string | number)[], work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StatisticsError) || error.code === "aborted") throw error;
      const line = plan.lineOf(path);
      throw new StatisticsError("plan", `line ${line}: ${error.message}`, {
        count: line,
        ...(error.variable ? { variable: error.variable } : {}),
      });
    }
  };
  let table = context.table;
  plan.recodes.forEach((recode, i) => {
    table = inPlace(["recodes", i], () => {
      if (recode.expression !== undefined) return withColumn(table, numericColumn(recode.name, evaluateRows(table, recode.expression)));
      const source = factor(table, recode.from ?? "");
      const labels = Array.from(source.codes, (code) => recode.labels?.[source.levels[code] ?? ""] ?? null);
      return withColumn(table, factorColumn(recode.name, labels, [...new Set(Object.values(recode.labels ?? {}))]));
    });
  });
  let design = inPlace(["design"], () => surveyDesign(table, plan.design));
  let weights: PlanResult["weights"] = null;
  const { weights: asked } = plan;
  if (asked) {
    const before = design.weights;
    const calibrated = inPlace(["weights"], () =>
      calibrateToMargins(
        design,
        asked.margins.map(({ variables, totals }) => ({
          variables,
          totals: Object.entries(totals).map(([cell, count]) => ({ levels: cell.split("|").map((level) => level.trim()), total: count })),
        })),
        { distance: asked.distance, ...(asked.bounds ? { bounds: asked.bounds } : {}) },
      ),
    );
    design = calibrated.design;
    weights = { misfit: calibrated.misfit, iterations: calibrated.iterations, diagnostics: weightDiagnostics(design, before) };
  }
  const results = plan.analyses.map((analysis, i) => {
    if (context.signal?.aborted) throw new StatisticsError("aborted", `The plan was stopped before "${analysis.id}".`);
    context.onProgress?.(i, plan.analyses.length);
    const rows = inPlace(["analyses", i], () => analyse(design, analysis));
    return { id: analysis.id, title: analysis.title ?? analysis.id, type: analysis.type, by: analysis.by ?? [], rows };
  });
  const { dataHash, planHash, versions, time } = context;
  const provenance = { dataFile: plan.data.file, dataHash, planHash, rows: table.n, versions, time };
  return { title: plan.title, results, weights, provenance };
}

function analyse(design: Design, analysis: Analysis): ResultRow[] {
  const { variable = "", denominator = "", level, by = [], interval } = analysis;
  if (analysis.type === "regression") {
    const fit = fitGlm(design, analysis.formula ?? "", analysis.family ?? "gaussian");
    return coefficientTable(fit).map(({ name, estimate, standardError, lower, upper }) => ({
      labels: [],
      name,
      estimate,
      se: standardError,
      lower,
      upper,
      rows: design.n,
    }));
  }
  const parts = by.length === 0 ? [{ labels: [] as readonly string[], design }] : groups(design, by);
  return parts.flatMap(({ labels, design: part }) => {
    switch (analysis.type) {
      case "mean":
        return toRows(labels, mean(part, [variable], { missing: "omit" }));
      case "total":
        return toRows(labels, total(part, [variable], { missing: "omit" }));
      case "ratio":
        return toRows(labels, ratio(part, variable, denominator, { missing: "omit" }));
      default: {
        const {
          estimate,
          se,
          interval: found,
          rows,
        } = share(part, level === undefined ? variable : { variable, level }, {
          missing: "omit",
          ...(interval ? { method: interval } : {}),
        });
        return [{ labels, name: level ?? variable, estimate, se, lower: found.lower, upper: found.upper, rows }];
      }
    }
  });
}

function toRows(labels: readonly string[], estimate: Estimate): ResultRow[] {
  const intervals = confidenceIntervals(estimate);
  return estimate.names.map((name, j) => ({
    labels,
    name,
    estimate: estimate.estimate[j] ?? 0,
    se: estimate.se[j] ?? 0,
    lower: intervals[j]?.lower ?? 0,
    upper: intervals[j]?.upper ?? 0,
    rows: estimate.rows,
  }));
}
