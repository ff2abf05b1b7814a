/** Quantiles with their intervals. */
import { quantiles } from "@fortrogen/statistics";
import type { QuantileInterval, QuantileEstimate } from "@fortrogen/statistics";
import { emptyNumbers, orWithoutInterval } from "../interval-or-none.ts";
import type { Run } from "../parts.ts";
import { enterParts, partsOf, presence } from "../parts.ts";
import type { Analysis } from "../plan.ts";
import type { Figure, Outcome, ResultRow } from "../result.ts";
import { aboutOf } from "../sources.ts";

/**
 * Figures of `quantile`. Under a rule a quantile with fewer than the minimum of rows on one side of it is hidden: it would be the answer of one of
 * few. Errors: those of `quantiles`.
 */
export function quantileFigures(run: Run, analysis: Analysis): Outcome {
  const { variable = "", quantiles: asked = [0.5], rule, interval } = analysis;
  const parts = partsOf(run.design, analysis);
  const has = presence(run.design, [variable]);
  const units = enterParts(run, aboutOf(run.sources, analysis, [variable]), parts, 1, has);
  const options = {
    missing: "omit",
    level: run.confidence,
    ...(rule ? { rule } : {}),
    ...(interval ? { interval: interval as QuantileInterval } : {}),
  } as const;
  const figures = parts.list.flatMap(({ labels, design }, p) => {
    const common = { labels, measure: "quantile", needs: [units[p] ?? -1] } as const;
    if (!design.weights.some((weight, row) => weight !== 0 && has(row) === 0))
      return asked.map((one): Figure => ({ ...common, ...emptyNumbers, name: String(one) }));
    const { found: all, hasInterval } = orWithoutInterval((df) => quantiles(design, variable, asked, { ...options, ...df }));
    return all.map((found): Figure => ({
      ...common,
      name: String(found.p),
      estimate: found.quantile,
      ...(hasInterval
        ? { se: found.se, lower: found.lower, upper: found.upper, remark: remarkOf(found) }
        : { se: null, lower: null, upper: null, remark: "few" as const }),
      rows: found.rows,
      isThin: found.rows * Math.min(found.p, 1 - found.p) < run.minimum,
    }));
  });
  return { by: analysis.by ?? [], figures };
}

function remarkOf({ degenerate }: QuantileEstimate): ResultRow["remark"] {
  return degenerate === "boundary" ? "largest" : (degenerate ?? null);
}
