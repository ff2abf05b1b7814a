// Regression: svyglm, regTermTest, predict, svyolr and polr (files 06, 07, and their kind in 10 and 11).
import { createTable, factorFromCodes, numeric, numericColumn, withColumn } from "../../src/data/table.ts";
import { type Design, surveyDesign } from "../../src/design/design.ts";
import type { Family } from "../../src/model/family.ts";
import { parseFormula } from "../../src/model/formula.ts";
import { type GlmFit, coefficientTable, fitGlm } from "../../src/model/glm.ts";
import { type OrdinalFit, fitOrdinal } from "../../src/model/ordinal.ts";
import { newRows, predict, predictedMargins } from "../../src/model/predict.ts";
import { likelihoodRatioTest, waldTest, workingWaldTest } from "../../src/model/term-test.ts";
import { type Answer, type Context, type Handler, type Question, UNSUPPORTED } from "../context.ts";
import { designOf, matrix, strings } from "./read.ts";

export const modelCases: Handler = (context, question) => {
  const { fn } = question;
  if (/^svyglm/.test(fn)) return { values: glmValues(glmOf(context, question)), tolerances: { iterations_glm: Infinity } };
  if (/^predict/.test(fn)) return { values: predictionValues(context, question) };
  if (/^(regTermTest|anova)/.test(fn)) return termCase(context, question);
  if (/^svypredmeans/.test(fn)) {
    const name = strings(question.args["factor"])?.[0] ?? /~\s*([\w.]+)\s*\)\s*$/.exec(question.r)?.[1] ?? "";
    const margins = predictedMargins(glmOf(context, question), name);
    return { values: { levels: margins.levels, estimate: margins.estimate, se: margins.standardErrors, vcov: matrix(margins.covariance) } };
  }
  if (/^svyolr|polr$/.test(fn)) return ordinalCase(context, question);
  return UNSUPPORTED;
};

/** The model formula: of the arguments, or of the R call's first `y ~ …`. */
export function formulaOf({ args, r }: Question): string {
  const given = strings(args["formula"])?.[0];
  if (given !== undefined) return given;
  const start = /(?:svyglm|svyolr|glm)\(\s*/.exec(r);
  const text = start === null ? r : r.slice(start.index + start[0].length);
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if ((letter === "," && depth === 0) || depth < 0) return text.slice(0, at);
  }
  return text;
}

export function familyOf({ fn, args, r }: Question): Family {
  const text = `${strings(args["family"])?.[0] ?? ""} ${fn} ${r}`;
  if (/binomial/.test(text)) return "binomial";
  return /poisson/.test(text) ? "poisson" : "gaussian";
}

/** `mealcat` of the school data: meals cut at 25, 50 and 75. */
function withMealCategory(design: Design): Design {
  const meals = design.table.columns.get("meals");
  if (meals?.kind !== "numeric") return design;
  const codes = Int32Array.from(meals.values, (value) =>
    Number.isNaN(value) ? -1 : value <= 25 ? 0 : value <= 50 ? 1 : value <= 75 ? 2 : 3,
  );
  return { ...design, table: withColumn(design.table, factorFromCodes("mealcat", codes, ["q1", "q2", "q3", "q4"], true)) };
}

function glmOf(context: Context, question: Question): GlmFit {
  const of = question.args["formula"] === undefined ? strings(question.args["model"])?.[0] : undefined;
  if (of !== undefined && !of.includes("~")) return glmOf(context, context.question(of));
  return fitGlm(withMealCategory(designOf(context, { ...question, fn: "svyglm" })), formulaOf(question), familyOf(question));
}

function waldValues(fit: GlmFit | OrdinalFit, terms: readonly string[]): Record<string, unknown> {
  const test = waldTest(fit, terms);
  return { F: test.f, ndf: test.numeratorDf, ddf: test.denominatorDf, p: test.p };
}

export function glmValues(fit: GlmFit): Record<string, unknown> {
  const table = coefficientTable(fit);
  const terms = fit.specification.formula.terms.map((term) => term.name);
  const values: Record<string, unknown> = {
    terms: fit.names,
    coef: fit.coefficients,
    se: fit.standardErrors,
    t: table.map((row) => row.t),
    p: table.map((row) => row.p),
    df_residual: fit.dfResidual,
    ci95_wald_t: table.map((row) => [row.lower, row.upper]),
    vcov: matrix(fit.covariance),
    dispersion: fit.dispersion,
    deviance: fit.deviance,
    null_deviance: fit.nullDeviance,
    n_used: fit.rows.length,
  };
  if (terms.length > 0) values["wald"] = waldValues(fit, terms);
  // `wald_wave` and the like: the test of the first term of that name.
  for (const term of terms) values[`wald_${term.split(/[_.(]/)[0] ?? term}`] ??= waldValues(fit, [term]);
  return values;
}

function predictionValues(context: Context, question: Question): Record<string, unknown> {
  const fit = glmOf(context, question);
  const rows = newRows(fit, question.args["newdata"] as Record<string, (number | string)[]>);
  const response = question.args["type"] === "response" || /type\s*=\s*['"]response/.test(question.r);
  const { estimate, standardErrors } = predict(fit, rows, response ? "response" : "link");
  return { estimate, se: standardErrors };
}

function termCase(context: Context, question: Question): Answer {
  const { args, r } = question;
  const of = strings(args["model"])?.[0];
  const source =
    of === undefined || of.includes("~") ? { ...question, args: { ...args, formula: of ?? args["formula"] } } : context.question(of);
  const fit = /olr/.test(source.fn) ? fitOrdinal(designOf(context, source), formulaOf(source)) : glmOf(context, source);
  const given = strings(args["terms"]) ?? strings(args["test_terms"]) ?? strings(args["term"]) ?? strings(args["test"]);
  const written = /regTermTest\((?:[^()]|\([^()]*\))*?,\s*(~[^,)]+|"[^"]+"|'[^']+')/.exec(r)?.[1]?.replaceAll(/["']/g, "");
  const terms = given ?? (written === undefined ? [] : parseFormula(written).terms.map((term) => term.name));
  const method = `${strings(args["method"])?.[0] ?? ""} ${r}`;
  if (!/LRT|WorkingWald/.test(method)) return { values: waldValues(fit, terms) };
  const test = (/WorkingWald/.test(method) ? workingWaldTest : likelihoodRatioTest)(fit, terms);
  const { chiSquare, df, denominatorDf, p, lambda } = test;
  return {
    values: { chisq: chiSquare, statistic: chiSquare, df, ndf: df, ddf: denominatorDf, p, lambda: Array.from(lambda) },
    // R looks for the saddle point to 1e-8 only.
    tolerances: { p: 1e-6 },
  };
}

/** A design of its own with the weights a column, of all rows or of those with a substantive answer. */
function asGiven(design: Design, substantive: boolean): Design {
  const answered = substantive ? numeric(design.table, "substantive") : new Float64Array(design.n).fill(1);
  const kept = Array.from({ length: design.n }, (_, row) => row).filter((row) => answered[row] === 1);
  const columns = [...design.table.columns.values(), numericColumn("raked", design.weights)].map((one) =>
    one.kind === "numeric"
      ? numericColumn(
          one.name,
          Float64Array.from(kept, (row) => one.values[row] as number),
        )
      : factorFromCodes(
          one.name,
          Int32Array.from(kept, (row) => one.codes[row] as number),
          one.levels,
          one.ordered,
        ),
  );
  return surveyDesign(createTable(columns), { weights: "raked" });
}

function ordinalCase(context: Context, question: Question): Answer {
  let design = withMealCategory(designOf(context, question));
  // "Weights as given": the calibrated weights, without the calibration in the variance.
  if (/svydesign\([^)]*weights\s*=\s*~raked/.test(question.r)) design = asGiven(design, /data\s*=\s*substantive rows/.test(question.r));
  const fit = fitOrdinal(design, formulaOf(question));
  const q = fit.names.length;
  const naive = Float64Array.from({ length: q }, (_, j) => Math.sqrt((fit.naiveCovariance[j * q + j] as number) / fit.weightScale));
  const classical = /polr$/.test(question.fn) && !/^svy/.test(question.fn);
  const own = {
    terms: fit.names,
    n_slopes: fit.slopes,
    levels: fit.levels,
    n_used: fit.rows.length,
    coef: fit.coefficients,
    se: classical ? naive : fit.standardErrors,
    vcov: matrix(fit.covariance),
    df_residual: fit.dfResidual,
    naive_se_inverse_information: naive,
    se_inverse_information: naive,
    loglik_weighted: fit.logLikelihood,
    loglik: fit.logLikelihood,
    deviance: classical ? -2 * fit.logLikelihood : fit.deviance,
  };
  const notes = { max_abs_score: Infinity, newton_iterations: Infinity };
  return {
    values: { ...own, exact: own, svyolr_default: own, svyolr_tight: own, polr: own },
    tolerances: {
      ...notes,
      "exact.max_abs_score": Infinity,
      "exact.newton_iterations": Infinity,
      // svyolr and polr stop early (BFGS, numerical Hessian): `exact` is what to equal.
      svyolr_default: 1e-2,
      svyolr_tight: 1e-3,
      polr: 1e-6,
      max_abs_diff_coef: Infinity,
      max_abs_diff_svyolr_default_vs_exact_coef: Infinity,
      max_rel_diff_svyolr_tight_vs_exact_se: Infinity,
      clm_coef_max_abs_diff_vs_exact: Infinity,
    },
  };
}
