import { check, listOf, optional } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { type FactorColumn, type Table, factor, numericColumn, withColumn } from "../data/table.ts";
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
 * Response-propensity model and R-indicator on a frame: logistic regression of responding (0/1) on what the frame knows. Propensities between
 * 0 and 1, R at most 1, the bias in standard deviations of a variable. `weights`: design weights of the sample (1 in a census).
 *
 * Formula: R = 1 − 2 S(ρ̂), S with n − 1, without small-sample adjustment; |bias| ≤ S(ρ̂)/ρ̄ per unit standard deviation.
 * Reference: Schouten, Cobben & Bethlehem (2009). Errors: `separation` when a class answered fully or not at all, `one-level` when all did,
 * `missing-values`, `zero-weights` for units with weight 0, `collinear`, `too-few-rows`, `not-converged`, `unknown-column`, `argument` for a
 * response other than 0 and 1, `negative-weight`, `missing-weight`.
 */
export function responsePropensity(frame: Table, responded: string, terms: readonly string[], weights?: string): PropensityAnalysis {
  check(
    { frame, responded, terms, weights },
    { frame: kinds.table, responded: kinds.text, terms: listOf(kinds.text, "terms"), weights: optional(kinds.text) },
  );
  const answer = respondedOf(frame, responded);
  const table = withColumn(frame, numericColumn(responded, Float64Array.from(answer)));
  const design = surveyDesign(table, weights === undefined ? {} : { weights });
  const fit = fitGlm(
    design,
    { ...parseFormula(`~ ${terms.length === 0 ? "1" : terms.join(" + ")}`), response: { kind: "name", name: responded } },
    "binomial",
  );
  if (fit.rows.length < frame.n) {
    const unweighted = design.weights.filter((weight) => weight === 0).length;
    if (unweighted > 0) {
      throw new StatisticsError("zero-weights", `"${weights ?? ""}" is 0 in ${unweighted} rows of the frame; take them out of it.`, {
        variable: weights ?? "weights",
        count: unweighted,
      });
    }
    const count = frame.n - fit.rows.length;
    const variable = terms.join(", ");
    throw new StatisticsError("missing-values", `The variables of the frame (${variable}) are missing in ${count} rows.`, {
      variable,
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
 * Respondents beside the frame: the share 0…1 of each class in both, and a test with p between 0 and 1.
 * Formula: Pearson's χ² of responding by class on classes − 1, no continuity correction. Reference: as R's `chisq.test`.
 * Errors: `missing-values`, `unknown-column`, `one-level` when everybody or nobody answered or there is one class, `argument` for a response
 * other than 0 and 1.
 */
export function compareWithFrame(frame: Table, responded: string, by: string): FrameComparison {
  check({ frame, responded, by }, { frame: kinds.table, responded: kinds.text, by: kinds.text });
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

/** Every respondent has a number of reminders. Errors: `missing-values`, `wrong-column-type`. */
function refuseUncounted(answer: Uint8Array, sent: FactorColumn): void {
  const { name } = sent;
  const words = sent.levels.filter((level) => Number.isNaN(Number(level))).length;
  if (words > 0) {
    throw new StatisticsError("wrong-column-type", `"${name}" has ${words} levels that are no number of reminders.`, {
      variable: name,
      count: words,
    });
  }
  const missing = answer.filter((yes, row) => yes === 1 && (sent.codes[row] as number) < 0).length;
  if (missing === 0) return;
  throw new StatisticsError("missing-values", `"${name}" is missing for ${missing} respondents.`, { variable: name, count: missing });
}

export type EarlyLate = {
  readonly early: number;
  readonly late: number;
  readonly difference: number;
  readonly standardError: number;
  readonly p: number;
};

/**
 * Early against late respondents: the mean of a variable, in its units, among those who answered before `lateFrom` reminders and from then on;
 * late respondents stand in for those who never answered. Formula: the slope of a regression on being late, with model-robust variance; Wald's
 * F on (1, n − 2), p between 0 and 1. Reference: Binder (1983); as R's `regTermTest` of `svyglm`.
 * Errors: `missing-values` for a respondent without a number of reminders, `wrong-column-type` when reminders are no numbers, `one-level`
 * when one of the groups is empty, `singular` when the variable does not vary, `too-few-rows`, `empty-domain`, `unknown-column`, `argument`.
 */
export function compareEarlyLate(frame: Table, responded: string, reminders: string, variable: string, lateFrom = 1): EarlyLate {
  check(
    { frame, responded, reminders, variable, lateFrom },
    { frame: kinds.table, responded: kinds.text, reminders: kinds.text, variable: kinds.text, lateFrom: kinds.number },
  );
  const answer = respondedOf(frame, responded);
  const sent = factor(frame, reminders);
  refuseUncounted(answer, sent);
  const late = Float64Array.from(answer, (yes, row) => {
    const code = sent.codes[row] as number;
    return yes === 0 || code < 0 ? Number.NaN : Number(Number(sent.levels[code]) >= lateFrom);
  });
  const given = late.filter((value) => !Number.isNaN(value));
  const lateCount = given.reduce((a, b) => a + b, 0);
  if (lateCount === 0 || lateCount === given.length) {
    throw new StatisticsError(
      "one-level",
      `${lateCount} of ${given.length} respondents answered after ${lateFrom} reminders or more by "${reminders}"; there is nothing to compare.`,
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
  if (!(standardError > 0)) {
    const count = fit.rows.length;
    throw new StatisticsError("singular", `"${variable}" does not vary among ${count} early and late respondents.`, { variable, count });
  }
  const f = quadraticForm(Float64Array.of(standardError ** 2), Float64Array.of(difference), variable);
  const early = fit.coefficients[0] as number;
  return { early, late: early + difference, difference, standardError, p: fSurvival(f, 1, fit.dfResidual) };
}
