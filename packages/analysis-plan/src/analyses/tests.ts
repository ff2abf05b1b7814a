/** The t-test and the rank tests. */
import { factor, numeric, withColumn, tTest, rankTest } from "@fortrogen/statistics";
import type { Run } from "../parts.ts";
import { enterParts, partsOf, presence } from "../parts.ts";
import type { Analysis } from "../plan.ts";
import type { Outcome } from "../result.ts";
import { aboutOf } from "../sources.ts";

/** Names in a formula that would be read as something else stand in backticks. */
const quoted = (name: string): string => (/^[\p{L}.][\p{L}\p{N}._]*$/u.test(name) ? name : `\`${name}\``);

/** The difference of two means (or one mean against 0) with its t-test. Errors: those of `tTest`. */
export function tTestFigures(run: Run, analysis: Analysis): Outcome {
  const { variable = "", group } = analysis;
  const parts = partsOf(run.design, group === undefined ? {} : { by: [group] });
  const present = presence(run.design, group === undefined ? [variable] : [variable, group]);
  const needs = enterParts(run, aboutOf(run.sources, analysis, [variable]), parts, 1, present);
  let { table } = run.design;
  if (group !== undefined) table = withColumn(table, { ...factor(table, group), name: group });
  const formula = `${quoted(variable)} ~ ${group === undefined ? "0" : quoted(group)}`;
  const found = tTest({ ...run.design, table }, formula, run.confidence);
  const rows = run.design.weights.filter((weight, row) => weight !== 0 && present(row) === 0).length;
  const [first, second] = parts.list.map((part) => part.labels[0] ?? "");
  const name = group === undefined ? variable : `${second ?? ""} − ${first ?? ""}`;
  return {
    by: [],
    figures: [
      {
        labels: [],
        measure: group === undefined ? "mean" : "difference",
        name,
        estimate: found.difference,
        se: found.standardError,
        lower: found.lower,
        upper: found.upper,
        p: found.p,
        rows,
        needs,
      },
    ],
    tests: [{ labels: [], name, method: "t", statistic: found.t, df: [found.df], p: found.p, needs }],
  };
}

/** A rank test of two or more groups. The differences are in rank scores (for wilcoxon shares of the population). Errors: those of `rankTest`. */
export function rankTestFigures(run: Run, analysis: Analysis): Outcome {
  const { variable = "", group = "", score = "wilcoxon" } = analysis;
  numeric(run.design.table, variable);
  const parts = partsOf(run.design, { by: [group] });
  const needs = enterParts(run, aboutOf(run.sources, analysis, [variable]), parts, 1, presence(run.design, [variable, group]));
  const found = rankTest(run.design, `${quoted(variable)} ~ ${quoted(group)}`, score);
  const isTwo = found.numeratorDf === 1;
  const df = isTwo ? [found.df] : [found.numeratorDf, found.df];
  const statistic = isTwo ? found.statistic : found.statistic / found.numeratorDf;
  return {
    by: [],
    figures: [],
    tests: [
      { labels: [], name: `${variable} ~ ${group} (${score})`, method: isTwo ? "rank t" : "rank F", statistic, df, p: found.p, needs },
    ],
  };
}
