// Tests: svychisq, svyttest, svyranktest, and the shares and scores by wave (files 08 and 11).
import { degreesOfFreedom } from "../../src/design/degrees-of-freedom.ts";
import { domain, keepsRows } from "../../src/design/design.ts";
import { share } from "../../src/estimate/share.ts";
import { rankTest, type RankScore } from "../../src/test/rank-test.ts";
import { trendTest } from "../../src/test/trend.ts";
import { tTest } from "../../src/test/t-test.ts";
import { type TestResult, twoWayTest } from "../../src/test/chi-square.ts";
import { type Answer, type Context, type Handler, type Question, UNSUPPORTED } from "../context.ts";
import { factor } from "../../src/data/table.ts";
import { designOf, formulas, strings } from "./read.ts";

export const testCases: Handler = (context, question) => {
  const { fn, r } = question;
  if (fn === "svychisq") return twoWay(context, question);
  if (fn === "svyttest") {
    const test = tTest(designOf(context, question), formulaOf(question));
    return {
      values: { difference: test.difference, t: test.t, df: test.df, p: test.p, ci95: [test.lower, test.upper], se: test.standardError },
    };
  }
  if (fn === "svyranktest") {
    const score = strings(question.args["test"])?.[0] ?? /test\s*=\s*['"](\w+)/.exec(r)?.[1] ?? "wilcoxon";
    // R's mean within ties is unweighted.
    const test = rankTest(designOf(context, question), formulaOf(question), score as RankScore, { quirks: "survey" });
    const { statistic, df, p, differences, numeratorDf } = test;
    const several = numeratorDf > 1;
    return {
      values: {
        statistic,
        df: several ? numeratorDf : df,
        ndf: numeratorDf,
        ddf: df,
        p,
        difference: differences,
        F: statistic / numeratorDf,
      },
    };
  }
  if (fn === "svyby" && r.includes("svymean/svyciprop")) return waves(context, question);
  return UNSUPPORTED;
};

const formulaOf = ({ args, r }: Question): string => strings(args["formula"])?.[0] ?? /\(\s*([^,]+),/.exec(r)?.[1] ?? "";

function twoWay(context: Context, question: Question): Answer {
  const [first = "", second = ""] = strings(question.args["variables"]) ?? formulas(question.r)[0] ?? [];
  const design = designOf(context, question);
  const test = twoWayTest(design, first, second);
  // Beside the tests' degrees of freedom the cases give those of all rows that R keeps, with weight or without.
  const kept = keepsRows(design) ? { ...design, weights: new Float64Array(design.n).fill(1) } : design;
  const written = ({ statistic, df, p }: TestResult): Record<string, unknown> => ({ statistic, parameter: df, p });
  return {
    values: {
      F: written(test.secondOrder),
      Chisq: written(test.firstOrder),
      Wald: written(test.wald),
      adjWald: written(test.adjustedWald),
      saddlepoint: written(test.saddlepoint),
      weighted_table: { rows: test.rows, cols: test.columns, cells: test.counts },
      n_rows_used_as_N: test.n,
      nu: degreesOfFreedom(kept),
      generalised_deff_eigenvalues: test.designEffects,
      pearson_X2_on_table_scaled_to_N: test.pearson,
      trace_delta: test.traceDelta,
      d0: test.d0,
    },
    // R looks for the saddle point to 1e-8 only.
    tolerances: { "saddlepoint.p": 1e-6 },
  };
}

/** Share and mean score of each wave, with xlogit intervals of the share. */
function waves(context: Context, question: Question): Answer {
  const design = designOf(context, question);
  const [[variable = "high"] = [], [wave = ""] = []] = formulas(question.r);
  const trend = trendTest(design, variable, wave);
  const score = trendTest(design, "score", wave);
  const { codes, levels } = factor(design.table, wave);
  const intervals = trend.waves.map((label) =>
    share(
      domain(design, (row) => codes[row] === levels.indexOf(label), label),
      variable,
      { method: "xlogit", missing: "omit" },
    ),
  );
  return {
    values: {
      waves: trend.waves,
      [variable]: trend.estimate,
      [`se_${variable}`]: trend.standardErrors,
      ci_l: intervals.map((one) => one.interval.lower),
      ci_u: intervals.map((one) => one.interval.upper),
      score: score.estimate,
      se_score: score.standardErrors,
    },
  };
}
