import { check, oneOf, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { type FactorColumn, factor, withColumn } from "../data/table.ts";
import { degreesOfFreedom } from "../design/degrees-of-freedom.ts";
import type { Design } from "../design/design.ts";
import { fSurvival } from "../distributions/fisher.ts";
import { normalQuantile } from "../distributions/normal.ts";
import { studentTwoSided } from "../distributions/student.ts";
import { StatisticsError } from "../errors.ts";
import { runningSums } from "../estimate/quantile-rules.ts";
import { evaluateColumn } from "../data/evaluate.ts";
import { parseFormula } from "../model/formula.ts";
import { fitGlm } from "../model/glm.ts";
import { waldTestOf } from "../model/term-test.ts";

export type RankScore = "wilcoxon" | "vanderWaerden" | "median" | "KruskalWallis";

/** `survey`: within ties the unweighted mean of the mid-ranks, as R; with unequal weights it depends on the order of the rows. */
export type RankQuirks = "survey";

export type RankTestOptions = { readonly quirks?: RankQuirks };

export type RankTest = {
  /** Difference of mean rank scores (two groups), or of each group from the first. */
  readonly differences: Float64Array;
  /** t for two groups, χ² = k F for more. */
  readonly statistic: number;
  readonly numeratorDf: number;
  readonly df: number;
  readonly p: number;
};

const SCORES: Readonly<Record<RankScore, (rank: number, total: number) => number>> = {
  wilcoxon: (rank, total) => rank / total,
  KruskalWallis: (rank, total) => rank / total,
  vanderWaerden: (rank, total) => normalQuantile(rank / total),
  median: (rank, total) => Number(rank > total / 2),
};

/** Errors: `empty-domain` when no row has answer and group, `one-level` when all lie in one group. */
function refuseOneGroup(groups: FactorColumn, name: string, inside: Uint8Array): void {
  const rows = inside.reduce((sum, one) => sum + one, 0);
  const used = new Set(groups.codes.filter((_, row) => inside[row] === 1)).size;
  if (rows === 0) {
    throw new StatisticsError("empty-domain", `No row has a weight, an answer and a group of "${name}".`, { variable: name, count: 0 });
  }
  if (used > 1) return;
  throw new StatisticsError("one-level", `"${name}" has ${used} group among the ${rows} rows with an answer; a comparison needs two.`, {
    variable: name,
    count: used,
  });
}

/**
 * Estimated population mid-ranks: the weight below a value and half the weight at it, which is the weighted mean of the mid-ranks of tied rows, in
 * whatever order they stand. With `"survey"` the unweighted mean that R takes. Rows with `inside[row] = 0` get NaN.
 */
export function populationRanks(
  values: Float64Array,
  weights: Float64Array,
  inside: Uint8Array,
  quirks?: RankQuirks,
): { rank: Float64Array; total: number } {
  const order: number[] = [];
  for (let row = 0; row < values.length; row++) if (inside[row] === 1) order.push(row);
  order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const rank = new Float64Array(values.length).fill(Number.NaN);
  const sums = runningSums(Float64Array.from(order, (row) => weights[row] as number));
  for (let from = 0; from < order.length;) {
    const value = values[order[from] as number] as number;
    let to = from;
    let sum = 0;
    while (to < order.length && values[order[to] as number] === value) {
      sum += (sums[to] as number) - (weights[order[to] as number] as number) / 2;
      to += 1;
    }
    const middle = ((from === 0 ? 0 : (sums[from - 1] as number)) + (sums[to - 1] as number)) / 2;
    for (let k = from; k < to; k++) rank[order[k] as number] = quirks === "survey" ? sum / (to - from) : middle;
    from = to;
  }
  return { rank, total: sums.at(-1) ?? 0 };
}

const rankScore = oneOf("wilcoxon", "vanderWaerden", "median", "KruskalWallis");
const rankOptions = shapeOf<RankTestOptions>({ quirks: optional(oneOf("survey")) });

/**
 * Design-based rank tests (R's `svyranktest`) of `"y ~ group"`: Wilcoxon/Kruskal–Wallis, van der Waerden (normal scores) and Mood's median;
 * differences of mean rank scores with p between 0 and 1.
 *
 * Formula: rank scores g(R̂_i/N̂) regressed on the group with weights. Two groups: t on (units − strata) − 1; k + 1 groups: F on
 * (k, units − strata − k). Units: the difference is in rank scores (shares of the population for Wilcoxon).
 * R̂ is the weight below a value and half the weight at it, so that ties do not depend on the order of the rows; R takes the unweighted mean of the
 * mid-ranks of tied rows (`quirks: "survey"`). On replicates the regression is fitted again in each, the ranks being those of the sample; R takes the
 * linearised influence instead. Reference: Lumley & Scott (2013). Errors: `argument` for a formula without exactly one group, `empty-domain` when no row has both,
 * `one-level` for a single group, `too-few-rows`, `singular` when the ranks have no variance, `negative-weight`, `unknown-column`,
 * `lonely-psu`.
 */
export function rankTest(design: Design, formula: string, score: RankScore = "wilcoxon", options: RankTestOptions = {}): RankTest {
  check({ design, formula, score, options }, { design: kinds.design, formula: kinds.text, score: rankScore, options: rankOptions });
  const parsed = parseFormula(formula);
  const group = parsed.terms[0];
  if (parsed.response === null || group === undefined || parsed.terms.length > 1) {
    const count = parsed.terms.length;
    const message = `A rank test needs a response and one group; "${formula}" has ${count} groups.`;
    throw new StatisticsError("argument", message, { variable: formula, count });
  }
  const y = evaluateColumn(design.table, parsed.response);
  const values = y.kind === "numeric" ? y.values : Float64Array.from(y.codes, (code) => (code < 0 ? Number.NaN : code));
  const found = evaluateColumn(design.table, parsed.variables.get(group.name) ?? parsed.response);
  const groups = found.kind === "factor" ? found : factor(withColumn(design.table, { ...found, name: group.name }), group.name);
  const inside = new Uint8Array(design.n);
  for (let row = 0; row < design.n; row++) {
    inside[row] = Number(design.weights[row] !== 0 && !Number.isNaN(values[row] as number) && (groups.codes[row] as number) >= 0);
  }
  refuseOneGroup(groups, group.name, inside);
  const { rank, total } = populationRanks(values, design.weights, inside, options.quirks);
  const scores = rank.map((value) => (Number.isNaN(value) ? value : SCORES[score](value, total)));
  let table = withColumn(design.table, { kind: "numeric", name: ".score", values: scores });
  table = withColumn(table, { ...groups, name: ".group" });
  const fit = fitGlm({ ...design, table }, ".score ~ .group", "gaussian");
  const k = fit.names.length - 1;
  const df = degreesOfFreedom(fit.design) - k;
  const differences = fit.coefficients.slice(1);
  if (k === 1) {
    const standardError = fit.standardErrors[1] as number;
    if (!(standardError > 0)) {
      const count = fit.rows.length;
      throw new StatisticsError("singular", `The ranks by "${group.name}" have no variance in ${count} rows.`, {
        variable: group.name,
        count,
      });
    }
    const statistic = (differences[0] as number) / standardError;
    return { differences, statistic, numeratorDf: 1, df, p: studentTwoSided(statistic, df) };
  }
  const index = Array.from({ length: k }, (_, j) => j + 1);
  const { f } = waldTestOf(fit, index, df);
  return { differences, statistic: f * k, numeratorDf: k, df, p: fSurvival(f, k, df) };
}
