import { check, either, listOf, oneOf, optional, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { fSurvival } from "../distributions/fisher.ts";
import { StatisticsError } from "../errors.ts";
import { generalisedEigenvalues, quadraticForm } from "../linear/eigen.ts";
import { matchTerms, withoutTerms } from "./formula.ts";
import { type Fit, type GlmFit, fitGlm } from "./glm.ts";
import { type OrdinalFit, fitOrdinal } from "./ordinal.ts";
import { quadraticFormSurvival } from "./saddlepoint.ts";

export type WaldTest = { readonly f: number; readonly numeratorDf: number; readonly denominatorDf: number; readonly p: number };

export type LikelihoodRatioTest = {
  readonly chiSquare: number;
  /** Number of coefficients tested. */
  readonly df: number;
  readonly denominatorDf: number;
  readonly p: number;
  /** Generalised design effects: eigenvalues of V₀⁻¹V. */
  readonly lambda: Float64Array;
};

/** Positions of the coefficients of the named terms (`"age"`, `"age:sex"`, `"~ age + sex"`). Errors: `argument`. */
function coefficientsOf(fit: Fit, terms: readonly string[]): number[] {
  const wanted = new Set(matchTerms(fit.specification.formula, terms));
  return fit.specification.columns.flatMap((column, j) => (wanted.has(column.term) ? [j] : []));
}

function block(matrix: Float64Array, p: number, index: readonly number[]): Float64Array {
  return Float64Array.from(index.flatMap((i) => index.map((j) => matrix[i * p + j] as number)));
}

const someTerms = listOf(kinds.text, "terms", 1);
const lawOptions = shapeOf<{ denominatorDf?: number; approximation?: string }>({
  denominatorDf: optional(kinds.anyNumber),
  approximation: optional(oneOf("saddlepoint", "satterthwaite")),
});

/**
 * Wald test that all coefficients of the terms are 0: F ≥ 0 with its degrees of freedom and p between 0 and 1.
 * Formula: F = b′V⁻¹b/k on (k, df of the model). Reference: Korn & Graubard (1990); Lumley (2010); as R's `regTermTest`.
 * Errors: `argument` for a term outside the model, `singular` when the covariance has no inverse.
 */
export function waldTest(fit: Fit, terms: readonly string[]): WaldTest {
  check({ fit, terms }, { fit: kinds.fit, terms: someTerms });
  return waldTestOf(fit, coefficientsOf(fit, terms));
}

/**
 * The Wald test of chosen coefficients, by position: F ≥ 0 with its degrees of freedom and p between 0 and 1.
 * Formula: F = b′V⁻¹b/k on (k, denominatorDf), the df of the model when not said. Reference: Lumley (2010); as R's `regTermTest`.
 * Errors: `argument` when none is chosen or one is not in the model, `singular` when the covariance has no inverse.
 */
export function waldTestOf(fit: Fit, index: readonly number[], denominatorDf?: number): WaldTest {
  check({ fit, index, denominatorDf }, { fit: kinds.fit, index: kinds.numberList, denominatorDf: optional(kinds.anyNumber) });
  const k = index.length;
  const outside = index.filter((j) => fit.names[j] === undefined).length;
  if (k === 0 || outside > 0) {
    const message = `The index of what to test has ${k} coefficients, of which ${outside} are none of the ${fit.names.length} of the model.`;
    throw new StatisticsError("argument", message, { variable: "index", count: k === 0 ? 0 : outside });
  }
  const beta = Float64Array.from(index, (j) => fit.coefficients[j] as number);
  const names = index.map((j) => fit.names[j] ?? "").join(", ");
  const f = quadraticForm(block(fit.covariance, fit.names.length, index), beta, names) / k;
  const df = denominatorDf ?? fit.dfResidual;
  return { f, numeratorDf: k, denominatorDf: df, p: fSurvival(f, k, df) };
}

/**
 * Rao–Scott likelihood-ratio test of terms (R's `regTermTest(method = "LRT")`), with p.
 * Formula: the difference of the working deviances with and without the terms, whose law is Σ λ_i χ²₁ with λ the eigenvalues of V₀⁻¹V (V the design covariance, V₀ the naive one of the tested coefficients).
 *
 * Units: χ² ≥ 0 in units of the deviance, p between 0 and 1 by saddle point, F form with the residual df of the model (`denominatorDf`
 * Infinity for the chi-square form). Reference: Rao & Scott (1984); Lumley & Scott (2014).
 * Errors: `argument` for a term outside the model, `singular` when the naive covariance has no inverse, and those of the fit without the
 * terms (`not-converged`, `separation`).
 */
export function likelihoodRatioTest(
  fit: GlmFit | OrdinalFit,
  terms: readonly string[],
  options: { readonly denominatorDf?: number; readonly approximation?: "saddlepoint" | "satterthwaite" } = {},
): LikelihoodRatioTest {
  check({ fit, terms, options }, { fit: either(kinds.glmFit, kinds.ordinalFit), terms: someTerms, options: lawOptions });
  const smaller = withoutTerms(fit.specification.formula, terms);
  const without = fit.kind === "glm" ? fitGlm(fit.design, smaller, fit.family) : fitOrdinal(fit.design, smaller);
  // The smaller model has its weights scaled to mean 1 over its own rows; what counts is the scale of the larger one.
  const scale = without.weightScale / fit.weightScale;
  const chiSquare = Math.max(0, without.deviance * scale - fit.deviance);
  return { chiSquare, ...lawOf(fit, coefficientsOf(fit, terms), chiSquare, options) };
}

/**
 * Working Wald test (`regTermTest(method = "WorkingWald")`): χ² ≥ 0 with p between 0 and 1.
 * Formula: b′V₀⁻¹b with the law Σ λ_i χ²₁ of {@link likelihoodRatioTest}. Reference: Rao & Scott (1984); Lumley & Scott (2014).
 * Errors: `argument` for a term outside the model, `singular` when the naive covariance has no inverse.
 */
export function workingWaldTest(
  fit: Fit,
  terms: readonly string[],
  options: { readonly denominatorDf?: number; readonly approximation?: "saddlepoint" | "satterthwaite" } = {},
): LikelihoodRatioTest {
  check({ fit, terms, options }, { fit: kinds.fit, terms: someTerms, options: lawOptions });
  const index = coefficientsOf(fit, terms);
  const beta = Float64Array.from(index, (j) => fit.coefficients[j] as number);
  const chiSquare = quadraticForm(block(fit.naiveCovariance, fit.names.length, index), beta, terms.join(", "));
  return { chiSquare, ...lawOf(fit, index, chiSquare, options) };
}

function lawOf(
  fit: Fit,
  index: readonly number[],
  chiSquare: number,
  options: { readonly denominatorDf?: number; readonly approximation?: "saddlepoint" | "satterthwaite" },
): Omit<LikelihoodRatioTest, "chiSquare"> {
  const q = fit.names.length;
  const names = index.map((j) => fit.names[j] ?? "").join(", ");
  const lambda = generalisedEigenvalues(block(fit.covariance, q, index), block(fit.naiveCovariance, q, index), index.length, names);
  const denominatorDf = options.denominatorDf ?? fit.dfResidual;
  const p = quadraticFormSurvival(chiSquare, Array.from(lambda), denominatorDf, options.approximation);
  return { df: index.length, denominatorDf, p, lambda };
}
