/** A mean or share over waves: each wave, each change, the slope, and the test that nothing changed. */
import { factor, studentQuantile, parseExpression, trendTest } from "@fortrogen/statistics";
import { evaluateColumn } from "@fortrogen/statistics/parts";
import type { Run } from "../parts.ts";
import { enterParts, partsOf } from "../parts.ts";
import type { Analysis } from "../plan.ts";
import type { Figure, Outcome } from "../result.ts";
import { aboutOf } from "../sources.ts";

/** Figures and test of `trend`. Intervals of waves and slope are estimate ± t se. Errors: those of `trendTest`. */
export function trendFigures(run: Run, analysis: Analysis): Outcome {
  const { variable = "", wave = "", scores } = analysis;
  const found = trendTest(run.design, variable, wave, { level: run.confidence, ...(scores ? { scores } : {}) });
  const parts = partsOf(run.design, { by: [wave] });
  const values = evaluateColumn(run.design.table, parseExpression(variable));
  const isMissing = (row: number): boolean =>
    values.kind === "numeric" ? Number.isNaN(values.values[row] as number) : (values.codes[row] as number) < 0;
  const units = enterParts(run, aboutOf(run.sources, analysis, [variable]), parts, 1, (row) => (isMissing(row) ? -1 : 0));
  const rowsIn = countByWave(run, wave, isMissing);
  const unitOf = new Map(parts.list.map((part, p) => [part.labels[0] ?? "", units[p] ?? -1]));
  const needsOf = (...waves: string[]): number[] => waves.map((one) => unitOf.get(one) ?? -1);
  const rowsOf = (...waves: string[]): number => waves.reduce((sum, one) => sum + (rowsIn.get(one) ?? 0), 0);
  const t = studentQuantile((1 + run.confidence) / 2, found.df);
  const around = (estimate: number, se: number) => ({ estimate, se, lower: estimate - t * se, upper: estimate + t * se });
  const isShare = values.kind === "factor" || values.values.every((value) => value === 0 || value === 1 || Number.isNaN(value));
  const waves = found.waves.map((one, k): Figure => ({
    labels: [one],
    measure: isShare ? "share" : "mean",
    name: variable,
    ...around(found.estimate[k] ?? 0, found.standardErrors[k] ?? 0),
    rows: rowsOf(one),
    needs: needsOf(one),
  }));
  const changes = found.changes.map(({ from, to, difference, standardError, lower, upper, p }): Figure => ({
    labels: [`${from} → ${to}`],
    measure: "change",
    name: variable,
    estimate: difference,
    se: standardError,
    lower,
    upper,
    p,
    rows: rowsOf(from, to),
    needs: needsOf(from, to),
  }));
  const { slope, equality } = found;
  const needs = needsOf(...found.waves);
  const slopeFigure: Figure = {
    labels: [""],
    measure: "slope",
    name: variable,
    ...around(slope.estimate, slope.standardError),
    p: slope.p,
    rows: rowsOf(...found.waves),
    needs,
  };
  return {
    by: [wave],
    figures: [...waves, ...changes, slopeFigure],
    tests: [
      {
        labels: [],
        name: `${variable} ~ ${wave}`,
        method: "Wald F",
        statistic: equality.f,
        df: [equality.numeratorDf, equality.denominatorDf],
        p: equality.p,
        needs,
      },
    ],
  };
}

function countByWave(run: Run, wave: string, isMissing: (row: number) => boolean): Map<string, number> {
  const source = factor(run.design.table, wave);
  const counts = new Map<string, number>();
  run.design.weights.forEach((weight, row) => {
    const level = source.levels[source.codes[row] as number];
    if (weight !== 0 && level !== undefined && !isMissing(row)) counts.set(level, (counts.get(level) ?? 0) + 1);
  });
  return counts;
}
