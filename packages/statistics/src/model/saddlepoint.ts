import { check, oneOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { StatisticsError } from "../errors.ts";
import { normalSurvival } from "../distributions/normal.ts";
import { chiSquareSurvival } from "../distributions/chi-square.ts";
import { fSurvival } from "../distributions/fisher.ts";

/**
 * P(Σ λ_i m_i-fold χ²₁ > x) by Lugannani and Rice's saddle point, null where the approximation breaks down (the saddle point is at 0).
 * Negative λ are allowed. Reference: Kuonen (1999); Lumley (2010), R survey `pchisqsum(method = "saddlepoint")`.
 */
export function saddlepoint(x: number, weights: readonly number[], multiplicity: readonly number[]): number | null {
  const scale = Math.max(...weights);
  const lambda = weights.map((value) => value / scale);
  const point = x / scale;
  const sum = (f: (value: number) => number): number => lambda.reduce((all, value, i) => all + (multiplicity[i] as number) * f(value), 0);
  const slope = (zeta: number): number => sum((value) => value / (1 - 2 * zeta * value));
  const negative = lambda.filter((value) => value < 0);
  const degrees = multiplicity.reduce((a, b) => a + b, 0);
  let low: number;
  if (negative.length > 0) low = Math.max(...negative.map((value) => 1 / (2 * value))) * 0.99999;
  else low = point > sum((value) => value) ? -0.01 : -degrees / (2 * point);
  let high = Math.min(...lambda.filter((value) => value > 0).map((value) => 1 / (2 * value))) * 0.99999;
  for (let iteration = 0; iteration < 200 && high - low > 1e-16 * Math.abs(high + low); iteration++) {
    const middle = (low + high) / 2;
    if (slope(middle) > point) high = middle;
    else low = middle;
  }
  const zeta = (low + high) / 2;
  if (Math.abs(zeta) < 1e-4) return null;
  const cumulant = -sum((value) => Math.log1p(-2 * zeta * value)) / 2;
  const w = Math.sign(zeta) * Math.sqrt(2 * (zeta * point - cumulant));
  const v = zeta * Math.sqrt(2 * sum((value) => (value / (1 - 2 * zeta * value)) ** 2));
  return normalSurvival(w + Math.log(v / w) / w);
}

/** Satterthwaite's match of Σ λ χ²₁ with a multiple of one χ²: scale and degrees of freedom. */
export function satterthwaite(lambda: readonly number[]): { scale: number; df: number } {
  const sum = lambda.reduce((a, b) => a + b, 0);
  const squares = lambda.reduce((a, b) => a + b * b, 0);
  return { scale: squares / sum, df: (sum * sum) / squares };
}

/**
 * The upper tail of a Rao–Scott statistic with generalised design effects λ. Formula: P(Σ λ_i χ²₁ > x · χ²_ddf / ddf), by saddle point, by
 * Satterthwaite's moments where the saddle point is undefined or when asked for. ddf = ∞ is the chi-square form; otherwise its whole part is used, as in R.
 * Units: p between 0 and 1. Reference: Kuonen (1999), Lumley & Scott (2014); as R's `pchisqsum` and `pFsum`.
 * Errors: `argument` when x is no number, or the λ are none, not finite or do not sum to more than 0; `too-few-rows` for ddf below 1.
 */
export function quadraticFormSurvival(
  x: number,
  lambda: readonly number[],
  ddf: number,
  method: "saddlepoint" | "satterthwaite" = "saddlepoint",
): number {
  check(
    { x, lambda, ddf, method },
    { x: kinds.anyNumber, lambda: kinds.numberList, ddf: kinds.anyNumber, method: oneOf("saddlepoint", "satterthwaite") },
  );
  const sum = lambda.reduce((a, b) => a + b, 0);
  if (Number.isNaN(x) || !(sum > 0 && sum < Infinity)) {
    const message = `A sum of ${lambda.length} χ² with design effects (lambda) that sum to ${sum} has no tail at ${x}.`;
    throw new StatisticsError("argument", message, { variable: "lambda", count: lambda.length });
  }
  if (!(ddf >= 1)) {
    throw new StatisticsError("too-few-rows", `The test has ddf = ${ddf} denominator degrees of freedom; it needs at least 1.`, {
      variable: "ddf",
      count: ddf,
    });
  }
  const { scale, df } = satterthwaite(lambda);
  const moments = (): number => (ddf === Infinity ? chiSquareSurvival(x / scale, df) : fSurvival(x / (scale * df), df, ddf));
  if (method === "satterthwaite" || x <= 0) return moments();
  const ones = lambda.map(() => 1);
  if (ddf === Infinity) return saddlepoint(x, lambda, ones) ?? moments();
  return saddlepoint(0, [...lambda, -x / ddf], [...ones, Math.floor(ddf + 1e-9)]) ?? moments();
}
