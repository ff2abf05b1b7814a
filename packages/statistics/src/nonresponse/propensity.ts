import { check, listOf, oneOf, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { type FactorColumn, type Table, factor, numericColumn, withColumn } from "../data/table.ts";
import { type Design, domain, surveyDesign } from "../design/design.ts";
import { chiSquareSurvival } from "../distributions/chi-square.ts";
import { fSurvival } from "../distributions/fisher.ts";
import { StatisticsError } from "../errors.ts";
import { quadraticForm } from "../linear/eigen.ts";
import { type Formula, type Term, parseFormula } from "../model/formula.ts";
import { type GlmFit, fitGlm } from "../model/glm.ts";
import { respondedOf } from "./response-rates.ts";

export type PropensityOptions = {
  /** What becomes of a class that answered fully or not at all: `error` (default) stops, `certain` gives it propensity 1 or 0 and says so. */
  readonly fullClasses?: "error" | "certain";
};

const propensityOptions = shapeOf<PropensityOptions>({ fullClasses: optional(oneOf("error", "certain")) });

/** A class that answered fully (or not at all): its propensity is 1 (or 0), and the model is fitted to the others. */
export type CertainClass = {
  /** The variable, or the crossed variables, and the level. */
  readonly variable: string;
  readonly level: string;
  readonly rows: number;
  readonly propensity: 0 | 1;
};

export type PropensityAnalysis = {
  /** Fitted to the rows outside the certain classes; null where there are none. */
  readonly fit: GlmFit | null;
  readonly certain: readonly CertainClass[];
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
 * Formula: R = 1 − 2 S(ρ̂), S with n − 1, without small-sample adjustment; |bias| ≤ S(ρ̂)/ρ̄ per unit standard deviation. A class of a term (a level
 * of a factor, or crossed levels) in which all answered has no finite coefficient: with `fullClasses: "certain"` its ρ̂ is 1 (0 where none did), which is
 * where the likelihood goes; `certain` names it, and the model is fitted to the rest.
 * Reference: Schouten, Cobben & Bethlehem (2009). Errors: `separation` when a class answered fully or not at all, or a number parts the answers fully,
 * `one-level` when nobody answered, `missing-values`, `zero-weights` for units with weight 0, `collinear`, `too-few-rows`, `not-converged`, `unknown-column`,
 * `argument` for a response other than 0 and 1, `negative-weight`, `missing-weight`.
 */
export function responsePropensity(
  frame: Table,
  responded: string,
  terms: readonly string[],
  weights?: string,
  options: PropensityOptions = {},
): PropensityAnalysis {
  check(
    { frame, responded, terms, weights, options },
    {
      frame: kinds.table,
      responded: kinds.text,
      terms: listOf(kinds.text, "terms"),
      weights: optional(kinds.text),
      options: propensityOptions,
    },
  );
  const answer = respondedOf(frame, responded);
  if (frame.n > 0 && answer.every((yes) => yes === 0)) {
    throw new StatisticsError("one-level", `"${responded}" is 0 in all ${frame.n} rows: nobody answered.`, {
      variable: responded,
      count: frame.n,
    });
  }
  const table = withColumn(frame, numericColumn(responded, Float64Array.from(answer)));
  const design = surveyDesign(table, weights === undefined ? {} : { weights });
  refuseUnweighted(design, weights);
  const formula = parseFormula(`~ ${terms.length === 0 ? "1" : terms.join(" + ")}`);
  const { certain, propensity } =
    options.fullClasses === "certain"
      ? certainClasses(table, formula, answer)
      : { certain: [], propensity: new Float64Array(table.n).fill(Number.NaN) };
  const rest = Int32Array.from(propensity.keys()).filter((row) => Number.isNaN(propensity[row]));
  const fit = rest.length === 0 ? null : fitRest(design, formula, responded, propensity);
  if (fit !== null && fit.rows.length < rest.length) {
    const count = rest.length - fit.rows.length;
    const variable = terms.join(", ");
    throw new StatisticsError("missing-values", `The variables of the frame (${variable}) are missing in ${count} rows.`, {
      variable,
      count,
    });
  }
  fit?.rows.forEach((row, i) => (propensity[row] = fit.fitted[i] as number));
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
  const standardDeviation = n < 2 ? 0 : Math.sqrt(((squares / total) * n) / (n - 1));
  const p = fit?.names.length ?? 0;
  return {
    fit,
    certain,
    modelStandardErrors: Float64Array.from({ length: p }, (_, j) =>
      fit === null ? 0 : Math.sqrt((fit.naiveCovariance[j * p + j] as number) / fit.weightScale),
    ),
    propensity,
    mean,
    standardDeviation,
    rIndicator: 1 - 2 * standardDeviation,
    maximumBias: standardDeviation / mean,
  };
}

/** Errors: `zero-weights` with the number of rows: a unit of the frame counts. */
function refuseUnweighted(design: Design, weights: string | undefined): void {
  const count = design.weights.filter((weight) => weight === 0).length;
  if (count === 0) return;
  throw new StatisticsError("zero-weights", `"${weights ?? ""}" is 0 in ${count} rows of the frame; take them out of it.`, {
    variable: weights ?? "weights",
    count,
  });
}

/** The model of the rows whose propensity is not certain. Terms that no longer vary there are left out. */
function fitRest(design: Design, formula: Formula, responded: string, propensity: Float64Array): GlmFit {
  const isRest = (row: number): boolean => Number.isNaN(propensity[row] as number);
  const rest = domain(design, isRest, responded);
  const varies = (term: Term): boolean =>
    term.variables.every((name) => {
      const column = design.table.columns.get(name);
      if (column?.kind !== "factor") return true;
      return new Set(column.codes.filter((code, row) => code >= 0 && isRest(row))).size > 1;
    });
  const kept = propensity.some((one) => !Number.isNaN(one)) ? formula.terms.filter(varies) : formula.terms;
  return fitGlm(rest, { ...formula, terms: kept, response: { kind: "name", name: responded } }, "binomial");
}

/**
 * The classes of the terms that answered fully or not at all, and their propensity; NaN for the other rows. A class that is left with one kind of
 * answer when others have been taken out is certain too.
 */
function certainClasses(table: Table, formula: Formula, answer: Uint8Array): { certain: CertainClass[]; propensity: Float64Array } {
  const propensity = new Float64Array(table.n).fill(Number.NaN);
  const certain: CertainClass[] = [];
  const crossings = formula.terms.flatMap((term) => {
    const columns = term.variables.map((name) => table.columns.get(name));
    return columns.every((one): one is FactorColumn => one?.kind === "factor") ? [{ name: term.name, columns }] : [];
  });
  // Everybody is a class too: where all answered there is nothing to fit.
  crossings.unshift({ name: "", columns: [] });
  for (let found = true; found;) {
    found = false;
    for (const { name, columns } of crossings) {
      const classes = new Map<string, { rows: number[]; yes: number; isWhole: boolean }>();
      for (let row = 0; row < table.n; row++) {
        if (columns.some((one) => (one.codes[row] as number) < 0)) continue;
        const level = columns.map((one) => one.levels[one.codes[row] as number] ?? "").join(", ");
        const one = classes.get(level) ?? { rows: [], yes: 0, isWhole: true };
        classes.set(level, one);
        if (Number.isNaN(propensity[row] as number)) {
          one.rows.push(row);
          one.yes += answer[row] ?? 0;
        } else one.isWhole = false;
      }
      for (const [level, { rows, yes, isWhole }] of classes) {
        if (rows.length === 0 || (yes !== 0 && yes !== rows.length)) continue;
        found = true;
        const value = yes === 0 ? 0 : 1;
        for (const row of rows) propensity[row] = value;
        // Only what answered alike as a whole is told as a class; of others it follows.
        if (isWhole) certain.push({ variable: name, level, rows: rows.length, propensity: value });
      }
    }
  }
  return { certain, propensity };
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
