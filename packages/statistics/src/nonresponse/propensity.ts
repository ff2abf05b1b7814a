import { type Table, factor, numericColumn, withColumn } from "../data/table.ts";
import { surveyDesign } from "../design/design.ts";
import { chiSquareSurvival } from "../distributions/chi-square.ts";
import { fSurvival } from "../distributions/fisher.ts";
import { StatisticsError } from "../errors.ts";
import { quadraticForm } from "../linear/eigen.ts";
import { parseFormula } from "../model/formula.ts";
import { type GlmFit, fitGlm } from "../model/glm.ts";
import { respondedOf } from "./response-rates.ts";

export type PropensityAnalysis = {
  readonly fit: GlmFit;
  /** Model-based standard errors (inverse information, as `glm`): the frame is known, only the response is random. */
  readonly modelStandardErrors: Float64Array;
  /** Estimated response propensity of each row of the frame. */
  readonly propensity: Float64Array;
  readonly mean: number;
  /** Standard deviation with divisor n − 1. */
  readonly standardDeviation: number;
  /** R = 1 − 2 S(ρ̂): 1 when everybody is as likely to answer. */
  readonly rIndicator: number;
  /** Largest bias of a respondent mean, in standard deviations of the variable: S(ρ̂)/ρ̄. */
  readonly maximumBias: number;
};

/**
 * Response-propensity model and R-indicator on a frame: logistic regression of responding (0/1) on what the frame knows.
 *
 * R = 1 − 2 S(ρ̂), S with n − 1, without small-sample adjustment; |bias| ≤ S(ρ̂)/ρ̄ per unit standard deviation.
 * Reference: Schouten, Cobben & Bethlehem (2009). `weights`: design weights of the sample (1 in a census).
 * Errors: as {@link fitGlm} (`separation` when a class answered fully or not at all), `missing-values`.
 */
export function responsePropensity(frame: Table, responded: string, terms: readonly string[], weights?: string): PropensityAnalysis {
  const answer = respondedOf(frame, responded);
  const table = withColumn(frame, numericColumn(responded, Float64Array.from(answer)));
  const design = surveyDesign(table, weights === undefined ? {} : { weights });
  const fit = fitGlm(
    design,
    { ...parseFormula(`~ ${terms.length === 0 ? "1" : terms.join(" + ")}`), response: { kind: "name", name: responded } },
    "binomial",
  );
  if (fit.rows.length < frame.n) {
    const count = frame.n - fit.rows.length;
    throw new StatisticsError("missing-values", `The variables of the frame (${terms.join(", ")}) are missing in ${count} rows.`, {
      count,
    });
  }
  const propensity = fit.fitted;
  let total = 0;
  let sum = 0;
  propensity.forEach((rho, row) => {
    total += design.weights[row] as number;
    sum += (design.weights[row] as number) * rho;
  });
  const mean = sum / total;
  let squares = 0;
  propensity.forEach((rho, row) => (squares += (design.weights[row] as number) * (rho - mean) ** 2));
  const n = frame.n;
  const standardDeviation = Math.sqrt(((squares / total) * n) / (n - 1));
  const p = fit.names.length;
  return {
    fit,
    modelStandardErrors: Float64Array.from({ length: p }, (_, j) =>
      Math.sqrt((fit.naiveCovariance[j * p + j] as number) / fit.weightScale),
    ),
    propensity,
    mean,
    standardDeviation,
    rIndicator: 1 - 2 * standardDeviation,
    maximumBias: standardDeviation / mean,
  };
}

export type FrameComparison = {
  readonly groups: readonly { group: string; frame: number; respondents: number; difference: number }[];
  /** Pearson's χ² of responding by class, with its degrees of freedom. */
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
};

/**
 * Respondents beside the frame: the share of each class in both, and Pearson's χ² test of responding by class (no continuity correction).
 * Errors: `missing-values`, `one-level` when everybody or nobody answered or there is one class.
 */
export function compareWithFrame(frame: Table, responded: string, by: string): FrameComparison {
  const answer = respondedOf(frame, responded);
  const groups = factor(frame, by);
  const k = groups.levels.length;
  const all = new Float64Array(k);
  const yes = new Float64Array(k);
  let missing = 0;
  groups.codes.forEach((code, row) => {
    if (code < 0) {
      missing += 1;
      return;
    }
    all[code] = (all[code] as number) + 1;
    yes[code] = (yes[code] as number) + (answer[row] as number);
  });
  if (missing > 0) throw new StatisticsError("missing-values", `"${by}" is missing in ${missing} rows.`, { variable: by, count: missing });
  const n = frame.n;
  const answers = yes.reduce((a, b) => a + b, 0);
  const classes = groups.levels.map((group, code) => ({ group, code })).filter(({ code }) => (all[code] as number) > 0);
  if (classes.length < 2)
    throw new StatisticsError("one-level", `"${by}" has ${classes.length} class in the frame.`, { variable: by, count: classes.length });
  if (answers === 0 || answers === n) {
    throw new StatisticsError("one-level", `"${responded}" is the same in all ${n} rows; there is nothing to compare.`, {
      variable: responded,
      count: n,
    });
  }
  let chiSquare = 0;
  for (const { code } of classes) {
    const units = all[code] as number;
    const expected = (units * answers) / n;
    const difference = (yes[code] as number) - expected;
    chiSquare += (difference * difference) / expected + (difference * difference) / (units - expected);
  }
  const df = classes.length - 1;
  return {
    groups: classes.map(({ group, code }) => {
      const inFrame = (all[code] as number) / n;
      const respondents = (yes[code] as number) / answers;
      return { group, frame: inFrame, respondents, difference: respondents - inFrame };
    }),
    chiSquare,
    df,
    p: chiSquareSurvival(chiSquare, df),
  };
}

export type EarlyLate = {
  readonly early: number;
  readonly late: number;
  readonly difference: number;
  readonly standardError: number;
  readonly p: number;
};

/**
 * Early against late respondents: the mean of a variable among those who answered before `lateFrom` reminders and from then on; late respondents
 * stand in for those who never answered. Test: the Wald F of the difference with model-robust variance, F on (1, n − 2).
 * Errors: `missing-values`, `one-level` when one of the groups is empty, `too-few-rows`.
 */
export function compareEarlyLate(frame: Table, responded: string, reminders: string, variable: string, lateFrom = 1): EarlyLate {
  const answer = respondedOf(frame, responded);
  const sent = factor(frame, reminders);
  const late = Float64Array.from(answer, (yes, row) => {
    const code = sent.codes[row] as number;
    return yes === 0 || code < 0 ? Number.NaN : Number(Number(sent.levels[code]) >= lateFrom);
  });
  const given = late.filter((value) => !Number.isNaN(value));
  const lateCount = given.reduce((a, b) => a + b, 0);
  if (lateCount === 0 || lateCount === given.length) {
    throw new StatisticsError(
      "one-level",
      `${lateCount} of ${given.length} respondents answered after ${lateFrom} reminders or more; there is nothing to compare.`,
      {
        variable: reminders,
        count: lateCount,
      },
    );
  }
  const table = withColumn(frame, numericColumn(".late", late));
  const fit = fitGlm(surveyDesign(table), `${variable} ~ .late`, "gaussian");
  const difference = fit.coefficients[1] as number;
  const standardError = fit.standardErrors[1] as number;
  const f = quadraticForm(Float64Array.of(standardError ** 2), Float64Array.of(difference));
  const early = fit.coefficients[0] as number;
  return { early, late: early + difference, difference, standardError, p: fSurvival(f, 1, fit.dfResidual) };
}
