import { endless, requireNumber, requirePositive, requireProbability } from "./arguments.ts";
import { betaLogitQuantile } from "./beta.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { betaTails } from "./special.ts";

/**
 * P(T > t) for Student's t with df degrees of freedom (any df > 0; ∞ is the normal distribution), between 0 and 1.
 *
 * Formula: ½ I_{df/(df + t²)}(df/2, ½) for t ≥ 0. Relative error about 1e-13 in the tail.
 * Reference: Abramowitz & Stegun (1964) §26.7; as R's `pt` of the upper tail. Errors: `argument` for df ≤ 0 or t that is no number.
 */
export function studentSurvival(t: number, df: number): number {
  requireNumber(t);
  requirePositive(df, "df", true);
  if (endless(df)) return normalCdf(-t);
  if (Math.abs(t) === Infinity) return t > 0 ? 0 : 1;
  const square = t * t;
  const tails = betaTails(df / 2, 0.5, df / (df + square), square / (df + square));
  return t >= 0 ? tails.lower / 2 : 0.5 + tails.upper / 2;
}

/**
 * P(T ≤ t) for Student's t, between 0 and 1. Formula: P(T > −t). Reference: Abramowitz & Stegun (1964) §26.7; as R's `pt`.
 * Errors: `argument`, as {@link studentSurvival}.
 */
export function studentCdf(t: number, df: number): number {
  requireNumber(t);
  return studentSurvival(-t, df);
}

/**
 * Two-sided p-value P(|T| > |t|) for Student's t, between 0 and 1. Formula: 2 P(T > |t|). Reference: Abramowitz & Stegun (1964) §26.7.
 * Errors: `argument`, as {@link studentSurvival}.
 */
export function studentTwoSided(t: number, df: number): number {
  requireNumber(t);
  return 2 * studentSurvival(Math.abs(t), df);
}

/**
 * Quantile of Student's t, any number, ±∞ at the ends: t with P(T ≤ t) = p. Any df > 0; ∞ is the normal distribution.
 * Reference: Abramowitz & Stegun (1964) §26.7; as R's `qt`.
 *
 * Method: the beta quantile on the logit axis, t² = df (1 − x)/x; near p = ½ from the central probability so that t → 0 keeps its digits.
 * Errors: `argument` for p outside [0, 1] or df ≤ 0.
 */
export function studentQuantile(p: number, df: number): number {
  requireProbability(p);
  requirePositive(df, "df", true);
  if (endless(df)) return normalQuantile(p);
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const tail = p < 0.5 ? p : 1 - p;
  const sign = p < 0.5 ? -1 : 1;
  if (tail < 0.25) return sign * Math.sqrt(df) * Math.exp(-betaLogitQuantile(2 * tail, df / 2, 0.5, false) / 2);
  return sign * Math.sqrt(df) * Math.exp(betaLogitQuantile(2 * Math.abs(p - 0.5), 0.5, df / 2, false) / 2);
}
