/** Regressions: coefficients, ratios, tests of terms and predicted margins. */
import {
  studentQuantile,
  coefficientTable,
  fitGlm,
  oddsRatios,
  fitOrdinal,
  predictedMargins,
  likelihoodRatioTest,
  waldTest,
} from "@fortrogen/statistics";
import type { Column, GlmFit, OrdinalFit } from "@fortrogen/statistics";
import { evaluateColumn, deparse } from "@fortrogen/statistics/parts";
import type { Ledger, RowSet } from "../ledger.ts";
import type { Run } from "../parts.ts";
import type { Analysis } from "../plan.ts";
import type { Figure, Outcome, TestFigure } from "../result.ts";
import { aboutOf } from "../sources.ts";

/** Figures and tests of `regression`. `rows` are those without missing values in the model. Errors: those of the fit and the tests. */
export function regression(run: Run, analysis: Analysis): Outcome {
  const { formula = "", family = "gaussian", ratios = false, tests = [], margins = [] } = analysis;
  const options = run.signal ? { signal: run.signal } : {};
  const fit = family === "ordinal" ? fitOrdinal(run.design, formula, options) : fitGlm(run.design, formula, family, options);
  const needs = [enterFit(run, fit, analysis)];
  const common = { labels: [], rows: fit.rows.length, needs };
  const readable = readableNames(fit);
  const figures = coefficientTable(fit, run.confidence).map(({ name, estimate, standardError: se, lower, upper, p }): Figure => ({
    ...common,
    measure: "coefficient",
    name: readable.get(name) ?? name,
    estimate,
    se,
    lower,
    upper,
    p,
  }));
  if (ratios) {
    for (const { name, ratio, lower, upper, p } of oddsRatios(fit, run.confidence)) {
      const measure = family === "poisson" ? "rate ratio" : "odds ratio";
      figures.push({ ...common, measure, name: readable.get(name) ?? name, estimate: ratio, se: null, lower, upper, p });
    }
  }
  for (const factor of margins) if (fit.kind === "glm") figures.push(...marginFigures(run, fit, factor, needs));
  return { by: [], figures, tests: tests.map((term) => termTest(fit, term, analysis, needs)) };
}

/** The coefficients as people read them: `sex: woman`, `sex: woman × age` for R's `sexwoman`, `sexwoman:age`. */
function readableNames({ specification: { columns, variables } }: GlmFit | OrdinalFit): ReadonlyMap<string, string> {
  const written = ({ variable, level }: { variable: string; level: number }): string =>
    level < 0 ? variable : `${variable}: ${variables.get(variable)?.levels?.[level] ?? ""}`;
  return new Map(columns.filter(({ parts }) => parts.length > 0).map(({ name, parts }) => [name, parts.map(written).join(" × ")]));
}

function termTest(fit: GlmFit | OrdinalFit, term: string, { testMethod = "wald" }: Analysis, needs: readonly number[]): TestFigure {
  const common = { labels: [], name: term, needs };
  if (testMethod === "wald") {
    const { f, numeratorDf, denominatorDf, p } = waldTest(fit, [term]);
    return { ...common, method: "Wald F", statistic: f, df: [numeratorDf, denominatorDf], p };
  }
  const { chiSquare, df, denominatorDf, p } = likelihoodRatioTest(fit, [term]);
  return { ...common, method: "Rao–Scott likelihood ratio", statistic: chiSquare, df: [df, denominatorDf], p };
}

function marginFigures(run: Run, fit: GlmFit, factor: string, needs: readonly number[]): Figure[] {
  const { levels, estimate, standardErrors } = predictedMargins(fit, factor);
  const t = studentQuantile((1 + run.confidence) / 2, fit.dfResidual);
  return levels.map((level, k) => {
    const [value = 0, se = 0] = [estimate[k], standardErrors[k]];
    return {
      labels: [],
      measure: "predicted margin",
      name: `${factor}: ${level}`,
      estimate: value,
      se,
      lower: value - t * se,
      upper: value + t * se,
      rows: fit.rows.length,
      needs,
    };
  });
}

/** A column as classes: a factor, or a number of two values, which is one in disguise. Other numbers divide nobody from the others. */
function classesOf(column: Column, rows: Int32Array): ((row: number) => number) | null {
  if (column.kind === "factor") return (row) => column.codes[row] as number;
  const seen = new Set<number>();
  for (const row of rows) {
    seen.add(column.values[row] as number);
    if (seen.size > 2) return null;
  }
  const [first] = seen;
  return (row) => (column.values[row] === first ? 0 : 1);
}

/**
 * Enters the model as one unit: all its rows, the rows of each level of its factors and of each cell of its interactions (a model of factors alone
 * gives back the mean of each), and of these the rows of each outcome.
 */
function enterFit(run: Run, fit: GlmFit | OrdinalFit, analysis: Analysis): number {
  if (!run.ledger.isKept) return -1;
  const { rows, specification } = fit;
  const { table } = run.design;
  const { response, terms } = specification.formula;
  const classes = new Map<string, (row: number) => number>();
  for (const [name, { expression }] of specification.variables) {
    const found = classesOf(evaluateColumn(table, expression), rows);
    if (found) classes.set(name, found);
  }
  const outcome = response === null ? null : classesOf(evaluateColumn(table, response), rows);
  const used = [...classes.keys()];
  const crossed = (outcomeOf: (row: number) => number, list: Iterable<number>): Crossed =>
    enterCrossed(run.ledger, table.n, list, (row) => [outcomeOf(row), ...used.map((name) => classes.get(name)?.(row) ?? 0)]);
  const fitted = crossed((row) => outcome?.(row) ?? 0, rows);
  // Rows that miss a value of the model were asked for.
  const inDomain = [...run.design.weights.keys()].filter((row) => run.design.weights[row] !== 0);
  const asked = crossed(() => 0, inDomain);
  const positionsOf = terms
    .map((term) => term.variables.map((name) => used.indexOf(name) + 1).filter((at) => at > 0))
    .filter((list) => list.length > 0);
  const bases: RowSet[] = [];
  const scopes: RowSet[] = [];
  for (const positions of [[], ...positionsOf]) {
    const around = setsBy(asked, positions);
    for (const [key, set] of setsBy(fitted, positions)) {
      bases.push(set);
      scopes.push(around.get(key) ?? set);
    }
  }
  const byOutcome = outcome === null ? [] : [[0], ...positionsOf.map((list) => [0, ...list])];
  const parts = byOutcome.flatMap((positions) => [...setsBy(fitted, positions).values()]);
  return run.ledger.unit(aboutOf(run.sources, analysis, response === null ? [] : [deparse(response)]), bases, { parts, scopes });
}

/** Rows by their combination of classes: the partition, and the combination of each of its codes. */
type Crossed = { readonly partition: number; readonly combinations: readonly (readonly number[])[] };

function enterCrossed(ledger: Ledger, n: number, rows: Iterable<number>, classesOfRow: (row: number) => readonly number[]): Crossed {
  const cells = new Map<string, number>();
  const combinations: (readonly number[])[] = [];
  const codes = new Int32Array(n).fill(-1);
  for (const row of rows) {
    const one = classesOfRow(row);
    const key = one.join();
    const code = cells.get(key) ?? cells.size;
    if (!cells.has(key)) combinations.push(one);
    cells.set(key, code);
    codes[row] = code;
  }
  return { partition: ledger.partition(() => codes), combinations };
}

/** The rows of each combination of the classes at some positions. */
function setsBy({ partition, combinations }: Crossed, positions: readonly number[]): ReadonlyMap<string, RowSet> {
  const sets = new Map<string, number[]>();
  combinations.forEach((one, code) => {
    const key = positions.map((at) => one[at]).join();
    sets.set(key, [...(sets.get(key) ?? []), code]);
  });
  return new Map([...sets].map(([key, codes]) => [key, { partition, codes }]));
}
